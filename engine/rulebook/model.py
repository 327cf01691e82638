"""What every rule is made of: frozen data, no behaviour beyond look-up.

Everything carries the `Location` it was read from, so that whoever finds fault can say where.
Executors, pages and checks all work on these classes; none of them reads YAML.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from engine.rulebook.conditions import Condition
from engine.rulebook.location import Location
from engine.rulebook.statement_coverage import NOTHING_COVERED, StatementCoverage
from engine.rulebook.vocabulary import Edition, FactDeclaration


@dataclass(frozen=True, slots=True)
class Wording:
    """A sentence for people; `{fact.name}` in it stands for that fact's value in the decision."""

    text: str
    placeholders: tuple[str, ...]
    location: Location


class SourceKind(StrEnum):
    """How far to trust a statement: printed by the vendor, seen to happen, or chosen by us."""

    DOCUMENTED = "documented"
    OBSERVED = "observed"
    INTERPRETATION = "interpretation"


@dataclass(frozen=True, slots=True)
class SourceStatement:
    """One statement of one document in our own words. `reference` is `document#statement`.
    `not_a_rule` holds the reason why no rule cites it; it is None where one must."""

    reference: str
    document_title: str
    place: str
    says: str
    kind: SourceKind
    facts: tuple[str, ...]
    not_a_rule: str | None
    location: Location


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference by name (`document#statement`, an eligibility, a state), and where it stands."""

    reference: str
    location: Location


class RuleKind(StrEnum):
    NEED = "need"
    BLOCK = "block"


@dataclass(frozen=True, slots=True)
class Rule:
    """One reason why something may not happen: it stands when `when` holds. `note` says how a
    source was read.

    A need is written as what must hold, and kept here as its negation, so that needs and blocks
    read alike.
    """

    id: str
    eligibility: str
    kind: RuleKind
    when: Condition
    because: Wording
    sources: tuple[Citation, ...]
    editions: frozenset[Edition]
    location: Location
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Eligibility:
    """May this happen, and if not, every reason why.

    `rules` are its own: the needs, the refused moves of the transitions that ask for it, what
    blocks. `includes` names the eligibilities whose rules hold here too; those include none
    themselves, so that a reader follows one step only.
    """

    name: str
    title: str
    includes: tuple[Citation, ...]
    rules: tuple[Rule, ...]
    location: Location
    note: str | None = None


@dataclass(frozen=True, slots=True)
class State:
    name: str
    meaning: str
    location: Location


@dataclass(frozen=True, slots=True)
class RefusedMove:
    """Why an action leaves none of `states`; every other state, when none is named."""

    id: str
    states: tuple[Citation, ...]
    because: Wording
    sources: tuple[Citation, ...]
    location: Location
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """Who is told of a move (`creator`, who created the record), and what the mail is called."""

    who: str
    subject: str
    sources: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Transition:
    """From any of `from_states`, `action` leads to `to_state`; from every other state it is
    refused, as `otherwise` says.

    `eligibility` decides whether the action may happen, the refused moves among its rules; it is
    None for what the engine brings about without being asked.
    """

    action: str
    from_states: tuple[str, ...]
    to_state: str
    eligibility: str | None
    sources: tuple[Citation, ...]
    location: Location
    otherwise: tuple[RefusedMove, ...] = ()
    tells: Notice | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """A state machine. `fact` names the one_of fact whose values are exactly the states; `final`
    are the states that no action leaves for another."""

    name: str
    title: str
    fact: str
    initial: str
    final: tuple[Citation, ...]
    states: tuple[State, ...]
    transitions: tuple[Transition, ...]
    location: Location
    note: str | None = None

    def transition(self, action: str, state: str | None = None) -> Transition:
        """The move that `action` makes out of `state`; KeyError when there is no such action.

        Out of a state that it does not leave, and without one, the action's first: its eligibility
        refuses the move there.
        """
        moves = [move for move in self.transitions if move.action == action]
        leaving = [move for move in moves if state in move.from_states]
        for move in (*leaving, *moves):
            return move
        raise KeyError(f"the lifecycle {self.name} has no action {action!r}")


class OnMissing(StrEnum):
    """What a mapping does when the value to be sent is missing."""

    REFUSE = "refuse"
    LEAVE_BLANK = "leave_blank"


class OnTooLong(StrEnum):
    """What a mapping does when the value is longer than the target holds. It never cuts."""

    REFUSE = "refuse"
    LEAVE_BLANK = "leave_blank"


class OnRepeat(StrEnum):
    """What a mapping does with amounts for a line that the target keeps once (D-160, D-161)."""

    ADD_UP = "add_up"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class MappingRow:
    """One value on its way.

    Exactly one of `from_field`, `constant` and `setting` says where it comes from. `max_length`
    counts characters; longer values are refused or left blank (`on_too_long`), never cut. Amounts
    for one line of the target are added up or refused (`on_repeat`). `places` says where each of
    its keys has its value, and how that is written.
    """

    id: str
    object: str
    from_field: str | None
    constant: str | None
    setting: str | None
    to_field: str
    format: str | None
    max_length: int | None
    on_missing: OnMissing
    on_too_long: OnTooLong
    sources: tuple[Citation, ...]
    editions: frozenset[Edition]
    location: Location
    places: Mapping[str, tuple[Location, str]] = field(compare=False, repr=False)
    on_repeat: OnRepeat = OnRepeat.REFUSE
    note: str | None = None


@dataclass(frozen=True, slots=True)
class MappingTable:
    """Which field goes where, in one direction, for one record."""

    name: str
    title: str
    direction: str
    rows: tuple[MappingRow, ...]
    location: Location
    note: str | None = None


@dataclass(frozen=True, slots=True)
class MarkupSetting:
    """One choice of the markup calculation: a key of its schema, the value, and the basis."""

    key: str
    value: str | tuple[str, ...]
    sources: tuple[Citation, ...]
    location: Location
    note: str | None = None


@dataclass(frozen=True, slots=True)
class MarkupRules:
    """How markup is calculated, rounded, allocated and placed."""

    name: str
    title: str
    settings: tuple[MarkupSetting, ...]
    location: Location
    note: str | None = None

    def setting(self, key: str) -> str | tuple[str, ...]:
        """The value of `key`; KeyError when the file has no such setting."""
        return {setting.key: setting.value for setting in self.settings}[key]


@dataclass(frozen=True)
class Rulebook:
    """Everything under one rules folder, checked. `content_hash` is the SHA-256 of its files;
    `out_of_scope` is by fact number."""

    facts: Mapping[str, FactDeclaration]
    sources: Mapping[str, SourceStatement]
    eligibilities: Mapping[str, Eligibility]
    lifecycles: Mapping[str, Lifecycle]
    mappings: Mapping[str, MappingTable]
    markups: Mapping[str, MarkupRules]
    content_hash: str
    coverage: StatementCoverage = NOTHING_COVERED

    def rules_of(self, eligibility: str, edition: Edition) -> tuple[Rule, ...]:
        """Every rule that decides `eligibility` in `edition`: its own, then the included ones.

        KeyError when there is no such eligibility.
        """
        own = self.eligibilities[eligibility]
        included = [self.eligibilities[cited.reference] for cited in own.includes]
        rules = [rule for part in (own, *included) for rule in part.rules]
        return tuple(rule for rule in rules if edition in rule.editions)

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        """Every eligibility rule by its id."""
        return {r.id: r for e in self.eligibilities.values() for r in e.rules}
