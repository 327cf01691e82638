"""Cost codes, line item types and the budget codes they make."""
