"""The engine: rules, markup, mapping and the sync that joins Procore and Spectrum."""
