"""What people do in Spectrum's own screens: the state no web service creates."""
