"""One HTML file about a feature run: failures first, every step, decision and call below it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from features.harness.catalogue import CatalogueEntry
from features.harness.evidence import ScenarioResult
from features.harness.ledger import RULE_TAG, Ledger, RequiredRule
from features.harness.runner import FAILED, PASSED

FILE_NAME = "features.html"
NOT_RUN = "not run"


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A rule with its scenarios and what they came to: passed, failed or not run."""

    rule: RequiredRule
    scenarios: Sequence[ScenarioResult]

    @property
    def state(self) -> str:
        if any(scenario.state == FAILED for scenario in self.scenarios):
            return FAILED
        return PASSED if self.scenarios else NOT_RUN


@dataclass(frozen=True, slots=True)
class FeatureSection:
    """The scenarios of one feature file."""

    title: str
    file: str
    scenarios: Sequence[ScenarioResult]


def write_report(
    folder: Path, results: Iterable[ScenarioResult], ledger: Ledger, steps: Sequence[CatalogueEntry]
) -> Path:
    """Write `features.html` into `folder`, which is made when missing; gives its path."""
    merged = merge(results)
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / FILE_NAME
    target.write_text(render(merged, ledger, steps), encoding="utf-8")
    return target


def merge(results: Iterable[ScenarioResult]) -> list[ScenarioResult]:
    """One result a scenario, by file and line; a failure (even while clearing up) wins."""
    by_name: dict[tuple[str, str], ScenarioResult] = {}
    for result in results:
        key = (result.file, result.name)
        if key not in by_name or result.state == FAILED:
            by_name[key] = result
    return sorted(by_name.values(), key=lambda result: (result.file, result.line))


def render(
    results: Sequence[ScenarioResult], ledger: Ledger, steps: Sequence[CatalogueEntry] = ()
) -> str:
    """The page as text; needs nothing from elsewhere."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html.j2").render(
        failed=[result for result in results if result.state == FAILED],
        counts=Counter(result.state for result in results),
        total=len(results),
        seconds=sum(result.seconds for result in results),
        sections=_sections(results),
        ledger=[_row(rule, results) for rule in ledger.rules.values()],
        tags=sorted({tag for result in results for tag in result.tags}),
        excused=ledger.excused,
        steps=steps,
        anchor=anchor,
    )


def anchor(result: ScenarioResult) -> str:
    """The scenario's address inside the page."""
    text = f"{Path(result.file).stem}-{result.name}"
    return "".join(letter if letter.isalnum() else "-" for letter in text)


def _sections(results: Sequence[ScenarioResult]) -> list[FeatureSection]:
    files = dict.fromkeys(result.file for result in results)
    return [
        FeatureSection(group[0].feature, file, group)
        for file in files
        if (group := [result for result in results if result.file == file])
    ]


def _row(rule: RequiredRule, results: Sequence[ScenarioResult]) -> LedgerRow:
    return LedgerRow(rule, [r for r in results if RULE_TAG + rule.id in r.tags])
