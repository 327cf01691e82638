"""Webhooks: hooks, triggers, and deliveries on the world's clock."""
