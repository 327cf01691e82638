"""Every kind of mistake has a bad file, its good twin, and the exact report it must give.

`samples/KIND/NAME/{good,bad}.yaml` and `expected.txt`, which holds message, place, underlined text
and help as `tieout rules check` prints them.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from engine.rulebook.findings import Code
from engine.rulebook.load import CheckedRules, check_rules
from engine.rulebook.schema_check import schema_validator
from tests.rulebook.conftest import capabilities

SAMPLES = Path(__file__).parent / "samples"
CASES = sorted(path.parent for path in SAMPLES.glob("*/*/bad.yaml"))
CASE_NAMES = [f"{case.parent.name}/{case.name}" for case in CASES]
SHAPE_CODES = {Code.UNKNOWN_KEY, Code.MISSING_KEY, Code.WRONG_SHAPE, Code.WRONG_VALUE}
READING_CODES = {Code.UNREADABLE, Code.SYNTAX, Code.DUPLICATE_KEY, Code.AMBIGUOUS_YAML}
SetCase = Callable[[Path, str], Path]


@pytest.mark.parametrize("case", CASES, ids=CASE_NAMES)
def test_the_bad_twin_gives_exactly_the_expected_report(case: Path, set_case: SetCase) -> None:
    checked = _checked(case, "bad", set_case)
    assert "\n".join(checked.rendered()) + "\n" == (case / "expected.txt").read_text("utf-8")


@pytest.mark.parametrize("case", CASES, ids=CASE_NAMES)
def test_the_good_twin_is_sound(case: Path, set_case: SetCase) -> None:
    checked = _checked(case, "good", set_case)
    assert checked.rendered() == []
    assert checked.rulebook is not None


@pytest.mark.parametrize("case", CASES, ids=CASE_NAMES)
def test_the_underlined_text_stands_at_the_place(case: Path, set_case: SetCase) -> None:
    checked = _checked(case, "bad", set_case)
    for finding in checked.findings:
        lines = checked.source_lines[finding.location.file]
        line = lines[finding.location.line - 1] if lines else ""
        assert line[finding.location.column - 1 :].startswith(finding.value), finding


@pytest.mark.parametrize("case", CASES, ids=CASE_NAMES)
@pytest.mark.parametrize("twin", ["good", "bad"])
def test_schema_and_loader_agree_on_the_shape(case: Path, twin: str, set_case: SetCase) -> None:
    checked = _checked(case, twin, set_case)
    if READING_CODES & _codes(checked):
        # Text that YAML tools read differently never gets as far as its shape.
        assert twin == "bad"
        return
    document = yaml.load((case / f"{twin}.yaml").read_text("utf-8"), Loader=_EditorLoader)
    is_valid = schema_validator(case.parent.name).is_valid(document)
    assert is_valid == (not SHAPE_CODES & _codes(checked))


def test_every_code_has_a_sample_or_a_test_of_its_own() -> None:
    sampled = {
        code
        for code in Code
        for case in CASES
        if f"[{code}]" in (case / "expected.txt").read_text()
    }
    elsewhere = {
        Code.UNREADABLE,
        Code.UNKNOWN_KIND,
        Code.BEYOND_EXECUTOR,
        Code.STATE_OUTSIDE_LIFECYCLE,
    }
    assert sampled | elsewhere == set(Code)
    assert not sampled & elsewhere


def _checked(case: Path, twin: str, set_case: SetCase) -> CheckedRules:
    text = (case / f"{twin}.yaml").read_text("utf-8")
    return check_rules(set_case(case, twin), capabilities(case.parent.name, text))


def _codes(checked: CheckedRules) -> set[Code]:
    return {finding.code for finding in checked.findings}


class _EditorLoader(yaml.SafeLoader):
    """Reads dates as texts, as YAML 1.2 editors do before they check against a schema."""


_EditorLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
