"""What the scenarios' words may be, where that is known before anything runs."""

import re
from collections.abc import Iterable

from engine.erp_integrations.names import FILTERS_OF_TAB, Tab
from features.harness.expressions import TYPES
from features.harness.known_values import KnownValues, Vocabulary
from features.support.change_order_values import COMPOUND
from features.support.erp_tool import ICON_BY_STATE
from features.support.pcco_states import WAYS_TO_STATE
from features.support.people import STANDARD_PEOPLE

# procore_api.md 8 and 7.3
PCCO_STATUSES = (
    "draft",
    "pricing",
    "not_pricing",
    "pending",
    "revised",
    "proceeding",
    "not_proceeding",
    "no_charge",
    "approved",
    "rejected",
    "void",
)
CONTRACT_STATUSES = (
    "Draft",
    "Out For Bid",
    "Out For Signature",
    "Approved",
    "Complete",
    "Terminated",
)
MARKUP_KINDS = ("horizontal", "vertical")
MONEY = KnownValues(
    "an amount with its cents, such as 1,200.00", pattern=re.compile(TYPES["Money"].pattern)
)


def vocabulary(rule_ids: Iterable[str]) -> Vocabulary:
    """Known values by placeholder and column, with these rules."""
    return Vocabulary(
        placeholders={
            "role": KnownValues(
                "a role",
                tuple(person.role for person in STANDARD_PEOPLE),
                added_by="a person, the {role:Word}, with these rights",
            ),
            "rule": KnownValues("a rule id", tuple(rule_ids)),
            "pcco_status": KnownValues("a PCCO status", PCCO_STATUSES),
            "pcco_state": KnownValues("where a PCCO stands", tuple(WAYS_TO_STATE)),
            "contract_status": KnownValues("a prime contract status", CONTRACT_STATUSES),
            "contract_list": _lists("a list of prime contracts", Tab.PRIME_CONTRACTS),
            "pcco_list": _lists("a list of PCCOs", Tab.CHANGE_ORDERS),
            "colour": KnownValues("an icon colour", tuple(dict.fromkeys(ICON_BY_STATE.values()))),
        },
        columns={
            **dict.fromkeys(("amount", "revenue", "total"), MONEY),
            **dict.fromkeys(("original", "change orders", "revised"), MONEY),
            "calculation": KnownValues("a markup's calculation", ("", *COMPOUND)),
            "kind": KnownValues("a markup's kind", MARKUP_KINDS),
        },
    )


def _lists(what: str, tab: Tab) -> KnownValues:
    return KnownValues(what, tuple(str(one) for one in FILTERS_OF_TAB[tab]))
