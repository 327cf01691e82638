"""Which fields the mappings fill, from what, in which formats: for whoever checks the rules."""

from dataclasses import replace

from engine.mapping import inbound, outbound
from engine.mapping.change_request_fields import (
    BILLING_ITEM,
    COST_TYPE,
    DESCRIPTION,
    ESTIMATE_AMOUNT,
    NUMBER,
    PHASE,
    REVENUE_AMOUNT,
)
from engine.mapping.change_request_fields import TARGETS as CHANGE_REQUEST_TARGETS
from engine.mapping.target import Target, ValueKind
from engine.mapping.value_format import (
    FORMATS_IN_WORDS,
    NAMED_FORMATS,
    largest_cents,
    suits,
)
from engine.rulebook.capabilities import MappingFields, TargetField

LIMITED_FACTS = {
    "pcco.change_request_number": frozenset({NUMBER}),
    "pcco.description": frozenset({DESCRIPTION}),
    "pcco.longest_billing_item": frozenset({BILLING_ITEM}),
    "pcco.longest_cost_code": frozenset({PHASE}),
    "pcco.longest_cost_type": frozenset({COST_TYPE}),
    "pcco.largest_amount_cents": frozenset({ESTIMATE_AMOUNT, REVENUE_AMOUNT}),
}
"""Facts whose length or size rules limit, and the fields that their values go to."""


def mapping_fields() -> dict[str, MappingFields]:
    """By the name of the mapping."""
    inward = {name: _field(target) for name, target in inbound.TARGETS.items()}
    outward = {
        name: replace(_field(target), may_repeat=name in (ESTIMATE_AMOUNT, REVENUE_AMOUNT))
        for name, target in CHANGE_REQUEST_TARGETS.items()
    }
    return {
        inbound.TABLE: MappingFields("spectrum_to_procore", inward),
        outbound.TABLE: MappingFields("procore_to_spectrum", outward),
    }


def _field(target: Target) -> TargetField:
    words = FORMATS_IN_WORDS[target.kind]
    if target.whole_digits is not None:
        words = (
            f"digits before and after the point, at most -{target.whole_digits}.{target.decimals}"
        )
    return TargetField(
        sources=target.sources,
        is_required=target.is_required,
        is_text=target.kind is ValueKind.TEXT,
        max_length=target.max_length,
        takes_format=lambda written: suits(written, target),
        largest_cents=largest_cents,
        formats_in_words=words,
        format_names=NAMED_FORMATS[target.kind],
    )
