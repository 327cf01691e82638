"""The world's clock."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from simulator.world.clock import Clock, ClockError

NOON = datetime(2020, 4, 9, 12, 0, tzinfo=UTC)


def test_a_clock_with_a_start_stands_still() -> None:
    clock = Clock(NOON)
    assert clock.is_frozen
    assert clock.now() == clock.now() == NOON
    assert clock.seconds() == NOON.timestamp()


def test_advance_moves_a_frozen_clock_exactly() -> None:
    clock = Clock(NOON)
    clock.advance(timedelta(seconds=5400))
    assert clock.now() == NOON + timedelta(seconds=5400)


def test_a_running_clock_goes_on_from_where_it_was_put() -> None:
    clock = Clock(NOON)
    clock.run()
    assert not clock.is_frozen
    before = clock.now()
    assert NOON <= before < NOON + timedelta(minutes=1)
    clock.set(NOON + timedelta(days=1))
    assert clock.now() >= NOON + timedelta(days=1)
    assert abs(clock.seconds() - clock.now().timestamp()) < 1


def test_listeners_hear_of_every_move() -> None:
    clock = Clock(NOON)
    heard: list[datetime] = []
    clock.listen(heard.append)
    clock.advance(timedelta(seconds=1))
    clock.set(NOON)
    assert heard == [NOON + timedelta(seconds=1), NOON]


def test_time_does_not_run_backward_by_advancing() -> None:
    clock = Clock(NOON)
    with pytest.raises(ClockError, match=r"0 to 3660 days.*use set"):
        clock.advance(timedelta(seconds=-1))
    assert clock.now() == NOON


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ClockError, match="2020-04-09T12:00:00 has no time zone"):
        Clock(datetime(2020, 4, 9, 12, 0))  # noqa: DTZ001  # the wrong value is the point


def test_any_time_zone_is_told_as_utc() -> None:
    clock = Clock(NOON.astimezone(timezone(timedelta(hours=-7))))
    assert clock.now().isoformat() == "2020-04-09T12:00:00+00:00"
