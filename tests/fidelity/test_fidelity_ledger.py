"""The ledger is generated, whole, and not older than what it speaks of."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from simulator.fidelity.ledger import Recorded, ledger, recorded_tests
from simulator.fidelity.page import as_markdown
from simulator.fidelity.written import written_ledger
from simulator.http.operation import Evidence, Operation
from simulator.simulation import Simulation
from tests.forked import run_pytest

ROOT = Path(__file__).parents[2]
RENEW = "the ledger is out of date: run make fidelity"
# Recorded anew in this test: small, specific, one of each product.
SAMPLE = ("tests/procore/test_rate_limits.py", "tests/spectrum/test_get_services.py")


@pytest.mark.parametrize("name", ["fidelity.md", "fidelity.json"])
def test_the_committed_ledger_is_what_the_operations_say_now(name: str) -> None:
    assert (ROOT / "docs" / name).read_text() == written_ledger()[name], RENEW


def test_every_operation_is_in_the_ledger_and_one_without_a_test_is_named() -> None:
    rows = json.loads(written_ledger()["fidelity.json"])
    sites = Simulation().sites
    assert [row["name"] for row in rows] == [
        operation.name for site in sites.values() for operation in site.router.operations
    ]
    untested = [row["name"] for row in rows if row["is_implemented"] and not row["answered_in"]]
    page = written_ledger()["fidelity.md"]
    named = re.findall(r"No test of the suites was answered by: (.+)\.", page)
    assert sorted(re.findall(r"`(\S+)`", " ".join(named))) == sorted(untested)


@pytest.mark.parametrize("system", ["procore", "spectrum"])
def test_every_served_operation_was_answered_in_a_test(system: str) -> None:
    rows = ledger(system, Simulation().sites[system].router.operations, recorded_tests())
    served = [row for row in rows if row.is_implemented]
    assert served
    untested = [row.name for row in served if not row.answered_in]
    assert not untested, f"write a conformance test of each, then run make fidelity: {untested}"


def _recorded_names() -> set[str]:
    return {
        test
        for operations in recorded_tests().values()
        for outcomes in operations.values()
        for tests in outcomes.values()
        for test in tests
    }


def test_every_recorded_test_still_exists() -> None:
    for name in sorted(_recorded_names()):
        file, _, test = name.partition("::")
        holder = test.split("::")[0]  # of a stateful test only its class is written down
        source = (ROOT / file).read_text() if (ROOT / file).exists() else ""
        found = re.search(rf"\b(def {holder}\(|{holder}\w* = |class {holder}\b)", source)
        assert found, f"{name} is gone; {RENEW}"


def _of_sample(recorded: Recorded) -> dict[str, Any]:
    """What the sample's tests are recorded with: test -> {(system, operation, outcome)}."""
    found: dict[str, set[tuple[str, str, str]]] = {}
    for system, operations in recorded.items():
        for operation, outcomes in operations.items():
            for outcome, tests in outcomes.items():
                for test in tests:
                    if test.startswith(SAMPLE):
                        found.setdefault(test, set()).add((system, operation, outcome))
    return found


def test_recording_a_sample_anew_gives_what_is_committed(tmp_path: Path) -> None:
    file = tmp_path / "recorded.json"
    options = ["-p", "tests.fidelity.recorder", "--record-fidelity", str(file), "-p", "no:xdist"]
    done = run_pytest([*SAMPLE, *options], ROOT)
    assert done.returncode == 0, done.stdout
    anew = _of_sample(json.loads(file.read_text()))
    assert anew
    assert anew == _of_sample(recorded_tests()), RENEW


def test_an_answer_that_a_fault_shaped_is_not_recorded(tmp_path: Path) -> None:
    """Of this file's tests one is answered, one is struck by a fault, and one fails."""
    (tmp_path / "test_three.py").write_text(
        """
from simulator.http.message import Request
from simulator.procore.site import ProcoreSite
from simulator.world.faults import Fault, FaultKind
from simulator.world.world import World


def ask(site):
    return site.handle(Request("GET", "/rest/v1.0/me"))


def test_refused():
    ask(ProcoreSite(World(1)))


def test_struck():
    site = ProcoreSite(World(1))
    site.world.plan(Fault("procore", "show_me", FaultKind.SLOW))
    ask(site)


def test_failing():
    ask(ProcoreSite(World(1)))
    raise AssertionError
"""
    )
    file = tmp_path / "recorded.json"
    options = ["-p", "tests.fidelity.recorder", "--record-fidelity", str(file), "-p", "no:xdist"]
    run_pytest([str(tmp_path), *options, f"--rootdir={tmp_path}"], ROOT)
    recorded = json.loads(file.read_text())
    assert recorded == {"procore": {"show_me": {"refused": ["test_three.py::test_refused"]}}}


def test_the_page_counts_what_is_served_and_names_what_is_not() -> None:
    operations = [
        Operation("show_me", "GET", "/me", _never, Evidence.PUBLISHED, "facts 1"),
        Operation("show_you", "GET", "/you", _never, Evidence.ASSUMED, "facts 2"),
        Operation("show_us", "GET", "/us", None, Evidence.PUBLISHED, "facts 3"),
    ]
    tests = [f"tests/a.py::test_{number}" for number in range(5)]
    recorded = {"procore": {"show_me": {"answered": tests, "refused": tests[:1]}}}
    page = as_markdown(ledger("procore", operations, recorded), {"JOBS": ["Odd"]})
    assert "2 operations are served (1 published, 1 assumed), 1 are not." in page
    assert "No test of the suites was answered by: `show_you`." in page
    assert "`test_0`, `test_1`, `test_2`, 2 more, 1 with refusals" in page
    assert "- `show_us`: `GET /us` (facts 3)" in page
    assert "- `JOBS`: Odd" in page


def _never(request: object, parameters: object) -> Any:
    raise AssertionError
