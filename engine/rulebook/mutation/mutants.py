"""Every mutant of a rules folder, and the rulebook that one makes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from engine.rulebook.capabilities import Capabilities
from engine.rulebook.condition_cases import implies
from engine.rulebook.conditions import Condition
from engine.rulebook.findings import Code
from engine.rulebook.load import CheckedRules, RuleFile, RulesFolder, check_files, rule_file
from engine.rulebook.model import Rule, Rulebook
from engine.rulebook.mutation.edits import Edit
from engine.rulebook.mutation.eligibilities import eligibility_edits
from engine.rulebook.mutation.flows import (
    lifecycle_edits,
    mapping_edits,
    markup_edits,
    vocabulary_edits,
)

SAID_TWICE = frozenset({Code.NUMBER_DIFFERS, Code.LIMIT_DIFFERS, Code.UNUSED_FACT})
"""Findings about a second place that says the same: who errs in both places is not told, so they
do not refuse a mutant."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change to one rule file. `subject` is the id of what is changed (a rule, a row, a
    setting, a lifecycle's action, a fact), `kind` says in words what sort of change it is."""

    file: str
    subject: str
    kind: str
    edit: Edit

    @property
    def change(self) -> str:
        """What stood there and what stands there now, in the notation of the files."""
        return self.edit.change

    @property
    def place(self) -> str:
        return str(self.edit.location)


def mutants_of(folder: RulesFolder, book: Rulebook, can: Capabilities) -> tuple[Mutant, ...]:
    """All of them in file order, each change once. `book` is what the sound folder makes."""
    found: dict[tuple[str, str, str], Mutant] = {}
    for each in folder.files:
        for subject, kind, edit in _edits(each, book, can):
            mutant = Mutant(each.file.name, subject, kind, edit)
            found.setdefault((each.file.name, subject, mutant.change), mutant)
    return tuple(sorted(found.values(), key=lambda mutant: mutant.edit.location))


def mutated(folder: RulesFolder, mutant: Mutant, can: Capabilities) -> CheckedRules:
    """The folder with this one change, loaded as any other; only the changed file is read anew."""
    files = tuple(
        _changed(each, mutant.edit) if each.file.name == mutant.file else each
        for each in folder.files
    )
    return check_files(replace(folder, files=files), can, tolerated=SAID_TWICE)


def says_the_same(book: Rulebook, other: Rulebook) -> bool:
    """Whether two rulebooks differ in nothing but how the conditions of their rules are put; false
    when that can't be decided."""
    if _without_conditions(book) != _without_conditions(other) or book.rules.keys() != (
        other.rules.keys()
    ):
        return False
    return all(_means(rule.when, other.rules[name].when, book) for name, rule in book.rules.items())


def _without_conditions(book: Rulebook) -> tuple[object, ...]:
    def bare(rule: Rule) -> tuple[object, ...]:
        return rule.id, rule.eligibility, rule.kind, rule.editions

    return (
        book.facts,
        book.lifecycles,
        book.mappings,
        book.markups,
        {name: (e.includes, [bare(r) for r in e.rules]) for name, e in book.eligibilities.items()},
    )


def _means(condition: Condition, other: Condition, book: Rulebook) -> bool:
    return condition == other or (
        implies(condition, other, book.facts) and implies(other, condition, book.facts)
    )


def _changed(each: RuleFile, edit: Edit) -> RuleFile:
    assert each.file.root is not None, "mutants are made of files that were read"
    return rule_file(each.kind, replace(each.file, root=edit.applied(each.file.root)))


def _edits(each: RuleFile, book: Rulebook, can: Capabilities) -> Iterator[tuple[str, str, Edit]]:
    root = each.file.root
    assert root is not None, "mutants are made of a sound folder"
    match each.kind:
        case "eligibility":
            yield from eligibility_edits(root, book.facts)
        case "lifecycle":
            yield from lifecycle_edits(root, book.facts)
        case "mapping":
            yield from mapping_edits(root, can)
        case "markup":
            yield from markup_edits(root)
        case "facts":
            yield from vocabulary_edits(root, book.facts)
