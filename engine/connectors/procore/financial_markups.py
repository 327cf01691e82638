"""Financial markups of a change order (procore_api.md 9)."""

from collections.abc import Mapping

from engine.connectors.procore.cost_codes import read_segments
from engine.connectors.procore.fields import Fields
from engine.connectors.procore.paging import read_list
from engine.connectors.procore.session import ProcoreSession
from engine.records.financial_markup import (
    ConditionSegment,
    FinancialMarkup,
    MarkupCalculation,
    MarkupCondition,
    MarkupSet,
)

LIST = "list financial markups"

_SETS: dict[str | None, MarkupSet] = {
    "horizontal": MarkupSet.HORIZONTAL,
    "vertical": MarkupSet.VERTICAL,
}
_CALCULATIONS: dict[str | None, MarkupCalculation] = {
    None: MarkupCalculation.BASIC,
    "above": MarkupCalculation.COMPOUNDS_ABOVE,
    "selective": MarkupCalculation.SELECTIVE,
    "iterative": MarkupCalculation.ITERATIVE,
}
_IS_EXCLUDING: dict[str | None, bool] = {"includes": False, "excludes": True}


def read_markups(
    session: ProcoreSession, project_id: int, holder_type: str, holder_id: int
) -> tuple[FinancialMarkup, ...]:
    """The holder's markups by set and position, with the ERP Prime Contract Item of each."""
    listed = read_list(
        session,
        LIST,
        "/rest/v1.0/financials/markups",
        {
            "project_id": str(project_id),
            "holder_type": holder_type,
            "holder_id": str(holder_id),
            "view": "with_erp_data",
        },
        name="markup",
    )
    has_conditions = any(_conditions(record) for record in listed)
    segments = read_segments(session, project_id) if has_conditions else {}
    markups = [_markup(record, holder_id, segments) for record in listed]
    return tuple(sorted(markups, key=lambda each: (each.markup_set, each.position, each.id)))


def _markup(
    record: Fields, holder_id: int, segments: Mapping[int, ConditionSegment]
) -> FinancialMarkup:
    compound = record.optional_record("compound")
    calculation = MarkupCalculation.BASIC
    selections: tuple[int, ...] = ()
    if compound is not None:
        calculation = compound.choice("type", _CALCULATIONS)
        selections = tuple(compound.ids("selections"))
    return FinancialMarkup(
        id=record.id(),
        name=record.optional_text("name") or "",
        markup_set=record.choice("markup_set", _SETS),
        position=record.position(),
        percentage=record.percentage("percentage"),
        calculation=calculation,
        selections=selections,
        conditions=tuple(_condition(each, segments) for each in _conditions(record)),
        lump_sum=record.optional_money("lump_sum_amount"),
        prime_line_item_id=record.optional_id("prime_line_item_id"),
        holder_id=holder_id,
    )


def _conditions(record: Fields) -> list[Fields]:
    """The conditions that limit a markup; one that applies to all lines has none."""
    if record.flag("applies_to_all") or record.values.get("markup_conditions") is None:
        return []
    return record.records("markup_conditions")


def _condition(record: Fields, segments: Mapping[int, ConditionSegment]) -> MarkupCondition:
    segment_id = record.id("wbs_segment_id")
    if segment_id not in segments:
        raise record.senseless(
            f"wbs_segment_id {segment_id} is neither the cost code nor the cost type segment"
        )
    return MarkupCondition(
        segment=segments[segment_id],
        is_excluding=record.choice("match_type", _IS_EXCLUDING),
        segment_item_ids=frozenset(
            item.id("wbs_segment_item_id") for item in record.records("markup_condition_items")
        ),
    )
