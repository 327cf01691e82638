"""The settings of the markup calculation, as the rulebook states them."""

from engine.markup.refusal import MarkupRefused
from engine.markup.settings import (
    HorizontalRoundedOn,
    MarkupSettings,
    RoundedOn,
    Rounding,
    VerticalTakenOf,
)
from engine.records.financial_markup import MarkupCalculation
from engine.rulebook.model import MarkupRules, Rulebook

RULES_NAME = "prime_contract_change_order"
CALCULATION_BY_WORD = {
    "basic": MarkupCalculation.BASIC,
    "compounds_all_above": MarkupCalculation.COMPOUNDS_ABOVE,
    "selective_compounding": MarkupCalculation.SELECTIVE,
    "iterative": MarkupCalculation.ITERATIVE,
}


def change_order_markup_rules(rulebook: Rulebook) -> MarkupRules:
    """The rulebook's file on change order markup; MarkupRefused when it has none."""
    if RULES_NAME not in rulebook.markups:
        raise MarkupRefused(
            "rules/markup/",
            "the rulebook doesn't say how change orders are marked up",
            ", ".join(sorted(rulebook.markups)) or "no markup file",
            f"Add a file with `markup: {RULES_NAME}`.",
        )
    return rulebook.markups[RULES_NAME]


def markup_settings(rulebook: Rulebook) -> MarkupSettings:
    """The settings in rules/markup/. MarkupRefused when one is absent or unusable."""
    rules = change_order_markup_rules(rulebook)
    one_choice(rules, "allocation", ("largest_remainder",))
    one_choice(rules, "total", ("procores_own",))
    return MarkupSettings(
        rounding=Rounding(one_choice(rules, "rounding", tuple(Rounding))),
        rounded_on=RoundedOn(one_choice(rules, "rounded_on", tuple(RoundedOn))),
        horizontal_rounded_on=HorizontalRoundedOn(
            one_choice(rules, "horizontal_rounded_on", tuple(HorizontalRoundedOn))
        ),
        vertical_taken_of=VerticalTakenOf(
            one_choice(rules, "vertical_taken_of", tuple(VerticalTakenOf))
        ),
        vertical_includes_horizontal=_is_horizontal_first(rules),
        calculations_on_offer=frozenset(
            CALCULATION_BY_WORD[word] for word in choices(rules, "calculation_types")
        ),
        allows_lump_sum=one_choice(rules, "lump_sum", ("replaces_percentage", "refused"))
        == "replaces_percentage",
    )


def one_choice(rules: MarkupRules, key: str, allowed: tuple[str, ...]) -> str:
    """The single value of a setting; MarkupRefused unless it is one of `allowed`."""
    value = _value(rules, key)
    if not isinstance(value, str) or value not in allowed:
        raise _unusable(rules, key, str(value), f"Use one of: {', '.join(allowed)}.")
    return value


def choices(rules: MarkupRules, key: str) -> tuple[str, ...]:
    """The listed values of a setting."""
    value = _value(rules, key)
    return (value,) if isinstance(value, str) else value


def _is_horizontal_first(rules: MarkupRules) -> bool:
    order = choices(rules, "order")
    if sorted(order) != ["horizontal", "vertical"]:
        raise _unusable(
            rules, "order", ", ".join(order), "Name both horizontal and vertical, first one first."
        )
    return order[0] == "horizontal"


def _value(rules: MarkupRules, key: str) -> str | tuple[str, ...]:
    try:
        return rules.setting(key)
    except KeyError:
        raise _unusable(rules, key, "no such setting", f"Add `{key}` to the file.") from None


def _unusable(rules: MarkupRules, key: str, value: str, remedy: str) -> MarkupRefused:
    places = [setting.location for setting in rules.settings if setting.key == key]
    where = places[0] if places else rules.location
    return MarkupRefused(
        str(where), f"the setting `{key}` of {rules.name} can't be used", value, remedy
    )
