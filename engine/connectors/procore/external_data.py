"""External data: which of Procore's records stand for which of the ERP's (procore_api.md 10)."""

from collections.abc import Mapping, Sequence

from engine.connectors.json_values import Json
from engine.connectors.procore.fields import Fields
from engine.connectors.procore.paging import read_list
from engine.connectors.procore.session import ProcoreSession
from engine.connectors.procore.sync_action import sync
from engine.ports.procore import ExternalLink

WRITE = "sync external data"
READ = "read external data"


def write_external_links(session: ProcoreSession, links: Sequence[ExternalLink]) -> None:
    """Set the links; an item whose origin id is None is un-synced."""
    sync(
        session,
        WRITE,
        f"/rest/v1.0/companies/{session.company_id}/external_data/sync",
        [
            {
                "item_type": link.item_type,
                "item_id": link.item_id,
                "origin_id": link.origin_id,
                "origin_code": link.origin_code,
                "origin_data": link.origin_data,
            }
            for link in links
        ],
        name_of=_name,
    )


def read_external_links(
    session: ProcoreSession, item_type: str, item_ids: Sequence[int]
) -> list[ExternalLink]:
    """The links of these items, in their order; items without one are left out."""
    links = []
    for item_id in item_ids:
        found = read_list(
            session,
            READ,
            f"/rest/v1.0/companies/{session.company_id}/external_data",
            {"item_type": item_type, "item_id": str(item_id)},
            name="external datum",
        )
        links += [
            _link(record)
            for record in found
            if record.id("item_id") == item_id and record.optional_text("origin_id") is not None
        ]
    return links


def _link(record: Fields) -> ExternalLink:
    return ExternalLink(
        item_type=record.text("item_type"),
        item_id=record.id("item_id"),
        origin_id=record.text("origin_id"),
        origin_code=record.optional_text("origin_code"),
        origin_data=record.optional_text("origin_data"),
    )


def _name(attributes: Mapping[str, Json]) -> str:
    return f"{attributes.get('item_type')} {attributes.get('item_id')}"
