"""Every example of the README, executed."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.forked import HANG_S, run_tieout

REPOSITORY = Path(__file__).parent.parent.parent
README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
TIEOUT = Path(sys.executable).with_name("tieout")
EXAMPLE = re.compile(
    r"<!-- (?P<remark>[^>]*) -->\n```(?P<language>\w*)\n(?P<text>.*?)```", re.DOTALL
)


def examples(language: str, remark: str = "") -> list[str]:
    """The README's marked examples of a language whose remark has these words."""
    return [
        example["text"]
        for example in EXAMPLE.finditer(README)
        if example["language"] == language and remark in example["remark"]
    ]


def example(language: str, remark: str = "") -> str:
    found = examples(language, remark)
    assert len(found) == 1, f"expected one {language} example {remark!r}, found {len(found)}"
    return found[0]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[dict[str, str], Path]]:
    """What `tieout serve` printed as variables, and the folder it was started in."""
    folder = tmp_path_factory.mktemp("served")
    (folder / ".venv").symlink_to(Path(sys.executable).parent.parent)
    printed = folder / "serve.txt"
    with printed.open("w") as output:
        process = subprocess.Popen([TIEOUT, "serve"], cwd=folder, stdout=output)
    deadline = time.monotonic() + HANG_S
    while not printed.read_text().endswith("ready\n"):
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.05)
    lines = [line.partition(": ") for line in printed.read_text().splitlines()]
    yield {**os.environ, **{name: value for name, _, value in lines if value}}, folder
    process.send_signal(signal.SIGINT)
    process.wait(timeout=HANG_S)


def test_the_shell_example_gets_a_prime_contract(served: tuple[dict[str, str], Path]) -> None:
    _, folder = served
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", example("sh")],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=HANG_S,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert '"title":"24-101 Prime Contract"' in done.stdout


def test_the_soap_example_prints_the_jobs(served: tuple[dict[str, str], Path]) -> None:
    variables, folder = served
    done = subprocess.run(
        [sys.executable, "-c", example("python")],
        cwd=folder,
        env=variables,
        capture_output=True,
        text=True,
        timeout=HANG_S,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert [line.split()[0] for line in done.stdout.splitlines()][:2] == ["24-101", "24-102"]


@pytest.fixture
def rules_with_the_example(tmp_path: Path) -> Path:
    folder = tmp_path / "rules"
    shutil.copytree(REPOSITORY / "rules", folder)
    for name in ("eligibility/pcco_exportable.yaml", "sources.yaml"):
        with (folder / name).open("a", encoding="utf-8") as file:
            file.write(example("yaml", f"rules/{name}"))
    return folder


def test_the_rule_example_is_sound_and_decides(rules_with_the_example: Path) -> None:
    folder = rules_with_the_example.parent
    checked = run_tieout(["rules", "check", "--rules", "rules"], folder)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    for length, verdict in ((60, "does not forbid"), (61, "forbids")):
        explained = run_tieout(
            [
                "rules",
                "explain",
                "pcco.title-unreadable",
                "--rules",
                "rules",
                "--fact",
                "pcco.title=" + "x" * length,
            ],
            folder,
        )
        assert f"verdict: {verdict}" in explained.stdout, explained.stdout + explained.stderr


def test_a_misspelt_fact_says_what_the_readme_says(rules_with_the_example: Path) -> None:
    file = rules_with_the_example / "eligibility" / "pcco_exportable.yaml"
    text = file.read_text(encoding="utf-8")
    head, _, tail = text.rpartition("pcco.title: { longer_than: 60 }")
    file.write_text(head + "pcco.titel: { longer_than: 60 }" + tail, encoding="utf-8")
    checked = run_tieout(["rules", "check", "--rules", "rules"], rules_with_the_example.parent)
    assert checked.returncode == 1
    shown = example("", "misspelt fact")
    line = head.count("\n") + 1
    assert re.sub(r"\.yaml:\d+:", f".yaml:{line}:", shown, count=1) in checked.stdout


def test_the_scenario_example_passes(tmp_path: Path) -> None:
    # A book of its own, with the steps of ours: others read the folder of ours meanwhile.
    book = tmp_path / "features"
    shutil.copytree(REPOSITORY / "features" / "steps", book / "steps")
    shutil.copy(REPOSITORY / "features" / "conftest.py", book)
    feature = book / "readme_example.feature"
    feature.write_text(example("gherkin"), encoding="utf-8")
    run = run_tieout(
        ["features", str(feature), "--report", str(tmp_path / "reports")],
        tmp_path,
        TIEOUT_FEATURES=str(book),
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert "2 passed" in run.stdout  # once in either edition: its rule holds in both
    assert "A pending change order stays in Procore" in (
        tmp_path / "reports" / "features.html"
    ).read_text(encoding="utf-8")


def test_every_example_is_executed_or_names_a_make_target() -> None:
    """A new example without a remark would be one that nobody runs."""
    without_examples = EXAMPLE.sub("", README)
    unmarked = re.findall(r"```\w*\n(.*?)```", without_examples, re.DOTALL)
    lines = [line for text in unmarked for line in text.splitlines()]
    targets = set(re.findall(r"^(\w+):", (REPOSITORY / "Makefile").read_text(), re.MULTILINE))
    assert lines
    for line in lines:
        command, target = line.split("#")[0].split(">")[0].split()
        assert command == "make"
        assert target in targets
