"""The words on the tool's pages."""

from collections.abc import Mapping
from enum import StrEnum

from engine.operations.request import Operation


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

BUTTON_NAMES: Mapping[Operation, str] = {
    Operation.IMPORT: "Add to Procore",  # D-012
    Operation.REIMPORT: "Re-Import",  # D-043
    Operation.REFRESH: "Refresh",  # D-058
    Operation.SEND: "Send to ERP",  # D-096
    Operation.RETRIEVE: "Retrieve from ERP",  # D-099
    Operation.ACCEPT: "Accept",  # D-109
    Operation.REJECT: "Reject",  # D-112
    Operation.RESEND: "Resend to ERP",  # D-116
    Operation.EXPORT: "Export",  # D-126
    Operation.UNLINK: "Unlink",  # D-130
}

BUTTONS_IN_LIST: Mapping[tuple[Tab, ListFilter], tuple[Operation, ...]] = {
    (Tab.PRIME_CONTRACTS, ListFilter.READY_TO_IMPORT): (Operation.IMPORT,),
    (Tab.PRIME_CONTRACTS, ListFilter.SYNCED): (Operation.REIMPORT, Operation.REFRESH),
    (Tab.CHANGE_ORDERS, ListFilter.READY_TO_EXPORT): (Operation.ACCEPT, Operation.REJECT),
    (Tab.CHANGE_ORDERS, ListFilter.FAILED_TO_EXPORT): (Operation.EXPORT, Operation.REJECT),
    (Tab.CHANGE_ORDERS, ListFilter.SYNCED): (Operation.UNLINK,),
}

BUTTONS_ON_CHANGE_ORDER = (Operation.SEND, Operation.RETRIEVE, Operation.RESEND)
"""The buttons on the PCCO itself, in the project's Prime Contracts tool."""
