"""`tieout rules mutate` and `conditions`: what the features find out, and what is printed of it."""

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import typer

from engine.cli import mutants, rules
from engine.cli.wrong_use import CommandFailed, WrongUse
from tests.forked import run_pytest

REPOSITORY = Path(__file__).parents[2]
WRONG_USE = 4
UNLINK = "features/pcco/unlink.feature"


def put_to(work: str, folder: Path, *arguments: str, **environment: str) -> dict[str, Any]:
    """The scenarios on unlinking, put to a piece of work in a forked process."""
    place = folder / "answers.json"
    ended = run_pytest(
        ["-pno:xdist", "-s", f"--{work}={place}", "--jobs=2", *arguments], REPOSITORY, **environment
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    answers: dict[str, Any] = json.loads(place.read_text())
    return answers


def test_a_mutant_is_killed_by_the_scenario_whose_then_goes_red(tmp_path: Path) -> None:
    proof = put_to("mutants", tmp_path, "--only=unlink.still-in-spectrum", UNLINK)
    found = {each["change"]: each for each in proof["verdicts"]}
    gone = found["the rule -> nothing"]
    assert gone["fate"] == "killed"
    assert gone["killed_by"].startswith("unlink.feature::While the change request exists")
    assert gone["place"] == "rules/eligibility/pcco_unlink.yaml:19:9"
    other = found["{ pcco.is_in_spectrum: true } -> { pcco.is_number_taken_in_spectrum: true }"]
    assert other["fate"] == "killed"
    assert {each["fate"] for each in proof["verdicts"]} == {"killed"}
    assert 0 < proof["recording_seconds"] <= proof["seconds"]


def test_a_mutant_that_answers_every_question_as_before_has_survived(tmp_path: Path) -> None:
    only = "--only=retrieve.needs-prime-contracts-admin"  # which no scenario on unlinking asks
    found = {each["change"]: each for each in put_to("mutants", tmp_path, only, UNLINK)["verdicts"]}
    gone = found["the rule -> nothing"]
    assert (gone["fate"], gone["scenarios"], gone["runs"]) == ("survived", 0, 0)
    same = found["user.prime_contracts_level: admin -> { at_least: admin }"]
    assert same["fate"] == "same"
    never = found["user.prime_contracts_level: admin -> { at_most: admin }"]
    assert never["fate"] == "refused"


def test_scenarios_that_fail_as_it_is_can_show_nothing(tmp_path: Path) -> None:
    rules_folder = tmp_path / "rules"
    shutil.copytree(REPOSITORY / "rules", rules_folder)
    path = rules_folder / "eligibility" / "pcco_unlink.yaml"
    text = path.read_text()
    assert text.count("pcco.is_in_spectrum: true") == 1
    path.write_text(text.replace("pcco.is_in_spectrum: true", "pcco.is_in_spectrum: false"))
    arguments = ["-pno:xdist", "-s", f"--mutants={tmp_path / 'none.json'}", UNLINK]
    ended = run_pytest(arguments, REPOSITORY, TIEOUT_RULES=str(rules_folder))
    assert ended.returncode == WRONG_USE
    assert "these fail under the rules as they are:" in ended.stderr
    assert "unlink.feature::Once deleted in Spectrum it is unlinked: it was refused" in ended.stderr
    assert "Traceback" not in ended.stdout + ended.stderr


def test_conditions_that_no_scenario_decides_by_one_part_are_found(tmp_path: Path) -> None:
    found = put_to("conditions", tmp_path, UNLINK)
    lacking = {(each["rule"], each["part"], each["holds"]) for each in found["lacking"]}
    assert ("pcco.amount-out-of-range", BELOW, True) in lacking
    assert found["parts"] > found["rules"] > 0
    assert set(found["decisions"]) == {"2020", "current"}


BELOW = "pcco.largest_amount_cents is less than -9,999,999,999.99"


def verdict(change: str, fate: str, **others: Any) -> dict[str, Any]:
    return {
        "file": "rules/eligibility/a.yaml",
        "place": "rules/eligibility/a.yaml:3:5",
        "subject": "a.rule",
        "kind": "limit by one",
        "change": change,
        "fate": fate,
        "scenarios": 0,
        "runs": 0,
        "killed_by": "",
        **others,
    }


Run = Callable[..., tuple[str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Runs `tieout rules COMMAND` over features that answer what they are given, with these
    declarations; gives what was printed, and what the command failed with."""

    def command(
        name: str, answers: Mapping[str, Any] | None, declared: str, *more: str
    ) -> tuple[str, str]:
        def answer(arguments: list[str]) -> int:
            place = next(a for a in arguments if a.startswith(f"--{WORK[name]}="))
            if answers is not None:
                Path(place.partition("=")[2]).write_text(json.dumps(answers))
            return 0 if answers is not None else WRONG_USE

        (tmp_path / "equivalent_mutants.yaml").write_text(declared)
        monkeypatch.setattr(mutants, "run_pytest", answer)
        monkeypatch.setattr(mutants, "book", lambda: tmp_path)
        try:
            typer.main.get_command(rules.app).main([name, *more], standalone_mode=False)
        except (CommandFailed, WrongUse) as failed:
            return capsys.readouterr().out, f"{type(failed).__name__}: {failed}"
        return capsys.readouterr().out, ""

    return command


WORK = {"mutate": "mutants", "conditions": "conditions"}
PROOF = {"scenarios": 12, "questions": 340, "recording_seconds": 20.4, "seconds": 61.0}
NONE_DECLARED = "equivalents: []\n"
ONE_DECLARED = """equivalents:
  - subject: a.rule
    changes: ["fact: more_than: 1 -> 2"]
    because: The fact is never 2.
"""


def test_figures_by_kind_and_nothing_to_say_when_all_are_killed(run: Run) -> None:
    killed = verdict("x -> y", "killed", scenarios=3, runs=2, killed_by="a.feature::B")
    verdicts = [killed, verdict("x -> z", "refused"), verdict("the rule -> nothing", "same")]
    out, failed = run("mutate", {**PROOF, "verdicts": verdicts}, NONE_DECLARED)
    assert failed == ""
    assert [line.split() for line in out.splitlines()][:-1] == [
        ["what", "is", "changed", "mutants", "refused", "same", "killed", "declared", "survived"],
        ["limit", "by", "one", "3", "1", "1", "1", "-", "-"],
        ["all", "3", "1", "1", "1", "-", "-"],
    ]
    assert out.splitlines()[-1] == (
        "12 scenarios ask the rules 340 different questions; 2 runs of a scenario under a mutant; "
        "61 s, 20 of them to record"
    )


def test_survivors_are_told_with_their_place(run: Run) -> None:
    seen = verdict("fact: more_than: 1 -> 0", "survived", scenarios=2, runs=2)
    verdicts = [verdict("fact: more_than: 1 -> 2", "survived"), seen]
    out, failed = run("mutate", {**PROOF, "verdicts": verdicts}, NONE_DECLARED)
    assert out.splitlines()[-2:] == [
        "rules/eligibility/a.yaml:3:5: a.rule: fact: more_than: 1 -> 2: every answer is as before",
        "rules/eligibility/a.yaml:3:5: a.rule: fact: more_than: 1 -> 0: answers differ in "
        "2 scenarios, and no Then goes red",
    ]
    assert failed == "CommandFailed: 2 finding(s); write a scenario, or declare why none can"


def test_a_survivor_that_is_declared_is_counted_and_no_finding(run: Run) -> None:
    verdicts = [verdict("fact: more_than: 1 -> 2", "survived")]
    out, failed = run("mutate", {**PROOF, "verdicts": verdicts}, ONE_DECLARED)
    assert failed == ""
    assert out.splitlines()[1].split() == ["limit", "by", "one", "1", "-", "-", "-", "1", "-"]


def test_a_declared_mutant_that_is_killed_or_is_not_there_is_a_finding(run: Run) -> None:
    killed = verdict("fact: more_than: 1 -> 2", "killed", killed_by="a.feature::B", runs=1)
    out, failed = run("mutate", {**PROOF, "verdicts": [killed]}, ONE_DECLARED)
    place = "equivalent_mutants.yaml:3:15: a.rule: fact: more_than: 1 -> 2"
    assert out.splitlines()[-1] == (
        f"{place}: declared to change nothing, and killed by a.feature::B"
    )
    assert failed.startswith("CommandFailed: 1 finding(s)")
    verdicts = [verdict("x -> y", "killed")]
    out, failed = run("mutate", {**PROOF, "verdicts": verdicts}, ONE_DECLARED)
    assert out.splitlines()[-1] == f"{place}: no such mutant"
    # With --only the others are not looked at.
    out, failed = run("mutate", {**PROOF, "verdicts": verdicts}, ONE_DECLARED, "--only", "a.rule")
    assert failed == ""


def test_what_cannot_be_judged_is_told_in_a_line(run: Run) -> None:
    _, failed = run("mutate", {**PROOF, "verdicts": []}, NONE_DECLARED, "--only", "a.rul")
    assert failed == (
        "WrongUse: nothing in the rules is called a.rul; name a file, an id or a place"
    )
    _, failed = run("mutate", None, NONE_DECLARED)
    assert failed == (
        "CommandFailed: the features could not be put to this; what is wrong stands above"
    )
    _, failed = run("mutate", None, "equivalents:\n")
    assert failed == "WrongUse: equivalent_mutants.yaml:1:1: write a list under `equivalents`"


def test_without_the_test_runner_the_way_to_install_it_is_told(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    for name in WORK:
        _, failed = run(name, None, NONE_DECLARED)
        assert failed.startswith("WrongUse: features need pytest and pytest-bdd, which the extra")


def test_lacking_cases_are_told_with_their_place(run: Run) -> None:
    found = {"rules": 5, "parts": 10, "decisions": {"2020": 700, "current": 300}, "lacking": []}
    out, failed = run("conditions", found, NONE_DECLARED)
    assert (out, failed) == (
        "5 rules have compound conditions, with 10 parts; different decisions of the scenarios: "
        "700 in edition 2020, 300 in edition current\n",
        "",
    )
    case = {"place": "rules/eligibility/a.yaml:3:5", "rule": "a.rule", "part": "a is 1"}
    lacking = [{**case, "holds": True}, {**case, "holds": False}]
    out, failed = run("conditions", {**found, "lacking": lacking}, NONE_DECLARED)
    assert out.splitlines()[:2] == [
        "rules/eligibility/a.yaml:3:5: a.rule: no scenario is decided by this alone, where it is "
        f"{how}: a is 1"
        for how in ("so", "not so")
    ]
    assert failed == "CommandFailed: 2 case(s) are shown by no scenario"
