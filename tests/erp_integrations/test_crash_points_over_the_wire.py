"""Cut off at every boundary, over the wire of both simulators, then run again by a new process.

A boundary is a moment before or after a write leaves for either product, or before or after the
engine's own books keep a step.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

import httpx
import pytest

from engine.erp_integrations.opening import Outside
from engine.erp_integrations.tool import ErpIntegrations
from engine.operations.choices import Choices
from engine.operations.records import ChangeOrderRef, ContractRef
from engine.operations.request import Operation
from engine.sync.outcome import Outcome
from simulator.http.in_process import InProcessTransport

JOB = "24-101"
ME = "controller@example.com"
TODAY = date(2020, 4, 9)
CONTRACT = ContractRef(JOB)
PCCO = ChangeOrderRef(JOB, "001")
UNDER_TODAY = Choices(transaction_date=TODAY)
READING_PATHS = ("/oauth/token", "/ws/GetJobMain")


class Crash(BaseException):
    """The process ends here."""


class Knife:
    """Counts boundaries and ends the process at one of them; nothing works after that."""

    def __init__(self, cut_at: int | None) -> None:
        self.cut_at = cut_at
        self.passed: list[str] = []
        self.is_dead = False

    def boundary(self, name: str) -> None:
        if self.is_dead:
            raise Crash(name)
        self.passed.append(name)
        if len(self.passed) == self.cut_at:
            self.is_dead = True
            raise Crash(name)


class CutTransport(httpx.BaseTransport):
    """The wire, with a boundary on each side of every write."""

    def __init__(self, wire: InProcessTransport, knife: Knife) -> None:
        self._wire = wire
        self._knife = knife

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        is_write = request.method != "GET" and request.url.path not in READING_PATHS
        name = f"{request.method} {request.url.path}"
        if is_write:
            self._knife.boundary(f"before {name}")
        response = self._wire.handle_request(request)
        if is_write:
            self._knife.boundary(f"after {name}")
        return response


def nothing_yet(company: Any) -> None:
    """The contract is in Spectrum only."""


def imported_and_grown(company: Any) -> None:
    with company.open_tool() as tool:
        assert tool.ask(Operation.IMPORT, ME, CONTRACT).is_done
    company.grow_contract()


def sent(company: Any) -> None:
    with company.open_tool() as tool:
        assert tool.ask(Operation.IMPORT, ME, CONTRACT).is_done
    company.add_change_order()
    with company.open_tool() as tool:
        assert tool.ask(Operation.SEND, ME, PCCO).is_done


OPERATIONS: dict[
    str, tuple[Callable[[Any], None], Callable[[ErpIntegrations], Outcome], tuple[str, ...], int]
] = {
    # how to get there, what is asked, what a repetition is refused by, boundaries at least
    "import": (
        nothing_yet,
        lambda tool: tool.ask(Operation.IMPORT, ME, CONTRACT),
        ("import.already-imported",),
        10,
    ),
    "reimport": (
        imported_and_grown,
        lambda tool: tool.ask(Operation.REIMPORT, ME, CONTRACT),
        ("reimport.nothing-new",),
        8,
    ),
    "accept": (
        sent,
        lambda tool: tool.ask(Operation.ACCEPT, ME, PCCO, UNDER_TODAY),
        ("accept.not-ready", "post.number-taken"),
        20,
    ),
}


def cut_outside(company: Any, knife: Knife) -> Outside:
    simulation = company.simulation
    return Outside(
        httpx.Client(transport=CutTransport(InProcessTransport(simulation.procore_gate), knife)),
        httpx.Client(transport=CutTransport(InProcessTransport(simulation.spectrum_gate), knife)),
        company.infolink,
    )


def run_until_cut(
    company: Any, act: Callable[[ErpIntegrations], Outcome], cut_at: int | None
) -> Knife:
    knife = Knife(cut_at=None)
    with company.open_tool(outside=cut_outside(company, knife), boundary=knife.boundary) as tool:
        knife.cut_at = cut_at
        if cut_at is None:
            assert act(tool).is_done
        else:
            with pytest.raises(Crash):
                act(tool)
    return knife


@pytest.mark.parametrize("name", OPERATIONS)
def test_a_new_process_carries_on_from_any_cut(
    new_small_company: Callable[[], Any], books_at_the_end: Callable[..., Any], name: str
) -> None:
    prepare, act, refused_by, boundaries_at_least = OPERATIONS[name]
    company = new_small_company()
    prepare(company)
    company.keep_workspace("before")
    before = company.simulation.world.snapshot()
    boundaries = len(run_until_cut(company, act, None).passed)
    assert boundaries >= boundaries_at_least
    with company.open_tool("reading") as reader:
        expected = books_at_the_end(company, reader)
        for cut_at in range(1, boundaries + 1):
            company.simulation.world.restore(before)
            company.bring_back_workspace("before")
            where = run_until_cut(company, act, cut_at).passed[-1]
            with company.open_tool() as tool:
                outcome = act(tool)
            if not outcome.is_done:
                assert cut_at == boundaries, f"{where}: {outcome}"
                assert outcome.decision is not None
                assert set(outcome.decision.rule_ids) <= set(refused_by)
            assert books_at_the_end(company, reader) == expected, where
