"""Faults strike exactly where, from when and as often as planned."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.world.faults import Fault, FaultKind, FaultPlan, FaultRefusedError

OPERATIONS = ("prime_contract.show", "prime_contract.create")


def plan_of(*faults: Fault) -> FaultPlan:
    plan = FaultPlan()
    plan.declare("procore", OPERATIONS)
    for fault in faults:
        plan.plan(fault)
    return plan


@given(first=st.integers(1, 20), times=st.integers(1, 20), calls=st.integers(0, 50))
def test_a_fault_strikes_its_window_and_nothing_else(first: int, times: int, calls: int) -> None:
    plan = plan_of(Fault("procore", OPERATIONS[0], FaultKind.LOST_REPLY, first, times))
    struck = [
        number
        for number in range(1, calls + 1)
        if plan.strike("procore", OPERATIONS[0]) is not None
    ]
    assert struck == [n for n in range(first, first + times) if n <= calls]


def test_other_operations_are_neither_struck_nor_counted() -> None:
    plan = plan_of(Fault("procore", OPERATIONS[0], FaultKind.ERROR))
    assert plan.strike("procore", OPERATIONS[1]) is None
    assert plan.strike("spectrum", OPERATIONS[0]) is None
    assert plan.planned()[0][1] == 0
    assert plan.strike("procore", OPERATIONS[0]) is not None


def test_the_earliest_planned_fault_wins_and_all_count() -> None:
    slow = Fault("procore", OPERATIONS[0], FaultKind.SLOW, latency_ms=10)
    lost = Fault("procore", OPERATIONS[0], FaultKind.LOST_REPLY, first=1, times=2)
    plan = plan_of(slow, lost)
    assert plan.strike("procore", OPERATIONS[0]) is slow
    assert plan.strike("procore", OPERATIONS[0]) is lost
    assert plan.strike("procore", OPERATIONS[0]) is None


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        (
            Fault("procore", "prime_contract.shw", FaultKind.ERROR),
            "procore has no operation 'prime_contract.shw'; did you mean 'prime_contract.show'?",
        ),
        (
            Fault("sage", "prime_contract.show", FaultKind.ERROR),
            "unknown system 'sage'; the systems are: procore",
        ),
        (
            Fault("procore", OPERATIONS[0], FaultKind.ERROR, first=0),
            "first and times count from 1; got first=0, times=1",
        ),
        *(
            (
                Fault("procore", OPERATIONS[0], FaultKind.ERROR, status=status),
                f"status must be 400 to 599, not {status}",
            )
            for status in (0, 99, 200, 399, 600, 99_999)
        ),
        *(
            (
                Fault("procore", OPERATIONS[0], FaultKind.SLOW, latency_ms=latency_ms),
                f"latency_ms must be 0 to 600000, not {latency_ms}",
            )
            for latency_ms in (-1, 600_001, 10**30)
        ),
        (
            Fault("procore", OPERATIONS[0], FaultKind.EMPTY_ROW),
            "prime_contract.show of procore can't show 'empty_row'; it shows: error, "
            "too_many_requests, slow, connection_reset, lost_reply, truncated_body, stale_read, "
            "duplicate_delivery",
        ),
    ],
)
def test_a_fault_that_could_never_strike_is_refused_when_set(fault: Fault, message: str) -> None:
    plan = plan_of()
    with pytest.raises(FaultRefusedError) as refused:
        plan.plan(fault)
    assert str(refused.value) == message
    assert plan.planned() == []


def test_operations_show_the_kinds_that_were_declared_for_them() -> None:
    plan = plan_of()
    plan.declare("spectrum", ["GetJob"], {FaultKind.EMPTY_ROW, FaultKind.ERROR})
    plan.declare("spectrum", ["GetJob.wsdl"], {FaultKind.ERROR})
    assert plan.kinds("spectrum", "GetJob") == [FaultKind.ERROR, FaultKind.EMPTY_ROW]
    plan.plan(Fault("spectrum", "GetJob", FaultKind.EMPTY_ROW))
    with pytest.raises(FaultRefusedError, match=r"GetJob\.wsdl of spectrum can't show"):
        plan.plan(Fault("spectrum", "GetJob.wsdl", FaultKind.EMPTY_ROW))
    assert len(plan.planned()) == 1
