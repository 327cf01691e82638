"""Everything the tool shows, at one moment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.erp_integrations.change_order_list import change_order_rows
from engine.erp_integrations.contract_list import contract_rows
from engine.erp_integrations.names import FILTERS_OF_TAB, ListFilter, Tab
from engine.erp_integrations.rows import ChangeOrderRow, ContractRow
from engine.erp_integrations.tie_out import TieOutRow, tie_out_rows
from engine.sync.context import ReadContext


@dataclass(frozen=True, slots=True)
class Status:
    """Each tab's lists, and the tie-out; no tabs, no lists."""

    tabs: tuple[Tab, ...]
    contracts: Mapping[ListFilter, Sequence[ContractRow]]
    change_orders: Mapping[ListFilter, Sequence[ChangeOrderRow]]
    tie_out: Sequence[TieOutRow]

    @property
    def ties_out(self) -> bool:
        return all(row.ties_out for row in self.tie_out)


def status_of(context: ReadContext, tabs: tuple[Tab, ...], login: str) -> Status:
    contract_filters = FILTERS_OF_TAB[Tab.PRIME_CONTRACTS] if tabs else ()
    change_order_filters = FILTERS_OF_TAB[Tab.CHANGE_ORDERS] if tabs else ()
    return Status(
        tabs=tabs,
        contracts={each: contract_rows(context, each, login) for each in contract_filters},
        change_orders={
            each: change_order_rows(context, each, login) for each in change_order_filters
        },
        tie_out=tie_out_rows(context, login),
    )
