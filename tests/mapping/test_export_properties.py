"""What holds for every export: the totals, and what Spectrum ends with."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.mapping.outbound import expected_export
from engine.markup import markup_settings, price_change_order
from engine.ports.spectrum import ChangeRequestEntry
from engine.records.change_order import ChangeOrder, ChangeOrderLine
from engine.records.change_request import (
    BillingLine,
    ChangeRequest,
    ChangeRequestStatus,
    CostLine,
)
from engine.records.contract_key import ContractKey
from engine.records.financial_markup import (
    ConditionSegment,
    FinancialMarkup,
    MarkupCalculation,
    MarkupCondition,
    MarkupSet,
)
from engine.records.prime_contract import ContractLine
from engine.rulebook.load import load_rulebook

RULEBOOK = load_rulebook()
KEY = ContractKey("100", "J-2001", "CUST01")
STATUSES = (ChangeRequestStatus("A", 1), ChangeRequestStatus("P", 4))
CONTRACT_LINES = tuple(
    ContractLine(number, number, "", Decimal(0), None, f"0{number}00") for number in range(1, 5)
)
AMOUNTS = st.integers(-99_999_999, 99_999_999).map(lambda cents: Decimal(cents).scaleb(-2))
ITEMS = st.integers(1, 4)
CONDITIONS = st.builds(
    MarkupCondition,
    segment=st.sampled_from(ConditionSegment),
    is_excluding=st.booleans(),
    segment_item_ids=st.frozensets(ITEMS, min_size=1, max_size=3),
)


@st.composite
def change_orders(draw: st.DrawFn) -> ChangeOrder:
    lines = [
        ChangeOrderLine(
            id=number,
            position=number,
            description=draw(st.text(alphabet="ab \n", max_size=6)),
            amount=draw(AMOUNTS),
            cost_code_id=code,
            cost_code=f"0{code}-100",
            cost_type_id=kind,
            cost_type="LMES"[kind - 1],
            prime_line_item_id=draw(ITEMS),
        )
        for number in range(1, draw(st.integers(0, 7)) + 1)
        for code, kind in [draw(st.tuples(ITEMS, ITEMS))]
    ]
    markups = []
    for number in range(1, draw(st.integers(0, 4)) + 1):
        is_vertical = draw(st.booleans())
        has_conditions = draw(st.booleans())
        can_be_lump_sum = is_vertical and not has_conditions and bool(lines)
        markups.append(
            FinancialMarkup(
                id=number,
                name=f"Markup {number}",
                markup_set=MarkupSet.VERTICAL if is_vertical else MarkupSet.HORIZONTAL,
                position=number,
                percentage=draw(st.decimals(-5, 20, places=3)),
                calculation=draw(
                    st.sampled_from(
                        [
                            MarkupCalculation.BASIC,
                            MarkupCalculation.COMPOUNDS_ABOVE,
                            MarkupCalculation.ITERATIVE,
                        ]
                    )
                ),
                selections=(),
                conditions=(draw(CONDITIONS),) if has_conditions else (),
                lump_sum=draw(st.none() | AMOUNTS) if can_be_lump_sum else None,
                prime_line_item_id=draw(st.none() | ITEMS) if is_vertical else None,
            )
        )
    return ChangeOrder(
        id=1,
        project_id=1,
        contract_id=1,
        package_id=1,
        number="001",
        title="",
        description=draw(st.text(alphabet="xy", max_size=40)),
        status="approved",
        approved_date=None,
        grand_total=Decimal(0),
        created_by_login="pm@example.com",
        origin_id=None,
        lines=tuple(lines),
        markups=tuple(markups),
    )


def priced_and_exported(change_order):
    priced = price_change_order(change_order.lines, change_order.markups, markup_settings(RULEBOOK))
    exported = expected_export(
        change_order, priced, KEY, CONTRACT_LINES, {"spectrum_status_code": "A"}, STATUSES, RULEBOOK
    )
    return priced, exported


def folded(entries: tuple[ChangeRequestEntry, ...]) -> ChangeRequest:
    """What Spectrum holds after these calls: a line of a known key is updated, blanks are kept."""
    first = entries[0]
    request = ChangeRequest(first.contract, first.number, "", first.status_code, None, "", (), ())
    for entry in entries:
        assert (entry.contract, entry.number) == (request.contract, request.number)
        costs = {(c.phase_code, c.cost_type): c for c in request.cost_lines}
        billing = {b.billing_item_code: b for b in request.billing_lines}
        if entry.phase_code is not None:
            key = (entry.phase_code, entry.cost_type)
            costs[key] = CostLine(*key, entry.estimate_amount)
        if entry.billing_item_code is not None:
            billing[entry.billing_item_code] = BillingLine(
                entry.billing_item_code, entry.billing_description or "", entry.revenue_amount
            )
        request = replace(
            request,
            description=entry.description or request.description,
            approved_date=entry.approved_date or request.approved_date,
            cost_lines=tuple(costs.values()),
            billing_lines=tuple(billing.values()),
        )
    return request


@given(change_orders())
def test_the_estimate_is_the_lines_and_the_revenue_the_grand_total(change_order):
    priced, exported = priced_and_exported(change_order)
    request = exported.change_request
    assert request.estimate_total == sum(line.amount for line in change_order.lines)
    assert request.revenue_total == priced.grand_total


@given(change_orders())
def test_spectrum_ends_with_what_was_expected(change_order):
    _, exported = priced_and_exported(change_order)
    assert folded(exported.entries) == exported.change_request
    assert folded(exported.entries + exported.entries) == exported.change_request


@given(change_orders())
def test_no_two_detail_lines_share_a_key(change_order):
    _, exported = priced_and_exported(change_order)
    request = exported.change_request
    phases = [(cost.phase_code, cost.cost_type) for cost in request.cost_lines]
    items = [billing.billing_item_code for billing in request.billing_lines]
    assert len(set(phases)) == len(phases)
    assert len(set(items)) == len(items)
    assert not exported.note or len(exported.note.split("\n")) == len(phases)


@given(change_orders(), st.randoms())
@settings(max_examples=50)
def test_lines_that_arrive_in_another_order_export_the_same(change_order, chance):
    _, exported = priced_and_exported(change_order)
    lines, markups = list(change_order.lines), list(change_order.markups)
    chance.shuffle(lines)
    chance.shuffle(markups)
    shuffled = replace(change_order, lines=tuple(lines), markups=tuple(markups))
    assert priced_and_exported(shuffled)[1] == exported


def test_the_fold_loses_money_when_lines_are_not_merged():
    """The fold itself: two entries of one billing item leave the second amount alone (D-161)."""
    header = {
        "contract": KEY,
        "number": "001",
        "description": "",
        "status_code": "A",
        "approved_date": None,
    }
    entries = tuple(
        ChangeRequestEntry(**header, billing_item_code="0100", revenue_amount=Decimal(amount))
        for amount in ("5.00", "7.00")
    )
    assert folded(entries).revenue_total == Decimal("7.00")
