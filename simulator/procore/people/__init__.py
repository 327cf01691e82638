"""Users, permission templates and what the caller may do."""
