"""Whether scenarios notice when one thing in the rules is changed.

Every question that the tool asks of the rules in any scenario is recorded once, and asked again
under each mutant. A mutant that answers all of them as before has survived. Of the others the
scenarios that asked are run under the mutant, likely and cheap ones first, until a Then goes red:
then it is killed. A scenario that breaks before its Thens shows nothing.
"""

import json
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

from engine.erp_integrations.capabilities import engine_capabilities
from engine.rulebook.load import RulesFolder, read_rules
from engine.rulebook.mutation.mutants import Mutant, mutants_of, mutated, says_the_same
from features.harness.bench import Bench
from features.harness.workers import in_workers
from features.support.questions import Replay
from features.support.recorded_scenarios import Recorded, recorded_scenarios
from features.support.rules_in_force import RulesInForce

PROGRESS_S = 10.0
RUNS_MAX = 150
"""A mutant that so many scenarios let pass has survived, whatever the others would say."""


class Fate(StrEnum):
    REFUSED = "refused"  # the loader refuses it: nobody can work under it
    SAME = "same"  # other words for the same, as the rules themselves show
    KILLED = "killed"
    SURVIVED = "survived"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one mutant.

    `scenarios` counts those of which an answer differs, `runs` those that were run; `killed_by` is
    the one that went red.
    """

    file: str
    place: str
    subject: str
    kind: str
    change: str
    fate: Fate
    scenarios: int = 0
    runs: int = 0
    killed_by: str = ""


@dataclass(frozen=True, slots=True)
class Proof:
    """All figures of a run; `questions` counts different ones."""

    scenarios: int
    questions: int
    recording_seconds: float
    seconds: float
    verdicts: tuple[Verdict, ...]


def judge_mutants(
    bench: Bench, rules: RulesInForce, folder: Path, answers: Path, only: str, jobs: int
) -> None:
    """Judge every mutant of the folder that `only` names; write the `Proof` as JSON.

    ScenariosRed when a scenario fails as it is.
    """
    started = time.monotonic()
    recorded = recorded_scenarios(bench, rules, jobs)
    _tell(f"{len(recorded)} scenarios recorded")
    judge = _Judge(bench, rules, read_rules(folder), recorded)
    recording_seconds = time.monotonic() - started
    mutants = [mutant for mutant in judge.mutants() if _is_meant(mutant, only)]
    verdicts = tuple(verdict for _, verdict in _told(in_workers(judge, mutants, jobs), mutants))
    proof = Proof(
        len(recorded),
        len(judge.replay.questions),
        round(recording_seconds, 1),
        round(time.monotonic() - started, 1),
        verdicts,
    )
    answers.write_text(json.dumps(asdict(proof)), encoding="utf-8")


class _Judge:
    """Says what becomes of a mutant."""

    def __init__(
        self,
        bench: Bench,
        rules: RulesInForce,
        folder: RulesFolder,
        recorded: Mapping[int, Recorded],
    ) -> None:
        self._bench = bench
        self._rules = rules
        self._folder = folder
        self._recorded = recorded
        self._can = engine_capabilities()
        self.replay = Replay(
            rules.own.rulebook, {number: each.questions for number, each in recorded.items()}
        )

    def mutants(self) -> tuple[Mutant, ...]:
        return mutants_of(self._folder, self._rules.own.rulebook, self._can)

    def __call__(self, mutant: Mutant) -> Verdict:
        book = mutated(self._folder, mutant, self._can).rulebook
        if book is None:
            return _verdict(mutant, Fate.REFUSED)
        if says_the_same(self._rules.own.rulebook, book):
            return _verdict(mutant, Fate.SAME)
        differing = self.replay.differing(book)
        runs = 0
        with self._rules.replaced_by(book):
            for number in self._likely_first(differing)[:RUNS_MAX]:
                runs += 1
                if self._bench.run(number).is_red:
                    name = self._bench.names[number]
                    return _verdict(mutant, Fate.KILLED, len(differing), runs, name)
        return _verdict(mutant, Fate.SURVIVED, len(differing), runs)

    def _likely_first(self, differing: Mapping[int, bool]) -> list[int]:
        """Those whose Whens or Thens are answered differently, then those whose Givens alone are,
        which mostly break before they show anything; cheap ones first."""
        return sorted(differing, key=lambda n: (not differing[n], self._recorded[n].seconds))


def _verdict(
    mutant: Mutant, fate: Fate, scenarios: int = 0, runs: int = 0, by: str = ""
) -> Verdict:
    return Verdict(
        mutant.file,
        mutant.place,
        mutant.subject,
        mutant.kind,
        mutant.change,
        fate,
        scenarios,
        runs,
        by,
    )


def _is_meant(mutant: Mutant, only: str) -> bool:
    """`only` is nothing, a file of the rules or the end of its name, an id, or a place."""
    return not only or only == mutant.subject or only in mutant.file or only in mutant.place


def _told(
    found: Iterator[tuple[Mutant, Verdict]], mutants: list[Mutant]
) -> Iterator[tuple[Mutant, Verdict]]:
    """The same, with a line of progress now and then."""
    last = time.monotonic()
    survived = 0
    for count, (mutant, verdict) in enumerate(found, 1):
        if verdict.fate is Fate.SURVIVED:
            survived += 1
            _tell(f"survived: {verdict.place}: {verdict.subject}: {verdict.change}")
        if time.monotonic() - last > PROGRESS_S:
            last = time.monotonic()
            _tell(f"{count} of {len(mutants)} mutants judged, {survived} survived")
        yield mutant, verdict


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)  # noqa: T201  # a long run's progress
