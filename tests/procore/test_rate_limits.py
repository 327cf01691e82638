"""The hourly and the ten-second window, on the world's clock."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest

from simulator.procore.rate_limits import Window
from simulator.world.world import World

Make = Callable[..., dict[str, Any]]
ME = "/rest/v1.0/me"


def test_a_spike_is_refused_until_its_window_has_passed(
    client: httpx.Client, world: World, make: Make
) -> None:
    world.clock.advance(timedelta(seconds=10))
    make("setting", spike_limit=3)
    assert [client.get(ME).status_code for _ in range(4)] == [200, 200, 200, 429]
    refused = client.get(ME)
    assert refused.headers["X-Rate-Limit-Limit"] == "3"
    assert refused.headers["X-Rate-Limit-Remaining"] == "0"
    reset = int(refused.headers["X-Rate-Limit-Reset"])
    assert reset == int(world.clock.seconds()) + 10
    assert refused.headers["Retry-After"] == "10"
    assert refused.json()["code"] == 429
    world.clock.advance(timedelta(seconds=9.9))
    assert client.get(ME).status_code == 429
    world.clock.advance(timedelta(seconds=0.1))
    assert client.get(ME).status_code == 200


def test_the_hour_fills_up_over_many_spikes(client: httpx.Client, world: World, make: Make) -> None:
    world.clock.advance(timedelta(hours=1))
    make("setting", hourly_limit=4, spike_limit=3)
    statuses = []
    for _ in range(3):
        statuses += [client.get(ME).status_code, client.get(ME).status_code]
        world.clock.advance(timedelta(seconds=10))
    assert statuses == [200, 200, 200, 200, 429, 429]
    refused = client.get(ME)
    assert refused.headers["X-Rate-Limit-Limit"] == "4"
    assert int(refused.headers["Retry-After"]) == 3600 - 30


def test_the_headers_speak_of_the_window_that_fills_first(
    client: httpx.Client, world: World, make: Make
) -> None:
    world.clock.advance(timedelta(seconds=10))
    make("setting", hourly_limit=1000, spike_limit=10)
    first, second = client.get(ME), client.get(ME)
    assert (first.headers["X-Rate-Limit-Limit"], first.headers["X-Rate-Limit-Remaining"]) == (
        "10",
        "9",
    )
    assert second.headers["X-Rate-Limit-Remaining"] == "8"


@pytest.mark.parametrize("step", [10, 11, -1])
def test_a_window_starts_anew_once_it_is_over_or_time_goes_back(step: int) -> None:
    window = Window(10)
    assert [window.count(1000.0), window.count(1009.9)] == [1, 2]
    assert window.count(1000.0 + step) == 1
