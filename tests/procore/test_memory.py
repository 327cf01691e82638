"""Remembered answers: quick, and never out of date."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from simulator.http.message import Reply, Request
from simulator.procore.call import Call
from simulator.procore.memory import MAX_REMEMBERED, Memory
from simulator.procore.oauth.model import AccessToken
from simulator.procore.rate_limits import Allowance
from simulator.world.world import World

Record = dict[str, Any]
Make = Callable[..., Record]


def test_every_way_of_changing_a_record_shows_at_the_next_read(
    client: httpx.Client, make: Make, world: World, project: Record, contract: Record
) -> None:
    path = f"/rest/v1.0/prime_contract/{contract['id']}"
    query = {"project_id": project["id"]}

    def read() -> Record:
        answer: Record = client.get(path, params=query).json()
        assert client.get(path, params=query).json() == answer
        return answer

    assert read()["title"] == "100 Prime Contract"
    client.patch(path, json={**query, "prime_contract": {"title": "By request"}})
    assert read()["title"] == "By request"
    snapshot = world.snapshot()
    make("external_data", item_type="prime_contract", item_id=contract["id"], origin_id="T|1")
    assert read()["origin_id"] == "T|1", "by fixture"
    world.restore(snapshot)
    assert read()["origin_id"] is None, "by restore"


def test_what_one_caller_was_answered_is_not_told_to_another(
    client: httpx.Client, anonymous: httpx.Client, contract: Record, project: Record
) -> None:
    path = f"/rest/v1.0/prime_contract/{contract['id']}?project_id={project['id']}"
    assert client.get(path).status_code == 200
    assert anonymous.get(path).status_code == 401


@pytest.fixture
def counted() -> tuple[Memory, list[str], Callable[[str], Reply]]:
    """A memory around a handler that notes every call of its own."""
    memory, calls = Memory(), list[str]()

    def handler(call: Call, parameters: object) -> Reply:
        calls.append(call.request.path)
        return Reply(404 if call.request.path == "/missing" else 200)

    remembering = memory.remembering(handler)
    token = AccessToken("token", "client", user_id=1, created_at=0, expires_at=1)

    def ask(path: str) -> Reply:
        return remembering(Call(Request("GET", path), token, Allowance()), {})

    return memory, calls, ask


def test_a_refusal_is_not_remembered(
    counted: tuple[Memory, list[str], Callable[[str], Reply]],
) -> None:
    _, calls, ask = counted
    for path in ("/there", "/there", "/missing", "/missing"):
        ask(path)
    assert calls == ["/there", "/missing", "/missing"]


def test_the_memory_is_bounded(
    counted: tuple[Memory, list[str], Callable[[str], Reply]],
) -> None:
    _, calls, ask = counted
    for number in range(MAX_REMEMBERED + 1):
        ask(f"/{number}")
    ask("/0")
    assert calls[-1] == "/0", "it was forgotten to make room"
