"""Where each page lives."""

from collections.abc import Mapping

from engine.erp_integrations.names import FILTERS_OF_TAB, ListFilter, Tab

HOME = "/"
JOURNAL = "/journal"
RULES = "/rules"
ADDRESS_CHARACTERS_MAX = 500

TAB_ADDRESSES: Mapping[Tab, str] = {
    Tab.PRIME_CONTRACTS: "/prime-contracts",
    Tab.CHANGE_ORDERS: "/change-orders",
}


def list_word(list_filter: ListFilter) -> str:
    """How an address names a list: `ready-to-export`."""
    return list_filter.name.lower().replace("_", "-")


def list_address(tab: Tab, list_filter: ListFilter) -> str:
    return f"{TAB_ADDRESSES[tab]}?list={list_word(list_filter)}"


def list_named(tab: Tab, word: str | None) -> ListFilter:
    """The tab's list of that word, its first without one; KeyError when it has no such list."""
    by_word = {list_word(each): each for each in FILTERS_OF_TAB[tab]}
    return next(iter(by_word.values())) if word is None else by_word[word]


def project_address(project_id: int) -> str:
    return f"/projects/{project_id}/change-orders"


def own_address(address: str) -> str:
    """`address` when it leads to a page of ours, else the home page."""
    is_own = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if is_own and len(address) <= ADDRESS_CHARACTERS_MAX else HOME
