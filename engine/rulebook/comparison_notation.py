"""Comparisons written as people write them elsewhere, `> 255`, and how the rules write them."""

import re
from collections.abc import Mapping

from engine.rulebook.conditions import Operator

_SIGNS: Mapping[str, Operator] = {
    ">": Operator.MORE_THAN,
    "<": Operator.LESS_THAN,
    ">=": Operator.AT_LEAST,
    "=>": Operator.AT_LEAST,
    "≥": Operator.AT_LEAST,
    "<=": Operator.AT_MOST,
    "=<": Operator.AT_MOST,
    "≤": Operator.AT_MOST,
    "=": Operator.EQUALS,
    "==": Operator.EQUALS,
}
_OPERATOR_WORDS = "|".join(sorted(operator.value for operator in Operator))
_COMPARISON = re.compile(
    rf"(?P<sign>>=|=>|<=|=<|==|!=|<>|[<>=≥≤≠]|(?:not )?(?:{_OPERATOR_WORDS})\b:?)\s*(?P<value>\S.*)"
)
_CONDITION = re.compile(r"(?P<fact>[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)+)\s*(?P<rest>\S.*)")
_NOT_EQUAL = ("!=", "<>", "≠")


def way_to_compare(fact: str, text: str, *, is_text: bool) -> str | None:
    """What to write for a value such as `> 255`; None when it is no comparison.

    `is_text` says that `fact` is a text, of which only the length can be compared.
    """
    found = _COMPARISON.fullmatch(text.strip())
    if found is None:
        return None
    sign, value = found["sign"].rstrip(":"), found["value"]
    if sign in _NOT_EQUAL or sign.startswith("not "):
        return f"`not: {{ {fact}: {value} }}`"
    operator = _SIGNS.get(sign)
    if operator is None:
        return f"`{{ {sign}: {value} }}`"
    if operator is Operator.EQUALS:
        return f"`{value}` alone"
    if not is_text or not value.isdigit():
        return f"`{{ {operator}: {value} }}`"
    length = int(value)
    if operator in (Operator.AT_LEAST, Operator.LESS_THAN):
        length = max(length - 1, 0)
    longer = f"{{ longer_than: {length} }}"
    if operator in (Operator.MORE_THAN, Operator.AT_LEAST):
        return f"`{longer}` for its length"
    return f"`not: {{ {fact}: {longer} }}` for its length"


def way_to_write_condition(text: str) -> str | None:
    """What to write for a condition in one text, such as `pcco.number > 8`; None when it is none.

    The fact's type is not known here, so a length is offered besides.
    """
    found = _CONDITION.fullmatch(text.strip())
    comparison = _COMPARISON.fullmatch(found["rest"]) if found is not None else None
    if found is None or comparison is None:
        return None
    fact, value = found["fact"], comparison["value"]
    operator = _SIGNS.get(comparison["sign"])
    if operator is None:
        return None
    if operator is Operator.EQUALS:
        return f"`{{ {fact}: {value} }}`"
    words = f"`{{ {fact}: {{ {operator}: {value} }} }}`"
    is_length = operator is Operator.MORE_THAN and value.isdigit()
    return f"{words}, or `longer_than` for the length of a text" if is_length else words
