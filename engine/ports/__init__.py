"""What the engine asks of both sets of books, and how a call can end."""
