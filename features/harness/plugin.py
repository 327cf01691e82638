"""What `features/conftest.py` installs: collection, the ban on skipping, options, the report."""

import difflib
from collections.abc import Callable, Generator
from pathlib import Path

import pytest

from features.harness.book import SUFFIX
from features.harness.collector import (
    CONFTEST,
    Book,
    FeatureCollector,
    HarnessOptions,
    ScenarioItem,
    WholeBook,
)
from features.harness.evidence import Evidence, ScenarioResult
from features.harness.ledger import RULE_TAG
from features.harness.report import write_report
from features.harness.runner import FAILED, PASSED
from features.harness.statements import statement_report

NAME = "tieout-features"
REPORT_FIELD = "tieout_scenario"
evidence_key = pytest.StashKey[Evidence]()


def add_options(parser: pytest.Parser) -> None:
    """The options of a feature run; called by the conftest's own hook."""
    group = parser.getgroup("features")
    group.addoption("--tag", action="append", default=[], help="only scenarios with this tag")
    group.addoption("--rule", action="append", default=[], help="only scenarios of this rule id")
    group.addoption("--words", default="", help="only scenarios named with all these words")
    group.addoption(
        "--steps", metavar="WORDS", help="list the steps with all these words, and run nothing"
    )
    group.addoption(
        "--coverage", action="store_true", help="say which statements are shown, and run nothing"
    )
    group.addoption("--mutants", metavar="FILE", help="judge mutants of the rules; write JSON")
    group.addoption("--conditions", metavar="FILE", help="see which parts decide; write JSON")
    group.addoption("--only", default="", help="only mutants of this file, id or place")
    group.addoption("--jobs", type=int, default=1, help="how many processes judge mutants")
    group.addoption("--report", metavar="DIR", help="write features.html into this folder")


def install(config: pytest.Config, settings: HarnessOptions) -> "FeaturesPlugin":
    """Make this pytest session collect and run the book of features."""
    features = FeaturesPlugin(settings, config.rootpath)
    config.pluginmanager.register(features, NAME)
    return features


def list_steps(config: pytest.Config, settings: Callable[[], HarnessOptions]) -> int | None:
    """Print the steps that --steps asks for; None when it does not, so that pytest goes on.

    The exit code is pytest's own for nothing found when no step has the words.
    """
    words = config.getoption("steps", default=None)
    if words is None:
        return None
    entries = Book.open(settings(), config.rootpath).catalogue(config.rootpath)
    found = [entry for entry in entries if entry.has(words.split())]
    for entry in found:
        print("\n".join(entry.as_text()) + "\n")  # noqa: T201  # a command's answer
    return pytest.ExitCode.OK if found else pytest.ExitCode.NO_TESTS_COLLECTED


def say_coverage(config: pytest.Config, settings: Callable[[], HarnessOptions]) -> int | None:
    """Print what --coverage asks for; None when it does not, so that pytest goes on.

    The exit code is that of a failed test when a statement is not accounted for.
    """
    if not config.getoption("coverage", default=False):
        return None
    options = settings()
    files = Book.open(options, config.rootpath).readable_files()
    report = statement_report(options.statements, files)
    print("\n".join(report.lines))  # noqa: T201  # a command's answer
    return pytest.ExitCode.OK if report.is_complete else pytest.ExitCode.TESTS_FAILED


class FeaturesPlugin:
    """Holds the book of one session and the results that have come in."""

    def __init__(self, settings: HarnessOptions, base: Path) -> None:
        self.base = base
        self.settings = settings
        self.results: list[ScenarioResult] = []
        self._book: Book | None = None

    def pytest_collect_file(
        self, file_path: Path, parent: pytest.Collector
    ) -> pytest.Collector | None:
        """Feature files become scenarios; the folder's conftest stands for the whole book."""
        if not file_path.is_relative_to(self.settings.root):
            return None
        if file_path == self.settings.root / CONFTEST:
            whole = WholeBook.from_parent(parent, path=file_path)
            whole.book = self._opened()
            return whole
        if file_path.suffix == SUFFIX:
            collector = FeatureCollector.from_parent(parent, path=file_path)
            collector.book = self._opened()
            return collector
        return None

    def pytest_collection_modifyitems(
        self, config: pytest.Config, items: list[pytest.Item]
    ) -> None:
        """Keep what --tag, --rule and --words ask for; several tags and rules widen the choice.

        pytest.UsageError for a tag or rule that no scenario has and nothing knows.
        """
        wanted = {tag.removeprefix("@") for tag in config.getoption("tag", default=[])}
        wanted |= {RULE_TAG + rule for rule in config.getoption("rule", default=[])}
        words = config.getoption("words", default="").casefold().split()
        if not wanted and not words:
            return
        _refuse_unknown(wanted, items, self.settings)
        kept = [i for i in items if isinstance(i, ScenarioItem) and _is_wanted(i, wanted, words)]
        config.hook.pytest_deselected(items=[item for item in items if item not in kept])
        items[:] = kept

    @pytest.fixture
    def evidence(self, request: pytest.FixtureRequest) -> Evidence:
        """What the scenario leaves for its report: steps and fixtures add to it."""
        node: pytest.Item = request.node
        return node.stash.setdefault(evidence_key, Evidence())

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """A scenario that is skipped, or expected to fail, has failed; keep what it left behind."""
        report = yield
        if not isinstance(item, ScenarioItem):
            return report
        is_excused = report.skipped or hasattr(report, "wasxfail")
        if is_excused:
            report.__dict__.pop("wasxfail", None)
            report.outcome = "failed"
            report.longrepr = f"{item.nodeid}: scenarios are never skipped nor expected to fail"
        if report.when == "call" or report.failed:
            state = PASSED if report.passed else FAILED
            trouble = str(report.longrepr) if report.failed and not item.run.results else ""
            left = item.stash.get(evidence_key, Evidence())
            result = item.run.result(state, trouble, left)
            setattr(report, REPORT_FIELD, result.as_data())
        del call
        return report

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Gather results here and, under xdist, from the workers."""
        data = getattr(report, REPORT_FIELD, None)
        if data is not None:
            self.results.append(ScenarioResult.from_data(data))

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Write the report, once, where the results came together; nothing when nothing ran."""
        folder = session.config.getoption("report", default=None)
        if folder and self.results and not hasattr(session.config, "workerinput"):
            steps = self._opened().catalogue(session.config.rootpath)
            write_report(Path(folder), self.results, self.settings.ledger, steps)

    def _opened(self) -> Book:
        if self._book is None:
            self._book = Book.open(self.settings, self.base)
        return self._book


def _refuse_unknown(wanted: set[str], items: list[pytest.Item], settings: HarnessOptions) -> None:
    scenarios = [item for item in items if isinstance(item, ScenarioItem)]
    used = {tag for item in scenarios for tag in item.run.case.tags}
    for tag in sorted(wanted - used):
        told = settings.ledger.wrong(tag)
        if told is None:
            continue
        message, candidates = told
        known = {*settings.ledger.rules, *(name.removeprefix(RULE_TAG) for name in used)}
        near = difflib.get_close_matches(tag.removeprefix(RULE_TAG), known, n=1)
        hint = f"did you mean {near[0]!r}?" if near else "; ".join(candidates)
        raise pytest.UsageError(message + (f"; {hint}" if hint else ""))


def _is_wanted(item: ScenarioItem, tags: set[str], words: list[str]) -> bool:
    name = f"{item.path.stem} {item.name}".casefold()
    has_tag = not tags or bool(tags & item.run.case.tags)
    return has_tag and all(word in name for word in words)
