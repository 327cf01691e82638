"""The revenue side of a change request (D-192 to D-194)."""

from collections.abc import Mapping

from engine.mapping.amount_placement import AmountPlacement
from engine.mapping.change_request_fields import (
    BILLING_DESCRIPTION,
    BILLING_ITEM,
    REVENUE_AMOUNT,
)
from engine.mapping.merging import revenue_by_item
from engine.mapping.refusal import MappingRefused
from engine.mapping.selected_rows import SelectedRows
from engine.mapping.target import Value
from engine.markup.priced_change_order import PricedChangeOrder, PricedLine
from engine.records.change_request import BILLING_LINES_MAX, BillingLine
from engine.records.financial_markup import FinancialMarkup
from engine.records.prime_contract import ContractLine


def billing_lines(
    priced: PricedChangeOrder,
    placement: AmountPlacement,
    contract_lines: Mapping[int, ContractLine],
    rows: SelectedRows,
    header: Mapping[str, Value],
    record: str,
) -> tuple[BillingLine, ...]:
    """One billing line for each billing item in order of first appearance.

    Lines of the same item are added up, or refused, as the row of the amount says; a vertical
    markup joins the lines of its item. See `revenue_by_item`.
    """
    _refuse_unassigned(priced, placement, record)
    seen: set[str] = set()

    def item_of_line(line: PricedLine) -> str:
        line_record = f"{record} line {line.line.position}"
        item = _billing_item(line.line.prime_line_item_id, contract_lines, rows, line_record)
        if item in seen:
            rows.refuse_repeat(REVENUE_AMOUNT, f"billing item {item}", line_record)
        seen.add(item)
        return item

    def item_of_markup(markup: FinancialMarkup) -> str:
        markup_record = f'{record} markup {markup.id} "{markup.name}"'
        return _billing_item(markup.prime_line_item_id, contract_lines, rows, markup_record)

    revenue = revenue_by_item(priced, item_of_line, item_of_markup)
    if len(revenue) > BILLING_LINES_MAX:
        raise MappingRefused(
            record,
            BILLING_ITEM,
            f"at most {BILLING_LINES_MAX} billing lines fit and this has {len(revenue)}",
            f"{len(revenue)} billing items",
            "Split the change order.",
            limit=BILLING_LINES_MAX,
            actual=len(revenue),
        )
    description = rows.text(BILLING_DESCRIPTION, header, record)
    return tuple(
        BillingLine(
            item,
            description,
            rows.amount(
                REVENUE_AMOUNT,
                {"billing_line.revenue_amount": amount},
                f"{record} billing item {item}",
            ),
        )
        for item, amount in revenue.items()
    )


def _billing_item(
    prime_line_item_id: int | None,
    contract_lines: Mapping[int, ContractLine],
    rows: SelectedRows,
    record: str,
) -> str:
    """The Spectrum code of a prime contract line; MappingRefused when it has none."""
    if prime_line_item_id is not None and prime_line_item_id not in contract_lines:
        raise MappingRefused(
            record,
            BILLING_ITEM,
            "the prime contract has no such line",
            f"prime contract line {prime_line_item_id}",
            "Choose a line of this contract as the associated line item.",
        )
    code = None if prime_line_item_id is None else contract_lines[prime_line_item_id].origin_data
    return rows.text(BILLING_ITEM, {"associated_line.billing_item_code": code}, record)


def _refuse_unassigned(priced: PricedChangeOrder, placement: AmountPlacement, record: str) -> None:
    for vertical in priced.vertical_rows:
        is_unassigned = vertical.markup.prime_line_item_id is None and vertical.amount
        if is_unassigned and not placement.places_unassigned_vertical:
            raise MappingRefused(
                f'{record} markup {vertical.markup.id} "{vertical.markup.name}"',
                BILLING_ITEM,
                "the rulebook refuses vertical markup without an ERP Prime Contract Item",
                str(vertical.amount),
                "Choose the markup's ERP Prime Contract Item.",
            )
