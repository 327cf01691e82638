"""`tieout rules coverage`: every documented statement is shown, out of scope, or said to lack."""

from pathlib import Path

import pytest

from features.harness.book import FeatureFile, read
from features.harness.statements import Statements, statement_report
from tests.forked import run_tieout

REPOSITORY = Path(__file__).parents[2]
FEATURE = """@fact:D-001
Feature: Doors

  @rule:door.locked
  Scenario: A locked door stays shut
    Given a locked door

  @fact:D-003
  Scenario Outline: A door has a colour
    Given a <colour> door

    @fact:D-004
    Examples:
      | colour |
      | red    |
"""


@pytest.fixture
def doors(tmp_path: Path) -> FeatureFile:
    path = tmp_path / "doors.feature"
    path.write_text(FEATURE, "utf-8")
    file = read(path)
    assert isinstance(file, FeatureFile)
    return file


def statements(reasons: dict[str, str], awaiting: set[str]) -> Statements:
    return Statements(
        sections=(("Doors", ("D-001", "D-002", "D-003", "D-004")), ("Windows", ("D-005", "D-006"))),
        numbers_of_rule={"door.locked": ("D-002",), "door.open": ("D-006",)},
        ruled=frozenset({"D-002", "D-006"}),
        reasons=reasons,
        awaiting=frozenset(awaiting),
        says={"D-006": "A window can be opened."},
    )


def test_each_section_is_counted(doors: FeatureFile) -> None:
    report = statement_report(statements({"D-005": "No windows."}, {"D-006"}), [doors])
    assert report.is_complete
    assert report.lines == (
        "         rule and scenario  scenario  out of scope  awaiting  nowhere  all",
        "Doors                    1         3             0         0        0    4",
        "Windows                  0         0             1         1        0    2",
        "all                      1         3             1         1        0    6",
        "",
        "Awaiting a scenario:",
        "  D-006 A window can be opened.",
    )


def test_what_is_unlisted_or_listed_and_shown_is_to_be_mended(doors: FeatureFile) -> None:
    report = statement_report(statements({"D-001": "No doors."}, {"D-003", "D-005"}), [doors])
    assert not report.is_complete
    told = report.lines[report.lines.index("Awaiting a scenario:") :]
    assert told == (
        "Awaiting a scenario:",
        "  D-003",
        "  D-005",
        "",
        "To be mended in rules/coverage.yaml, or by a scenario:",
        "  D-001",
        "    it is listed as out of scope, and a scenario shows it",
        "  D-003",
        "    it is listed as awaiting a scenario, and one shows it",
        "  D-006 A window can be opened.",
        "    no scenario shows it, and it is not listed as out of scope",
    )


def test_every_statement_of_this_book_is_accounted_for() -> None:
    ended = run_tieout(["rules", "coverage"], REPOSITORY)
    assert ended.returncode == 0, ended.stdout
    assert "\nAwaiting a scenario:\n  D-014 A page has it" in ended.stdout
