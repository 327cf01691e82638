"""What the sync does when something does not end well."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import ModuleType
from typing import Any

import pytest

from engine.connectors.outcomes import Unavailable, Unreadable
from engine.executors.two_opinions import ExecutorsDisagree
from engine.records.change_request import BillingLine, ChangeRequest
from engine.records.financial_markup import FinancialMarkup, MarkupCalculation, MarkupSet
from engine.rulebook.model import Edition
from engine.sync.attempt import unparked
from engine.sync.outcome import Result
from engine.sync.request import Operation
from engine.sync.runner import DirectRunner

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


def _foreign(memory: ModuleType, number: str = "001") -> ChangeRequest:
    return ChangeRequest(
        memory.KEY,
        number,
        "Entered by hand",
        "A",
        None,
        "",
        (),
        (BillingLine("0100", "By hand", Decimal("77.00")),),
    )


def test_a_foreign_change_request_is_never_overwritten(
    company: Any, memory: ModuleType, new_change_order: NewChangeOrder, promises: ModuleType
) -> None:
    _sent(company, new_change_order)
    foreign = {(memory.KEY, "001"): _foreign(memory)}
    company.spectrum.requests.update(foreign)
    outcome = company.run(Operation.ACCEPT)
    assert outcome.result is Result.REFUSED
    assert outcome.decision is not None
    assert outcome.decision.rule_ids == ("post.number-taken",)
    assert company.spectrum.entries_taken == []
    assert promises.broken(company, foreign) == []


def test_an_equal_change_request_without_an_intent_is_foreign_all_the_same(
    company: Any, memory: ModuleType, new_change_order: NewChangeOrder
) -> None:
    _sent(company, new_change_order)
    company.run(Operation.ACCEPT)
    written = dict(company.spectrum.requests)
    company.spectrum.requests.clear()
    company.run(Operation.UNLINK)
    company.spectrum.requests.update(written)
    assert company.run(Operation.SEND).is_done
    outcome = company.run(Operation.ACCEPT)
    assert outcome.decision is not None
    assert outcome.decision.rule_ids == ("post.number-taken",)


def test_a_corrected_pcco_does_not_write_over_what_a_failed_one_left(
    company: Any, new_change_order: NewChangeOrder
) -> None:
    """Spectrum deletes nothing, so stale lines would stay (D-166); they are to be deleted first."""
    order = _sent(company, new_change_order)
    company.mishaps.failures["put_change_request_entry"] = [None, "refused"]
    company.run(Operation.ACCEPT)
    rejected = company.run(Operation.REJECT, comment="wrong amount")
    assert "delete it there" in rejected.messages[1]
    first, second = order.lines
    company.procore.orders[order.id] = replace(
        order,
        lines=(replace(first, amount=Decimal("900.00")), second),
        grand_total=Decimal("1150.55"),
    )
    assert company.run(Operation.RESEND).is_done
    before = dict(company.spectrum.requests)
    outcome = company.run(Operation.ACCEPT)
    assert outcome.decision is not None
    assert outcome.decision.rule_ids == ("post.number-taken",)
    assert company.spectrum.requests == before
    company.spectrum.requests.clear()
    assert company.run(Operation.ACCEPT).is_done


@pytest.mark.parametrize("what", ["title", "lines", "markups"])
def test_what_changed_after_it_was_sent_is_refused(
    company: Any, new_change_order: NewChangeOrder, what: str
) -> None:
    order = _sent(company, new_change_order)
    first, second = order.lines
    nothing = FinancialMarkup(
        7,
        "Fee",
        MarkupSet.VERTICAL,
        1,
        Decimal(0),
        MarkupCalculation.BASIC,
        (),
        (),
        None,
        None,
    )
    changes: dict[str, object] = {
        "title": "Something else",
        "lines": (replace(first, description="Something else"), second),
        "markups": (nothing,),
    }
    company.procore.orders[order.id] = replace(order, **{what: changes[what]})
    outcome = company.run(Operation.ACCEPT)
    assert outcome.decision is not None
    assert outcome.decision.rule_ids == ("post.changed-since-sent",)


def test_a_header_total_that_differs_from_the_lines_is_refused(
    company: Any, new_change_order: NewChangeOrder
) -> None:
    _sent(company, new_change_order, grand_total=Decimal("1250.56"))
    outcome = company.run(Operation.ACCEPT)
    assert outcome.decision is not None
    assert outcome.decision.rule_ids == ("post.total-differs",)
    assert outcome.decision.reasons[0].facts == {"pcco.header_minus_lines_cents": 1}


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


@pytest.mark.parametrize(
    ("operation", "names", "message"),
    [
        (Operation.IMPORT, {"job_number": "99-999"}, "Spectrum has no job '99-999'"),
        (
            Operation.IMPORT,
            {"customer_code": "C9"},
            "Spectrum has no contract for job 24-101, customer C9",
        ),
        (Operation.IMPORT, {"project": 77}, "Procore has no active project 77"),
        (Operation.SEND, {"project": "99-999"}, "Procore has no active project '99-999'"),
        (Operation.SEND, {"number": "9"}, "project Harbour Hall has no PCCO '9'"),
    ],
)
def test_an_unknown_record_is_named(
    company: Any, operation: Operation, names: dict[str, object], message: str
) -> None:
    outcome = company.run(operation, **names)
    assert (outcome.result, outcome.messages) == (Result.REFUSED, (message,))


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


def test_a_refused_request_keeps_all_its_reasons(company: Any, new_change_order: Any) -> None:
    company.run(Operation.IMPORT)
    new_change_order(company, status="draft", approved_date=None, title="T" * 256)
    request = company.request(Operation.SEND)
    first = company.run_request(request)
    again = company.run_request(request)
    assert first.decision is not None
    assert first.decision.rule_ids == (
        "pcco.not-approved",
        "pcco.date-missing",
        "pcco.title-too-long",
    )
    assert again == first


def test_a_line_deleted_in_spectrum_is_kept_and_reported(company: Any, memory: ModuleType) -> None:
    company.run(Operation.IMPORT)
    contract = company.spectrum.contract_list[memory.KEY]
    first, second, _ = contract.billing_items
    changed = replace(second, description="Site work and utilities")
    company.spectrum.contract_list[memory.KEY] = replace(contract, billing_items=(first, changed))
    outcome = company.run(Operation.REIMPORT)
    (held,) = company.procore.contracts.values()
    assert [line.origin_data for line in held.lines] == ["0100", "0200", "0300"]
    assert outcome.messages[0] == "Brought 1 new or changed line(s) to '24-101 Prime Contract'."
    assert outcome.messages[1].startswith("Line 0300 (Concrete, 300000.00) is no longer in Spectru")
    (change,) = outcome.changes
    assert (change.record, change.old, change.new) == (
        "line 0200",
        "Sitework",
        "Site work and utilities",
    )


def test_a_line_changed_in_procore_is_cleared_up_by_refresh_alone(
    company: Any, promises: ModuleType
) -> None:
    """Nothing new came from Spectrum, so re-import stays dimmed (D-047); refresh is for this."""
    company.run(Operation.IMPORT)
    ((contract_id, contract),) = company.procore.contracts.items()
    spoilt = replace(contract.lines[0], amount=Decimal("1.00"))
    company.procore.contracts[contract_id] = replace(contract, lines=(spoilt, *contract.lines[1:]))
    refused = company.run(Operation.REIMPORT)
    assert refused.decision is not None
    assert refused.decision.rule_ids == ("reimport.nothing-new",)
    refreshed = company.run(Operation.REFRESH)
    assert [(c.old, c.new) for c in refreshed.changes] == [("1.00", "50000.00")]
    assert promises.broken(company) == []


def test_lines_too_many_or_amounts_too_large_are_counted_all_the_same(
    company: Any, new_change_order: NewChangeOrder
) -> None:
    """The rules see the sizes that neither pricing nor mapping would take (D-155, D-157)."""
    company.run(Operation.IMPORT)
    order = new_change_order(company)
    large = replace(order.lines[0], amount=Decimal("10000000000.00"))
    company.procore.orders[order.id] = replace(
        order, lines=(large,), grand_total=Decimal("10000000000.00")
    )
    outcome = company.run(Operation.SEND)
    assert outcome.decision is not None
    assert outcome.decision.rule_ids == ("pcco.amount-out-of-range",)
    ((contract_id, contract),) = company.procore.contracts.items()
    many = [
        replace(contract.lines[0], id=50_000 + n, position=n, origin_data=f"X{n}")
        for n in range(991)
    ]
    company.procore.contracts[contract_id] = replace(contract, lines=tuple(many))
    lines = [
        replace(order.lines[0], id=60_000 + n, position=n, prime_line_item_id=50_000 + n)
        for n in range(991)
    ]
    company.procore.orders[order.id] = replace(order, lines=tuple(lines))
    outcome = company.run(Operation.SEND)
    assert outcome.decision is not None
    assert outcome.decision.rule_ids == ("pcco.too-many-billing-lines",)
    assert outcome.decision.reasons[0].facts == {"pcco.billing_line_count": 991}


def test_of_two_pccos_with_one_number_the_synced_contracts_is_meant(
    company: Any, memory: ModuleType, new_change_order: NewChangeOrder
) -> None:
    company.run(Operation.IMPORT)
    ours = new_change_order(company)
    ((_, contract),) = company.procore.contracts.items()
    other = replace(contract, id=5, origin_id=None, origin_data=None, lines=())
    company.procore.contracts[other.id] = other
    company.procore.orders[1] = replace(ours, id=1, contract_id=other.id)
    assert company.run(Operation.SEND).is_done
    assert _state(company, ours).state == "ready_to_export"
    named = company.run(Operation.SEND, change_order_id=1)
    assert named.decision is not None
    assert "pcco.contract-not-synced" in named.decision.rule_ids
    company.procore.orders[2] = replace(ours, id=2)
    outcome = company.run(Operation.RETRIEVE)
    assert outcome.messages == ("project Harbour Hall has more than one PCCO '001'",)


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
