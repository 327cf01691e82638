"""What happens to scenarios whose steps are all bound."""

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

STEPS = """
@given('a purse with {amount:Money}')
def fill(amount, box): box["cash"] = amount

@given('these coins')
def coins(table, box): box["cash"] = sum(int(row["value"]) for row in table.rows(["value"]))

@when('{who:Word} spends {amount:Money}')
def spend(who, amount, box): box["cash"] -= amount

@when('the purse breaks')
def breaks(): raise RuntimeError("no purse")

@then('{amount:Money} is left')
def left(amount, box): assert box["cash"] == amount, f'{box["cash"]} is left, not {amount}'
"""
BOX = """
import pytest
@pytest.fixture
def box(): return {}
"""


@pytest.fixture
def purse(mini: Any) -> Any:
    mini.steps(STEPS)
    (mini.folder / "conftest.py").write_text((mini.folder / "conftest.py").read_text() + BOX)
    return mini


def test_scenarios_and_outline_rows_are_tests_named_in_words(purse: Any) -> None:
    purse.feature(
        """
        @fact:D-001
        Feature: Cash
          Background:
            Given a purse with 10.00
          Scenario: Spending
            When Ada spends 4.00
            Then 6.00 is left
          Scenario Outline: Spending more
            When Ada spends <amount>
            Then <left> is left
            Examples:
              | amount | left |
              | 1.00   | 9.00 |
              | 2.50   | 7.50 |
        """
    )
    outcome = purse.run("-v", "cash.feature")
    assert outcome.code == 0, outcome.output
    assert "cash.feature::Spending PASSED" in outcome.output
    assert "cash.feature::Spending more [1.00] PASSED" in outcome.output
    assert "cash.feature::Spending more [2.50] PASSED" in outcome.output


def test_every_then_is_evaluated_and_every_failure_told(purse: Any) -> None:
    purse.feature(
        """
        @fact:D-001
        Feature: Cash
          Scenario: Spending
            Given a purse with 10.00
            When Ada spends 4.00
            Then 5.00 is left
            And 6.00 is left
            And 7.00 is left
        """
    )
    outcome = purse.run("cash.feature")
    assert outcome.code == 1
    assert "Spending  (cash.feature:3)" in outcome.output
    assert "FAIL Then 5.00 is left\n         6.00 is left, not 5.00" in outcome.output
    assert "ok   And 6.00 is left" in outcome.output
    assert "FAIL And 7.00 is left\n         6.00 is left, not 7.00" in outcome.output
    assert "Traceback" not in outcome.output


def test_a_failing_when_stops_the_scenario(purse: Any) -> None:
    purse.feature(
        """
        @fact:D-001
        Feature: Cash
          Scenario: Breaking
            Given a purse with 10.00
            When the purse breaks
            Then 10.00 is left
        """
    )
    outcome = purse.run("cash.feature")
    assert outcome.code == 1
    assert "FAIL When the purse breaks" in outcome.output
    assert "RuntimeError: no purse" in outcome.output
    assert "at mini_steps.py:12" in outcome.output
    assert "-    Then 10.00 is left" in outcome.output


def test_a_table_reaches_its_step_by_its_heading(purse: Any) -> None:
    purse.feature(
        """
        @fact:D-001
        Feature: Cash
          Scenario: Coins
            Given these coins
              | value |
              | 2     |
              | 5     |
            When Ada spends 3.00
            Then 4.00 is left
        """
    )
    assert purse.run("cash.feature").code == 0


def test_a_table_with_another_heading_is_told(purse: Any) -> None:
    purse.feature(
        """
        @fact:D-001
        Feature: Cash
          Scenario: Coins
            Given these coins
              | worth |
              | 2     |
            When Ada spends 3.00
            Then 4.00 is left
        """
    )
    outcome = purse.run("cash.feature")
    assert "this step's table has the columns value; missing: value; unknown: worth" in (
        outcome.output
    )


SKIPS = {
    "in a step": ("@given('a purse')\ndef purse(): import pytest; pytest.skip('later')\n", ""),
    "by a mark": (
        "@given('a purse')\ndef purse(): pass\n",
        "def pytest_itemcollected(item):\n    item.add_marker('skip')\n",
    ),
    "by an expected failure": (
        "@given('a purse')\ndef purse(): assert False\n",
        "def pytest_itemcollected(item):\n    item.add_marker('xfail')\n",
    ),
}


@pytest.mark.parametrize("how", SKIPS)
def test_nothing_can_be_skipped(mini: Any, how: str) -> None:
    steps, hook = SKIPS[how]
    mini.steps(
        steps + "@when('it is opened')\ndef opened(): pass\n@then('it shuts')\ndef shut(): pass\n"
    )
    conftest = mini.folder / "conftest.py"
    conftest.write_text(conftest.read_text() + hook)
    mini.feature(
        """
        @fact:D-001
        Feature: Cash
          Scenario: Later
            Given a purse
            When it is opened
            Then it shuts
        """
    )
    outcome = mini.run("cash.feature")
    assert outcome.code == 1, outcome.output
    assert "skip its scenario" in outcome.output or "scenarios are never skipped" in outcome.output
    assert " skipped" not in outcome.output.splitlines()[-1]
    assert "xfailed" not in outcome.output


TWO = """
@fact:D-001
Feature: Cash
  Background:
    Given a purse with 10.00
  @rule:cash.spend
  Scenario: Spending
    When Ada spends 4.00
    Then 6.00 is left
  @slow
  Scenario: Spending wrongly
    When Ada spends 4.00
    Then 5.00 is left
"""


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("--rule", "cash.spend"), "1 passed, 1 deselected"),
        (("--tag", "slow"), "1 failed, 1 deselected"),
        (("-k", "wrongly"), "1 failed, 1 deselected"),
        (("--words", "SPENDING wrong"), "1 failed, 1 deselected"),
        (("--words", "spending", "--rule", "cash.spend"), "1 passed, 1 deselected"),
    ],
)
def test_scenarios_are_chosen_by_rule_tag_and_words(
    purse: Any, arguments: tuple[str, ...], expected: str
) -> None:
    conftest = purse.folder / "conftest.py"
    conftest.write_text(conftest.read_text().replace("RULES = []", "RULES = ['cash.spend']"))
    purse.feature(TWO)
    assert expected in purse.run("cash.feature", *arguments).output


def test_the_report_shows_failures_first_with_steps_and_ledger(purse: Any) -> None:
    conftest = purse.folder / "conftest.py"
    conftest.write_text(conftest.read_text().replace("RULES = []", "RULES = ['cash.spend']"))
    purse.feature(TWO)
    outcome = purse.run("cash.feature", "--report", "out", "--junit-xml", "out/junit.xml")
    page = (purse.folder / "out" / "features.html").read_text()
    assert outcome.code == 1
    assert "1 passed, 1 failed" in page
    assert page.index("<h2>Failed</h2>") < page.index("Spending wrongly") < page.index("Cash <")
    assert "6.00 is left, not 5.00" in page
    assert '<td class="passed">cash.spend</td>' in page
    assert '<a class="passed" href="#cash-Spending">Spending</a>' in page
    assert "http" not in page
    suite = ElementTree.parse(purse.folder / "out" / "junit.xml").getroot().find("testsuite")
    assert suite is not None
    assert (suite.get("tests"), suite.get("failures")) == ("2", "1")


def test_pytest_bdds_own_report_still_works(purse: Any) -> None:
    purse.feature(TWO.replace("@rule:cash.spend", ""))
    purse.run("cash.feature", "--cucumber-json", "cucumber.json")
    (feature,) = json.loads(Path(purse.folder / "cucumber.json").read_text())
    statuses = [
        [step["result"]["status"] for step in element["steps"]] for element in feature["elements"]
    ]
    assert statuses == [["passed"] * 3, ["passed", "passed", "failed"]]


def test_workers_send_their_results_to_one_report(purse: Any) -> None:
    purse.feature(TWO.replace("@rule:cash.spend", ""))
    outcome = purse.run("cash.feature", "-n", "1", "--report", "out")
    assert outcome.code == 1, outcome.output
    assert "1 passed, 1 failed" in (purse.folder / "out" / "features.html").read_text()
