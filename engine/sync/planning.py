"""Pricing and mapping a PCCO: what would be sent, or why nothing can be."""

from collections.abc import Sequence
from dataclasses import replace

from engine.mapping.outbound import expected_export
from engine.mapping.refusal import MappingRefused
from engine.markup import MarkupRefused, price_change_order
from engine.markup.rulebook_settings import markup_settings
from engine.records.change_order import ChangeOrder
from engine.records.change_request import ChangeRequestStatus
from engine.records.contract_key import ContractKey
from engine.records.prime_contract import ContractLine
from engine.rulebook.model import Edition, Rulebook
from engine.sync.export_plan import NOTHING, ExportPlan
from engine.sync.store.settings import Settings, settings_to_texts


def plan_export(
    order: ChangeOrder,
    key: ContractKey | None,
    contract_lines: Sequence[ContractLine],
    statuses: Sequence[ChangeRequestStatus],
    settings: Settings,
    rulebook: Rulebook,
) -> ExportPlan:
    """What Spectrum is to hold of this PCCO; without a synced contract there is nothing to plan."""
    try:
        priced = price_change_order(order.lines, order.markups, markup_settings(rulebook))
    except MarkupRefused as refused:
        return ExportPlan(None, NOTHING, (str(refused),))
    if key is None:
        problem = "the prime contract is not tied to a Spectrum contract"
        return ExportPlan(None, priced.grand_total, (problem,))
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
        return ExportPlan(None, priced.grand_total, (str(refused),))
    return ExportPlan(expected, priced.grand_total)
