"""The engine's own books: what was linked, sent, intended and done."""
