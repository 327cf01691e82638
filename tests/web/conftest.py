"""What every test of a page needs: a browser on the demo company, a strict reading of HTML."""

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from lxml import etree, html

from engine.connectors.connection import Connection
from engine.erp_integrations.opening import Outside
from engine.erp_integrations.tool import ErpIntegrations
from engine.operations.choices import Choices
from engine.operations.records import ContractRef
from engine.operations.request import Operation
from engine.rulebook.load import load_rulebook
from engine.rulebook.model import Rulebook
from engine.web.app import create_app
from simulator.http.in_process import InProcessTransport
from simulator.portfolio.builder import PortfolioBuilder
from simulator.portfolio.demo import jobs
from simulator.simulation import Simulation

with warnings.catch_warnings():
    # It asks for another client than the one the connectors use; both work.
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

ORIGIN = "http://localhost"

REFERRING = ("for", "aria-labelledby", "aria-describedby", "aria-controls")
LABELLED = "//input[not(@type='hidden')] | //select | //textarea"


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    return load_rulebook()


@dataclass(frozen=True, slots=True)
class Browser:
    """A person's browser on the pages of the demo company, both products simulated in-process."""

    client: TestClient
    tool: ErpIntegrations
    simulation: Simulation

    @property
    def stage(self) -> PortfolioBuilder:
        portfolio = self.simulation.portfolio
        assert portfolio is not None
        return portfolio.builder

    def play_next_chapter(self) -> None:
        portfolio = self.simulation.portfolio
        assert portfolio is not None
        portfolio.play_next()

    def look(self, address: str) -> html.HtmlElement:
        """The page at an address; the test fails unless it is there."""
        reply = self.client.get(address)
        assert reply.status_code == 200, reply.text
        return html.document_fromstring(reply.text)

    def form(self, address: str, record: str, button: str) -> dict[str, str]:
        """The fields behind an enabled button in the row whose heading contains `record`."""
        for row in self.look(address).find_class("sheet"):
            if record not in words(row.xpath(".//h2")[0]):
                continue
            for form in row.xpath(".//form"):
                if words(form.xpath(".//button")[0]) == button:
                    return {
                        field.get("name"): field.get("value", "") for field in form.iter("input")
                    }
        raise AssertionError(f"no enabled button {button!r} for {record!r} at {address}")

    @staticmethod
    def words(element: html.HtmlElement) -> str:
        """The element's text as a person reads it."""
        return words(element)

    def send_form(self, fields: dict[str, str], **headers: str) -> httpx.Response:
        """Send a form as a browser does, and do not follow where it leads."""
        return self.client.post(
            "/act", data=fields, headers={"origin": ORIGIN, **headers}, follow_redirects=False
        )

    def press(self, address: str, record: str, button: str, **typed_in: str) -> html.HtmlElement:
        """Fill in the row's form, press its button, and look at the outcome."""
        reply = self.send_form({**self.form(address, record, button), **typed_in})
        assert reply.status_code == 303, reply.text
        return self.look(reply.headers["location"])


def words(element: html.HtmlElement) -> str:
    """The element's text as a person reads it."""
    return " ".join(" ".join(element.itertext()).split())


@contextmanager
def browser_on_the_demo_company(folder: Path) -> Iterator[Browser]:
    """The demo company before anything has been enabled; the engine's books are in `folder`."""
    simulation = Simulation(portfolio="demo")
    given = simulation.credentials
    connection = Connection(
        procore_url="http://procore.test",
        procore_client_id=given["procore_client_id"],
        procore_client_secret=given["procore_client_secret"],
        procore_company_id=int(given["procore_company_id"]),
        spectrum_url="http://spectrum.test",
        spectrum_company_code=given["spectrum_company_code"],
        spectrum_authorization_id=given["spectrum_authorization_id"],
        infolink_url=given["infolink_url"],
    )
    outside = Outside(
        httpx.Client(transport=InProcessTransport(simulation.procore_gate)),
        httpx.Client(transport=InProcessTransport(simulation.spectrum_gate)),
    )
    assert simulation.portfolio is not None
    people = simulation.portfolio.builder.people
    with ErpIntegrations.open(
        connection,
        folder,
        runner="direct",
        outside=outside,
        clock=simulation.world.clock.now,
        sleeper=lambda seconds: simulation.world.clock.advance(timedelta(seconds=seconds)),
    ) as tool:
        app = create_app(tool, tool.context.rulebook, people=people)
        client = TestClient(app, base_url=ORIGIN, raise_server_exceptions=False)
        yield Browser(client, tool, simulation)


def switch_on(tool: ErpIntegrations) -> None:
    tool.enable_feature()
    tool.switch_export(True)
    tool.configure(spectrum_status_code="A")


@pytest.fixture
def new_browser(tmp_path: Path) -> Iterator[Browser]:
    """The demo company before anything has been enabled."""
    with browser_on_the_demo_company(tmp_path) as browser:
        yield browser


@pytest.fixture
def browser(new_browser: Browser) -> Browser:
    """The demo company with the feature and the export switched on."""
    switch_on(new_browser.tool)
    return new_browser


@pytest.fixture(scope="session")
def busy_browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """The demo company after all its chapters, to look at only: PCCOs numbered 002 were rejected,
    the others accepted."""
    with browser_on_the_demo_company(tmp_path_factory.mktemp("busy")) as browser:
        switch_on(browser.tool)
        tool, accountant = browser.tool, browser.stage.people["accountant"]
        for job in jobs.ALL:
            tool.ask(Operation.IMPORT, accountant, ContractRef(job.number))
        browser.play_next_chapter()
        browser.play_next_chapter()
        for row in [
            row for job in jobs.ALL for row in tool.project_change_orders(job.number, accountant)
        ]:
            tool.ask(Operation.SEND, accountant, row.record)
            if row.number == "002":
                tool.ask(
                    Operation.REJECT, accountant, row.record, Choices(comment="Not <b>this</b> way")
                )
            else:
                today = tool.context.clock().date()
                tool.ask(Operation.ACCEPT, accountant, row.record, Choices(transaction_date=today))
        yield browser


@pytest.fixture(scope="session")
def faults_in_html() -> Callable[[str], list[str]]:
    """What is wrong with a page's HTML, one sentence a fault."""
    return _faults_in_html


def _faults_in_html(text: str) -> list[str]:
    parser = html.HTMLParser()
    page = html.document_fromstring(text.encode(), parser=parser)
    faults = [
        f"line {entry.line}: {entry.message}"
        for entry in parser.error_log
        # The parser is older than main, nav, header and footer.
        if entry.type != etree.ErrorTypes.HTML_UNKNOWN_TAG
    ]
    if not text.startswith("<!doctype html>"):
        faults.append("no doctype")
    for path in ("/html/@lang", "//title/text()", "//meta[@name='viewport']", "//main"):
        if not page.xpath(path):
            faults.append(f"nothing at {path}")
    if len(page.xpath("//h1")) != 1:
        faults.append("not exactly one h1")
    ids = set(page.xpath("//@id"))
    for name in REFERRING:
        for value in page.xpath(f"//@{name}"):
            faults += [f"{name} names no id: {i}" for i in value.split() if i not in ids]
    labelled = set(page.xpath("//label/@for"))
    faults += [
        f"no label for {field.tag} {field.get('name')}"
        for field in page.xpath(LABELLED)
        if field.get("id") not in labelled
    ]
    faults += [
        f"{element.tag} without text: {etree.tostring(element)[:80]!r}"
        for element in page.xpath("//button | //a | //summary | //h1 | //h2 | //h3 | //th")
        if not "".join(element.itertext()).strip()
    ]
    faults += [f"style on {element.tag}" for element in page.xpath("//*[@style]")]
    outside = page.xpath("//@src | //link/@href | //form/@action")
    faults += [f"from outside: {place}" for place in outside if "//" in place]
    if page.xpath("//form//form"):
        faults.append("a form in a form")
    return faults
