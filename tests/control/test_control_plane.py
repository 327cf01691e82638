"""The control plane: everything it offers, and one clear sentence for every wrong use."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from simulator.control.calls import CALLS
from simulator.http.in_process import InProcessTransport
from simulator.simulation import Simulation

PREFIX = "/_simulator/v1/"


@pytest.fixture(scope="module")
def simulation() -> Simulation:
    return Simulation(7)


@pytest.fixture
def control(simulation: Simulation) -> Iterator[httpx.Client]:
    simulation.reset(7)
    with httpx.Client(
        transport=InProcessTransport(simulation.procore_gate), base_url="http://procore" + PREFIX
    ) as client:
        yield client


def told(reply: httpx.Response) -> dict[str, Any]:
    assert reply.status_code == 200, reply.text
    content = reply.json()
    assert isinstance(content, dict)
    return content


def refused(reply: httpx.Response, status: int = 400) -> str:
    assert reply.status_code == status, reply.text
    sentence = reply.json()["error"]
    assert isinstance(sentence, str)
    assert "\n" not in sentence
    return sentence


def test_a_reset_begins_anew_with_another_seed(
    simulation: Simulation, control: httpx.Client
) -> None:
    before = told(control.get("state"))
    made = told(control.post("records", json={"kind": "project", "name": "A", "number": "1"}))
    after = told(control.post("state/reset", json={"seed": 8}))
    assert after["seed"] == 8
    assert after["credentials"] != before["credentials"]
    again = told(control.post("state/reset", json={"seed": 7}))
    assert again == before
    assert told(control.post("records", json={"kind": "project", "name": "A", "number": "1"})) == (
        made
    )


def test_a_snapshot_brings_both_products_back(
    simulation: Simulation, control: httpx.Client
) -> None:
    number = told(control.post("state/snapshot"))["snapshot"]
    customer = {"kind": "customer", "code": "C1", "name": "One"}
    with httpx.Client(
        transport=InProcessTransport(simulation.spectrum_gate), base_url="http://spectrum" + PREFIX
    ) as spectrum:
        told(spectrum.post("records", json=customer))
        assert "C1" in refused(spectrum.post("records", json=customer))
        told(control.post("state/restore", json={"snapshot": number}))
        told(spectrum.post("records", json=customer))


def test_the_state_counts_the_records_of_both_products(
    simulation: Simulation, control: httpx.Client
) -> None:
    def counts() -> dict[str, dict[str, int]]:
        records: dict[str, dict[str, int]] = told(control.get("state"))["records"]
        return records

    before = counts()
    assert before["procore"]["projects"] == before["spectrum"]["jobs"] == 0
    project = simulation.procore.fixtures["project"]({"name": "A"})
    ids = {"project_id": project["id"]}
    contract = simulation.procore.fixtures["prime_contract"]({**ids, "lines": [{"amount": "1"}]})
    simulation.procore.fixtures["change_order"]({**ids, "contract_id": contract["id"]})
    simulation.spectrum.fixtures["customer"]({"code": "C", "name": "Customer"})
    added = {
        kind: count - before["procore"][kind]
        for kind, count in counts()["procore"].items()
        if count != before["procore"][kind]
    }
    assert added == {
        "projects": 1,
        "prime contracts": 1,
        "line items": 1,
        "change order packages": 1,
    }
    assert counts()["spectrum"]["customers"] == before["spectrum"]["customers"] + 1


def test_the_state_names_the_snapshots_to_go_back_to(control: httpx.Client) -> None:
    assert told(control.get("state"))["snapshots"] == []
    first, second = (told(control.post("state/snapshot"))["snapshot"] for _ in range(2))
    assert told(control.get("state"))["snapshots"] == [first, second]


def test_every_kind_of_procores_records_says_what_it_takes(simulation: Simulation) -> None:
    gate = simulation.procore_gate
    with httpx.Client(transport=InProcessTransport(gate), base_url="http://x") as client:
        told_kinds = told(client.get("/_simulator/v1/records"))
    assert list(told_kinds["takes"]) == told_kinds["kinds"] != []
    assert [kind for kind, words in told_kinds["takes"].items() if "{" not in words] == []


def test_an_unknown_snapshot_is_refused(control: httpx.Client) -> None:
    sentence = refused(control.post("state/restore", json={"snapshot": 99}), 404)
    assert sentence == "there is no snapshot 99; the newest 100 are kept"


def test_the_clock_is_one_for_both(simulation: Simulation, control: httpx.Client) -> None:
    told(control.post("clock/set", json={"now": "2021-01-01T00:00:00Z"}))
    told(control.post("clock/advance", json={"seconds": 5400}))
    assert told(control.get("clock")) == {"now": "2021-01-01T01:30:00+00:00", "is_frozen": True}
    assert simulation.spectrum.world.clock is simulation.procore.world.clock
    assert told(control.post("clock/run"))["is_frozen"] is False
    assert told(control.post("clock/freeze"))["is_frozen"] is True


def test_a_planned_fault_strikes_and_is_journalled(control: httpx.Client) -> None:
    planned = told(control.post("faults", json={"operation": "show_me", "kind": "error"}))
    assert planned["faults"][0]["calls_seen"] == 0
    struck = control.get("http://procore/rest/v1.0/me")
    assert struck.headers["X-Simulator-Fault"] == "error"
    entries = told(control.get("journal", params={"fault": "error"}))["entries"]
    assert [(entry["operation"], entry["status"]) for entry in entries] == [("show_me", 500)]
    assert told(control.delete("faults")) == {"faults": []}


def test_the_journal_is_searched_by_time_status_and_near_miss(control: httpx.Client) -> None:
    told(control.post("clock/set", json={"now": "2021-01-01T00:00:00Z"}))
    control.get("http://procore/rest/v1.0/mee")
    told(control.post("clock/advance", json={"seconds": 60}))
    control.get("http://procore/rest/v1.0/me")
    late = told(control.get("journal", params={"from_time": "2021-01-01T00:00:30Z"}))
    assert [entry["operation"] for entry in late["entries"]] == ["show_me"]
    missed = told(control.get("journal", params={"is_near_miss": "true"}))["entries"]
    assert [entry["near_miss"] for entry in missed] == ["show_me: GET /rest/v1.0/me"]
    unauthorized = told(control.get("journal", params={"status": "401"}))["entries"]
    assert len(unauthorized) == 1
    assert unauthorized[0]["refusal"]
    told(control.delete("journal"))
    assert told(control.get("journal"))["entries"] == []


def test_control_calls_are_not_journalled(control: httpx.Client) -> None:
    told(control.get("state"))
    assert told(control.get("journal")) == {"next_number": 1, "entries": []}


@pytest.mark.parametrize(
    ("method", "path", "body", "sentence"),
    [
        ("POST", "state/reset", {"sed": 1}, "unknown field 'sed'; this call takes: seed, port"),
        ("POST", "state/reset", {"seed": "1"}, "seed must be a whole number, not '1'"),
        ("POST", "state/reset", {"seed": True}, "seed must be a whole number, not True"),
        ("POST", "state/reset", {"portfolio": "x"}, "no portfolio is called 'x'; there are: demo"),
        ("POST", "clock/advance", {"seconds": -1}, "use clock/set"),
        ("POST", "clock/advance", {"seconds": 1e300}, "0 to 316224000 (3660 days), not 1e+300"),
        ("POST", "clock/advance", {}, "seconds is required"),
        ("POST", "clock/set", {"now": "noon"}, "now: Invalid isoformat string: 'noon'"),
        ("POST", "clock/set", {"now": "2020-01-01"}, "has no time zone"),
        ("POST", "clock/set", {"now": "0001-01-01T00:00:00+23:00"}, "is not between 1900"),
        ("POST", "clock/set", {"now": "9999-12-31T23:59:59-23:00"}, "is not between 1900"),
        ("POST", "faults", {"operation": "show_me", "kind": "error", "status": 99}, "400 to 599"),
        (
            "POST",
            "faults",
            {"operation": "show_me", "kind": "slow", "latency_ms": -1},
            "latency_ms must be 0 to 600000, not -1",
        ),
        ("POST", "state/restore", {"snapshot": 10**30}, "snapshot must be a whole number"),
        ("GET", f"journal?status={'9' * 5_000}", None, "status must be a whole number, not '999"),
        ("GET", "journal?since=²", None, "since must be a whole number, not '²'"),
        ("POST", "faults", {"operation": "show_mee", "kind": "error"}, "did you mean 'show_me'?"),
        ("POST", "faults", {"operation": "show_me", "kind": "eror"}, "the kinds are: error, too"),
        (
            "POST",
            "faults",
            {"operation": "show_me", "kind": "cut_off_envelope"},
            "show_me of procore can't show 'cut_off_envelope'; it shows: error, too",
        ),
        (
            "POST",
            "records",
            {"kind": "projet"},
            "procore makes no 'projet'; did you mean 'project'? ",
        ),
        ("GET", "journal?system=sage", None, "system must be one of procore, spectrum, not 'sage'"),
        ("GET", "journal?touched=4182", None, "touched names a kind and an id, as prime_contract"),
        ("GET", "journal?to_time=now", None, "to_time must be a moment in ISO 8601, as 2020-04-"),
        ("POST", "records", {"kind": "project"}, "project"),
        ("POST", "portfolio/next", None, "no portfolio is in play"),
        ("GET", "journal?operatoin=x", None, "unknown filter 'operatoin'"),
        ("GET", "journal?limit=0", None, "limit must be 1 to 10000, not 0"),
        ("GET", "journal?status=x", None, "status must be a whole number, not 'x'"),
        ("GET", "journal?is_refusal=maybe", None, "is_refusal must be true or false"),
        ("GET", "nowhere", None, "no control call is GET /_simulator/v1/nowhere; there are: "),
        ("DELETE", "clock", None, "no control call is DELETE"),
    ],
)
def test_wrong_use_gets_one_clear_sentence_and_changes_nothing(
    control: httpx.Client, method: str, path: str, body: dict[str, Any] | None, sentence: str
) -> None:
    before = told(control.get("state")), told(control.get("clock")), told(control.get("faults"))
    reply = control.request(method, path, json=body)
    assert sentence in refused(reply, reply.status_code)
    assert 400 <= reply.status_code < 500
    after = told(control.get("state")), told(control.get("clock")), told(control.get("faults"))
    assert after == before


def test_the_clock_cannot_be_advanced_past_the_end_of_the_calendar(control: httpx.Client) -> None:
    told(control.post("clock/set", json={"now": "9989-12-31T00:00:00Z"}))
    reply = control.post("clock/advance", json={"seconds": 316_224_000})
    assert "the clock runs until 9990" in refused(reply)
    assert told(control.get("clock"))["now"] == "9989-12-31T00:00:00+00:00"


@pytest.mark.parametrize("body", [b"{", b"[]", b'"x"', b"\xff", b"[" * 100_000])
def test_a_body_that_is_no_object_is_refused(control: httpx.Client, body: bytes) -> None:
    assert "JSON" in refused(control.post("state/reset", content=body))


def test_the_openapi_describes_every_call_and_no_other(control: httpx.Client) -> None:
    paths = told(control.get("openapi.json"))["paths"]
    described = {(method.upper(), path) for path in paths for method in paths[path]}
    assert described == {(call.method, PREFIX + call.path) for call in CALLS}
    assert all(operation["summary"] for path in paths.values() for operation in path.values())


def test_the_ledger_marks_what_is_missing(control: httpx.Client) -> None:
    ledger = told(control.get("fidelity"))
    assert ledger["system"] == "procore"
    missing = [entry["name"] for entry in ledger["operations"] if not entry["is_implemented"]]
    assert missing
    assert all(entry["source"] and entry["evidence"] for entry in ledger["operations"])


@pytest.mark.parametrize(
    ("path", "content_type", "piece"),
    [
        ("/_simulator/", "text/html", "<title>Tieout simulators</title>"),
        ("/_simulator/page.css", "text/css", "color-scheme"),
        ("/_simulator/page.js", "text/javascript", "showJournal"),
    ],
)
def test_the_page_is_there_on_both_origins(
    simulation: Simulation, path: str, content_type: str, piece: str
) -> None:
    for gate in (simulation.procore_gate, simulation.spectrum_gate):
        with httpx.Client(transport=InProcessTransport(gate), base_url="http://x") as client:
            reply = client.get(path)
        assert reply.status_code == 200
        assert reply.headers["Content-Type"].startswith(content_type)
        assert piece in reply.text
