"""AR change requests: upserted line by line."""
