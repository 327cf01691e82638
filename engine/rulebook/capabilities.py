"""What the engine can do, as far as rule files name it.

Rules can only choose among what the engine has: actions people may ask for, facts it derives,
fields it writes. Each part of the engine says its own, `engine.erp_integrations.capabilities` puts
them together, and whoever opens a rulebook hands them over; so the rulebook imports none of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actions:
    """The actions on one kind of record, by the words of its lifecycle.

    People ask for those `asked`, each under an eligibility; the engine brings the others about.
    """

    asked: frozenset[str]
    brought_about: frozenset[str]


@dataclass(frozen=True, slots=True)
class Capabilities:
    """`actions` by the name of the lifecycle they move in; `derived_facts` are given to decisions;
    `asked_eligibilities` are asked for besides those of the transitions."""

    actions: Mapping[str, Actions]
    derived_facts: frozenset[str]
    asked_eligibilities: frozenset[str]
