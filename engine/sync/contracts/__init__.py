"""Prime contracts on their way from Spectrum into Procore."""
