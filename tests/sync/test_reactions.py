"""What the sync does when a call does not end well."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import ModuleType
from typing import Any

import pytest

from engine.executors.two_opinions import ExecutorsDisagree
from engine.operations.request import Operation
from engine.ports.outcomes import Unavailable, Unreadable
from engine.records.financial_markup import FinancialMarkup, MarkupCalculation, MarkupSet
from engine.rulebook.vocabulary import Edition
from engine.sync.attempt import unparked
from engine.sync.outcome import Result
from engine.sync.running.runner import DirectRunner

NewChangeOrder = Callable[..., Any]


def _sent(company: Any, new_change_order: NewChangeOrder, **values: object) -> Any:
    assert company.run(Operation.IMPORT).is_done
    order = new_change_order(company, **values)
    assert company.run(Operation.SEND).is_done
    return order


def _state(company: Any, order: Any) -> Any:
    with company.store.reading() as books:
        return books.change_orders.get(order.id)


def _parked(company: Any) -> Any:
    with company.store.reading() as books:
        return books.parked.all()


def test_what_the_other_side_asks_for_is_waited(company: Any) -> None:
    asked = Unavailable("procore", "create", "429", retry_after_seconds=47.0)
    company.mishaps.failures["create_prime_contract"] = [asked]
    outcome = company.run(Operation.IMPORT)
    assert (outcome.result, outcome.attempts, company.waits_s) == (Result.DONE, 2, [47.0])


def test_waits_double_and_end(company: Any) -> None:
    company.mishaps.failures["create_prime_contract"] = ["unavailable"] * 50
    outcome = company.run(Operation.IMPORT)
    assert outcome.result is Result.PARKED
    assert company.waits_s == [1.0, 2.0, 4.0, 8.0, 16.0]
    assert outcome.messages == (
        "Given up for now after 6 attempt(s): memory: create_prime_contract: try again",
    )
    assert [parked.record_key for parked in _parked(company)] == ["prime contract of job 24-101"]


def test_a_wait_beyond_the_limit_parks_at_once(company: Any) -> None:
    company.mishaps.failures["create_prime_contract"] = [
        Unavailable("procore", "create", "429", retry_after_seconds=3600.0)
    ]
    outcome = company.run(Operation.IMPORT)
    assert (outcome.result, outcome.attempts, company.waits_s) == (Result.PARKED, 1, [])


def test_parked_work_is_taken_up_and_forgotten(company: Any, promises: ModuleType) -> None:
    company.mishaps.failures["sync_contract_lines"] = ["unavailable"] * 6
    assert company.run(Operation.IMPORT).result is Result.PARKED
    (parked,) = _parked(company)
    assert company.run_request(unparked(parked, "taken up")).is_done
    assert _parked(company) == []
    assert promises.broken(company) == []


def test_a_lost_reply_is_not_sent_again(
    company: Any, new_change_order: NewChangeOrder, promises: ModuleType
) -> None:
    _sent(company, new_change_order)
    company.mishaps.failures["put_change_request_entry"] = [None, "lost"]
    outcome = company.run(Operation.ACCEPT)
    assert (outcome.result, outcome.attempts) == (Result.DONE, 2)
    assert len(company.spectrum.entries_taken) == len(set(company.spectrum.entries_taken)) == 4
    assert promises.broken(company) == []


def test_an_unreadable_answer_is_read_again(company: Any) -> None:
    company.mishaps.failures["create_prime_contract"] = [Unreadable("procore", "create", "<html>")]
    assert company.run(Operation.IMPORT).is_done


def test_a_second_delivery_of_the_creation_is_the_same_contract(
    company: Any, memory: ModuleType, promises: ModuleType
) -> None:
    """The first delivery did it, the second is refused: the contract is there and is ours."""
    create = company.procore.create_prime_contract

    def twice(project_id: int, header: Any) -> int:
        create(project_id, header)
        return int(create(project_id, header))

    company.procore.create_prime_contract = twice
    assert company.run(Operation.IMPORT).is_done
    assert len(company.procore.contracts) == 1
    assert promises.broken(company) == []


def test_a_refusal_ends_in_failed_to_export_with_its_text(
    company: Any, new_change_order: NewChangeOrder
) -> None:
    order = _sent(company, new_change_order)
    company.mishaps.failures["put_change_request_entry"] = [None, "refused"]
    outcome = company.run(Operation.ACCEPT)
    state = _state(company, order)
    assert (outcome.result, outcome.messages) == (Result.FAILED, ("no",))
    assert (state.state, state.errors) == ("failed_to_export", ("no",))
    assert state.transaction_date == date(2020, 4, 9)


def test_trying_again_finishes_what_failed(
    company: Any, new_change_order: NewChangeOrder, promises: ModuleType
) -> None:
    order = _sent(company, new_change_order)
    company.mishaps.failures["put_change_request_entry"] = [None, "refused"]
    company.run(Operation.ACCEPT)
    assert company.run(Operation.EXPORT).is_done
    with company.store.reading() as books:
        assert books.intents.open_for("TST|24-101|C101|CR|001") == []
    state = _state(company, order)
    assert (state.state, state.errors) == ("synced", ())
    assert len(company.spectrum.entries_taken) == 4
    assert promises.broken(company) == []


def test_a_pcco_that_cannot_be_priced_fails_with_the_reason(
    company: Any, new_change_order: NewChangeOrder
) -> None:
    """100 % of the final price is undefined (D-232)."""
    margin = FinancialMarkup(
        7,
        "Margin",
        MarkupSet.VERTICAL,
        1,
        Decimal(100),
        MarkupCalculation.ITERATIVE,
        (),
        (),
        None,
        None,
    )
    _sent(company, new_change_order, markups=(margin,))
    outcome = company.run(Operation.ACCEPT)
    assert outcome.result is Result.FAILED
    assert "Margin" in outcome.messages[0]
    assert company.spectrum.entries_taken == []


def test_a_status_code_that_spectrum_lacks_fails_with_the_reason(
    company: Any, new_change_order: NewChangeOrder
) -> None:
    _sent(company, new_change_order)
    with company.store.transaction() as books:
        books.settings.write(replace(books.settings.read(), spectrum_status_code="Z"))
    outcome = company.run(Operation.ACCEPT)
    assert outcome.result is Result.FAILED
    assert "'Z'" in outcome.messages[0]


def test_two_opinions_that_differ_stop_the_write(company: Any) -> None:
    def disagree(eligibility: str, facts: Any, edition: Edition) -> Any:
        opinions = {"compiled": (), "durable": ("import.feature-off",)}
        raise ExecutorsDisagree(eligibility, edition, opinions, facts)

    context = replace(company.context, decide=disagree)
    request = company.request(Operation.IMPORT)
    outcome = DirectRunner(context, company.sleep).run(request)
    assert outcome.result is Result.FAILED
    assert "import.feature-off" in outcome.messages[0]
    assert company.procore.contracts == {}


def test_a_record_somebody_else_writes_is_waited_for(company: Any) -> None:
    with company.store.transaction() as books:
        books.leases.take("job 24-101", "another process", company.now)
    outcome = company.run(Operation.IMPORT)
    assert (outcome.result, company.waits_s) == (Result.DONE, [60.0])


def test_the_same_request_is_carried_out_once(
    company: Any, new_change_order: NewChangeOrder
) -> None:
    _sent(company, new_change_order)
    request = company.request(Operation.ACCEPT)
    first = company.run_request(request)
    passed = company.mishaps.passed
    assert company.run_request(request) == first
    assert company.mishaps.passed == passed


@pytest.mark.parametrize(
    ("system", "call"),
    [
        ("procore", "sync_contract_lines"),
        ("spectrum", "put_change_request_entry"),
        ("procore", "write_external_links"),
    ],
)
def test_what_is_not_read_back_is_not_recorded(
    company: Any, new_change_order: NewChangeOrder, promises: ModuleType, system: str, call: str
) -> None:
    """A write that says yes and does nothing is found by reading, and made again (S2)."""
    if call != "sync_contract_lines":
        _sent(company, new_change_order)
    books = getattr(company, system)
    write, is_deaf = getattr(books, call), [True]

    def deaf_once(*arguments: object) -> None:
        if is_deaf:
            is_deaf.clear()
        else:
            write(*arguments)

    setattr(books, call, deaf_once)
    operation = Operation.IMPORT if call == "sync_contract_lines" else Operation.ACCEPT
    outcome = company.run(operation)
    assert (outcome.result, outcome.attempts) == (Result.DONE, 2)
    assert promises.broken(company) == []


def test_what_is_never_read_back_is_parked_with_what_differs(
    company: Any, new_change_order: NewChangeOrder
) -> None:
    _sent(company, new_change_order)
    company.spectrum.put_change_request_entry = lambda entry: None
    outcome = company.run(Operation.ACCEPT)
    assert outcome.result is Result.PARKED
    assert "does not read back as written: it is not there" in outcome.messages[0]
