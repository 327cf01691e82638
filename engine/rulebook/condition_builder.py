"""Conditions from YAML, each comparison checked against the vocabulary as it is built.

A comparison that can't mean what its author thinks is a finding: an unknown fact, an operand of
another type, a value the fact never has, a test that always or never holds.
"""

from collections.abc import Mapping
from datetime import date

from engine.rulebook.comparison_notation import way_to_compare
from engine.rulebook.conditions import (
    ORDERING_OPERATORS,
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    Not,
    Operand,
    Operator,
)
from engine.rulebook.contradiction import contradiction
from engine.rulebook.findings import Code, Finding
from engine.rulebook.names import suggest
from engine.rulebook.nodes import of_kind
from engine.rulebook.patterns import fault_of_pattern
from engine.rulebook.plain_words import condition_in_words
from engine.rulebook.vocabulary import FactDeclaration, FactType
from engine.rulebook.yaml_positions import YamlMapping, YamlNode, YamlScalar, YamlSequence

_WAY_TO_WRITE: Mapping[FactType, str] = {
    FactType.BOOLEAN: "true or false",
    FactType.INTEGER: "a whole number",
    FactType.MONEY_CENTS: "a whole number of cents",
    FactType.TEXT: "a text (in quotes when it looks like a number)",
    FactType.DATE: "a date such as 2020-04-09",
}


class ConditionBuilder:
    """Builds conditions; what is wrong with them is appended to `findings`.

    `left_out` are facts whose declaration can't be built; nothing is said about their use.
    """

    def __init__(
        self,
        facts: Mapping[str, FactDeclaration],
        left_out: frozenset[str],
        findings: list[Finding],
    ) -> None:
        self._facts = facts
        self._left_out = left_out
        self._findings = findings

    def build(self, node: YamlNode) -> Condition:
        """The condition in `node`, which has already passed its schema."""
        entry = of_kind(node, YamlMapping).entries[0]
        at = entry.key.location
        if entry.key.text in ("all", "any"):
            listed = of_kind(entry.value, YamlSequence)
            parts = tuple(self.build(item) for item in listed.items)
            if entry.key.text == "any":
                return AnyOf(parts, at)
            self._check_contradiction(parts, listed)
            return AllOf(parts, at)
        if entry.key.text == "not":
            return Not(self.build(entry.value), at)
        return self._comparison(entry.key, entry.value)

    def _comparison(self, key: YamlScalar, value: YamlNode) -> Comparison:
        operator, operand_node = Operator.EQUALS, value
        if isinstance(value, YamlMapping):
            operator = Operator(value.entries[0].key.text)
            operand_node = value.entries[0].value
        fact = self._facts.get(key.text)
        if fact is None:
            if key.text not in self._left_out:
                help_line = suggest(key.text, self._facts, "declare it in facts.yaml")
                self._find(Code.UNKNOWN_FACT, f"unknown fact `{key.text}`", key, help_line)
            return Comparison(key.text, operator, None, key.location)
        operand = self._operand(fact, operator, operand_node)
        self._check_reach(fact, operator, operand, key, operand_node)
        return Comparison(fact.name, operator, operand, key.location)

    def _operand(self, fact: FactDeclaration, operator: Operator, node: YamlNode) -> Operand:
        if operator in (Operator.MISSING, Operator.PRESENT):
            return None
        if isinstance(node, YamlSequence):
            values = [
                self._value(fact, item) for item in node.items if isinstance(item, YamlScalar)
            ]
            return tuple(value for value in values if value is not None)
        node = of_kind(node, YamlScalar)
        if operator in (Operator.LONGER_THAN, Operator.MATCHES):
            return self._text_operand(fact, operator, node)
        if operator in ORDERING_OPERATORS and not _can_be_ordered(fact):
            words = "its values are not `ordered`" if fact.values else f"it is {fact.type.in_words}"
            message = f"`{fact.name}` has no order: {words}"
            self._find(Code.WRONG_TYPE, message, node, "use equality or `one_of`")
            return None
        return self._value(fact, node)

    def _text_operand(self, fact: FactDeclaration, operator: Operator, node: YamlScalar) -> Operand:
        if fact.type is not FactType.TEXT:
            message = f"`{operator}` needs a text, and `{fact.name}` is {fact.type.in_words}"
            self._find(Code.WRONG_TYPE, message, node, "compare it by value")
            return None
        fault = fault_of_pattern(node.text) if operator is Operator.MATCHES else None
        if fault is not None:
            help_line = "write a simpler pattern for the whole text"
            self._find(Code.UNSAFE_PATTERN, f"the pattern {fault}", node, help_line)
        return node.value

    def _value(self, fact: FactDeclaration, node: YamlScalar) -> bool | int | str | date | None:
        value = node.value
        comparison = way_to_compare(fact.name, node.text, is_text=fact.type is FactType.TEXT)
        match fact.type:
            case FactType.BOOLEAN if isinstance(value, bool):
                return value
            case FactType.INTEGER | FactType.MONEY_CENTS if type(value) is int:
                return value
            case FactType.TEXT if isinstance(value, str) and not comparison:
                return value
            case FactType.DATE if isinstance(value, str):
                try:
                    return date.fromisoformat(value)
                except ValueError:
                    pass
            case FactType.ONE_OF if isinstance(value, str) and not comparison:
                if value in fact.values:
                    return value
                message = f"`{fact.name}` is never `{value}`"
                help_line = suggest(value, fact.values, "use a value declared in facts.yaml")
                self._find(Code.IMPOSSIBLE, message, node, help_line)
                return None
        if comparison is not None:
            message = f"`{node.text}` is read as a text, not as a comparison"
            self._find(Code.WRONG_TYPE, message, node, f"write {comparison}")
            return None
        message = f"`{fact.name}` is {fact.type.in_words}, and `{node.text}` is not"
        way = f"one of {', '.join(fact.values)}" if fact.values else _WAY_TO_WRITE[fact.type]
        self._find(Code.WRONG_TYPE, message, node, f"write {way}")
        return None

    def _check_reach(
        self,
        fact: FactDeclaration,
        operator: Operator,
        operand: Operand,
        key: YamlScalar,
        node: YamlNode,
    ) -> None:
        """Finds tests that hold always or never, whatever the record."""
        value_node = node if isinstance(node, YamlScalar) else key
        if operator in (Operator.MISSING, Operator.PRESENT) and not fact.may_be_missing:
            message = f"`{fact.name}` is never missing"
            help_line = "declare `may_be_missing: true` in facts.yaml, or drop the test"
            self._find(Code.IMPOSSIBLE, message, key, help_line)
        if fact.minimum is not None and type(operand) is int:
            never = (
                operator in (Operator.EQUALS, Operator.AT_MOST) and operand < fact.minimum
            ) or (operator is Operator.LESS_THAN and operand <= fact.minimum)
            always = (operator is Operator.AT_LEAST and operand <= fact.minimum) or (
                operator is Operator.MORE_THAN and operand < fact.minimum
            )
            if never or always:
                word = "never" if never else "always"
                message = f"this {word} holds: `{fact.name}` is at least {fact.minimum}"
                self._find(Code.IMPOSSIBLE, message, value_node, "move the limit, or drop the test")
        if fact.values and operator in ORDERING_OPERATORS and isinstance(operand, str):
            lowest, highest = operand == fact.values[0], operand == fact.values[-1]
            never = (operator is Operator.LESS_THAN and lowest) or (
                operator is Operator.MORE_THAN and highest
            )
            always = (operator is Operator.AT_LEAST and lowest) or (
                operator is Operator.AT_MOST and highest
            )
            if never or always:
                end = "lowest" if lowest else "highest"
                word = "never" if never else "always"
                message = f"this {word} holds: `{operand}` is the {end} value"
                self._find(Code.IMPOSSIBLE, message, value_node, "choose another value")

    def _check_contradiction(self, parts: tuple[Condition, ...], node: YamlSequence) -> None:
        """What is demanded of one fact in one `all` has to be possible at once."""
        together = contradiction(parts, self._facts)
        if not together:
            return
        words = " and ".join(condition_in_words(part, self._facts) for part in together)
        item = node.items[next(i for i, part in enumerate(parts) if part is together[-1])]
        help_line = "change one of them, or write `any:` if either is enough"
        if all(_is_equality(part) for part in together):
            help_line = "use `one_of` if either value is enough"
        message = f"this never holds: {words}"
        self._find(Code.IMPOSSIBLE, message, of_kind(item, YamlMapping).entries[0].key, help_line)

    def _find(self, code: Code, message: str, node: YamlScalar, help_line: str) -> None:
        self._findings.append(Finding(code, message, node.location, node.written, help_line))


def _can_be_ordered(fact: FactDeclaration) -> bool:
    return fact.type.is_number or fact.type is FactType.DATE or fact.is_ordered


def _is_equality(condition: Condition) -> bool:
    return isinstance(condition, Comparison) and condition.operator is Operator.EQUALS
