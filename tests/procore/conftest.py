"""A Procore to call, in-process, with a logged-in client and a small project."""

from collections.abc import Callable, Mapping
from typing import Any

import httpx
import pytest

from simulator.http.in_process import InProcessTransport
from simulator.procore.site import ProcoreSite
from simulator.world.world import World

Make = Callable[..., dict[str, Any]]


@pytest.fixture
def world() -> World:
    return World(seed=2020)


@pytest.fixture
def site(world: World) -> ProcoreSite:
    return ProcoreSite(world)


@pytest.fixture
def anonymous(site: ProcoreSite) -> httpx.Client:
    return httpx.Client(transport=InProcessTransport(site), base_url="http://procore.test")


def log_in(client: httpx.Client, credentials: Mapping[str, str]) -> str:
    reply = client.post(
        "/oauth/token",
        json={
            "grant_type": "client_credentials",
            "client_id": credentials["client_id"],
            "client_secret": credentials["client_secret"],
        },
    )
    assert reply.status_code == 200, reply.text
    token: str = reply.json()["access_token"]
    return token


@pytest.fixture
def client(site: ProcoreSite, anonymous: httpx.Client) -> httpx.Client:
    """Logged in as the service account."""
    token = log_in(anonymous, site.credentials)
    return httpx.Client(
        transport=InProcessTransport(site),
        base_url="http://procore.test",
        headers={
            "Authorization": f"Bearer {token}",
            "Procore-Company-Id": site.credentials["company_id"],
        },
    )


@pytest.fixture
def company_id(site: ProcoreSite) -> int:
    return int(site.credentials["company_id"])


@pytest.fixture
def make(site: ProcoreSite) -> Make:
    """make("project", name=...) gives the record."""

    def maker(kind: str, **fields: object) -> dict[str, Any]:
        return site.fixtures[kind](fields)

    return maker


@pytest.fixture
def project(make: Make) -> dict[str, Any]:
    return make("project", name="Riverside Clinic", number="J-100")


@pytest.fixture
def cost_code(make: Make, project: dict[str, Any]) -> dict[str, Any]:
    return make("cost_code", project_id=project["id"], code="01-011", name="Permits")


@pytest.fixture
def cost_type(make: Make) -> dict[str, Any]:
    return make("line_item_type", code="E", name="Equipment", base_type="equipment")


@pytest.fixture
def contract(make: Make, project: dict[str, Any]) -> dict[str, Any]:
    return make(
        "prime_contract",
        project_id=project["id"],
        title="100 Prime Contract",
        status="Approved",
        lines=[
            {"description": "Sitework", "amount": "7396000.00"},
            {"description": "Fees", "amount": "144"},
        ],
    )


@pytest.fixture
def change_order(
    make: Make,
    project: dict[str, Any],
    contract: dict[str, Any],
    cost_code: dict[str, Any],
    cost_type: dict[str, Any],
) -> dict[str, Any]:
    """Draft, one line of 299.00 with a vertical markup of 15 % (E-01)."""
    return make(
        "change_order",
        project_id=project["id"],
        contract_id=contract["id"],
        title="Extra door",
        lines=[
            {
                "description": "Door",
                "amount": "299.00",
                "cost_code_id": cost_code["id"],
                "line_item_type_id": cost_type["id"],
                "prime_line_item_id": contract["line_items"][0]["id"],
            }
        ],
        markups=[{"name": "Fee", "markup_set": "vertical", "percentage": "15.00"}],
    )
