"""What a designated reviewer and a company's administrator do in Procore's pages, as fixtures."""

from collections.abc import Mapping
from typing import cast

from simulator.procore.change_orders.record import wire
from simulator.procore.change_orders.record.fixture import shown_change_order
from simulator.procore.change_orders.record.model import APPROVED, STATUSES, CustomStatus
from simulator.procore.change_orders.statuses.moves import Review
from simulator.procore.fixture_fields import FixtureError, Maker, read, refusing
from simulator.procore.payload import Readers, boolean, identifier, one_of, text, title
from simulator.procore.stores import ProcoreStores


def change_order_review_maker(stores: ProcoreStores) -> Maker:
    """{change_order_id, response: approved or rejected, notes?}: what the designated reviewer
    answers, which is done in the pages alone (D-087) and only in review (D-086)."""
    readers: Readers = {
        "change_order_id": identifier,
        "response": one_of(APPROVED, "rejected"),
        "notes": text,
    }

    def make(fields: Mapping[str, object]) -> dict[str, object]:
        required = ("change_order_id", "response")
        values = read("change_order_review", fields, readers, required)
        written = cast(int, values["change_order_id"])
        found = stores.change_orders.under_any_id(written)
        if found is None:
            raise FixtureError("change_order_review", "change_order_id", written, "does not exist")
        response, notes = str(values["response"]), cast("str | None", values.get("notes"))
        Review(stores, stores.service_account_id).respond(found, response, notes)
        return shown_change_order(stores, found)

    return refusing("change_order_review", make)


def change_order_status_maker(stores: ProcoreStores) -> Maker:
    """{name, mapped_to_status, show_in_select = true}: a status of the company's own. Change orders
    themselves always show the base status (assumed)."""
    readers: Readers = {
        "name": title,
        "mapped_to_status": one_of(*STATUSES),
        "show_in_select": boolean,
    }

    def make(fields: Mapping[str, object]) -> dict[str, object]:
        required = ("name", "mapped_to_status")
        values = read("change_order_status", fields, readers, required)
        status = CustomStatus(
            stores.new_id("change_order_status"),
            str(values["name"]),
            str(values["mapped_to_status"]),
            bool(values.get("show_in_select", True)),
        )
        stores.change_orders.custom_statuses.append(status)
        return {**wire.status_json(status)}

    return refusing("change_order_status", make)
