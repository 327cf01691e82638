"""Info-Link: Spectrum's tables by SQL, the only known way to read contracts (docs/infolink.md)."""
