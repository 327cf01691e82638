"""Scenarios can fail: break one guard of the rules, and the scenario that shows it goes red."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest
import yaml

from tests.forked import run_pytest

REPOSITORY = Path(__file__).parents[2]
SPECS = REPOSITORY / "features" / "falsify"
FAILED = 1
WRONG_USE = 4


@dataclass(frozen=True, slots=True)
class Falsification:
    """One broken guard: in `file` (below rules/) `find` becomes `replace`; `scenario` must fail."""

    label: str
    file: str
    find: str
    replace: str
    scenario: str


def falsifications() -> list[Falsification]:
    return [
        entry
        for path in sorted(SPECS.glob("*.yaml"))
        for entry in msgspec.convert(yaml.safe_load(path.read_text()), list[Falsification])
    ]


def run_scenario(scenario: str, rules: Path) -> tuple[int, str]:
    """In a forked process: the scenario over the wire, with simulators of its own."""
    ended = run_pytest(["-pno:xdist", f"features/{scenario}"], REPOSITORY, TIEOUT_RULES=str(rules))
    return ended.returncode, ended.stdout + ended.stderr


@pytest.mark.parametrize("broken", falsifications(), ids=lambda spec: spec.label)
def test_a_broken_guard_turns_its_scenario_red(broken: Falsification, tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    shutil.copytree(REPOSITORY / "rules", rules)
    text = (rules / broken.file).read_text()
    assert text.count(broken.find) == 1, f"{broken.file} has {text.count(broken.find)} such places"
    (rules / broken.file).write_text(text.replace(broken.find, broken.replace))

    code, output = run_scenario(broken.scenario, rules)

    assert code == FAILED, output
    assert "1 failed" in output
    # A Then went red: neither a step that broke nor rules that did not load.
    assert any(line.startswith("  FAIL ") for line in output.splitlines()), output
    assert "-    Then" not in output, f"a step before the checks failed:\n{output}"


def test_unbroken_rules_leave_a_falsified_scenario_green(tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    shutil.copytree(REPOSITORY / "rules", rules)
    code, output = run_scenario(falsifications()[0].scenario, rules)
    assert code == 0, output


def test_rules_that_do_not_load_are_told_without_a_stack_trace(tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    shutil.copytree(REPOSITORY / "rules", rules)
    path = rules / "eligibility" / "pcco_send.yaml"
    text = path.read_text()
    assert "{ user.prime_contracts_level:" in text
    path.write_text(text.replace("{ user.prime_contracts_level:", "{ user.prime_contract_level:"))
    code, output = run_scenario(falsifications()[0].scenario, rules)
    assert code == WRONG_USE, output
    assert "pcco_send.yaml" in output
    assert "user.prime_contract_level" in output
    assert "Traceback" not in output
