"""Financial markup: what a change order comes to, in exact cents. docs/markup.md explains it."""

from engine.markup.change_order_total import price_change_order
from engine.markup.priced_change_order import MarkupAmount, PricedChangeOrder, PricedLine
from engine.markup.refusal import MarkupRefused
from engine.markup.rulebook_settings import markup_settings
from engine.markup.settings import (
    HorizontalRoundedOn,
    MarkupSettings,
    RoundedOn,
    Rounding,
    VerticalTakenOf,
)

__all__ = [
    "HorizontalRoundedOn",
    "MarkupAmount",
    "MarkupRefused",
    "MarkupSettings",
    "PricedChangeOrder",
    "PricedLine",
    "RoundedOn",
    "Rounding",
    "VerticalTakenOf",
    "markup_settings",
    "price_change_order",
]
