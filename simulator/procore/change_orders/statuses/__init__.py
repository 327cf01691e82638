"""Which statuses there are, how a change order comes to one, and what is locked meanwhile."""
