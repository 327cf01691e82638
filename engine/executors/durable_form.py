"""Conditions and facts in the only form in which durable_rules can be trusted.

What that library does to values (prefixes that compare equal, texts that compare as numbers,
saturating integers, absence that loops) is kept out by never showing it such values. For each
fact it sees some of:

- `..._given`, 1 or 0, for `missing` and `present`: absence is a value, never an absent property;
- `..._value`, a whole number: booleans as 0 and 1, dates as day numbers, declared words as rank;
  below every operand when the fact is missing, so that no test for equal or more is satisfied;
- `..._capped`, the same, but above every operand when missing, for tests for less;
- `..._text`, a digest of fixed length: no text is another's prefix or looks like a number;
- `..._length` and `..._match0`, `..._match1` ..., worked out here for `longer_than` and `matches`.

Negation is pushed down to the comparisons, since the library has none over groups.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from engine.rulebook.conditions import (
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    Not,
    Operand,
    Operator,
)
from engine.rulebook.model import Rule
from engine.rulebook.references import comparisons_in
from engine.rulebook.vocabulary import (
    FactDeclaration,
    Facts,
    FactType,
    FactValue,
)

NUMBER_LIMIT = 2**62
"""Larger numbers saturate inside the library at 2^63; ours are held at this bound on their way in.
Operands stay below 2^53 by the schema, so holding a value at the bound never changes an answer."""
_BELOW_ALL, _ABOVE_ALL = -NUMBER_LIMIT - 1, NUMBER_LIMIT + 1
_NO_TEXT = "t" + "0" * 64

Expression = dict[str, object]
_LIBRARY_OPERATOR: Mapping[Operator, str] = {
    Operator.MORE_THAN: "$gt",
    Operator.LESS_THAN: "$lt",
    Operator.AT_LEAST: "$gte",
    Operator.AT_MOST: "$lte",
    Operator.LONGER_THAN: "$gt",
}
_OPPOSITE: Mapping[str, str] = {"$gt": "$lte", "$lt": "$gte", "$gte": "$lt", "$lte": "$gt"}


@dataclass(frozen=True, slots=True)
class _Slot:
    """How one fact is shown to the library. `patterns` are those its rules match it with."""

    fact: FactDeclaration
    prefix: str
    patterns: tuple[re.Pattern[str], ...]

    def encode(self, value: FactValue) -> dict[str, int | str]:
        shown: dict[str, int | str] = {f"{self.prefix}_given": 0 if value is None else 1}
        if self.fact.type is not FactType.TEXT:
            is_missing = value is None
            number = self.number(value)
            shown[f"{self.prefix}_value"] = _BELOW_ALL if is_missing else number
            shown[f"{self.prefix}_capped"] = _ABOVE_ALL if is_missing else number
            return shown
        text = value if isinstance(value, str) else None
        shown[f"{self.prefix}_text"] = _NO_TEXT if text is None else text_digest(text)
        shown[f"{self.prefix}_length"] = len(text or "")
        for number, pattern in enumerate(self.patterns):
            matches = text is not None and pattern.fullmatch(text) is not None
            shown[f"{self.prefix}_match{number}"] = 1 if matches else 0
        return shown

    def number(self, value: FactValue) -> int:
        if value is None:
            return 0
        if isinstance(value, date):
            return value.toordinal()
        if isinstance(value, str):
            return self.fact.values.index(value)
        return max(-NUMBER_LIMIT, min(NUMBER_LIMIT, int(value)))


def text_digest(text: str) -> str:
    """A text of one fixed length that no other text has, and that never looks like a number."""
    return "t" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class DurableForm:
    """The form of a fixed list of rules: an expression for each, and the record for a decision."""

    def __init__(self, rules: Sequence[Rule], vocabulary: Mapping[str, FactDeclaration]) -> None:
        patterns: dict[str, list[str]] = {}
        for rule in rules:
            for comparison in comparisons_in(rule.when):
                of_fact = patterns.setdefault(comparison.fact, [])
                if comparison.operator is Operator.MATCHES and comparison.operand not in of_fact:
                    of_fact.append(str(comparison.operand))
        self._slots = {
            name: _Slot(
                fact=vocabulary[name],
                # The number keeps names apart that differ in dots and underscores only.
                prefix=f"f{number}_{name.replace('.', '_')}",
                patterns=tuple(re.compile(pattern) for pattern in texts),
            )
            for number, (name, texts) in enumerate(patterns.items())
        }
        self._properties: set[str] = set()
        self.expressions = {rule.id: self._expression(rule.when, False) for rule in rules}

    @property
    def property_names(self) -> frozenset[str]:
        """The properties of every record."""
        return frozenset(self._properties)

    def encode_facts(self, facts: Facts) -> dict[str, int | str]:
        """One flat record with every property the expressions look at, and no other."""
        return {
            name: shown
            for fact, slot in self._slots.items()
            for name, shown in slot.encode(facts[fact]).items()
            if name in self._properties
        }

    def _expression(self, condition: Condition, is_negated: bool) -> Expression:
        """The library's expression for the condition, or for its negation."""
        match condition:
            case Comparison():
                return self._comparison(condition, is_negated)
            case Not():
                return self._expression(condition.condition, not is_negated)
            case AllOf() | AnyOf():
                joint = "$and" if isinstance(condition, AllOf) != is_negated else "$or"
                parts = [self._expression(part, is_negated) for part in condition.conditions]
                return _joined(joint, parts)
            case _:
                assert_never(condition)

    def _comparison(self, comparison: Comparison, is_negated: bool) -> Expression:
        slot, operand = self._slots[comparison.fact], comparison.operand
        match comparison.operator:
            case Operator.MISSING | Operator.PRESENT:
                wanted = (comparison.operator is Operator.PRESENT) != is_negated
                return {self._property(slot, "given"): 1 if wanted else 0}
            case Operator.MATCHES:
                texts = [pattern.pattern for pattern in slot.patterns]
                name = self._property(slot, f"match{texts.index(str(operand))}")
                return {name: 0 if is_negated else 1}
            case Operator.EQUALS | Operator.ONE_OF:
                values = operand if isinstance(operand, tuple) else (operand,)
                parts = [self._equality(slot, value, is_negated) for value in values]
                return _joined("$and" if is_negated else "$or", parts)
            case Operator.LONGER_THAN:
                compared: Expression = {self._property(slot, "length"): operand}
            case Operator.LESS_THAN | Operator.AT_MOST:
                compared = {self._property(slot, "capped"): slot.number(_single(operand))}
            case Operator.MORE_THAN | Operator.AT_LEAST:
                compared = {self._property(slot, "value"): slot.number(_single(operand))}
            case _:
                assert_never(comparison.operator)
        operator = _LIBRARY_OPERATOR[comparison.operator]
        return {_OPPOSITE[operator] if is_negated else operator: compared}

    def _equality(self, slot: _Slot, operand: Operand, is_negated: bool) -> Expression:
        if slot.fact.type is FactType.TEXT:
            equal: Expression = {self._property(slot, "text"): text_digest(str(operand))}
        else:
            equal = {self._property(slot, "value"): slot.number(_single(operand))}
        return {"$neq": equal} if is_negated else equal

    def _property(self, slot: _Slot, suffix: str) -> str:
        name = f"{slot.prefix}_{suffix}"
        self._properties.add(name)
        return name


def _single(operand: Operand) -> FactValue:
    assert not isinstance(operand, tuple), "only `one_of` has a list"
    return operand


def _joined(joint: str, parts: list[Expression]) -> Expression:
    """Always an explicit `$and` or `$or`: of two keys in one object the library reads the first."""
    return parts[0] if len(parts) == 1 else {joint: parts}
