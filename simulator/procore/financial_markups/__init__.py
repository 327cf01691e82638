"""Financial markup and its arithmetic."""
