"""What is refused rather than overwritten, and how differences between the books are told."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from engine.erp_integrations.tie_out import tie_out_rows
from engine.operations.choices import Choices
from engine.operations.records import ChangeOrderRef, ContractRef, RecordRef
from engine.operations.request import Operation
from engine.records.change_request import BillingLine, ChangeRequest
from engine.records.financial_markup import (
    ConditionSegment,
    FinancialMarkup,
    MarkupCalculation,
    MarkupCondition,
    MarkupSet,
)
from engine.records.spectrum_contract import BillingItem
from engine.rulebook.load import DEFAULT_RULES, load_rulebook
from engine.sync.outcome import Result

NewChangeOrder = Callable[..., Any]


def _sent(company: Any, new_change_order: NewChangeOrder, **values: object) -> Any:
    assert company.run(Operation.IMPORT).is_done
    order = new_change_order(company, **values)
    assert company.run(Operation.SEND).is_done
    return order


def _state(company: Any, order: Any) -> Any:
    with company.store.reading() as books:
        return books.change_orders.get(order.id)


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
    rejected = company.run(Operation.REJECT, choices=Choices(comment="wrong amount"))
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
    assert outcome.decision.reasons[0].facts == {
        "pcco.about_the_difference": "rounding explains 0.00 of it",
        "pcco.header_minus_lines_cents": 1,
        "pcco.unexplained_difference_cents": 1,
    }


@pytest.mark.parametrize(
    ("operation", "record", "message"),
    [
        (Operation.IMPORT, ContractRef("99-999"), "Spectrum has no job '99-999'"),
        (
            Operation.IMPORT,
            ContractRef("24-101", customer_code="C9"),
            "Spectrum has no contract for job 24-101, customer C9",
        ),
        (Operation.IMPORT, ContractRef("24-101", project=77), "Procore has no active project 77"),
        (Operation.SEND, ChangeOrderRef("99-999", "001"), "Procore has no active project '99-999'"),
        (Operation.SEND, ChangeOrderRef(10, "9"), "project Harbour Hall has no PCCO '9'"),
    ],
)
def test_an_unknown_record_is_named(
    company: Any, operation: Operation, record: RecordRef, message: str
) -> None:
    outcome = company.run(operation, record)
    assert (outcome.result, outcome.messages) == (Result.REFUSED, (message,))


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


def _delete_last_item(company: Any, memory: ModuleType) -> None:
    contract = company.spectrum.contract_list[memory.KEY]
    company.spectrum.contract_list[memory.KEY] = replace(
        contract, billing_items=contract.billing_items[:-1]
    )


def _lines(company: Any) -> list[str]:
    (held,) = company.procore.contracts.values()
    return [line.origin_data for line in held.lines]


def test_a_line_deleted_in_spectrum_is_kept_and_reported(company: Any, memory: ModuleType) -> None:
    company.run(Operation.IMPORT)
    contract = company.spectrum.contract_list[memory.KEY]
    first, second, _ = contract.billing_items
    changed = replace(second, description="Site work and utilities")
    company.spectrum.contract_list[memory.KEY] = replace(contract, billing_items=(first, changed))
    outcome = company.run(Operation.REIMPORT)
    assert _lines(company) == ["0100", "0200", "0300"]
    assert outcome.result is Result.INCOMPLETE
    assert outcome.messages == (
        "Brought 1 new or changed line(s) to '24-101 Prime Contract'.",
        "Line 0300 (Concrete, 300000.00) is no longer in Spectrum; it was kept in Procore, as the "
        "company has chosen. Remove it there, or set deleted_lines to remove.",
    )
    (change,) = outcome.changes
    assert (change.record, change.old, change.new) == (
        "line 0200",
        "Sitework",
        "Site work and utilities",
    )


def test_kept_lines_are_nothing_new_and_keep_a_refresh_from_being_done(
    company: Any, memory: ModuleType
) -> None:
    company.run(Operation.IMPORT)
    _delete_last_item(company, memory)
    refused = company.run(Operation.REIMPORT)
    assert refused.decision is not None
    assert refused.decision.rule_ids == ("reimport.nothing-new",)
    assert company.run(Operation.REFRESH).result is Result.INCOMPLETE
    assert _lines(company) == ["0100", "0200", "0300"]


@pytest.mark.parametrize("operation", [Operation.REIMPORT, Operation.REFRESH])
@pytest.mark.parametrize("mishap", [None, "lost", "unavailable"])
def test_with_consent_a_deleted_line_is_removed_once_and_read_back(
    operation: Operation, mishap: str | None, company: Any, memory: ModuleType
) -> None:
    company.run(Operation.IMPORT)
    company.configure(deleted_lines="remove")
    _delete_last_item(company, memory)
    company.mishaps.failures["remove_contract_line"] = [mishap] if mishap else []
    outcome = company.run(operation)
    assert outcome.result is Result.DONE
    assert outcome.attempts == (2 if mishap else 1)
    assert _lines(company) == ["0100", "0200"]
    again = company.run(Operation.REIMPORT)
    assert again.decision is not None
    assert again.decision.rule_ids == ("reimport.nothing-new",)


def test_a_line_that_a_pcco_names_is_kept_whatever_was_chosen(
    company: Any, memory: ModuleType, new_change_order: NewChangeOrder
) -> None:
    company.run(Operation.IMPORT)
    company.configure(deleted_lines="remove")
    order = new_change_order(company, status="draft")
    (held,) = company.procore.contracts.values()
    naming = replace(order.lines[0], prime_line_item_id=held.lines[-1].id)
    company.procore.orders[order.id] = replace(order, lines=(naming, *order.lines[1:]))
    _delete_last_item(company, memory)
    outcome = company.run(Operation.REFRESH)
    assert outcome.result is Result.INCOMPLETE
    assert outcome.messages[1].endswith(
        "it was kept in Procore, since PCCOs name it. Name another line in them first."
    )
    assert _lines(company) == ["0100", "0200", "0300"]


def test_a_line_added_in_procore_keeps_a_refresh_from_being_done(company: Any) -> None:
    company.run(Operation.IMPORT)
    ((contract_id, contract),) = company.procore.contracts.items()
    added = replace(contract.lines[0], id=77, position=4, origin_id=None, origin_data=None)
    company.procore.contracts[contract_id] = replace(contract, lines=(*contract.lines, added))
    outcome = company.run(Operation.REFRESH)
    assert outcome.result is Result.INCOMPLETE
    assert outcome.messages[1] == (
        "Line 4 (General conditions, 50000.00) was added in Procore; Spectrum has no such billing "
        "item. Remove it, or add one there."
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
    ((key, in_spectrum),) = company.spectrum.contract_list.items()
    company.spectrum.contract_list[key] = replace(
        in_spectrum,
        billing_items=tuple(BillingItem(f"X{n}", "Item", Decimal("0.00")) for n in range(991)),
    )
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
    named = company.run(Operation.SEND, company.pcco(change_order_id=1))
    assert named.decision is not None
    assert "pcco.contract-not-synced" in named.decision.rule_ids
    company.procore.orders[2] = replace(ours, id=2)
    outcome = company.run(Operation.RETRIEVE)
    assert outcome.messages == ("project Harbour Hall has more than one PCCO '001'",)


def test_a_lump_sum_that_no_line_can_carry_is_the_difference(
    company: Any, new_change_order: NewChangeOrder
) -> None:
    other_type = MarkupCondition(ConditionSegment.COST_TYPE, False, frozenset({999}))
    lump = FinancialMarkup(
        7,
        "Overhead",
        MarkupSet.VERTICAL,
        1,
        Decimal(10),
        MarkupCalculation.BASIC,
        (),
        (other_type,),
        Decimal("87.65"),
        None,
    )
    _sent(company, new_change_order, markups=(lump,), grand_total=Decimal("1338.20"))
    outcome = company.run(Operation.ACCEPT)
    assert outcome.decision is not None
    assert outcome.decision.rule_ids == ("post.total-differs",)
    assert outcome.decision.reasons[0].facts == {
        "pcco.about_the_difference": (
            'markup 7 "Overhead": no line qualifies to carry its lump sum; found 87.65. Widen its '
            "conditions, add a line that meets them, or remove the lump sum"
        ),
        "pcco.header_minus_lines_cents": 8_765,
        "pcco.unexplained_difference_cents": 8_765,
    }


def test_phases_are_read_once_for_all_lines(
    company: Any, new_change_order: NewChangeOrder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """D-153: one read a job, however many lines; refused at sending, with every line named."""
    company.run(Operation.IMPORT)
    order = new_change_order(company)
    lines = [
        replace(order.lines[0], id=70_000 + n, position=n, cost_code=f"09-{n:03}") for n in range(9)
    ]
    company.procore.orders[order.id] = replace(order, lines=tuple(lines))
    read = []
    phases = company.spectrum.phases

    def counted(job_number: str) -> Any:
        read.append(job_number)
        return phases(job_number)

    monkeypatch.setattr(company.spectrum, "phases", counted)
    outcome = company.run(Operation.SEND)
    assert outcome.result is Result.REFUSED
    assert outcome.decision.rule_ids == ("pcco.phase-not-on-job",)
    named = str(outcome.decision.reasons[0].facts["pcco.lines_without_phase"]).split(", ")
    assert named[:2] == ["0 Extra 1 (phase 09000", "cost type L)"]
    assert len(named) == 2 * 9
    assert read == ["24-101"]


def _fee(**values: object) -> FinancialMarkup:
    fee = FinancialMarkup(
        7,
        "Fee",
        MarkupSet.HORIZONTAL,
        1,
        Decimal("1.00"),
        MarkupCalculation.BASIC,
        (),
        (),
        None,
        None,
    )
    return replace(fee, **values)  # type: ignore[arg-type]  # tests name fields by keyword


@pytest.fixture
def rounding_by_line(company: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The company's rulebook rounds horizontal markup on each line, as Vista's connector does."""
    rules = tmp_path / "rules"
    shutil.copytree(DEFAULT_RULES, rules)
    file = rules / "markup" / "prime_contract_change_order.yaml"
    text = file.read_text("utf-8")
    assert text.count("is: total\n") == 1
    file.write_text(text.replace("is: total\n", "is: line\n"), "utf-8")
    rulebook, as_it_was = load_rulebook(rules), type(company).context.fget
    by_line = property(lambda self: replace(as_it_was(self), rulebook=rulebook))
    monkeypatch.setattr(type(company), "context", by_line)


def _two_half_cents(company: Any, new_change_order: NewChangeOrder, grand_total: str) -> None:
    """1 % of 0.50 twice: a cent in sum (D-400), two when each line is rounded (D-401)."""
    assert company.run(Operation.IMPORT).is_done
    order = new_change_order(company, markups=(_fee(),), grand_total=Decimal(grand_total))
    lines = tuple(replace(line, amount=Decimal("0.50")) for line in order.lines)
    company.procore.orders[order.id] = replace(order, lines=lines)
    assert company.run(Operation.SEND).is_done


def test_lines_come_to_procores_own_total(company: Any, new_change_order: NewChangeOrder) -> None:
    _two_half_cents(company, new_change_order, "1.01")
    assert company.run(Operation.ACCEPT).is_done
    (request,) = company.spectrum.requests.values()
    assert [line.revenue_amount for line in request.billing_lines] == [
        Decimal("0.50"),
        Decimal("0.51"),
    ]


@pytest.mark.usefixtures("rounding_by_line")
def test_lines_rounded_one_by_one_tie_but_for_explained_cents(
    company: Any, new_change_order: NewChangeOrder
) -> None:
    _two_half_cents(company, new_change_order, "1.01")
    assert company.run(Operation.ACCEPT).is_done
    (request,) = company.spectrum.requests.values()
    assert request.revenue_total == Decimal("1.02")
    (row,) = tie_out_rows(company.context, "controller")
    assert (row.rounding_cents, row.differences) == (-1, ())
    assert row.explanations == (
        "PCCO 001 ties but for -0.01: its horizontal markup is rounded on each line, and Procore "
        "rounds the sum (D-401)",
    )
    company.spectrum.requests[next(iter(company.spectrum.requests))] = replace(
        request, billing_lines=request.billing_lines[:1]
    )
    (row,) = tie_out_rows(company.context, "controller")
    assert (row.rounding_cents, row.explanations) == (0, ())
    assert row.differences == ("PCCO 001 has 101 cents, its change request 51",)


@pytest.mark.usefixtures("rounding_by_line")
def test_more_than_rounding_explains_is_refused_all_the_same(
    company: Any, new_change_order: NewChangeOrder
) -> None:
    _two_half_cents(company, new_change_order, "1.03")
    outcome = company.run(Operation.ACCEPT)
    assert outcome.decision is not None
    assert outcome.decision.rule_ids == ("post.total-differs",)


def test_a_contract_with_parts_of_a_cent_is_compared_at_the_cent(company: Any) -> None:
    """1.5 x 3.3367 = 5.00505; the rule is `choices#compared-at-the-cent`."""
    assert company.run(Operation.IMPORT).is_done
    (contract,) = company.procore.contracts.values()
    first, *others = contract.lines
    more = replace(first, amount=first.amount + Decimal("0.00495"))
    company.procore.contracts[contract.id] = replace(
        contract, lines=(more, *others), grand_total=contract.grand_total + Decimal("0.00495")
    )
    (row,) = tie_out_rows(company.context, "controller")
    assert row.ties_out
    assert row.explanations == (
        f"line {first.position} {first.description} has {more.amount}, compared at the nearest "
        "cent",
    )
