"""Staged records: what an ERP offers for import."""
