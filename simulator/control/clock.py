"""The world's clock, for both products at once."""

from datetime import datetime, timedelta

from simulator.control.replies import ControlError, fields_of, ok, text
from simulator.control.scope import Scope
from simulator.http.message import Reply, Request
from simulator.world.clock import MAX_ADVANCE, ClockError


def show(scope: Scope, request: Request) -> Reply:
    """The world's time, and whether it stands still."""
    del request
    clock = scope.simulation.world.clock
    return ok({"now": clock.now().isoformat(), "is_frozen": clock.is_frozen})


def freeze(scope: Scope, request: Request) -> Reply:
    """Stop the clock where it is."""
    scope.simulation.world.clock.freeze()
    return show(scope, request)


def run(scope: Scope, request: Request) -> Reply:
    """Let time pass again, from where the clock stands."""
    scope.simulation.world.clock.run()
    return show(scope, request)


def advance(scope: Scope, request: Request) -> Reply:
    """Move forward: {"seconds": 5400}."""
    fields = fields_of(request)
    seconds = fields.get("seconds")
    if not isinstance(seconds, int | float) or isinstance(seconds, bool):
        raise ControlError(f"seconds must be a number, not {seconds!r}")
    most_seconds = MAX_ADVANCE.total_seconds()
    if not 0 <= seconds <= most_seconds:
        raise ControlError(
            f"seconds must be 0 to {most_seconds:.0f} ({MAX_ADVANCE.days} days), not {seconds}; "
            "to move backward, or further, use clock/set"
        )
    try:
        scope.simulation.world.clock.advance(timedelta(seconds=seconds))
    except ClockError as error:
        raise ControlError(str(error)) from error
    return show(scope, request)


def set_moment(scope: Scope, request: Request) -> Reply:
    """Put the clock to a moment: {"now": "2020-04-09T12:00:00Z"}."""
    fields = fields_of(request)
    written = text(fields, "now")
    try:
        scope.simulation.world.clock.set(datetime.fromisoformat(written))
    except ValueError as error:
        raise ControlError(f"now: {error}") from error
    return show(scope, request)
