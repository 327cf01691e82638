"""Everything that is refused at collection, with file, line and candidates."""

from typing import Any

import pytest

STEPS = """
@given('a contract "{name:Text}"')
def contract(name): pass

@when('Ada imports it')
def imports(): pass

@then('it is listed')
def listed(): assert True
"""
GOOD = """
@fact:D-001
Feature: Import
  Scenario: Importing
    Given a contract "North Wing"
    When Ada imports it
    Then it is listed
"""


def refused(mini: Any, *arguments: str) -> str:
    outcome = mini.run(*(arguments or (".",)))
    assert outcome.code == 2, outcome.output
    return str(outcome.output)


def test_a_clean_book_is_collected_whole(mini: Any) -> None:
    mini.steps(STEPS)
    mini.feature(GOOD)
    assert mini.run(".").code == 0


def test_an_undefined_step_shows_the_nearest_definitions(mini: Any) -> None:
    mini.steps(STEPS)
    mini.feature(GOOD.replace("a contract", "a contrct"))
    output = refused(mini)
    assert "cash.feature:4: undefined step 'Given a contrct \"North Wing\"'" in output
    assert 'nearest: Given a contract "{name:Text}"  (mini_steps.py:2)' in output


def test_a_step_defined_as_another_kind_says_so(mini: Any) -> None:
    mini.steps(STEPS)
    mini.feature(GOOD.replace("Then it is listed", "Then Ada imports it"))
    output = refused(mini)
    assert "cash.feature:6: undefined step 'Then Ada imports it'" in output
    assert "When Ada imports it  (mini_steps.py:5) (but the step is a Then)" in output


def test_case_counts(mini: Any) -> None:
    mini.steps(STEPS)
    mini.feature(GOOD.replace("Ada imports", "ada imports"))
    assert "cash.feature:5: undefined step 'When ada imports it'" in refused(mini)


def test_two_matching_definitions_are_both_named(mini: Any) -> None:
    mini.steps(STEPS + "@when('{who:Word} imports it')\ndef anyone(who): pass\n")
    mini.feature(GOOD)
    output = refused(mini)
    assert "cash.feature:5: 2 definitions match 'When Ada imports it'" in output
    assert "When Ada imports it  (mini_steps.py:5)" in output
    assert "When {who:Word} imports it  (mini_steps.py:10)" in output


def test_an_unused_definition_is_an_error_in_a_full_run_only(mini: Any) -> None:
    mini.steps(STEPS + "@then('it is gone')\ndef gone(): pass\n")
    mini.feature(GOOD)
    assert "mini_steps.py:10: no scenario uses 'Then it is gone'" in refused(mini)
    assert mini.run("cash.feature").code == 0


def test_a_definition_written_twice_names_both_places(mini: Any) -> None:
    mini.steps(STEPS + "@then('it is listed')\ndef listed(): pass\n")
    mini.feature(GOOD)
    output = refused(mini)
    assert "mini_steps.py:10: 'Then it is listed' is defined twice" in output
    assert "first at mini_steps.py:8" in output


DEFINITIONS = {
    "an untyped placeholder": (
        "@then('{what} is listed')\ndef any(what): pass\n",
        "placeholder {what} needs one of the types Text, Word, Money",
    ),
    "a parameter that is missing": (
        "@then('{what:Word} shows')\ndef any(): pass\n",
        "any() has no parameter for what",
    ),
    "a reserved name": (
        "@then('{table:Word} shows')\ndef any(table): pass\n",
        "'table' is reserved",
    ),
    "braces that do not pair": (
        "@then('{what shows')\ndef any(what): pass\n",
        "its braces do not pair",
    ),
}


@pytest.mark.parametrize("wrong", DEFINITIONS)
def test_a_wrong_definition_is_named_with_its_line(mini: Any, wrong: str) -> None:
    definition, message = DEFINITIONS[wrong]
    mini.steps(STEPS + definition)
    mini.feature(GOOD)
    output = refused(mini)
    assert "mini_steps.py:10: Then " in output
    assert message in output


def test_every_problem_of_a_file_is_told_at_once(mini: Any) -> None:
    mini.rules("import.unapproved")
    mini.steps(STEPS)
    mini.feature(
        """
        Feature: Import
          Scenario: Twice
            Given a contract "A"
            When Ada imports it
            Then it is listed
          Scenario: Twice
            Given a contract "A"
            When Ada imports it
            Then it is listed
          @rule:import.unaproved
          Scenario: Backwards
            When Ada imports it
            Given a contract "A"
            Then it is listed
          @fact:D-001
          Scenario: Unchecked
            Given a contract "A"
            When Ada imports it
          @fact:D-001
          Scenario: Nobody acts
            Given a contract "A"
            Then it is listed
          @fact:D1 @wip
          Scenario Outline: Rows
            Given a contract "<name>"
              | not | wanted |
            When Ada imports it
            Then it is <state>
            Examples:
              | name | colour |
              | A    | red    |
              | A    | blue   |
        """
    )
    output = refused(mini, "cash.feature")
    for expected in (
        "cash.feature:6: two scenarios are named 'Twice'\n    first at cash.feature:2",
        "cash.feature:6: 'Twice' shows no requirement; tag it @rule:<rule id> or @fact:D-123",
        "cash.feature:11: there is no rule 'import.unaproved'\n"
        "    nearest: @rule:import.unapproved",
        "cash.feature:13: Given after When: a scenario goes Given, When, Then, each once\n"
        "    in 'Backwards', line 11",
        "cash.feature:16: 'Unchecked' has no Then: nothing is checked",
        "cash.feature:20: 'Nobody acts' has no When: nobody acts",
        "cash.feature:24: @fact:D1 names no fact; facts look like D-123, X-02 or E-20",
        "cash.feature:24: @wip is no known tag\n    known: @rule:<rule id>, @fact:<fact id>, @slow",
        "cash.feature:24: 2 rows of 'Rows' begin with 'A'",
        "cash.feature:24: a step of 'Rows' uses <state>, which is no column of its examples",
        "cash.feature:25: 'Given a contract \"A\"' has a table, its definition takes none",
        "cash.feature:28: undefined step 'Then it is <state>'",
        "cash.feature:29: no step of 'Rows' uses the column <colour>",
    ):
        assert expected in output, f"{expected}\n--- not in ---\n{output}"
    assert "13 problems in the features; nothing of this was run" in output


def test_a_rule_without_a_scenario_is_an_error_at_the_rule(mini: Any) -> None:
    mini.rules("import.unapproved")
    mini.steps(STEPS)
    mini.feature(GOOD)
    output = refused(mini)
    assert "rules.yaml:1: no scenario shows the rule 'import.unapproved'" in output


def test_an_excused_rule_needs_no_scenario_until_it_has_one(mini: Any) -> None:
    mini.rules("import.never", excused={"import.never": "cannot happen", "import.gone": "moved"})
    mini.steps(STEPS)
    mini.feature(GOOD.replace("@fact:D-001", "@rule:import.never"))
    output = refused(mini)
    excused = "is excused from having a scenario, but"
    assert f"conftest.py:1: the rule 'import.never' {excused} a scenario shows it" in output
    assert f"conftest.py:1: the rule 'import.gone' {excused} there is no such rule" in output
    mini.rules("import.never", excused={"import.never": "cannot happen"})
    mini.feature(GOOD)
    assert mini.run(".").code == 0


def test_a_name_used_in_two_files_names_both(mini: Any) -> None:
    mini.steps(STEPS)
    mini.feature(GOOD)
    mini.feature(GOOD, name="other")
    output = refused(mini)
    assert "other.feature:3: another file has a scenario named 'Importing'" in output
    assert "first at cash.feature:3" in output


UNREADABLE = {
    "no feature": ("", "cash.feature:1: the file holds no feature"),
    "no scenario": ("@fact:D-001\nFeature: X\n", "cash.feature:2: the feature has no scenario"),
    "not Gherkin": (
        "Feature: X\n  Scenario: Y\n    When Ada imports it\n    and so on\n",
        "cash.feature:4: not Gherkin: 'and so on' can't stand here\n"
        "    did you mean 'And'?\n    expected: a table row, a doc string, a step (Given",
    ),
    "a misspelt later keyword": (
        "Feature: X\n  Scenario: Y\n    Given a purse\n    Wenn the day comes\n",
        "cash.feature:4: not Gherkin: 'Wenn the day comes' can't stand here\n"
        "    did you mean 'When'?\n    expected: ",
    ),
    "a misspelt heading": (
        "Feture: X\n  Scenario: Y\n    Given a purse\n",
        "cash.feature:1: not Gherkin: 'Feture: X' can't stand here\n"
        "    did you mean 'Feature:'?\n    expected: a tag, Feature:\n",
    ),
    "a row with a missing cell": (
        "Feature: X\n  Scenario: Y\n    Given a purse\n      | a | b |\n      | c |\n",
        "cash.feature:5: the row '| c |' has 1 cell, the table's first row has 2 cells; "
        "leave an empty cell",
    ),
    "a misspelt first keyword": (
        "Feature: X\n  Scenario: Y\n    Givn a purse\n    When Ada imports it\n",
        "cash.feature:2: 'Givn a purse' stands before the first step and would not be run",
    ),
    "a misspelt keyword in the background": (
        "Feature: X\n  Background:\n    Givn a purse\n  Scenario: Y\n    When Ada imports it\n",
        "cash.feature:2: 'Givn a purse' stands before the first step",
    ),
    "a step before any keyword": (
        "@fact:D-001\nFeature: X\n  Scenario: Y\n    And so\n",
        "cash.feature:4: not Gherkin",
    ),
    "an outline without rows": (
        "@fact:D-001\nFeature: X\n  Scenario Outline: Y\n    When Ada imports it\n",
        "cash.feature:3: the outline 'Y' has no examples",
    ),
    "brackets in a name": (
        "@fact:D-001\nFeature: X\n  Scenario: Y [1]\n    When Ada imports it\n",
        "cash.feature:3: '[' in the name 'Y [1]' would break its test's name",
    ),
}


@pytest.mark.parametrize("wrong", UNREADABLE)
def test_an_unreadable_file_is_told_with_its_line(mini: Any, wrong: str) -> None:
    text, message = UNREADABLE[wrong]
    mini.steps(STEPS)
    (mini.folder / "cash.feature").write_text(text)
    output = refused(mini, "cash.feature")
    assert message in output
    assert "Traceback" not in output
