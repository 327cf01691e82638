"""The world's clock, for both products at once."""

from datetime import datetime, timedelta
from typing import Annotated

import msgspec
from msgspec import Meta

from simulator.control.inputs import Moment, Taking, TakingNothing
from simulator.control.replies import ControlError
from simulator.control.scope import Scope
from simulator.world.clock import MAX_ADVANCE, ClockError

MOST_SECONDS = MAX_ADVANCE.total_seconds()


class ClockState(msgspec.Struct, frozen=True):
    now: Moment
    is_frozen: bool


class AdvanceClock(Taking, frozen=True):
    seconds: Annotated[
        float,
        Meta(
            ge=0,
            le=MOST_SECONDS,
            extra={
                "must": f"must be 0 to {MOST_SECONDS:.0f} ({MAX_ADVANCE.days} days)",
                "otherwise": "to move backward, or further, use clock/set",
            },
        ),
    ]


class SetClock(Taking, frozen=True):
    now: Moment


def show(scope: Scope, asked: TakingNothing) -> ClockState:
    """The world's time, and whether it stands still."""
    del asked
    return _state(scope)


def freeze(scope: Scope, asked: TakingNothing) -> ClockState:
    """Stop the clock where it is."""
    del asked
    scope.simulation.world.clock.freeze()
    return _state(scope)


def run(scope: Scope, asked: TakingNothing) -> ClockState:
    """Let time pass again, from where the clock stands."""
    del asked
    scope.simulation.world.clock.run()
    return _state(scope)


def advance(scope: Scope, asked: AdvanceClock) -> ClockState:
    """Move forward: {"seconds": 5400}."""
    try:
        scope.simulation.world.clock.advance(timedelta(seconds=asked.seconds))
    except ClockError as error:
        raise ControlError(str(error)) from error
    return _state(scope)


def set_moment(scope: Scope, asked: SetClock) -> ClockState:
    """Put the clock to a moment: {"now": "2020-04-09T12:00:00Z"}."""
    try:
        scope.simulation.world.clock.set(datetime.fromisoformat(asked.now))
    except ValueError as error:
        raise ControlError(f"now: {error}") from error
    return _state(scope)


def _state(scope: Scope) -> ClockState:
    clock = scope.simulation.world.clock
    return ClockState(clock.now().isoformat(), clock.is_frozen)
