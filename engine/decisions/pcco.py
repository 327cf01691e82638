"""Facts about a prime contract change order (PCCO) and the change request it becomes."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from engine.decisions.money import amount, has_parts_of_a_cent, nearest_cents
from engine.decisions.spectrum_lines import billing_item_facts, phase_code_of, phase_facts
from engine.records.change_order import ChangeOrder, ChangeOrderLine
from engine.records.phase import Phase
from engine.records.prime_contract import ContractLine
from engine.rulebook.vocabulary import FactValue


@dataclass(frozen=True, slots=True)
class ChangeOrderCase:
    """A PCCO as both sides show it.

    `change_request_number` is what Spectrum calls its change request or is to call it, and
    `same_number` are the other PCCOs of the contract of which that is true as well.
    `erp_status` is where the ERP Integrations tool has it. `estimates` and `revenues` are
    the amounts of the cost and billing lines, merged; `billed_total` is the PCCO's own total as the
    engine prices it, `rounding_difference` what Procore's has beyond it that rounding line by line
    explains, `why_not_priced` why it has no price. `phases` are the Spectrum job's and
    `billing_item_codes` the Spectrum contract's; None while the prime contract is not tied to one.
    """

    order: ChangeOrder
    erp_status: str
    transaction_date: date | None
    change_request_number: str
    same_number: Sequence[str]
    contract_lines: Sequence[ContractLine]
    phases: Sequence[Phase] | None
    billing_item_codes: frozenset[str] | None
    estimates: Sequence[Decimal]
    revenues: Sequence[Decimal]
    billed_total: Decimal
    rounding_difference: Decimal
    why_not_priced: str | None
    is_unchanged_since_sent: bool
    is_number_taken_in_spectrum: bool
    is_in_spectrum: bool


def pcco_facts(case: ChangeOrderCase) -> dict[str, FactValue]:
    order = case.order
    return {
        "pcco.erp_status": case.erp_status,
        "pcco.status": order.status,
        "pcco.approved_date": order.approved_date,
        "pcco.transaction_date": case.transaction_date,
        "pcco.number": order.number.strip(),
        "pcco.change_request_number": case.change_request_number,
        "pcco.pccos_of_the_same_change_request_number": ", ".join(case.same_number) or None,
        "pcco.title": order.title,
        "pcco.description": order.description or None,
        **_line_facts(case),
        **phase_facts(order.lines, case.phases),
        **billing_item_facts(order, case.contract_lines, case.billing_item_codes),
        "pcco.largest_amount_cents": _largest_amount_cents(case),
        "pcco.billing_line_count": len(case.revenues),
        "pcco.amounts_with_parts_of_a_cent": _with_parts_of_a_cent(order),
        **_difference_facts(case),
        "pcco.is_unchanged_since_sent": case.is_unchanged_since_sent,
        "pcco.is_number_taken_in_spectrum": case.is_number_taken_in_spectrum,
        "pcco.is_in_spectrum": case.is_in_spectrum,
    }


def _difference_facts(case: ChangeOrderCase) -> dict[str, FactValue]:
    """How the PCCO's own total compares with its lines, at the cent."""
    billed_cents = nearest_cents(case.billed_total)
    difference = nearest_cents(case.order.grand_total) - billed_cents
    explained = nearest_cents(case.rounding_difference)
    about = f"rounding explains {amount(explained)} of it"
    if case.why_not_priced is not None:
        about = case.why_not_priced.removesuffix(".")
    elif not difference:
        about = "they are the same"
    return {
        "pcco.header_minus_lines_cents": difference,
        "pcco.unexplained_difference_cents": difference - explained,
        "pcco.about_the_difference": about,
    }


def _with_parts_of_a_cent(order: ChangeOrder) -> str | None:
    """Each line and lump sum that cents can't hold, with its amount as Procore has it."""
    lines = [
        f"{line.position} {line.description}".strip() + f" {line.amount:f}"
        for line in order.lines
        if has_parts_of_a_cent(line.amount)
    ]
    lump_sums = [
        f"{markup.name} {markup.lump_sum:f}".strip()
        for markup in order.markups
        if markup.lump_sum is not None and has_parts_of_a_cent(markup.lump_sum)
    ]
    return ", ".join([*lines, *lump_sums]) or None


def _line_facts(case: ChangeOrderCase) -> dict[str, FactValue]:
    lines = case.order.lines
    codes = {line.id: line.origin_data for line in case.contract_lines}
    named_ids = [line.prime_line_item_id for line in lines] + [
        markup.prime_line_item_id for markup in case.order.markups
    ]
    return {
        "pcco.lines_without_associated_line": _named(
            lines, lambda line: line.prime_line_item_id is None
        ),
        "pcco.lines_without_billing_item": _named(
            lines,
            lambda line: (
                line.prime_line_item_id is not None and not codes.get(line.prime_line_item_id)
            ),
        ),
        "pcco.lines_without_cost_code": _named(
            lines, lambda line: not line.cost_code or not line.cost_type
        ),
        "pcco.longest_billing_item": _longest(codes.get(i) for i in named_ids if i is not None),
        "pcco.longest_cost_code": _longest(phase_code_of(line) for line in lines),
        "pcco.longest_cost_type": _longest(line.cost_type for line in lines),
    }


def _named(
    lines: Sequence[ChangeOrderLine], is_meant: Callable[[ChangeOrderLine], bool]
) -> str | None:
    """Position and description of each line that is meant, or None when there is none."""
    return ", ".join(f"{x.position} {x.description}".strip() for x in lines if is_meant(x)) or None


def _longest(texts: Iterable[str | None]) -> str | None:
    """The longest text, the first of equals; None when there is none."""
    return max((text for text in texts if text), key=len, default=None)


def _largest_amount_cents(case: ChangeOrderCase) -> int | None:
    amounts = [*case.estimates, *case.revenues]
    return nearest_cents(max([*amounts, case.billed_total], key=abs)) if amounts else None
