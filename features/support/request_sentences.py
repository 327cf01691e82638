"""What a scenario says when people ask the tool for something: made from the declarations."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from msgspec import structs

from engine.operations.choices import NO_CHOICES, Choice, Choices, DateChoice, TextChoice
from engine.operations.declarations import OperationDeclaration
from engine.operations.records import ChangeOrderRef, ContractRef

TRANSACTION_DATE = date(2020, 4, 9)
DATED = Choices(transaction_date=TRANSACTION_DATE)
"""What a person chooses of whom no more is said."""

CONTRACT = "job"
CHANGE_ORDER = "number"
RECORDS = {
    ContractRef: f'the prime contract of job "{{{CONTRACT}:Text}}"',
    ChangeOrderRef: f'PCCO "{{{CHANGE_ORDER}:Text}}"',
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A wording with its placeholders: a person asked before the scenario (`is_past`) or asks in
    it. `choices` are those that the words themselves make; a placeholder named as a choice makes
    another.
    """

    pattern: str
    declaration: OperationDeclaration
    is_past: bool
    choices: Choices

    def chosen(self, said: Mapping[str, str | date]) -> Choices:
        """The choices, with those that were said in placeholders."""
        names = {choice.name for choice in self.declaration.choices}
        named = {name: value for name, value in said.items() if name in names}
        return structs.replace(self.choices, **named)


def sentences(declarations: Iterable[OperationDeclaration]) -> Iterator[Sentence]:
    """Each operation as it is done and, where scenarios begin with it, as it has been done; and
    for each of its choices what can be said of it."""
    for declaration in declarations:
        usual = _usual_choices(declaration)
        does = _wording(declaration, declaration.does)
        yield Sentence(does, declaration, is_past=False, choices=usual)
        for choice in declaration.choices:
            for words, value in _ways_to_choose(choice):
                choices = structs.replace(usual, **{choice.name: value})
                yield Sentence(f"{does} {words}", declaration, is_past=False, choices=choices)
        if declaration.has_done is not None:
            has_done = _wording(declaration, declaration.has_done)
            yield Sentence(has_done, declaration, is_past=True, choices=usual)


def _wording(declaration: OperationDeclaration, words: str) -> str:
    return f"the {{role:Word}} {words.replace('{record}', RECORDS[declaration.record])}"


def _usual_choices(declaration: OperationDeclaration) -> Choices:
    dates = {c.name: TRANSACTION_DATE for c in declaration.choices if isinstance(c, DateChoice)}
    return structs.replace(NO_CHOICES, **dates)


def _ways_to_choose(choice: Choice) -> list[tuple[str, str | None]]:
    """Words that end a sentence, each with what they choose; a placeholder chooses by itself."""
    if isinstance(choice, DateChoice):
        return [(f"{choice.said} {{{choice.name}:Date}}", None), (choice.unsaid, None)]
    if isinstance(choice, TextChoice):
        return [(f'{choice.said} "{{{choice.name}:Text}}"', None)]
    return [(choice.said, choice.on)]
