"""Tokens: the OAuth 2 endpoints."""
