"""Why a file is not Gherkin: the line that can't be read, and what could have stood there."""

import difflib
import re
from pathlib import Path

from pytest_bdd.exceptions import GherkinParseError

from features.harness.problems import Problem

EXPECTED = re.compile(r"expected: (?P<tokens>.*), got '")
TOKENS = {
    "#FeatureLine": "Feature:",
    "#BackgroundLine": "Background:",
    "#RuleLine": "Rule:",
    "#ScenarioLine": "Scenario:",
    "#ExamplesLine": "Examples:",
    "#StepLine": "a step (Given, When, Then, And, But)",
    "#TableRow": "a table row",
    "#DocStringSeparator": "a doc string",
    "#TagLine": "a tag",
}
KEYWORDS = ("Feature:", "Background:", "Rule:", "Scenario:", "Examples:")
STEP_KEYWORDS = ("Given", "When", "Then", "And", "But")
CELL_BORDER = re.compile(r"(?<!\\)\|")


def unreadable(path: Path, problem: GherkinParseError) -> Problem:
    """The parser's first complaint, in people's words, at its line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    number = min(problem.line, len(lines))
    line = lines[number - 1].strip() if lines else ""
    told = str(problem.__cause__ or problem.message)
    if "inconsistent cell count" in told:
        return Problem(path, number, _uneven(lines, number))
    expected = EXPECTED.search(told)
    if expected is None:
        return Problem(path, number, f"not Gherkin: {line!r} can't be read: {problem.message}")
    words = [TOKENS[token] for token in expected["tokens"].split(", ") if token in TOKENS]
    candidates: tuple[str, ...] = (f"expected: {', '.join(words)}",)
    first = line.partition(" ")[0]
    near = difflib.get_close_matches(first, (*KEYWORDS, *STEP_KEYWORDS), n=1)
    if near and near[0] != first:
        candidates = (f"did you mean {near[0]!r}?", *candidates)
    return Problem(path, number, f"not Gherkin: {line!r} can't stand here", candidates)


def _uneven(lines: list[str], number: int) -> str:
    heading = number
    while heading > 1 and lines[heading - 2].strip().startswith("|"):
        heading -= 1
    first, row = lines[heading - 1].strip(), lines[number - 1].strip()
    return (
        f"the row {row!r} has {_cells(row)}, the table's first row has {_cells(first)}; "
        "leave an empty cell where there is no value"
    )


def _cells(row: str) -> str:
    count = len(CELL_BORDER.findall(row)) - 1
    return f"{count} cell" if count == 1 else f"{count} cells"
