"""Customers and their reading."""
