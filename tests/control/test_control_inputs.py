"""Each call's input is declared once: its sentences, the document and the page come from it."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from simulator.control import page
from simulator.control.calls import CALLS
from simulator.control.inputs import fields_of
from simulator.http.in_process import InProcessTransport
from simulator.simulation import Simulation

PREFIX = "/_simulator/v1/"
PAGE_FILES = Path(page.__file__).parent / "page_files"
SIMULATION = Simulation(7)


@pytest.fixture
def control() -> Iterator[httpx.Client]:
    with httpx.Client(
        transport=InProcessTransport(SIMULATION.procore_gate), base_url="http://procore" + PREFIX
    ) as client:
        yield client


@pytest.fixture
def document(control: httpx.Client) -> dict[str, Any]:
    content: dict[str, Any] = control.get("openapi.json").raise_for_status().json()
    return content


@pytest.mark.parametrize(
    ("method", "path", "body", "sentence"),
    [
        ("POST", "clock/advance", {"secnds": 1}, "; did you mean 'seconds'?"),
        ("POST", "clock/advance", {"seconds": "1"}, "seconds must be a number, not '1'"),
        ("POST", "clock/advance", {"seconds": True}, "seconds must be a number, not True"),
        ("POST", "clock/freeze", {"now": "x"}, "unknown field 'now'; this call takes: none"),
        ("POST", "clock/freeze?now=x", None, "unknown filter 'now'; this call takes: none"),
        ("POST", "clock/set", {"now": 5}, "now is required and must be text, not 5"),
        ("POST", "state/reset", {"portfolio": 5}, "portfolio must be text, not 5"),
        ("POST", "state/reset", {"seed": None}, "seed must be a whole number, not None"),
        ("POST", "state/reset", {"seed": 2**63}, f"seed must be a whole number, not {2**63}"),
        (
            "POST",
            "faults",
            {"operation": "", "kind": "error"},
            "operation is required and must be text, not ''",
        ),
        (
            "POST",
            "faults",
            {"operation": "show_me", "kind": "eror"},
            "unknown kind 'eror'; did you mean 'error'? the kinds are: error, too_many_requests, ",
        ),
        (
            "POST",
            "faults",
            {"operation": "show_me", "kind": "error", "first": 0},
            "first must be a whole number from 1, not 0",
        ),
        (
            "POST",
            "faults",
            {"operation": "show_me", "kind": "error", "times": 1.5},
            "times must be a whole number, not 1.5",
        ),
        (
            "POST",
            "faults",
            {"operation": "show_me", "kind": "error", "status": 600},
            "status must be 400 to 599, not 600",
        ),
        ("POST", "faults", {"operation": "show_me", "kind": 5}, "kind is required and must be tex"),
        ("GET", "journal?fault=eror", None, "unknown fault 'eror'; did you mean 'error'? the faul"),
        ("GET", "journal?sytem=procore", None, "to_time, limit; did you mean 'system'?"),
        ("GET", "journal?is_near_miss=1", None, "is_near_miss must be true or false, not '1'"),
        ("GET", "journal?since=-1", None, "since must be a whole number, not '-1'"),
        ("GET", "journal?limit=10001", None, "limit must be 1 to 10000, not 10001"),
        ("DELETE", "namespaces", None, "name is required, as in ?name=run-1"),
        ("POST", "namespaces", {}, "name is required"),
    ],
)
def test_what_a_call_does_not_take_is_refused_in_one_sentence(
    control: httpx.Client, method: str, path: str, body: dict[str, Any] | None, sentence: str
) -> None:
    reply = control.request(method, path, json=body)
    assert reply.status_code == 400
    assert sentence in reply.json()["error"]
    assert "`" not in reply.json()["error"], "msgspec's own words"


def test_the_document_has_the_defaults_and_bounds_that_hold(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    fault = schemas["PlanFault"]["properties"]
    assert {
        name: fault[name]["default"] for name in ("first", "times", "status", "latency_ms")
    } == {
        "first": 1,
        "times": 1,
        "status": 500,
        "latency_ms": 0,
    }
    assert (fault["status"]["minimum"], fault["status"]["maximum"]) == (400, 599)
    assert schemas["AdvanceClock"]["properties"]["seconds"]["maximum"] == 316_224_000
    filters = document["paths"][f"{PREFIX}journal"]["get"]["parameters"]
    (limit,) = (one["schema"] for one in filters if one["name"] == "limit")
    assert limit == {"type": "integer", "minimum": 1, "maximum": 10_000, "default": 1_000}


def test_every_answer_is_described(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    undescribed = []
    for methods in document["paths"].values():
        for operation in methods.values():
            schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
            if "$ref" not in schema:
                undescribed.append(operation["operationId"])
            else:
                assert schemas[schema["$ref"].rpartition("/")[2]]["properties"]
    # Each kind of record has fields of its own, and the other document describes itself.
    assert undescribed == ["make_record", "show_product_document"]


def test_calls_have_names_of_their_own() -> None:
    assert len({call.name for call in CALLS}) == len(CALLS)
    assert all(call.takes.__name__ == "TakingNothing" or fields_of(call.takes) for call in CALLS)


def test_the_page_asks_only_for_what_there_is(document: dict[str, Any]) -> None:
    script = (PAGE_FILES / "page.js").read_text()
    html = (PAGE_FILES / "page.html").read_text()
    schemas = document["components"]["schemas"]
    assert set(re.findall(r"schemas\.(\w+)", script)) == {"FaultKind", "PlanFault"} <= set(schemas)
    fault_form = html[html.index('id="fault-form"') : html.index('id="clear-faults"')]
    assert set(re.findall(r'name="(\w+)"', fault_form)) <= set(schemas["PlanFault"]["properties"])
    posted = set(re.findall(r'data-post="([\w/]+)"', html))
    posted |= set(re.findall(r'doing\("POST", "([\w/]+)"', script))
    assert posted <= {call.path for call in CALLS if call.method == "POST"}
    asked = set(re.findall(r'call\("GET", ["`]([\w/]+)["`?]', script))
    assert asked <= {call.path for call in CALLS if call.method == "GET"}
