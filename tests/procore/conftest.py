"""A Procore to call, with a logged-in client and a small project.

Every test that calls it runs twice: in-process, and over a socket. On the way every
answer is held to the OpenAPI document.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import httpx
import pytest

from simulator.http.in_process import InProcessTransport
from simulator.http.in_thread import served_in_thread
from simulator.http.message import Reply, Request
from simulator.http.site import AnySite
from simulator.procore.site import ProcoreSite
from simulator.world.world import World
from tests.procore.documented import held_to_the_document

Record = dict[str, Any]
Make = Callable[..., Record]


class PortfolioBuilder:
    """Serves whatever site is on it, so that one server does for all tests."""

    def __init__(self) -> None:
        self.site: AnySite | None = None

    def handle(self, request: Request) -> Reply:
        assert self.site is not None
        return self.site.handle(request)


@pytest.fixture(scope="session")
def served() -> Iterator[tuple[PortfolioBuilder, str]]:
    """The stage and its address on a socket of this machine."""
    stage = PortfolioBuilder()
    with served_in_thread(stage) as url:
        yield stage, url


@pytest.fixture
def world() -> World:
    return World(seed=2020)


@pytest.fixture
def site(world: World) -> ProcoreSite:
    return ProcoreSite(world)


Connect = Callable[..., httpx.Client]


@pytest.fixture(params=["in_process", "socket"])
def connect(request: pytest.FixtureRequest, site: ProcoreSite) -> Iterator[Connect]:
    """connect(headers=...) gives a client of the site over the transport under test."""
    clients: list[httpx.Client] = []
    address = "http://procore.test"
    if request.param == "socket":
        stage, address = request.getfixturevalue("served")
        stage.site = site

    def connecting(headers: Mapping[str, str] | None = None) -> httpx.Client:
        transport = InProcessTransport(site) if request.param == "in_process" else None
        client = httpx.Client(
            transport=transport,
            base_url=address,
            headers=headers,
            timeout=60,
            event_hooks={"response": [held_to_the_document]},
        )
        clients.append(client)
        return client

    yield connecting
    for client in clients:
        client.close()


@pytest.fixture
def anonymous(connect: Connect) -> httpx.Client:
    return connect()


@pytest.fixture
def token(site: ProcoreSite, anonymous: httpx.Client) -> str:
    """An access token of the service account."""
    reply = anonymous.post(
        "/oauth/token",
        json={
            "grant_type": "client_credentials",
            "client_id": site.credentials["client_id"],
            "client_secret": site.credentials["client_secret"],
        },
    )
    assert reply.status_code == 200, reply.text
    return str(reply.json()["access_token"])


@pytest.fixture
def client(connect: Connect, token: str, company_id: int) -> httpx.Client:
    """Logged in as the service account."""
    headers = {"Authorization": f"Bearer {token}", "Procore-Company-Id": str(company_id)}
    return connect(headers)


@pytest.fixture
def as_person(
    connect: Connect, anonymous: httpx.Client, site: ProcoreSite, company_id: int
) -> Callable[[str], httpx.Client]:
    """as_person(login) gives a client of a user who let the application in."""
    credentials = {name: site.credentials[name] for name in ("client_id", "client_secret")}
    back = "https://app.example.com/back"

    def logging_in(login: str) -> httpx.Client:
        form = {"client_id": credentials["client_id"], "redirect_uri": back, "login": login}
        form |= {"response_type": "code", "decision": "allow"}
        allowed = anonymous.post("/oauth/authorize", data=form)
        assert allowed.status_code == 302, allowed.text
        code = httpx.URL(allowed.headers["Location"]).params["code"]
        fields = {"grant_type": "authorization_code", "code": code, "redirect_uri": back}
        answer = anonymous.post("/oauth/token", json={**credentials, **fields}).json()
        headers = {"Authorization": f"Bearer {answer['access_token']}"}
        return connect({**headers, "Procore-Company-Id": str(company_id)})

    return logging_in


@pytest.fixture
def company_id(site: ProcoreSite) -> int:
    return int(site.credentials["company_id"])


@pytest.fixture
def make(site: ProcoreSite) -> Make:
    """make("project", name=...) gives the record."""

    def maker(kind: str, **fields: object) -> Record:
        return site.fixtures[kind](fields)

    return maker


@pytest.fixture
def project(make: Make) -> Record:
    """With one tier: a change order is one record of several resources (D-073, D-076)."""
    return make("project", name="Riverside Clinic", number="J-100", change_order_tiers=1)


@pytest.fixture
def cost_code(make: Make, project: Record) -> Record:
    return make("cost_code", project_id=project["id"], code="01-011", name="Permits")


@pytest.fixture
def cost_type(make: Make) -> Record:
    return make("line_item_type", code="E", name="Equipment", base_type="equipment")


@pytest.fixture
def contract(make: Make, project: Record) -> Record:
    """Approved, worth 7,396,144.00 (E-02)."""
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
def make_change_order(
    make: Make, project: Record, contract: Record, cost_code: Record, cost_type: Record
) -> Make:
    """make_change_order(amounts=[...], **fields): lines on the one cost code and cost type."""

    def maker(amounts: tuple[str, ...] = ("299.00",), **fields: object) -> Record:
        lines = [
            {
                "description": f"Line {number}",
                "amount": amount,
                "cost_code_id": cost_code["id"],
                "line_item_type_id": cost_type["id"],
                "prime_line_item_id": contract["line_items"][0]["id"],
            }
            for number, amount in enumerate(amounts, start=1)
        ]
        return make(
            "change_order",
            project_id=project["id"],
            contract_id=contract["id"],
            lines=lines,
            **fields,
        )

    return maker


@pytest.fixture
def change_order(make_change_order: Make) -> Record:
    """Draft, one line of 299.00 with a vertical markup of 15 % (E-01)."""
    return make_change_order(
        title="Extra door",
        markups=[{"name": "Fee", "markup_set": "vertical", "percentage": "15.00"}],
    )


@pytest.fixture
def order_path(project: Record, change_order: Record) -> str:
    """The prime change order's own address."""
    return f"/rest/v1.0/projects/{project['id']}/prime_change_orders/{change_order['id']}"
