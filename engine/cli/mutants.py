"""`tieout rules mutate` and `conditions`: features judge the rules, and the figures are printed."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typer
from rich.table import Table

from engine.cli.console import console_for_output
from engine.cli.features import book, refuse_without_pytest, run_pytest
from engine.cli.wrong_use import CommandFailed, WrongUse
from engine.rulebook.mutation.equivalents import Equivalent, EquivalentsError, read_equivalents

EQUIVALENTS = "equivalent_mutants.yaml"
FATES = ("refused", "same", "killed", "declared", "survived")
Verdict = dict[str, Any]
"""As the features write it: features.support.mutation.Verdict."""


def judge_mutants(only: str, jobs: int) -> None:
    """Print how many mutants there are of each kind and what became of them, and every survivor.

    CommandFailed when one survives that is not declared, or a declaration is idle.
    """
    refuse_without_pytest()
    declared = _declared(book() / EQUIVALENTS)
    proof = _answers("mutants", [f"--only={only}", f"--jobs={jobs}"])
    verdicts: list[Verdict] = proof["verdicts"]
    if not verdicts:
        raise WrongUse(f"nothing in the rules is called {only}; name a file, an id or a place")
    by_name = {(each.subject, each.change): each for each in declared}
    for verdict in verdicts:
        is_declared = (verdict["subject"], verdict["change"]) in by_name
        if verdict["fate"] == "survived" and is_declared:
            verdict["fate"] = "declared"
    _print_figures(proof, verdicts)
    faults = [*_survivors(verdicts), *_idle(by_name.values(), verdicts, is_whole=not only)]
    for fault in faults:
        typer.echo(fault)
    if faults:
        raise CommandFailed(f"{len(faults)} finding(s); write a scenario, or declare why none can")


def show_conditions(jobs: int) -> None:
    """Print every part of a compound condition that no scenario shows to decide alone.

    CommandFailed when there is one.
    """
    refuse_without_pytest()
    found = _answers("conditions", [f"--jobs={jobs}"])
    for each in found["lacking"]:
        how = "it is so" if each["holds"] else "it is not so"
        typer.echo(
            f"{each['place']}: {each['rule']}: no scenario is decided by this alone, where {how}: "
            f"{each['part']}"
        )
    editions = ", ".join(f"{n} in edition {name}" for name, n in found["decisions"].items())
    typer.echo(
        f"{found['rules']} rules have compound conditions, with {found['parts']} parts; "
        f"different decisions of the scenarios: {editions}"
    )
    if found["lacking"]:
        raise CommandFailed(f"{len(found['lacking'])} case(s) are shown by no scenario")


def _declared(path: Path) -> tuple[Equivalent, ...]:
    if not path.exists():
        return ()
    try:
        return read_equivalents(path)
    except EquivalentsError as error:
        raise WrongUse(str(error)) from error


def _answers(work: str, arguments: list[str]) -> dict[str, Any]:
    """What the features write when they are put to this work; CommandFailed when they can't be."""
    with TemporaryDirectory() as folder:
        place = Path(folder, "answers.json")
        code = run_pytest(["-s", f"--{work}={place}", *arguments, str(book())])
        if code or not place.exists():
            raise CommandFailed("the features could not be put to this; what is wrong stands above")
        answers: dict[str, Any] = json.loads(place.read_text(encoding="utf-8"))
        return answers


def _print_figures(proof: dict[str, Any], verdicts: Sequence[Verdict]) -> None:
    table = Table(box=None, pad_edge=False)
    table.add_column("what is changed")
    for heading in ("mutants", *FATES):
        table.add_column(heading, justify="right")
    kinds = sorted({verdict["kind"] for verdict in verdicts})
    for kind in kinds:
        table.add_row(kind, *_counts([each for each in verdicts if each["kind"] == kind]))
    table.add_row("all", *_counts(verdicts), style="bold")
    console_for_output().print(table)
    runs = sum(verdict["runs"] for verdict in verdicts)
    typer.echo(
        f"{proof['scenarios']} scenarios ask the rules {proof['questions']} different questions; "
        f"{runs} runs of a scenario under a mutant; "
        f"{proof['seconds']:.0f} s, {proof['recording_seconds']:.0f} of them to record"
    )


def _counts(verdicts: Sequence[Verdict]) -> list[str]:
    counts = [sum(verdict["fate"] == fate for verdict in verdicts) for fate in FATES]
    return [str(len(verdicts)), *(str(count) if count else "-" for count in counts)]


def _survivors(verdicts: Iterable[Verdict]) -> list[str]:
    return [
        f"{verdict['place']}: {verdict['subject']}: {verdict['change']}: "
        + (
            f"answers differ in {verdict['scenarios']} scenarios, and no Then goes red"
            if verdict["scenarios"]
            else "every answer is as before"
        )
        for verdict in verdicts
        if verdict["fate"] == "survived"
    ]


def _idle(
    declared: Iterable[Equivalent], verdicts: Sequence[Verdict], *, is_whole: bool
) -> list[str]:
    """Declarations of mutants that do not survive, or that there are not."""
    fates = {(verdict["subject"], verdict["change"]): verdict for verdict in verdicts}
    faults = []
    for each in declared:
        verdict = fates.get((each.subject, each.change))
        if verdict is None and is_whole:
            faults.append(f"{each.location}: {each.subject}: {each.change}: no such mutant")
        elif verdict is not None and verdict["fate"] != "declared":
            how = f" by {verdict['killed_by']}" if verdict["killed_by"] else ""
            faults.append(
                f"{each.location}: {each.subject}: {each.change}: declared to change nothing, "
                f"and {verdict['fate']}{how}"
            )
    return faults
