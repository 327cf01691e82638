"""The engine's books, its workflows and Spectrum's Info-Link on a real PostgreSQL, as where one
machine is not enough."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from engine.erp_integrations.tool import ErpIntegrations
from engine.operations.choices import Choices
from engine.operations.records import ChangeOrderRef, ContractRef
from engine.operations.request import Operation
from engine.sync.outcome import Result
from simulator.world.faults import Fault, FaultKind

LOGIN = "controller@example.com"
PCCO = ChangeOrderRef("24-101", "001")


@pytest.fixture
def small_company(
    new_small_company: Callable[..., Any], database_url: Callable[[str], str]
) -> Iterator[Any]:
    """Its Info-Link is on PostgreSQL too."""
    company = new_small_company(infolink=database_url("infolink"))
    yield company
    company.infolink.dispose()
    company.simulation.close()


@pytest.fixture
def tool(small_company: Any, database_url: Callable[[str], str]) -> Iterator[ErpIntegrations]:
    options = {
        "runner": "dbos",
        "store_url": database_url("engine_books"),
        "workflows_url": database_url("workflows"),
    }
    with small_company.open_tool("on-postgresql", **options) as tool:
        tool.enable_feature()
        tool.switch_export(True)
        tool.configure(spectrum_status_code="A")
        yield tool


def test_a_change_order_goes_all_the_way_through_a_lost_reply(
    small_company: Any, tool: ErpIntegrations, tmp_path: Path
) -> None:
    assert tool.ask(Operation.IMPORT, LOGIN, ContractRef("24-101")).is_done
    small_company.add_change_order("001")
    assert tool.ask(Operation.SEND, LOGIN, PCCO).is_done
    small_company.simulation.world.plan(
        Fault("spectrum", "ARChangeRequest", FaultKind.LOST_REPLY, first=2)
    )
    under_today = Choices(transaction_date=small_company.now().date())
    exported = tool.ask(Operation.ACCEPT, LOGIN, PCCO, under_today)
    assert (exported.result, exported.attempts) == (Result.DONE, 2)
    rows = tool.tie_out(LOGIN)
    assert [row.ties_out for row in rows] == [True]
    assert rows[0].spectrum_approved_cents == rows[0].procore_approved_cents == 137561
    assert [entry.result for entry in tool.journal()] == ["done", "done", "done"]
    kept_here = [path.name for path in (tmp_path / "on-postgresql").glob("*.sqlite")]
    assert kept_here == []
