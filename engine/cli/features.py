"""`tieout features`: runs feature files in a process of their own and writes the reports."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from engine.cli.wrong_use import WrongUse

ROOT = Path(__file__).parents[2]
FEATURES_VARIABLE = "TIEOUT_FEATURES"  # another book of features, with a conftest of its own
FEATURES = Path(os.environ.get(FEATURES_VARIABLE, ROOT / "features"))
NOTHING_CHOSEN = 5  # pytest's exit code when no test was collected or all were deselected
NEEDED = (
    "pytest",
    "pytest_bdd",
)  # the extra `test`, which the engine and the simulators do without
USAGE_ERROR = 4  # pytest's exit code for wrong use, which it has explained in a line
PYTEST = [
    sys.executable,
    "-m",
    "pytest",
    "-c",
    str(ROOT / "pyproject.toml"),
    "--rootdir",
    str(ROOT),
]

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
    _refuse_without_pytest()
    if steps:
        _list_steps([*map(str, paths or []), *words.split()])
        return
    chosen = paths or [FEATURES]
    for path in chosen:
        if not path.exists():
            raise WrongUse(f"there is no file or folder {path}; feature files lie below {FEATURES}")
        if not path.resolve().is_relative_to(FEATURES.resolve()):
            raise WrongUse(f"{path} can't be run: feature files lie below {FEATURES}")
    if report.exists() and not report.is_dir():
        raise WrongUse(f"--report {report} is a file; name a folder")
    page = report / "features.html"
    written_before = _written(page)
    code = subprocess.run(
        _command(chosen, words, tag or [], rule or [], report), check=False
    ).returncode
    if code == NOTHING_CHOSEN:
        raise WrongUse("no scenario is chosen by these paths, words, tags and rules")
    if _written(page) != written_before:
        typer.echo(f"report: {page}")
    raise typer.Exit(2 if code == USAGE_ERROR else min(code, 1))


def _refuse_without_pytest() -> None:
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


def _list_steps(words: list[str]) -> None:
    command = [*PYTEST, f"--steps={' '.join(words)}", str(FEATURES)]
    code = subprocess.run(command, check=False).returncode
    if code == NOTHING_CHOSEN:
        raise WrongUse(f"no step has the words {' '.join(words)}; leave out words to see more")
    raise typer.Exit(code)


def _command(
    paths: list[Path], words: str, tags: list[str], rules: list[str], report: Path
) -> list[str]:
    command = [*PYTEST, "--report", str(report)]
    command += ["--junit-xml", str(report / "junit.xml"), "-o", "junit_family=xunit2"]
    command += [f"--words={words}"] if words else []
    command += [f"--tag={tag.removeprefix('@')}" for tag in tags]
    command += [f"--rule={rule}" for rule in rules]
    return [*command, *map(str, paths)]
