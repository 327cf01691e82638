"""The hourly and the ten-second window, on the world's clock."""

from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from typing import Any

import httpx
import pytest

from simulator.http.message import Request
from simulator.procore import rate_limits
from simulator.procore.rate_limits import Allowance, RateLimits, Window
from simulator.procore.settings import ProcoreSettings
from simulator.procore.site import ProcoreSite
from simulator.world.faults import Fault, FaultKind
from simulator.world.world import World

Make = Callable[..., dict[str, Any]]
Connect = Callable[..., httpx.Client]
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
    assert refused.json()["message"].startswith("You have surpassed the max number of requests")
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


def test_each_application_has_limits_of_its_own_and_a_service_account_in_each_company(
    client: httpx.Client, connect: Connect, anonymous: httpx.Client, make: Make
) -> None:
    sister = make("company", name="Sister Company", is_app_connected=True)
    other = make("application")
    login = {"grant_type": "client_credentials", **other}
    del login["redirect_uris"]
    token = anonymous.post("/oauth/token", json=login).json()["access_token"]
    another = connect({"Authorization": f"Bearer {token}"})
    make("setting", spike_limit=3)
    assert [client.get(ME).status_code for _ in range(4)] == [200, 200, 200, 429]
    in_sister = {"Procore-Company-Id": str(sister["id"])}
    assert [client.get(ME, headers=in_sister).status_code for _ in range(2)] == [200, 200]
    assert [another.get(ME).status_code for _ in range(2)] == [200, 200]
    assert client.get(ME).status_code == 429


def test_the_people_of_an_application_share_its_limits(
    as_person: Callable[[str], httpx.Client], make: Make
) -> None:
    for login in ("a@example.com", "b@example.com"):
        make("user", login=login)
    one, two = as_person("a@example.com"), as_person("b@example.com")
    make("setting", spike_limit=20)
    left = [int(one.get(ME).headers["X-Rate-Limit-Remaining"]) for one in (one, two, one)]
    assert [first - second for first, second in pairwise(left)] == [1, 1]


@pytest.mark.parametrize("path", ["/rest/v1.0/nowhere", "/rest/v1.0/projects/1/nowhere"])
def test_a_path_that_does_not_exist_counts_and_is_limited(
    client: httpx.Client, make: Make, world: World, path: str
) -> None:
    world.clock.advance(timedelta(seconds=10))
    make("setting", spike_limit=2)
    replies = [client.request("POST", path) for _ in range(3)]
    assert [reply.headers["X-Rate-Limit-Remaining"] for reply in replies] == ["1", "0", "0"]
    assert [reply.status_code for reply in replies] == [404, 404, 429]


@pytest.mark.parametrize("kind", ["error", "too_many_requests"])
def test_the_first_answer_of_all_tells_when_its_window_ends(
    site: ProcoreSite, world: World, kind: str
) -> None:
    world.plan(Fault("procore", "show_me", FaultKind(kind)))
    headers = dict(site.handle(Request("GET", ME)).headers)
    assert int(headers["X-Rate-Limit-Reset"]) == int(world.clock.seconds()) + 10


def test_a_429_that_a_fault_made_says_that_nothing_remains(
    client: httpx.Client, world: World
) -> None:
    world.plan(Fault("procore", "show_me", FaultKind.TOO_MANY_REQUESTS))
    headers = client.get(ME).headers
    assert headers["X-Rate-Limit-Remaining"] == "0"
    seconds = int(headers["X-Rate-Limit-Reset"]) - int(world.clock.seconds())
    assert (seconds, headers["Retry-After"]) == (10, "10")
    assert int(client.get(ME).headers["X-Rate-Limit-Remaining"]) > 0


def test_an_hour_used_up_is_what_the_headers_of_a_spike_too_many_speak_of() -> None:
    allowance, limits = Allowance(), ProcoreSettings(hourly_limit=1, spike_limit=1)
    for _ in range(3):
        allowance.count(1000.0)
    headers = dict(allowance.headers(limits, is_refused=True))
    assert headers["X-Rate-Limit-Reset"] == "4600"
    assert allowance.retry_after_seconds(1000.0, limits) == 3600


def test_the_callers_remembered_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rate_limits, "MAX_CALLERS", 2)
    limits = RateLimits()
    first = limits.count("first", 0.0)
    assert limits.count("first", 0.0) is first
    limits.count("second", 0.0)
    limits.count("third", 0.0)
    assert limits.count("first", 0.0) is not first


@pytest.mark.parametrize("step", [10, 11, -1])
def test_a_window_starts_anew_once_it_is_over_or_time_goes_back(step: int) -> None:
    window = Window(10)
    assert [window.count(1000.0), window.count(1009.9)] == [1, 2]
    assert window.count(1000.0 + step) == 1
