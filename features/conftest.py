"""The book of features: what it consists of, and the fixtures its steps stand on."""

import os
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from engine.cli.simulators import running
from engine.executors.two_opinions import TwoOpinions
from engine.rulebook.findings import RulebookError
from engine.rulebook.load import DEFAULT_RULES, load_rulebook
from engine.rulebook.model import Rulebook
from features.harness import plugin
from features.harness.bench import Bench, BenchPlugin
from features.harness.collector import HarnessOptions, ScenarioItem
from features.harness.evidence import Evidence
from features.harness.ledger import Ledger, RequiredRule
from features.support.company import Company
from features.support.conditions import show_conditions
from features.support.documented_statements import documented_statements
from features.support.editions import edition_of, in_other_editions
from features.support.erp_tool import ErpTool
from features.support.info_link import InfoLink
from features.support.mutation import judge_mutants
from features.support.procore_screens import ProcoreScreens
from features.support.rule_words import readable
from features.support.rules_in_force import RulesInForce
from features.support.scenario_context import ScenarioContext
from features.support.simulators import Simulators
from features.support.spectrum_desk import SpectrumDesk
from features.support.spectrum_screens import SpectrumScreens
from features.support.spectrum_services import SpectrumServices
from features.support.vocabulary import vocabulary

FEATURES = Path(__file__).parent
SEED = 2020
RULES_VARIABLE = "TIEOUT_RULES"

rules_key = pytest.StashKey[RulesInForce]()

EXCUSED = {
    "pcco.title-too-long": "Procore saves no longer title (D-174), so that none can be sent; "
    "tests/executors holds the rule at its limit",
}


def pytest_addoption(parser: pytest.Parser) -> None:
    plugin.add_options(parser)


def pytest_cmdline_main(config: pytest.Config) -> int | None:
    listed = plugin.list_steps(config, settings)
    return plugin.say_coverage(config, settings) if listed is None else listed


def pytest_configure(config: pytest.Config) -> None:
    rules = config.stash[rules_key] = RulesInForce(rules_folder())
    features = plugin.install(config, settings())
    work = _work_on_bench(config, rules)
    if work is not None:
        config.pluginmanager.register(BenchPlugin(work, features), "tieout-bench-work")


def _work_on_bench(config: pytest.Config, rules: RulesInForce) -> Callable[[Bench], None] | None:
    """What --mutants or --conditions ask for; None when the features are only run."""
    only, jobs = config.getoption("only"), config.getoption("jobs")
    if (place := config.getoption("mutants")) is not None:
        return lambda bench: judge_mutants(bench, rules, rules_folder(), Path(place), only, jobs)
    if (place := config.getoption("conditions")) is not None:
        return lambda bench: show_conditions(bench, rules, Path(place), jobs)
    return None


def settings() -> HarnessOptions:
    """The book: its step modules, what must be shown, and what words may be."""
    steps = sorted(path.stem for path in (FEATURES / "steps").glob("[a-z]*.py"))
    rulebook = read_rulebook()
    rules = required_rules(rulebook)
    return HarnessOptions(
        root=FEATURES,
        step_modules=tuple(f"features.steps.{name}" for name in steps),
        ledger=Ledger(rules, excused=EXCUSED),
        vocabulary=vocabulary(rules),
        statements=documented_statements(rulebook),
        variants=in_other_editions(rulebook),
    )


def rules_folder() -> Path:
    """The rules the scenarios run under: another folder proves that scenarios can fail."""
    return Path(os.environ.get(RULES_VARIABLE, DEFAULT_RULES))


def read_rulebook() -> Rulebook:
    """The rules that the scenarios run under."""
    try:
        return load_rulebook(rules_folder())
    except RulebookError as error:
        raise pytest.UsageError(f"{rules_folder()} can't be loaded: {error}") from error


def required_rules(rulebook: Rulebook) -> dict[str, RequiredRule]:
    """Every rule that can refuse, by id."""
    return {
        rule.id: RequiredRule(
            id=rule.id,
            because=readable(rule.because, rulebook.facts),
            source=", ".join(cited.reference for cited in rule.sources),
            path=rules_folder() / rule.location.file,
            line=rule.location.line,
        )
        for rule in rulebook.rules.values()
    }


@pytest.fixture(scope="session")
def simulators() -> Iterator[Simulators]:
    """Both products on sockets of their own, one pair a test worker."""
    with running(seed=SEED, portfolio=None) as pair:
        simulators = Simulators(pair.connection, SEED)
        yield simulators
        simulators.close()


@pytest.fixture
def opinions(request: pytest.FixtureRequest) -> TwoOpinions:
    return request.config.stash[rules_key].opinions


@pytest.fixture
def scenario(
    request: pytest.FixtureRequest,
    simulators: Simulators,
    opinions: TwoOpinions,
    evidence: Evidence,
    tmp_path: Path,
) -> Iterator[ScenarioContext]:
    """A new world for every scenario."""
    item: ScenarioItem = request.node
    simulators.reset()
    procore = ProcoreScreens(simulators.connection)
    procore.log_in()
    spectrum = SpectrumScreens(simulators.connection)
    now = datetime.fromisoformat(simulators.now())
    tool = ErpTool(simulators.connection, tmp_path, opinions, now, simulators.advance_clock)
    company = Company(simulators, procore)
    edition = edition_of(item.run.case)
    yield ScenarioContext(simulators, company, tool, procore, spectrum, evidence, edition)
    tool.close()
    procore.close()
    spectrum.close()


@pytest.fixture(scope="session")
def spectrum_services(simulators: Simulators) -> Iterator[SpectrumServices]:
    """Spectrum's services by a client of their own; their WSDLs are read once a test worker."""
    services = SpectrumServices(simulators.connection)
    yield services
    services.close()


@pytest.fixture(scope="session")
def info_link(simulators: Simulators) -> Iterator[InfoLink]:
    reader = InfoLink(simulators.connection)
    yield reader
    reader.close()


@pytest.fixture
def desk(
    simulators: Simulators,
    spectrum_services: SpectrumServices,
    info_link: InfoLink,
    evidence: Evidence,
) -> SpectrumDesk:
    """A new world for every scenario about Spectrum's own services."""
    simulators.reset()
    spectrum_services.carry_token("")
    return SpectrumDesk(simulators, spectrum_services, info_link, evidence)


@pytest.hookimpl(tryfirst=True)
def pytest_bdd_after_scenario(request: pytest.FixtureRequest) -> None:
    """Keep the calls of the scenario for its report, before its world is gone."""
    for name in ("scenario", "desk"):
        if name in request.fixturenames or name in request.node.funcargs:
            request.getfixturevalue(name).leave_evidence()
