"""An attempt whose turn has come: nobody else is writing the record any more."""

import logging
from collections.abc import Callable

from engine.operations.request import Request
from engine.sync.attempt import attempt
from engine.sync.context import SyncContext
from engine.sync.outcome import Outcome, TryLater
from engine.sync.running.runner import RetryPolicy
from engine.sync.store.leases import LEASE_SECONDS, LeaseHeld

LOOK_S = 0.1
LOOKS_MAX = round(RetryPolicy().max_attempts * LEASE_SECONDS / LOOK_S)
"""A writer renews its lease with every attempt, of which the retry policy allows so many."""
NOTICE_AFTER_S = 2.0

Pause = Callable[[float], bool]
"""Waits this many seconds; true when there is no time to wait any longer."""

_log = logging.getLogger(__name__)


def attempt_in_turn(
    context: SyncContext, request: Request, number: int, pause: Pause
) -> Outcome | TryLater:
    """An attempt, once no other run is writing the record.

    Waiting for another run is no failure, so it does not count as an attempt. The other run gives
    its lease back when it ends, long before the lease itself would end.
    """
    ended = attempt(context, request, number)
    if not isinstance(ended, TryLater) or not ended.is_written_by_another:
        return ended
    if _lease_was_taken(context, ended.request, pause):
        return attempt(context, ended.request, number)
    return ended


def say_waiting(request: Request) -> None:
    """Tell whoever waits what for; without other logging it goes to standard error."""
    _log.warning("waiting for another request on %s …", request.record)


def _lease_was_taken(context: SyncContext, request: Request, pause: Pause) -> bool:
    for look in range(1, LOOKS_MAX + 1):
        if pause(LOOK_S):
            return False
        try:
            with context.store.transaction() as books:
                books.leases.take(request.record.writer_key, request.request_id, context.clock())
            return True
        except LeaseHeld:
            if look == round(NOTICE_AFTER_S / LOOK_S):
                say_waiting(request)
    return False
