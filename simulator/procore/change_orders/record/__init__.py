"""The change order itself: how it is kept, found, written and shown as a prime change order."""
