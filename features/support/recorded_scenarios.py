"""Every scenario run once under the rules as they are, with every question it asks of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from features.harness.bench import Bench, BenchRefused
from features.harness.workers import in_workers
from features.support.questions import Listener, OpinionsHeard, Question, listening
from features.support.rules_in_force import RulesInForce


@dataclass(frozen=True, slots=True)
class Recorded:
    """One scenario. `questions` has for each whether it was asked after the Givens; `trouble` is
    what failed."""

    seconds: float
    questions: Mapping[Question, bool]
    trouble: str


class ScenariosRed(BenchRefused):
    """Scenarios fail under the rules as they are, so that they can show nothing about others."""


def recorded_scenarios(bench: Bench, rules: RulesInForce, jobs: int) -> dict[int, Recorded]:
    """By the scenario's number; ScenariosRed when one fails."""

    def record(number: int) -> Recorded:
        listener = Listener(lambda: bench.step_kind)
        heard = OpinionsHeard(rules.own.rulebook, listener)
        with rules.replaced_by(heard), listening(listener):
            run = bench.run(number)
        return Recorded(run.seconds, listener.asked, run.told)

    recorded = dict(in_workers(record, range(len(bench.names)), jobs))
    red = [f"{bench.names[n]}: {each.trouble}" for n, each in recorded.items() if each.trouble]
    if red:
        raise ScenariosRed("these fail under the rules as they are:\n" + "\n".join(sorted(red)))
    return recorded
