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
from engine.sync.outcome import Outcome
from simulator.world.faults import Fault, FaultKind

JOB = "24-101"
ME = "controller@example.com"
TODAY = date(2020, 4, 9)
SLOW_MS = 120_000
Act = Callable[[ErpIntegrations], Outcome]
Prepare = Callable[[Any], None]


def nothing_yet(company: Any) -> None:
    """The contract is in Spectrum only."""


def imported_and_grown(company: Any) -> None:
    with company.open_tool() as tool:
        assert tool.import_contract(JOB, ME).is_done
    company.grow_contract()


def sent(company: Any) -> None:
    with company.open_tool() as tool:
        assert tool.import_contract(JOB, ME).is_done
    company.add_change_order()
    with company.open_tool() as tool:
        assert tool.send(JOB, "001", ME).is_done


def deleted_in_spectrum(company: Any) -> None:
    sent(company)
    with company.open_tool() as tool:
        assert tool.accept(JOB, "001", ME, TODAY).is_done
    company.make(
        "spectrum", "delete_change_request", job_number=JOB, customer_code="C101", number="001"
    )


OPERATIONS: dict[str, tuple[Prepare, Act]] = {
    "import": (nothing_yet, lambda tool: tool.import_contract(JOB, ME)),
    "reimport": (imported_and_grown, lambda tool: tool.reimport_contract(JOB, ME)),
    "accept": (sent, lambda tool: tool.accept(JOB, "001", ME, TODAY)),
    "unlink": (deleted_in_spectrum, lambda tool: tool.unlink(JOB, "001", ME)),
}
PAIRS_AT_LEAST = {"import": 100, "reimport": 7, "accept": 180, "unlink": 7}
READS_TOO = ("import", "accept")
"""Between them these make every kind of read; of the others the writes are enough."""
WRITES = {
    "create_prime_contract",
    "sync_prime_contract_line_items",
    "sync_external_data",
    "ARChangeRequest",
    "ChgReqChgOrderNotes",
}


def strikes(name: str, calls: Counter[tuple[str, str]]) -> list[Fault]:
    """Every kind on every write, and on the first and the last of each kind of read.

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
            for occurrence, kind in itertools.product(occurrences, FaultKind)
            if kind is not spared
        ]
    return faults


def state_of(company: Any, reader: ErpIntegrations) -> dict[str, Any]:
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


def calls_of(company: Any, act: Act) -> Counter[tuple[str, str]]:
    """Each operation of each product that the undisturbed run asks for, and how often."""
    journal = company.simulation.world.journal
    before = journal.next_number
    with company.open_tool() as tool:
        assert act(tool).is_done
    return Counter((entry.system, entry.operation) for entry in journal if entry.number >= before)


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_fault_on_every_call(new_small_company: Callable[[], Any], name: str) -> None:
    prepare, act = OPERATIONS[name]
    company = new_small_company()
    prepare(company)
    company.keep_workspace("before")
    world = company.simulation.world
    before = world.snapshot()
    calls = calls_of(company, act)
    with company.open_tool("reading") as reader:
        expected = state_of(company, reader)
        faults = strikes(name, calls)
        for fault in faults:
            world.restore(before)
            company.bring_back_workspace("before")
            world.plan(fault)
            with company.open_tool() as tool:
                outcome = act(tool)
            world.faults.clear()
            assert outcome.is_done, f"{fault}: {outcome.messages}"
            assert state_of(company, reader) == expected, str(fault)
    assert len(faults) >= PAIRS_AT_LEAST[name], sorted(calls.items())
