"""Change orders on the prime side: one record, three resources."""
