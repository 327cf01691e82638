"""Cut off at every boundary, then run again: the same end, nothing doubled, nothing lost."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from types import ModuleType
from typing import Any

import pytest

from engine.operations.request import Operation
from engine.records.spectrum_contract import BillingItem
from engine.sync.outcome import Result

Prepare = Callable[[ModuleType, Any], None]


def nothing_yet(memory: ModuleType, company: Any) -> None:
    """The contract is in Spectrum only."""


def imported_and_grown(memory: ModuleType, company: Any) -> None:
    assert company.run(Operation.IMPORT).is_done
    contract = company.spectrum.contract_list[memory.KEY]
    first, *others = contract.billing_items
    changed = replace(first, original_contract=Decimal("51000.25"))
    new = BillingItem("0900", "Finishes", Decimal("7000.00"))
    company.spectrum.contract_list[memory.KEY] = replace(
        contract, billing_items=(changed, *others, new)
    )


def renamed_and_grown(memory: ModuleType, company: Any) -> None:
    imported_and_grown(memory, company)
    (contract_id,) = company.procore.contracts
    contract = company.procore.contracts[contract_id]
    company.procore.contracts[contract_id] = replace(contract, title="By hand")


def sent(memory: ModuleType, company: Any) -> None:
    assert company.run(Operation.IMPORT).is_done
    memory.add_change_order(company)
    assert company.run(Operation.SEND).is_done


def failed_half_way(memory: ModuleType, company: Any) -> None:
    sent(memory, company)
    company.mishaps.failures["put_change_request_entry"] = [None, "refused"]
    assert company.run(Operation.ACCEPT).result is Result.FAILED


def deleted_in_spectrum(memory: ModuleType, company: Any) -> None:
    sent(memory, company)
    assert company.run(Operation.ACCEPT).is_done
    company.spectrum.requests.clear()


SWEEPS = {
    "import": (nothing_yet, Operation.IMPORT),
    "reimport": (imported_and_grown, Operation.REIMPORT),
    "refresh": (imported_and_grown, Operation.REFRESH),
    "refresh of a renamed one": (renamed_and_grown, Operation.REFRESH),
    "accept": (sent, Operation.ACCEPT),
    "export": (failed_half_way, Operation.EXPORT),
    "unlink": (deleted_in_spectrum, Operation.UNLINK),
}
BOUNDARIES = {
    # how many boundaries each run has today: a run with fewer is swept less than it seems
    "import": 12,
    "reimport": 9,
    "refresh": 9,
    "refresh of a renamed one": 11,
    "accept": 24,
    "export": 21,
    "unlink": 7,
}


def _prepared(memory: ModuleType, prepare: Prepare) -> Any:
    company = memory.make_company()
    prepare(memory, company)
    company.mishaps.passed = 0
    company.mishaps.names.clear()
    return company


@pytest.mark.parametrize("name", SWEEPS)
def test_every_boundary_is_met(memory: ModuleType, name: str) -> None:
    prepare, operation = SWEEPS[name]
    company = _prepared(memory, prepare)
    assert company.run(operation).is_done
    assert company.mishaps.passed >= BOUNDARIES[name], company.mishaps.names


@pytest.mark.parametrize("is_same_request", [True, False], ids=["same request", "new request"])
@pytest.mark.parametrize("name", SWEEPS)
def test_a_crash_anywhere_changes_nothing_in_the_end(
    memory: ModuleType, promises: ModuleType, name: str, is_same_request: bool
) -> None:
    prepare, operation = SWEEPS[name]
    whole = _prepared(memory, prepare)
    assert whole.run(operation).is_done
    expected, boundaries = promises.state_of(whole), whole.mishaps.passed
    for crash_at in range(1, boundaries + 1):
        company = _prepared(memory, prepare)
        request = company.request(operation)
        company.mishaps.crash_at = crash_at
        with pytest.raises(memory.Crash):
            company.run_request(request)
        where = f"cut off at {crash_at}: {company.mishaps.names[-1]}"
        company.restart()
        outcome = company.run_request(request if is_same_request else company.request(operation))
        was_over = crash_at == boundaries and not is_same_request
        assert outcome.is_done or was_over or operation is Operation.REFRESH, where
        assert promises.state_of(company) == expected, where
        assert promises.broken(company) == [], where


@pytest.mark.parametrize("name", ["import", "accept"])
def test_two_crashes_in_a_row(memory: ModuleType, promises: ModuleType, name: str) -> None:
    prepare, operation = SWEEPS[name]
    whole = _prepared(memory, prepare)
    whole.run(operation)
    expected, boundaries = promises.state_of(whole), whole.mishaps.passed
    for first in range(1, boundaries + 1, 2):
        for second in range(1, boundaries + 1, 3):
            company = _prepared(memory, prepare)
            for crash_at in (first, second):
                company.mishaps.crash_at = company.mishaps.passed + crash_at
                try:
                    company.run(operation)
                except memory.Crash:
                    company.mishaps.is_dead = False
            company.restart()
            company.run(operation)
            assert promises.state_of(company) == expected, f"cut off at {first}, then {second}"
            assert promises.broken(company) == []


def test_an_accepted_and_cut_off_pcco_cannot_be_retrieved(memory: ModuleType, company: Any) -> None:
    """Retrieving ends with the acceptance (D-099), also when the export was cut off."""
    sent(memory, company)
    company.mishaps.passed = 0
    company.mishaps.crash_at = 8
    with pytest.raises(memory.Crash):
        company.run(Operation.ACCEPT)
    company.restart()
    outcome = company.run(Operation.RETRIEVE)
    assert outcome.decision is not None
    assert outcome.decision.rule_ids == ("retrieve.not-waiting",)
    assert company.run(Operation.EXPORT).is_done
