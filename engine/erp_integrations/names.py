"""The tool's tabs, their lists, and which buttons stand where."""

from collections.abc import Mapping
from enum import StrEnum

from engine.operations.declarations import OPERATIONS
from engine.operations.request import Operation
from engine.rulebook.model import Lifecycle


class Tab(StrEnum):
    """The two tabs the feature adds (D-006)."""

    PRIME_CONTRACTS = "Prime Contracts"
    CHANGE_ORDERS = "Prime Contract Change Orders (PCCOs)"


class ListFilter(StrEnum):
    """The filters of the tabs (D-301)."""

    READY_TO_IMPORT = "Ready to Import"
    READY_TO_EXPORT = "Ready to Export"
    FAILED_TO_EXPORT = "Failed to Export"
    SYNCED = "Synced"


FILTERS_OF_TAB: Mapping[Tab, tuple[ListFilter, ...]] = {
    Tab.PRIME_CONTRACTS: (ListFilter.READY_TO_IMPORT, ListFilter.SYNCED),
    Tab.CHANGE_ORDERS: (
        ListFilter.READY_TO_EXPORT,
        ListFilter.FAILED_TO_EXPORT,
        ListFilter.SYNCED,
    ),
}

STATE_OF_FILTER: Mapping[ListFilter, str] = {
    ListFilter.READY_TO_IMPORT: "ready_to_import",
    ListFilter.READY_TO_EXPORT: "ready_to_export",
    ListFilter.FAILED_TO_EXPORT: "failed_to_export",
    ListFilter.SYNCED: "synced",
}


def operations_in_list(list_filter: ListFilter, lifecycle: Lifecycle) -> list[Operation]:
    """The buttons of a list of the tool's tabs: what its state allows, what leads on first."""
    offered = [
        declaration
        for declaration in OPERATIONS.values()
        if declaration.record.lifecycle == lifecycle.name
        and not declaration.is_on_the_record
        and STATE_OF_FILTER[list_filter] in lifecycle.transition(declaration.action).from_states
    ]
    offered.sort(key=lambda declaration: declaration.is_secondary)
    return [declaration.operation for declaration in offered]


def operations_on_change_order() -> list[Operation]:
    """The buttons on the PCCO itself, in the project's Prime Contracts tool."""
    return [
        declaration.operation
        for declaration in OPERATIONS.values()
        if declaration.is_on_the_record and not declaration.is_about_contracts
    ]
