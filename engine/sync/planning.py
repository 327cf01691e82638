"""Pricing and mapping a PCCO: what would be sent, or why nothing can be."""

from collections.abc import Sequence
from dataclasses import replace

from engine.mapping.merging import estimate_by_key, revenue_by_item
from engine.mapping.outbound import expected_export
from engine.mapping.refusal import MappingRefused
from engine.markup import MarkupRefused, PricedChangeOrder, price_change_order
from engine.markup.priced_change_order import PricedLine
from engine.markup.rulebook_settings import markup_settings
from engine.records.change_order import ChangeOrder
from engine.records.change_request import ChangeRequestStatus
from engine.records.contract_key import ContractKey
from engine.records.prime_contract import ContractLine
from engine.rulebook.model import Edition, Rulebook
from engine.sync.export_plan import ExportPlan
from engine.sync.store.settings import CompanySettings, settings_to_texts


def plan_export(
    order: ChangeOrder,
    key: ContractKey | None,
    contract_lines: Sequence[ContractLine],
    statuses: Sequence[ChangeRequestStatus],
    settings: CompanySettings,
    rulebook: Rulebook,
) -> ExportPlan:
    """What Spectrum is to hold of this PCCO; without a synced contract there is nothing to plan."""
    try:
        priced = price_change_order(order.lines, order.markups, markup_settings(rulebook))
    except MarkupRefused as refused:
        return _without_limits(order, None, contract_lines, str(refused))
    if key is None:
        problem = "the prime contract is not tied to a Spectrum contract"
        return _without_limits(order, priced, contract_lines, problem)
    try:
        expected = expected_export(
            replace(order, number=order.number.strip()),
            priced,
            key,
            contract_lines,
            settings_to_texts(settings),
            statuses,
            rulebook,
            Edition(settings.edition),
        )
    except MappingRefused as refused:
        return _without_limits(order, priced, contract_lines, str(refused))
    wanted = expected.change_request
    return ExportPlan(
        expected,
        tuple(line.estimate_amount for line in wanted.cost_lines),
        tuple(line.revenue_amount for line in wanted.billing_lines),
        wanted.revenue_total,
    )


def _without_limits(
    order: ChangeOrder,
    priced: PricedChangeOrder | None,
    contract_lines: Sequence[ContractLine],
    problem: str,
) -> ExportPlan:
    """The amounts as they would be merged, whether or not they fit: rules look at their size.

    What can't be priced is taken without its markup.
    """
    codes = {line.id: line.origin_data for line in contract_lines}
    lines = priced or PricedChangeOrder(
        tuple(PricedLine(line, (), ()) for line in order.lines), vertical_rows=()
    )
    estimates = estimate_by_key(
        lines, lambda line: (line.line.cost_code, line.line.cost_type), includes_horizontal=False
    )
    revenues = revenue_by_item(
        lines,
        lambda line: codes.get(line.line.prime_line_item_id or 0),
        lambda markup: codes.get(markup.prime_line_item_id or 0),
    )
    return ExportPlan(
        expected=None,
        estimates=tuple(estimates.values()),
        revenues=tuple(revenues.values()),
        billed_total=lines.grand_total,
        problems=(problem,),
    )
