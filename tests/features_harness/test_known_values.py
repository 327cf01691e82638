"""A misspelt value is refused at collection, at its own line, with what is allowed."""

from typing import Any

import pytest

STEPS = """
COLUMNS = ("code", "amount")
MAY = ("note",)

@given("a person, the {role:Word}, with these rights")
def person(role, table): table.pairs(("ERP",))

@given("a book with these items")
def book(table): table.rows(COLUMNS, MAY)

@when("the {role:Word} imports it as {pcco_status:Word}")
def imports(role, pcco_status): pass

@then('it is refused by rule "{rule:Text}" alone')
def refused(rule): pass

@then("it is refused by these rules", {"": "rule"})
def refused_by(table): _rules(table)

def _rules(found): found.column()
"""
FEATURE = """
@rule:import.late
Feature: Import
  Scenario Outline: Refused
    Given a person, the clerk, with these rights
      | ERP | yes |
    And a book with these items
      | code | amount   | note |
      | 0100 | 1,200.00 |      |
    When the <who> imports it as draft
    Then it is refused by rule "import.late" alone
    And it is refused by these rules
      | import.late |
    Examples:
      | who     |
      | manager |
      | clerk   |
"""


def refusal(mini: Any, right: str, wrong: str) -> str:
    assert right in FEATURE
    mini.rules("import.late")
    mini.steps(STEPS)
    mini.feature(FEATURE.replace(right, wrong))
    outcome = mini.run("cash.feature")
    assert outcome.code == 2, outcome.output
    return str(outcome.output)


def test_what_is_known_is_let_through(mini: Any) -> None:
    mini.rules("import.late")
    mini.steps(STEPS)
    mini.feature(FEATURE)
    outcome = mini.run("cash.feature")
    assert outcome.code == 0, outcome.output


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        (
            "| manager |",
            "| manger |",
            "cash.feature:9: 'manger' is not a role\n"
            "    in 'Refused [manger]': the manger imports it as draft\n"
            "    nearest: manager\n"
            "    allowed: a role: accountant, manager, or who a step 'a person, the {role:Word}, "
            "with these rights' names; here also clerk",
        ),
        (
            "as draft",
            "as drift",
            "cash.feature:9: 'drift' is not a PCCO status\n"
            "    in 'Refused [manager]': the manager imports it as drift\n    nearest: draft\n",
        ),
        (
            'rule "import.late"',
            'rule "import.lat"',
            "cash.feature:10: 'import.lat' is not a rule id",
        ),
        ("| import.late |", "| import.lite |", "cash.feature:12: 'import.lite' is not a rule id"),
        (
            "1,200.00",
            "lots",
            "cash.feature:8: amount: 'lots' is not an amount with its cents, such as 1,200.00\n"
            "    in 'Refused [manager]': a book with these items\n",
        ),
        (
            "| code | amount   |",
            "| code | amuont   |",
            "cash.feature:7: this step's table has the columns code, amount and may have note; "
            "missing: amount; unknown: amuont; nearest: amount\n",
        ),
        (
            "| ERP | yes |",
            "| EPR | yes |",
            "cash.feature:5: unknown: EPR; this step knows ERP; nearest: ERP",
        ),
    ],
)
def test_a_misspelt_value_is_refused_where_it_is(
    mini: Any, right: str, wrong: str, told: str
) -> None:
    output = refusal(mini, right, wrong)
    assert told in output, f"{told}\n--- not in ---\n{output}"


def test_a_role_is_known_only_to_the_scenario_that_makes_it(mini: Any) -> None:
    output = refusal(mini, "the clerk, with", "the auditor, with")
    assert "cash.feature:9: 'clerk' is not a role" in output
    assert "here also auditor" in output
