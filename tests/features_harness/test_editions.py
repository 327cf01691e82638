"""Which scenarios run in which editions of the rules."""

import textwrap
from pathlib import Path

import pytest

from engine.rulebook.load import load_rulebook
from features.harness.book import Case, FeatureFile, read
from features.support.editions import edition_of, in_other_editions

VARIANTS = in_other_editions(load_rulebook())


def the_case(folder: Path, tags: str, given: str = "Given a company") -> Case:
    path = folder / "case.feature"
    text = f"""
    Feature: Editions
      {tags}
      Scenario: One
        {given}
        When it acts
        Then it is done
    """
    path.write_text(textwrap.dedent(text).lstrip())
    file = read(path)
    assert isinstance(file, FeatureFile)
    (case,) = file.cases
    return case


@pytest.mark.parametrize(
    ("tags", "others"),
    [
        ("@rule:pcco.not-approved", ["current edition"]),
        ("@rule:reimport.unapproved", []),
        ("@rule:pcco.not-approved @rule:reimport.unapproved", []),
        ("@rule:pcco.not-approved @rule:send.synced @fact:D-070", ["current edition"]),
        ("@fact:D-070", []),
        ("@rule:no.such-rule", []),
    ],
)
def test_a_scenario_runs_in_every_edition_in_which_all_its_rules_hold(
    tmp_path: Path, tags: str, others: list[str]
) -> None:
    assert VARIANTS(the_case(tmp_path, tags)) == others


def test_one_that_chooses_its_edition_runs_in_no_other(tmp_path: Path) -> None:
    chosen = "Given the company follows the current edition of the rules"
    assert VARIANTS(the_case(tmp_path, "@rule:pcco.not-approved", chosen)) == []


def test_the_variant_is_named_and_follows_that_edition(tmp_path: Path) -> None:
    case = the_case(tmp_path, "@rule:pcco.not-approved")
    assert (case.name, edition_of(case)) == ("One", "2020")
    other = case.varied("current edition")
    assert (other.name, edition_of(other)) == ("One (current edition)", "current")
