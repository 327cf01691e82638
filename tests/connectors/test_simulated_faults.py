"""Every fault of the simulators, over real sockets: what a read and a write of each product say,
and whether the write was done all the same."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest

from engine.ports.outcomes import (
    ConnectorError,
    Refused,
    Unavailable,
    UncertainOutcome,
    Unreadable,
)
from engine.ports.procore import PrimeContractHeader
from engine.ports.spectrum import ChangeRequestEntry
from engine.records.contract_key import ContractKey
from simulator.world.faults import Fault, FaultKind

TOO_SLOW_MS = 6_000  # the tests' connectors wait 2 s
Ending = type[ConnectorError] | None


@dataclass(frozen=True)
class Expected:
    """How a read and a write end (None: well), and how often the write is found afterwards."""

    read: Ending
    write: Ending
    times_done: int


EXPECTED = {
    FaultKind.ERROR: Expected(Unavailable, UncertainOutcome, 0),
    FaultKind.TOO_MANY_REQUESTS: Expected(Unavailable, Unavailable, 0),
    FaultKind.SLOW: Expected(Unavailable, UncertainOutcome, 1),
    FaultKind.CONNECTION_RESET: Expected(Unavailable, UncertainOutcome, 0),
    FaultKind.LOST_REPLY: Expected(Unavailable, UncertainOutcome, 1),
    FaultKind.TRUNCATED_BODY: Expected(Unavailable, UncertainOutcome, 1),
    FaultKind.STALE_READ: Expected(None, None, 0),
    FaultKind.DUPLICATE_DELIVERY: Expected(None, None, 1),
}
# The second delivery is answered: in Procore its origin id is taken by then, by the first.
EXPECTED_OF_PROCORE = {
    **EXPECTED,
    FaultKind.DUPLICATE_DELIVERY: Expected(None, Refused, 1),
}
EXPECTED_OF_SPECTRUM = {
    **EXPECTED,
    FaultKind.CUT_OFF_ENVELOPE: Expected(Unreadable, UncertainOutcome, 1),
    # An ordinary success may look like this as well: only reading back tells them apart (S2).
    FaultKind.EMPTY_ROW: Expected(Unreadable, None, 0),
}
KINDS = [
    (system, kind)
    for system, expected in (("procore", EXPECTED_OF_PROCORE), ("spectrum", EXPECTED_OF_SPECTRUM))
    for kind in expected
]


@dataclass
class Product:
    """One product: the operations behind one read and one write, and how to count the writes."""

    system: str
    read_operation: str
    write_operation: str
    read: Callable[[], object]
    write: Callable[[], object]
    times_written: Callable[[], int]
    plan: Callable[[Fault], None]
    expected: dict[FaultKind, Expected]


@pytest.fixture(params=["procore", "spectrum"])
def product(request: pytest.FixtureRequest, served) -> Product:
    """Each product on sockets, with what its read and write need."""
    return _procore(served) if request.param == "procore" else _spectrum(served)


def _procore(served) -> Product:
    project_id = served.make_in_procore("project", name="A Tower", project_number="1")["id"]
    header = PrimeContractHeader("J1 Prime Contract", "Approved", "TI1|J1|OWNER", "TI1|J1|OWNER")
    return Product(
        "procore",
        "list_prime_contracts",
        "create_prime_contract",
        lambda: served.procore.prime_contracts(project_id),
        lambda: served.procore.create_prime_contract(project_id, header),
        lambda: len(served.procore.prime_contracts(project_id)),
        served.simulation.world.plan,
        EXPECTED_OF_PROCORE,
    )


def _spectrum(served) -> Product:
    make = served.make_in_spectrum
    make("customer", code="OWNER")
    make("job", number="J1", customer_code="OWNER", original_contract="10.00")
    make("billing_item", job_number="J1", customer_code="OWNER", code="10",
         original_contract="10.00")  # fmt: skip
    make("change_request_status", code="AP", action_type=1)
    key = ContractKey(served.connection.spectrum_company_code, "J1", "OWNER")
    entry = ChangeRequestEntry(
        key, "001", "More", "AP", date(2020, 4, 9), billing_item_code="10",
        revenue_amount=Decimal("5.00"),
    )  # fmt: skip
    return Product(
        "spectrum",
        "GetJobMain",
        "ARChangeRequest",
        served.spectrum.jobs,
        lambda: served.spectrum.put_change_request_entry(entry),
        lambda: len(served.spectrum.change_requests(key)),
        served.simulation.world.plan,
        EXPECTED_OF_SPECTRUM,
    )


def test_every_kind_of_fault_is_in_the_table() -> None:
    assert {kind for _, kind in KINDS} == set(FaultKind)


def _ending(call: Callable[[], object]) -> Ending:
    try:
        call()
    except ConnectorError as error:
        return type(error)
    return None


@pytest.mark.parametrize(("product", "kind"), KINDS, indirect=["product"])
def test_a_read_under_a_fault(product: Product, kind: FaultKind) -> None:
    before = product.read()
    fault = Fault(product.system, product.read_operation, kind, latency_ms=TOO_SLOW_MS)
    product.plan(fault)
    assert _ending(product.read) is product.expected[kind].read
    assert product.read() == before


@pytest.mark.parametrize(
    ("product", "kind"),
    [(system, kind) for system, kind in KINDS if kind is not FaultKind.STALE_READ],
    indirect=["product"],
)
def test_a_write_under_a_fault(product: Product, kind: FaultKind) -> None:
    fault = Fault(product.system, product.write_operation, kind, latency_ms=TOO_SLOW_MS)
    product.plan(fault)
    expected = product.expected[kind]
    assert _ending(product.write) is expected.write
    assert product.times_written() == expected.times_done


def test_a_slow_answer_within_the_waiting_time_is_an_answer(product: Product) -> None:
    product.plan(Fault(product.system, product.write_operation, FaultKind.SLOW, latency_ms=50))
    product.write()
    assert product.times_written() == 1


def test_a_stale_read_looks_like_any_other(served) -> None:
    """Why the sync must not take one reading for the truth after a write."""
    procore = _procore(served)
    procore.plan(Fault("procore", "list_prime_contracts", FaultKind.STALE_READ))
    procore.write()
    assert [procore.times_written(), procore.times_written()] == [0, 1]


def test_what_a_server_says_of_waiting_is_passed_on(product: Product) -> None:
    product.plan(
        Fault(product.system, product.write_operation, FaultKind.TOO_MANY_REQUESTS, times=1)
    )
    with pytest.raises(Unavailable) as caught:
        product.write()
    if product.system == "procore":  # Spectrum's reply is not known to say
        assert caught.value.retry_after_seconds is not None
        assert 0 < caught.value.retry_after_seconds <= 10
