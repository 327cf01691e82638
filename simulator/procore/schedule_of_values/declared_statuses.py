"""Statuses of v2's line items: they declare 400 and 409 and no 422 (procore_api.md 6).

The general guide names 422 for an unknown code and for a locked record; what an operation itself
declares is taken to be nearer to the truth. So whatever v1 refuses with 422 is here a bad request
when a field of the body is at fault, and a conflict when it is the state of the record.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from simulator.procore.responses import Refusal

DECLARED_REFUSALS = (400, 401, 403, 404, 409, 413, 429)
_OF_THE_STATE = "base"


@contextmanager
def declared_statuses() -> Iterator[None]:
    try:
        yield
    except Refusal as refusal:
        if refusal.status == 422:
            fields = refusal.fields
            is_conflict = isinstance(fields, Mapping) and _OF_THE_STATE in fields
            refusal.status = 409 if is_conflict else 400
        raise
