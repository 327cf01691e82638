"""A mini-project a test: features, steps and rules written inline, run by a pytest of its own."""

import textwrap
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.forked import run_pytest

CONFTEST = """
from pathlib import Path
from features.harness import plugin
from features.harness.collector import HarnessOptions
from features.harness.ledger import Ledger, RequiredRule
from features.support.vocabulary import vocabulary

HERE = Path(__file__).parent
RULES = {rules!r}

def pytest_addoption(parser):
    plugin.add_options(parser)

def pytest_cmdline_main(config):
    return plugin.list_steps(config, settings)

def pytest_configure(config):
    plugin.install(config, settings())

def settings():
    rules = {{
        rule: RequiredRule(rule, "because", "S1", HERE / "rules.yaml", line)
        for line, rule in enumerate(RULES, 1)
    }}
    ledger = Ledger(rules, tags=("slow",), excused={excused!r})
    return HarnessOptions(HERE, ("mini_steps",), ledger, vocabulary(rules))
"""
STEPS_HEAD = "from features.harness.steps import given, when, then\n"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run printed and its exit code (0 passed, 1 failed, 2 refused at collection)."""

    code: int
    output: str


class MiniProject:
    """Writes the files and runs pytest on them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.variables = {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
        self.rules()
        self.steps("")

    def rules(self, *rule_ids: str, excused: dict[str, str] | None = None) -> None:
        text = CONFTEST.format(rules=list(rule_ids), excused=excused or {})
        (self.folder / "conftest.py").write_text(text)

    def steps(self, text: str) -> None:
        (self.folder / "mini_steps.py").write_text(STEPS_HEAD + textwrap.dedent(text).lstrip())

    def feature(self, text: str, name: str = "cash") -> Path:
        path = self.folder / f"{name}.feature"
        path.write_text(textwrap.dedent(text).lstrip())
        return path

    def run(self, *arguments: str) -> Outcome:
        whole = ["--rootdir", str(self.folder), "-c", "/dev/null", "--import-mode=importlib"]
        whole += arguments or ("-v", ".")
        run = run_pytest(whole, self.folder, **self.variables)
        return Outcome(run.returncode, run.stdout + run.stderr)


@pytest.fixture
def mini(tmp_path: Path) -> MiniProject:
    return MiniProject(tmp_path)
