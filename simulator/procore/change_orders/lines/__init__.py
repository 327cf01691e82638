"""The lines of a change order, in both versions, and what they come to."""
