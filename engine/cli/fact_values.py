"""Facts typed at the command line, `name=value`, turned into values of their declared type."""

from collections.abc import Iterable, Mapping
from datetime import date

from engine.cli.wrong_use import WrongUse
from engine.executors.fact_check import fault_of_value
from engine.rulebook.names import suggest
from engine.rulebook.vocabulary import FactDeclaration, FactType, FactValue

_WAY_TO_WRITE: Mapping[FactType, str] = {
    FactType.BOOLEAN: "true or false",
    FactType.INTEGER: "a whole number",
    FactType.MONEY_CENTS: "a whole number of cents",
    FactType.DATE: "a date such as 2020-04-09",
}


def parse_facts(
    written: Iterable[str], vocabulary: Mapping[str, FactDeclaration]
) -> dict[str, FactValue]:
    """`name=value` texts as facts; nothing after `=` means missing. WrongUse names the fault."""
    facts: dict[str, FactValue] = {}
    for text in written:
        name, equals, value = text.partition("=")
        if not equals:
            raise WrongUse(f"`{text}` is not a fact; write --fact NAME=VALUE")
        if name not in vocabulary:
            help_line = suggest(name, vocabulary, "see rules/facts.yaml")
            raise WrongUse(f"unknown fact `{name}`: {help_line}")
        if name in facts:
            raise WrongUse(f"the fact `{name}` is given twice")
        facts[name] = _value(vocabulary[name], value)
    return facts


def _value(fact: FactDeclaration, text: str) -> FactValue:
    value: FactValue
    try:
        match fact.type:
            case _ if text == "":
                value = None
            case FactType.BOOLEAN:
                value = {"true": True, "false": False}[text]
            case FactType.INTEGER | FactType.MONEY_CENTS:
                value = int(text)
            case FactType.DATE:
                value = date.fromisoformat(text)
            case _:
                value = text
    except (KeyError, ValueError):
        wanted = _WAY_TO_WRITE[fact.type]
        raise WrongUse(f"`{text}` is no value of `{fact.name}`; write {wanted}") from None
    fault = fault_of_value(fact, value)
    if fault is not None:
        raise WrongUse(fault)
    return value
