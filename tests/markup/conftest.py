"""Short ways to write change order lines and markups."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from engine.records.change_order import ChangeOrderLine
from engine.records.financial_markup import (
    FinancialMarkup,
    MarkupCalculation,
    MarkupCondition,
    MarkupSet,
)


def make_line(
    line_id: int,
    amount: str | Decimal,
    *,
    position: int | None = None,
    cost_code_id: int | None = 100,
    cost_type_id: int | None = 1,
) -> ChangeOrderLine:
    return ChangeOrderLine(
        id=line_id,
        position=line_id if position is None else position,
        description=f"Line {line_id}",
        amount=Decimal(amount),
        cost_code_id=cost_code_id,
        cost_code="01-500" if cost_code_id else None,
        cost_type_id=cost_type_id,
        cost_type="L" if cost_type_id else None,
        prime_line_item_id=None,
    )


def make_markup(
    markup_id: int,
    percentage: str,
    *,
    markup_set: MarkupSet = MarkupSet.VERTICAL,
    position: int | None = None,
    calculation: MarkupCalculation = MarkupCalculation.BASIC,
    selections: tuple[int, ...] = (),
    conditions: tuple[MarkupCondition, ...] = (),
    lump_sum: str | None = None,
) -> FinancialMarkup:
    return FinancialMarkup(
        id=markup_id,
        name=f"Markup {markup_id}",
        markup_set=markup_set,
        position=markup_id if position is None else position,
        percentage=Decimal(percentage),
        calculation=calculation,
        selections=selections,
        conditions=conditions,
        lump_sum=None if lump_sum is None else Decimal(lump_sum),
        prime_line_item_id=None,
    )


@pytest.fixture(name="line")
def line_maker() -> Callable[..., ChangeOrderLine]:
    return make_line


@pytest.fixture(name="markup")
def markup_maker() -> Callable[..., FinancialMarkup]:
    return make_markup
