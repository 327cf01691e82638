"""The rules with one thing changed, as a slip of the hand could: one such change at a time."""
