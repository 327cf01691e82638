"""`tieout run`: the main job, twice with one seed."""

import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from tests.forked import HANG_S

REPOSITORY = Path(__file__).parent.parent.parent
TIEOUT = Path(sys.executable).with_name("tieout")
TIME = re.compile(r"<time [^>]*>[^<]*</time>")


@pytest.fixture(scope="module")
def two_runs(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, str]]:
    """What each run printed, and its report."""
    folders = [tmp_path_factory.mktemp("run"), tmp_path_factory.mktemp("again")]
    processes = [
        subprocess.Popen(
            [TIEOUT, "run", "--seed", "2020"],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for folder in folders
    ]
    runs = []
    for process, folder in zip(processes, folders, strict=True):
        printed, complaints = process.communicate(timeout=HANG_S)
        assert process.returncode == 0, printed + complaints
        runs.append((printed, (folder / "reports" / "run.html").read_text(encoding="utf-8")))
    return runs


def test_the_same_seed_prints_the_same(two_runs: list[tuple[str, str]]) -> None:
    assert two_runs[0][0] == two_runs[1][0]


def test_the_reports_differ_only_in_their_times(two_runs: list[tuple[str, str]]) -> None:
    first, second = (TIME.sub("(time)", report) for _, report in two_runs)
    assert first == second


def test_the_published_order_comes_out(two_runs: list[tuple[str, str]]) -> None:
    """E-02, in both columns of both systems."""
    row = next(
        line for line in two_runs[0][0].splitlines() if re.search(r"24-105 .*7,396,144\.00", line)
    )
    amounts = [Decimal(text.replace(",", "")) for text in re.findall(r"[\d,]+\.\d\d", row)]
    expected = ["7396144.00", "7396144.00", "1929.85", "1929.85", "7398073.85", "7398073.85"]
    assert amounts == list(map(Decimal, expected))


# One test for all: under xdist each worker that gets a test of this file makes the two runs.
PIECES = (
    "All 13 contracts tie out, to the cent.",
    "Report: reports/run.html",
    # what was done, one of each
    "Imported '24-101 Prime Contract'",
    "Brought 2 new or changed line(s) to '24-111 Prime Contract'",
    "Exported PCCO 001 as change request 001.",
    "(attempt 2)",
    # what was refused, by which rule
    "import.unit-price",
    "import.job-not-synced",
    "import.project-has-another-contract",
    "import.already-imported",
    "reimport.needs-erp-integrations-admin",
    "reimport.needs-prime-contracts-admin",
    "reimport.unapproved",
    "reimport.two-projects",
    "reimport.nothing-new",
    "pcco.date-missing",
    "pcco.billing-item-too-long",
    "pcco.number-too-long",
    "pcco.description-too-long",
    "pcco.not-approved",
    "post.number-taken",
    "unlink.still-in-spectrum",
)


def test_everything_a_reader_looks_for_is_printed(two_runs: list[tuple[str, str]]) -> None:
    printed = two_runs[0][0]
    assert [piece for piece in PIECES if piece not in printed] == []


def test_what_the_readme_shows_is_what_comes_out(two_runs: list[tuple[str, str]]) -> None:
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    shown = re.findall(r"<!-- a part of the output [^>]*-->\n```\n(.*?)\n```", readme, re.DOTALL)
    printed = "\n".join(line.rstrip() for line in two_runs[0][0].splitlines())
    assert len(shown) == 4
    assert [piece for piece in shown if piece not in printed] == []
