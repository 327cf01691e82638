"""What keeps a change order from being changed: its approval, and the ERP (D-091, D-098, D-120)."""

from simulator.procore.books import Books
from simulator.procore.change_orders import errors
from simulator.procore.change_orders.model import ChangeOrder


class Locks:
    def __init__(self, books: Books) -> None:
        self._books = books

    def check_editable(self, change_order: ChangeOrder) -> None:
        """Refusal 422 while the schedule of values, the markups and the record are locked."""
        self.check_not_in_erp(change_order)
        if change_order.is_approved:
            raise errors.is_approved(change_order)

    def check_not_in_erp(self, change_order: ChangeOrder) -> None:
        """Refusal 422 while the package that it is, or is a part of, is synced or sent."""
        top = self._books.change_orders.top(change_order)
        if self._books.external_data.origin_id("change_order", top.id) is not None:
            raise errors.is_synced(change_order)
        if top.id in self._books.erp.sent_package_ids:
            raise errors.is_sent(change_order)
