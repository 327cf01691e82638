"""A last resort against a call that never returns.

A loop inside durable_rules holds Python's interpreter lock, so no Python thread can interrupt it.
The standard library's fault handler watches from a thread of its own: when time runs out it
prints where every thread stands and ends the process. Work in progress is safe: intents are
committed before writes.
"""

import faulthandler
from collections.abc import Iterator
from contextlib import contextmanager

LOAD_SECONDS_MAX = 20.0
DECISION_SECONDS_MAX = 10.0
_STANDARD_ERROR = 2


@contextmanager
def ends_process_after(seconds: float) -> Iterator[None]:
    """Ends the process when the block takes longer. Only one block at a time can be watched."""
    faulthandler.dump_traceback_later(seconds, exit=True, file=_STANDARD_ERROR)
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()
