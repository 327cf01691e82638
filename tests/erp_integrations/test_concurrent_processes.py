"""Several real processes on one workspace at once: each comes to its end, soon and by itself.

Two more have the tool open and ask for nothing, as `tieout serve` does: were one of them to take up
what another waits for, it would die of it, and the other would wait for ever.
"""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from engine.cli.simulators import running
from engine.connectors.connection import Connection
from engine.connectors.simulator_control import SimulatorControl
from engine.erp_integrations.tool import ErpIntegrations
from engine.operations.records import ChangeOrderRef, ContractRef
from engine.operations.request import Operation

SCRIPT = Path(__file__).with_name("concurrent_process.py")
TIMEOUT_S = 300
IDLE_PROCESSES = 2
JOBS = ("24-101", "24-102")
SAME = [("24-101", "001"), ("24-101", "002")]
DIFFERENT = [("24-101", "003"), ("24-102", "001"), ("24-102", "002"), ("24-102", "003")]


@dataclass
class Office:
    """Running simulators with change orders sent for acceptance, and the tool's workspace."""

    folder: Path
    accountant: str
    store_url: str | None
    workflows_url: str  # named, so that a process opens it at once

    def open_tool(self) -> ErpIntegrations:
        return ErpIntegrations.open(
            Connection.load(self.folder / "connection.json"),
            self.folder / "workspace",
            runner="direct",
            store_url=self.store_url,
        )

    def accept_at_once(self, records: Sequence[tuple[str, str]]) -> list[str]:
        """What each process said of its record, beside idle ones; TimeoutExpired when one does
        not end."""
        urls = [self.store_url or "-", self.workflows_url]
        arguments = [self.folder / "connection.json", self.folder / "workspace", self.accountant]
        command = [sys.executable, str(SCRIPT), *map(str, arguments), *urls]
        with ExitStack() as stack:
            children = [_child(stack, command) for _ in range(IDLE_PROCESSES + len(records))]
            for child in children:
                assert child.stdout is not None
                assert child.stdout.readline() == "ready\n"
            idle, asking = children[:IDLE_PROCESSES], children[IDLE_PROCESSES:]
            for child, record in zip(asking, records, strict=True):
                assert child.stdin is not None
                child.stdin.write(" ".join(record) + "\n")
                child.stdin.flush()
            said = [child.communicate(timeout=TIMEOUT_S)[0].strip() for child in asking]
            assert [child.communicate(timeout=TIMEOUT_S)[0] for child in idle] == (
                ["idle\n"] * IDLE_PROCESSES
            )
            return said


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def office(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("office")
    store_url = None
    workflows_url = f"sqlite:///{folder / 'workflows.sqlite'}"
    if request.param == "postgresql":
        database_url = request.getfixturevalue("database_url")
        store_url = database_url("concurrent_books")
        workflows_url = database_url("concurrent_workflows")
    with running(seed=2020, portfolio="demo") as pair, httpx.Client(timeout=60) as client:
        pair.connection.save(folder / "connection.json")
        control = SimulatorControl(client, pair.connection.procore_url)
        people = control.portfolio()["people"]
        office = Office(folder, people["accountant"], store_url, workflows_url)
        with office.open_tool() as tool:
            tool.enable_feature()
            tool.switch_export(True)
            tool.configure(spectrum_status_code="A")
            for job in JOBS:
                assert tool.ask(Operation.IMPORT, office.accountant, ContractRef(job)).is_done
            control.play_next_chapter()
            control.play_next_chapter()
            for job, number in SAME + DIFFERENT:
                assert tool.ask(
                    Operation.SEND, people["project_manager"], ChangeOrderRef(job, number)
                ).is_done
        yield office


@pytest.mark.parametrize(("project", "number"), SAME)
def test_of_two_processes_on_one_record_one_does_it(
    office: Office, project: str, number: str
) -> None:
    said = office.accept_at_once([(project, number)] * 2)
    assert sorted(text.split()[:3] for text in said) == [
        [number, "done", "Exported"],
        [number, "refused", "accept.not-ready"],
    ]
    with office.open_tool() as tool:
        assert all(row.ties_out for row in tool.tie_out(office.accountant))


def test_four_processes_on_four_records_all_do_theirs(office: Office) -> None:
    said = office.accept_at_once(DIFFERENT)
    assert [text.split()[:2] for text in said] == [[number, "done"] for _, number in DIFFERENT]
    with office.open_tool() as tool:
        assert all(row.ties_out for row in tool.tie_out(office.accountant))


def _child(stack: ExitStack, command: Sequence[str]) -> "subprocess.Popen[str]":
    """A process that has ended when the stack is closed."""
    child = stack.enter_context(
        subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )
    )
    stack.callback(child.kill)
    return child
