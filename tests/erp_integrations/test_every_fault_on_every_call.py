"""Each call an operation makes, struck by each kind of fault, over both products' wire.

Faults stop after one strike, so every operation must reach its end without a person (L1), in the
state of the undisturbed run (S1 to S5). The number of pairs is part of the proof.
"""

import itertools
from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from engine.erp_integrations.tool import ErpIntegrations
from engine.operations.choices import Choices
from engine.operations.records import ChangeOrderRef, ContractRef
from engine.operations.request import Operation
from engine.sync.outcome import Outcome
from simulator.world.faults import Fault, FaultKind, FaultPlan

JOB = "24-101"
ME = "controller@example.com"
TODAY = date(2020, 4, 9)
CONTRACT = ContractRef(JOB)
PCCO = ChangeOrderRef(JOB, "001")
UNDER_TODAY = Choices(transaction_date=TODAY)
SLOW_MS = 120_000
Act = Callable[[ErpIntegrations], Outcome]
Prepare = Callable[[Any], None]


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


def deleted_in_spectrum(company: Any) -> None:
    sent(company)
    with company.open_tool() as tool:
        assert tool.ask(Operation.ACCEPT, ME, PCCO, UNDER_TODAY).is_done
    company.make(
        "spectrum", "delete_change_request", job_number=JOB, customer_code="C101", number="001"
    )


OPERATIONS: dict[str, tuple[Prepare, Act]] = {
    "import": (nothing_yet, lambda tool: tool.ask(Operation.IMPORT, ME, CONTRACT)),
    "reimport": (imported_and_grown, lambda tool: tool.ask(Operation.REIMPORT, ME, CONTRACT)),
    "accept": (sent, lambda tool: tool.ask(Operation.ACCEPT, ME, PCCO, UNDER_TODAY)),
    "unlink": (deleted_in_spectrum, lambda tool: tool.ask(Operation.UNLINK, ME, PCCO)),
}
PAIRS_AT_LEAST = {"import": 109, "reimport": 7, "accept": 210, "unlink": 7}
READS_TOO = ("import", "accept")
"""Between them these make every kind of read; of the others the writes are enough."""
WRITES = {
    "create_prime_contract",
    "sync_prime_contract_line_items",
    "sync_external_data",
    "ARChangeRequest",
    "ChgReqChgOrderNotes",
}


def strikes(name: str, calls: Counter[tuple[str, str]], plan: FaultPlan) -> list[Fault]:
    """Every kind that a product can show on every write, and on the first and the last of each
    kind of read.

    A stale answer is one to a question, a second delivery one of an order.
    """
    faults = []
    for (system, operation), times in sorted(calls.items()):
        is_write = operation in WRITES
        if not is_write and name not in READS_TOO:
            continue
        spared = FaultKind.STALE_READ if is_write else FaultKind.DUPLICATE_DELIVERY
        occurrences = range(1, times + 1) if is_write else sorted({1, times})
        faults += [
            Fault(
                system,
                operation,
                kind,
                first=occurrence,
                status=503,
                latency_ms=SLOW_MS if kind is FaultKind.SLOW else 0,
            )
            for occurrence, kind in itertools.product(occurrences, plan.kinds(system, operation))
            if kind is not spared
        ]
    return faults


def calls_of(company: Any, act: Act) -> Counter[tuple[str, str]]:
    """Each operation of each product that the undisturbed run asks for, and how often."""
    journal = company.simulation.world.journal
    before = journal.next_number
    with company.open_tool() as tool:
        assert act(tool).is_done
    return Counter((entry.system, entry.operation) for entry in journal if entry.number >= before)


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_fault_on_every_call(
    new_small_company: Callable[[], Any], books_at_the_end: Callable[..., Any], name: str
) -> None:
    prepare, act = OPERATIONS[name]
    company = new_small_company()
    prepare(company)
    company.keep_workspace("before")
    world = company.simulation.world
    before = world.snapshot()
    calls = calls_of(company, act)
    with company.open_tool("reading") as reader:
        expected = books_at_the_end(company, reader)
        faults = strikes(name, calls, world.faults)
        for fault in faults:
            world.restore(before)
            company.bring_back_workspace("before")
            world.plan(fault)
            with company.open_tool() as tool:
                outcome = act(tool)
            world.faults.clear()
            assert outcome.is_done, f"{fault}: {outcome.messages}"
            assert books_at_the_end(company, reader) == expected, str(fault)
    assert len(faults) >= PAIRS_AT_LEAST[name], sorted(calls.items())
