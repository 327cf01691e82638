"""What people do in the ERP Integrations tool, as fixtures: no public operation does it."""

from collections.abc import Mapping

from simulator.procore.books import Books
from simulator.procore.change_orders.model import ChangeOrder
from simulator.procore.erp import wire
from simulator.procore.erp.keeper import ErpKeeper
from simulator.procore.fixture_fields import Maker, id_in, read, refusing
from simulator.procore.payload import Readers, title


def erp_send_maker(books: Books) -> Maker:
    """{change_order_id}: Send to ERP. Locks the change order."""
    keeper = ErpKeeper(books)

    def make(fields: Mapping[str, object]) -> dict[str, object]:
        change_order = _change_order(books, "erp_send", fields)
        keeper.send(change_order)
        return {"change_order_id": change_order.id, "is_sent": True}

    return refusing("erp_send", make)


def erp_take_back_maker(books: Books) -> Maker:
    """{change_order_id}: retrieved by the sender or rejected by the approver. Unlocks it."""
    keeper = ErpKeeper(books)

    def make(fields: Mapping[str, object]) -> dict[str, object]:
        change_order = _change_order(books, "erp_take_back", fields)
        keeper.take_back(change_order)
        return {"change_order_id": change_order.id, "is_sent": False}

    return refusing("erp_take_back", make)


def erp_accept_maker(books: Books) -> Maker:
    """{change_order_id, transaction_date?}: makes the ERP request; gives its detail."""
    keeper = ErpKeeper(books)

    def make(fields: Mapping[str, object]) -> dict[str, object]:
        change_order = _change_order(books, "erp_accept", fields, {"transaction_date": title})
        transaction_date = fields.get("transaction_date")
        written = None if transaction_date is None else str(transaction_date)
        return wire.detail(keeper.accept(change_order, written))

    return refusing("erp_accept", make)


def _change_order(
    books: Books, kind: str, fields: Mapping[str, object], more: Readers | None = None
) -> ChangeOrder:
    readers: Readers = {
        "change_order_id": id_in(books.change_orders.by_id, "prime change order"),
        **(more or {}),
    }
    change_order_id = read(kind, fields, readers, required=("change_order_id",))["change_order_id"]
    assert isinstance(change_order_id, int)
    return books.change_orders.by_id[change_order_id]
