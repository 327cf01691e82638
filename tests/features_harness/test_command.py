"""`tieout features` on a mini-project: exit codes, reports, one clear line for wrong use."""

import sys
from typing import Any

import pytest

from engine.cli.features import features
from engine.cli.wrong_use import WrongUse
from tests.forked import run_tieout

STEPS = """
@when('it is weighed')
def weighed(): pass

@then('it weighs {grams:Count} grams')
def weighs(grams): assert grams == 5, f"it weighs 5 grams, not {grams}"
"""
FEATURE = """
@fact:D-001
Feature: Weight
  Scenario: Right
    When it is weighed
    Then it weighs 5 grams
  @slow
  Scenario: Wrong
    When it is weighed
    Then it weighs 6 grams
"""


@pytest.fixture
def weights(mini: Any) -> Any:
    mini.steps(STEPS)
    mini.feature(FEATURE, name="weights")
    return mini


def run(project: Any, *arguments: str) -> tuple[int, str]:
    variables = {**project.variables, "TIEOUT_FEATURES": str(project.folder)}
    ended = run_tieout(["features", *arguments], project.folder, **variables)
    return ended.returncode, ended.stdout + ended.stderr


def test_a_failure_gives_one_and_both_reports(weights: Any) -> None:
    code, output = run(weights, "weights.feature", "--report", "out")
    assert code == 1, output
    assert "it weighs 5 grams, not 6" in output
    assert "report: out/features.html" in output
    assert "1 passed, 1 failed" in (weights.folder / "out" / "features.html").read_text()
    assert (weights.folder / "out" / "junit.xml").exists()


@pytest.mark.parametrize(
    "choice", [("-k", "right"), ("--tag", "@fact:D-001", "-k", "weights right")]
)
def test_what_is_chosen_and_passes_gives_nought(weights: Any, choice: tuple[str, ...]) -> None:
    code, output = run(weights, "weights.feature", *choice)
    assert code == 0, output
    assert "1 passed" in output


def test_a_wrong_feature_file_gives_one_with_its_problems(weights: Any) -> None:
    run(weights, "weights.feature")
    assert (weights.folder / "reports" / "features.html").exists()
    weights.feature(FEATURE.replace("weighs 5", "weights 5"), name="weights")
    code, output = run(weights, "weights.feature")
    assert code == 1
    assert "report:" not in output, "the last run's report is not this one's"
    assert "weights.feature:5: undefined step 'Then it weights 5 grams'" in output


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("nowhere.feature",), "tieout: there is no file or folder nowhere.feature"),
        (("weights.feature", "--tag", "slwo"), "@slwo is no known tag; did you mean 'slow'?"),
        (("weights.feature", "--rule", "nope"), "there is no rule 'nope'"),
        (("weights.feature", "-k", "feathers"), "tieout: no scenario is chosen by"),
        (("../", "-k", "right"), "tieout: .. can't be run: feature files lie below /"),
        (
            ("weights.feature", "--report", "weights.feature"),
            "tieout: --report weights.feature is a file; name a folder",
        ),
    ],
)
def test_wrong_use_gives_two_and_one_clear_line(
    weights: Any, arguments: tuple[str, ...], line: str
) -> None:
    code, output = run(weights, *arguments)
    assert code == 2, output
    assert line in output
    assert "Traceback" not in output


@pytest.mark.parametrize(
    ("missing", "told"),
    [
        (("pytest",), "features need pytest, which"),
        (("pytest", "pytest_bdd"), "features need pytest and pytest-bdd, which"),
    ],
)
def test_without_the_extra_one_line_says_what_to_install(
    missing: tuple[str, ...], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in missing:
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(WrongUse) as refused:
        features()
    assert str(refused.value) == (
        f"{told} the extra `test` brings; in the folder of Tieout: pip install -e '.[test]'"
    )


def test_the_steps_are_listed_with_what_fits_and_an_example(weights: Any) -> None:
    code, output = run(weights, "--steps", "grams")
    assert code == 0, output
    assert output == (
        "Then it weighs {grams:Count} grams\n"
        f"    {weights.folder / 'mini_steps.py'}:5, used by 2 scenarios\n"
        "    grams: a whole number: 3\n"
        f"    example ({weights.folder / 'weights.feature'}:5):\n"
        "        Then it weighs 5 grams\n\n"
    )


def test_a_step_that_is_not_there_is_wrong_use(weights: Any) -> None:
    code, output = run(weights, "--steps", "grams", "feathers")
    assert code == 2
    assert "tieout: no step has the words grams feathers" in output


def test_the_report_has_the_steps(weights: Any) -> None:
    run(weights, "weights.feature")
    page = (weights.folder / "reports" / "features.html").read_text()
    assert "Then it weighs {grams:Count} grams" in page
    assert "used by 2 scenarios" in page
