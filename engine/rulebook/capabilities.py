"""What the engine can do, as far as rule files name it.

Rules can only choose among what the engine has: actions people may ask for, facts it derives,
fields it writes. Each part of the engine says its own, `engine.erp_integrations.capabilities` puts
them together, and whoever opens a rulebook hands them over; so the rulebook imports none of them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Actions:
    """The actions on one kind of record, by the words of its lifecycle.

    People ask for those `asked`, each under an eligibility; the engine brings the others about,
    after those that they `may_follow`.
    """

    asked: frozenset[str]
    brought_about: frozenset[str]
    may_follow: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TargetField:
    """A field that a mapping fills.

    `sources` are what a row may fill it from; `max_length` counts the characters it holds, None
    when that is not known. `takes_format` says whether a row's format suits it, `largest_cents` the
    largest amount that fits a format, None for what is no amount; `format_names` are the formats
    that have a name, for who misspells one. `may_repeat` says that several amounts of a record may
    belong to one line of the target.
    """

    sources: frozenset[str]
    is_required: bool
    is_text: bool
    max_length: int | None
    takes_format: Callable[[str | None], bool]
    largest_cents: Callable[[str | None], int | None]
    formats_in_words: str
    format_names: tuple[str, ...]
    may_repeat: bool = False


@dataclass(frozen=True, slots=True)
class MappingFields:
    """Every field that one mapping fills, and which way the values go."""

    direction: str
    targets: Mapping[str, TargetField]


@dataclass(frozen=True, slots=True)
class Capabilities:
    """`actions` by the name of the lifecycle they move in; `derived_facts` are given to decisions;
    `asked_eligibilities` are asked for besides those of the transitions; `mappings` by name.

    `limited_facts` names the targets that hold the value of a fact, where rules limit how long or
    large it is.
    """

    actions: Mapping[str, Actions]
    derived_facts: frozenset[str]
    asked_eligibilities: frozenset[str]
    mappings: Mapping[str, MappingFields]
    company_settings: frozenset[str]
    limited_facts: Mapping[str, frozenset[str]]
