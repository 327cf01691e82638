"""Lines of a schedule of values: of prime contracts and of their change orders."""
