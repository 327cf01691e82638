"""The two budget code segments that a markup's conditions can name (D-236, procore_api.md 9)."""

from engine.connectors.procore.paging import read_list
from engine.connectors.procore.session import ProcoreSession
from engine.records.financial_markup import ConditionSegment

LIST_SEGMENTS = "list budget code segments"

_SEGMENTS_BY_TYPE = {
    "cost_code": ConditionSegment.COST_CODE,
    "line_item_type": ConditionSegment.COST_TYPE,
}


def read_segments(session: ProcoreSession, project_id: int) -> dict[int, ConditionSegment]:
    """The project's segments that conditions can name, by id."""
    listed = read_list(
        session,
        LIST_SEGMENTS,
        f"/rest/v1.0/projects/{project_id}/work_breakdown_structure/segments",
        name="segment",
    )
    return {
        record.id(): _SEGMENTS_BY_TYPE[kind]
        for record in listed
        if (kind := record.optional_text("type")) in _SEGMENTS_BY_TYPE
    }
