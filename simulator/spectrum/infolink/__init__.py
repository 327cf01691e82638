"""Info-Link: the read-only SQL tables, a projection of the stores."""
