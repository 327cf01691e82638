"""The requirement ledger: rules and facts on one side, the scenarios that show them beside."""

import difflib
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pytest_bdd.parser import ScenarioTemplate

from features.harness.book import FeatureFile, tags_of
from features.harness.problems import Problem

RULE_TAG = "rule:"
FACT_TAG = "fact:"
# SP-4.2 is section 4.2 of spectrum_api.md, whose facts about the wire have no numbers of their own.
FACT_ID = re.compile(r"[DEUX]-\d{2,3}|[SL]\d|SP-\d(?:\.\d)?")


@dataclass(frozen=True, slots=True)
class RequiredRule:
    """A rule that people can be refused by, and where it is written."""

    id: str
    because: str
    source: str
    path: Path
    line: int


@dataclass(frozen=True, slots=True)
class Ledger:
    """`rules` by id must each have a scenario, but for the `excused` ones, each with its reason.

    `tags` are the other tags that may be used.
    """

    rules: Mapping[str, RequiredRule]
    tags: Collection[str] = ()
    excused: Mapping[str, str] = field(default_factory=dict)

    def problems(self, file: FeatureFile) -> list[Problem]:
        """Unknown rules, facts and tags; scenarios that show nothing."""
        found: list[Problem] = []
        for template in file.templates:
            tags = tags_of(template)
            row_tags = {tag for examples in template.examples for tag in examples.tags}
            for tag in sorted(tags | row_tags):
                message = self.wrong(tag)
                if message:
                    found.append(Problem(file.path, template.line_number, *message))
            if not any(tag.startswith((RULE_TAG, FACT_TAG)) for tag in tags):
                found.append(
                    Problem(
                        file.path,
                        template.line_number,
                        f"{template.name!r} shows no requirement; "
                        f"tag it @{RULE_TAG}<rule id> or @{FACT_TAG}D-123",
                    )
                )
        return found

    def unproved(self, files: Iterable[FeatureFile]) -> list[Problem]:
        """Every rule that no scenario shows, at the rule's own place."""
        shown = {tag for file in files for template in file.templates for tag in rules_of(template)}
        return [
            Problem(
                rule.path,
                rule.line,
                f"no scenario shows the rule {rule.id!r}; tag one @{RULE_TAG}{rule.id}",
            )
            for rule in self.rules.values()
            if rule.id not in shown and rule.id not in self.excused
        ]

    def needless_excuses(self, files: Iterable[FeatureFile], path: Path) -> list[Problem]:
        """Excuses for rules that a scenario shows, or that do not exist; `path` has the excuses."""
        shown = {tag for file in files for template in file.templates for tag in rules_of(template)}
        return [
            Problem(
                path,
                1,
                f"the rule {rule_id!r} is excused from having a scenario, but "
                + ("a scenario shows it" if rule_id in shown else "there is no such rule"),
            )
            for rule_id in self.excused
            if rule_id in shown or rule_id not in self.rules
        ]

    def wrong(self, tag: str) -> tuple[str, tuple[str, ...]] | None:
        """Why a tag can't be used, with what could be; None when it can."""
        if tag.startswith(RULE_TAG):
            rule_id = tag.removeprefix(RULE_TAG)
            if rule_id in self.rules:
                return None
            near = difflib.get_close_matches(rule_id, self.rules, n=3, cutoff=0.4)
            return f"there is no rule {rule_id!r}", tuple(f"nearest: @{RULE_TAG}{n}" for n in near)
        if tag.startswith(FACT_TAG):
            if FACT_ID.fullmatch(tag.removeprefix(FACT_TAG)):
                return None
            return f"@{tag} names no fact; facts look like D-123, X-02 or E-20", ()
        if tag in self.tags:
            return None
        known = ", ".join(f"@{name}" for name in sorted(self.tags))
        return f"@{tag} is no known tag", (
            f"known: @{RULE_TAG}<rule id>, @{FACT_TAG}<fact id>" + (f", {known}" if known else ""),
        )


def rules_of(template: ScenarioTemplate) -> frozenset[str]:
    """The rule ids the scenario is tagged with."""
    return frozenset(
        tag.removeprefix(RULE_TAG) for tag in tags_of(template) if tag.startswith(RULE_TAG)
    )
