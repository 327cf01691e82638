"""Which amounts go to the cost side, and to which billing item the markup goes."""

from dataclasses import dataclass

from engine.mapping.refusal import MappingRefused
from engine.markup.refusal import MarkupRefused
from engine.markup.rulebook_settings import change_order_markup_rules, one_choice
from engine.rulebook.model import Rulebook


@dataclass(frozen=True, slots=True)
class AmountPlacement:
    """The choices of rules/markup/ that concern where amounts go, rather than how large they are.

    `estimate_includes_horizontal` is the second reading of X-03 (D-259 against D-191).
    `places_unassigned_vertical` says that a vertical markup without ERP Prime Contract Item stays
    with its lines' billing items (U-06); otherwise such a change order is refused.
    """

    estimate_includes_horizontal: bool
    places_unassigned_vertical: bool


def amount_placement(rulebook: Rulebook) -> AmountPlacement:
    """The placement rules/markup/ states; MappingRefused when a setting is absent or unusable."""
    try:
        return _stated_placement(rulebook)
    except MarkupRefused as refused:
        raise MappingRefused(
            refused.record, "rules/markup/", refused.problem, refused.value, refused.remedy
        ) from refused


def _stated_placement(rulebook: Rulebook) -> AmountPlacement:
    rules = change_order_markup_rules(rulebook)
    one_choice(rules, "vertical_destination", ("erp_prime_contract_item",))
    one_choice(rules, "revenue_amount", ("line_amount_with_markup",))
    estimate = one_choice(
        rules, "estimate_amount", ("line_amount", "line_amount_with_horizontal_markup")
    )
    unassigned = one_choice(
        rules, "vertical_without_destination", ("in_proportion_to_billing_items", "refused")
    )
    return AmountPlacement(
        estimate_includes_horizontal=estimate == "line_amount_with_horizontal_markup",
        places_unassigned_vertical=unassigned == "in_proportion_to_billing_items",
    )
