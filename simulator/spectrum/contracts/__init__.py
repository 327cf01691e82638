"""Contracts and their schedules of values."""
