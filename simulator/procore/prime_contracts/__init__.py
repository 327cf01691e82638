"""Prime contracts."""
