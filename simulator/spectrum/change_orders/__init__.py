"""AR change orders, which take change requests."""
