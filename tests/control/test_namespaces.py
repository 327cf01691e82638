"""Worlds beside each other: what happens in one is never seen in another."""

from collections.abc import Iterator

import httpx
import pytest

from simulator.http.in_process import InProcessTransport
from simulator.simulation import Simulation

NAMESPACES = "/_simulator/v1/namespaces"


@pytest.fixture
def simulation() -> Simulation:
    return Simulation(7)


@pytest.fixture
def procore(simulation: Simulation) -> Iterator[httpx.Client]:
    with httpx.Client(
        transport=InProcessTransport(simulation.procore_gate), base_url="http://procore"
    ) as client:
        yield client


def test_two_worlds_never_meet(procore: httpx.Client) -> None:
    made = procore.post(NAMESPACES, json={"name": "run-1", "seed": 8}).json()
    assert made["path"] == "/_namespace/run-1"
    inner = made["path"]
    project = {"kind": "project", "name": "Only here", "number": "1"}
    assert procore.post(f"{inner}/_simulator/v1/records", json=project).status_code == 200
    procore.post(f"{inner}/_simulator/v1/clock/advance", json={"seconds": 60})
    procore.get(f"{inner}/rest/v1.0/me")

    def told(path: str) -> object:
        return procore.get(path).json()

    assert told("/_simulator/v1/clock") != told(f"{inner}/_simulator/v1/clock")
    assert told("/_simulator/v1/journal") == {"next_number": 1, "entries": []}
    state = procore.get("/_simulator/v1/state").json()
    assert state["credentials"]["procore_client_id"] != made["credentials"]["procore_client_id"]
    assert state["credentials"]["infolink_url"] != made["credentials"]["infolink_url"]


def test_links_lead_back_into_the_namespace(procore: httpx.Client) -> None:
    made = procore.post(NAMESPACES, json={"name": "run-1"}).json()
    inner, credentials = made["path"], made["credentials"]
    for number in ("1", "2"):
        record = {"kind": "project", "name": number, "number": number}
        procore.post(f"{inner}/_simulator/v1/records", json=record)
    token = procore.post(
        f"{inner}/oauth/token",
        json={
            "grant_type": "client_credentials",
            "client_id": credentials["procore_client_id"],
            "client_secret": credentials["procore_client_secret"],
        },
    ).json()["access_token"]
    listed = procore.get(
        f"{inner}/rest/v1.0/projects",
        params={"company_id": credentials["procore_company_id"], "per_page": 1},
        headers={"Authorization": f"Bearer {token}"},
    )
    assert listed.links["next"]["url"].startswith(f"http://procore{inner}/rest/v1.0/projects?")


def test_a_wsdl_names_its_own_address(simulation: Simulation) -> None:
    with httpx.Client(
        transport=InProcessTransport(simulation.spectrum_gate), base_url="http://spectrum"
    ) as spectrum:
        spectrum.post(NAMESPACES, json={"name": "run-1"})
        wsdl = spectrum.get("/_namespace/run-1/wsdls/GetJob.jws").text
    assert "http://spectrum/_namespace/run-1/ws/GetJob" in wsdl


def test_a_removed_world_is_gone(procore: httpx.Client) -> None:
    procore.post(NAMESPACES, json={"name": "run-1"})
    assert procore.get(NAMESPACES).json() == {"namespaces": ["run-1"]}
    assert procore.delete(NAMESPACES, params={"name": "run-1"}).json() == {"namespaces": []}
    gone = procore.get("/_namespace/run-1/rest/v1.0/me")
    assert gone.status_code == 404
    assert gone.json() == {"error": "there is no namespace 'run-1'; there are: none"}


@pytest.mark.parametrize(
    ("name", "status", "sentence"),
    [
        ("Run 1", 400, "a namespace is named with 1 to 40 of a-z, 0-9 and dashes, not 'Run 1'"),
        ("../x", 400, "a namespace is named with 1 to 40 of a-z, 0-9 and dashes, not '../x'"),
        ("taken", 409, "there is a namespace 'taken' already; delete it first"),
    ],
)
def test_a_name_that_cannot_be_is_refused(
    procore: httpx.Client, name: str, status: int, sentence: str
) -> None:
    procore.post(NAMESPACES, json={"name": "taken"})
    refused = procore.post(NAMESPACES, json={"name": name})
    assert refused.status_code == status
    assert refused.json() == {"error": sentence}


def test_a_namespace_says_where_it_is_and_has_none_of_its_own(procore: httpx.Client) -> None:
    made = procore.post(NAMESPACES, json={"name": "outer"}).json()
    assert (
        made["procore_url"] == "http://procore/_namespace/outer" == f"http://procore{made['path']}"
    )
    refused = procore.post(f"{made['path']}{NAMESPACES}", json={"name": "inner"})
    assert refused.status_code == 409
    assert refused.json()["error"].startswith("this is a namespace itself, outer: ")
    assert procore.get(NAMESPACES).json() == {"namespaces": ["outer"]}
