"""The demo company: at least one job for every documented situation."""
