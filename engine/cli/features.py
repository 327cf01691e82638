"""`tieout features`: runs feature files with pytest and writes the reports."""

import importlib.util
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from engine.cli.wrong_use import WrongUse

ROOT = Path(__file__).parents[2]
FEATURES_VARIABLE = "TIEOUT_FEATURES"  # another book of features, with a conftest of its own
NOTHING_CHOSEN = 5  # pytest's exit code when no test was collected or all were deselected
NEEDED = (
    "pytest",
    "pytest_bdd",
)  # the extra `test`, which the engine and the simulators do without
FAILED_EXIT_CODE = 1
USAGE_ERROR = 4  # pytest's exit code for wrong use, which it has explained in a line
PYTEST_OPTIONS = ["-c", str(ROOT / "pyproject.toml"), "--rootdir", str(ROOT)]
# Plugins of tools for other tests: to import them would cost more than to read all the features.
IDLE_PLUGINS = ("anyio", "faker", "hypothesispytest", "schemathesis")

Paths = Annotated[
    list[Path] | None, typer.Argument(help="Feature files or folders; all of them by default.")
]
Words = Annotated[str, typer.Option("--words", "-k", help="Only scenarios with these words.")]
Tags = Annotated[list[str] | None, typer.Option("--tag", help="Only scenarios with this tag.")]
Rules = Annotated[list[str] | None, typer.Option("--rule", help="Only scenarios of this rule.")]
Steps = Annotated[
    bool, typer.Option("--steps", help="List the steps with the words given as PATHS; run nothing.")
]
Report = Annotated[Path, typer.Option("--report", help="Folder for features.html and junit.xml.")]


def features(
    paths: Paths = None,
    words: Words = "",
    tag: Tags = None,
    rule: Rules = None,
    steps: Steps = False,
    report: Report = Path("reports"),
) -> None:
    """Run feature files over the wire and write features.html and junit.xml.

    Exit code 0 when every scenario passed, 1 when one failed or a feature file is wrong, 2 for
    wrong use.
    """
    refuse_without_pytest()
    if steps:
        _list_steps([*map(str, paths or []), *words.split()])
        return
    root = book()
    chosen = paths or [root]
    for path in chosen:
        if not path.exists():
            raise WrongUse(f"there is no file or folder {path}; feature files lie below {root}")
        if not path.resolve().is_relative_to(root.resolve()):
            raise WrongUse(f"{path} can't be run: feature files lie below {root}")
    if report.exists() and not report.is_dir():
        raise WrongUse(f"--report {report} is a file; name a folder")
    page = report / "features.html"
    written_before = _written(page)
    code = run_pytest(_arguments(chosen, words, tag or [], rule or [], report))
    if code == NOTHING_CHOSEN:
        raise WrongUse("no scenario is chosen by these paths, words, tags and rules")
    if _written(page) != written_before:
        typer.echo(f"report: {page}")
    raise typer.Exit(2 if code == USAGE_ERROR else min(code, 1))


def book() -> Path:
    """The folder that feature files lie in."""
    return Path(os.environ.get(FEATURES_VARIABLE, ROOT / "features"))


def refuse_without_pytest() -> None:
    """WrongUse with the way to install it, where the test runner is missing."""
    missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        names = " and ".join(missing).replace("_", "-")
        raise WrongUse(
            f"features need {names}, which the extra `test` brings; in the folder of Tieout: "
            "pip install -e '.[test]'"
        )


def _written(page: Path) -> int:
    """When the page was last written (ns); 0 when there is none."""
    return page.stat().st_mtime_ns if page.exists() else 0


def say_coverage() -> None:
    """Which documented statements the scenarios show; exit code 1 when one is unaccounted for."""
    refuse_without_pytest()
    raise typer.Exit(min(run_pytest(["--coverage", str(book())]), FAILED_EXIT_CODE))


def _list_steps(words: list[str]) -> None:
    code = run_pytest([f"--steps={' '.join(words)}", str(book())])
    if code == NOTHING_CHOSEN:
        raise WrongUse(f"no step has the words {' '.join(words)}; leave out words to see more")
    raise typer.Exit(code)


def run_pytest(arguments: list[str]) -> int:
    """Pytest in this process, over Tieout's own configuration; its exit code."""
    import pytest

    sys.path.insert(0, "")  # as `python -m pytest` has it: steps may lie where one is
    left_out = [f"-pno:{plugin}" for plugin in IDLE_PLUGINS]
    return int(pytest.main([*PYTEST_OPTIONS, *left_out, *arguments]))


def _arguments(
    paths: list[Path], words: str, tags: list[str], rules: list[str], report: Path
) -> list[str]:
    arguments = ["--report", str(report)]
    arguments += ["--junit-xml", str(report / "junit.xml"), "-o", "junit_family=xunit2"]
    arguments += [f"--words={words}"] if words else []
    arguments += [f"--tag={tag.removeprefix('@')}" for tag in tags]
    arguments += [f"--rule={rule}" for rule in rules]
    return [*arguments, *map(str, paths)]
