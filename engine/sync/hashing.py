"""A short name for a payload: the same content has the same hash."""

import hashlib

import msgspec


def payload_hash(payload: object) -> str:
    """SHA-256 of the payload's canonical JSON; records, amounts and dates included."""
    return hashlib.sha256(msgspec.json.encode(payload, order="deterministic")).hexdigest()
