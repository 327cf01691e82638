"""Several real processes on one workspace at once: each comes to its end, soon and by itself.

Two more have the tool open and ask for nothing, as `tieout serve` does: were one of them to take up
what another waits for, it would die of it, and the other would wait for ever.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from multiprocessing.connection import Connection as Pipe
from pathlib import Path
from typing import Any

import httpx
import pytest

from engine.cli.simulators import running
from engine.connectors.connection import Connection
from engine.connectors.simulator_control import SimulatorControl
from engine.erp_integrations.tool import ErpIntegrations
from engine.operations.records import ChangeOrderRef, ContractRef
from engine.operations.request import Operation
from tests.erp_integrations import concurrent_process
from tests.forked import HANG_S, SERVER

IDLE_PROCESSES = 2
JOBS = ("24-101", "24-102")
SAME = [ChangeOrderRef("24-101", "001"), ChangeOrderRef("24-101", "002")]
DIFFERENT = [
    ChangeOrderRef("24-101", "003"),
    *(ChangeOrderRef("24-102", number) for number in ("001", "002", "003")),
]


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

    def accept_at_once(self, records: Sequence[ChangeOrderRef]) -> list[list[str]]:
        """What each process said of its record, beside idle ones; fails when one does not end."""
        with ExitStack() as stack:
            children = [self._child(stack) for _ in range(IDLE_PROCESSES + len(records))]
            assert [_said(child) for child in children] == ["ready"] * len(children)
            idle, asking = children[:IDLE_PROCESSES], children[IDLE_PROCESSES:]
            for child, record in zip(asking, records, strict=True):
                child.send(record)
            said = [_said(child) for child in asking]
            for child in idle:
                child.send(None)
            assert [_said(child) for child in idle] == ["idle"] * IDLE_PROCESSES
            return said

    def _child(self, stack: ExitStack) -> Pipe:
        """Our end of a process that has ended when the stack is closed."""
        ours, theirs = SERVER.Pipe()
        connection_file, workspace = self.folder / "connection.json", self.folder / "workspace"
        urls = (self.store_url, self.workflows_url)
        child = SERVER.Process(
            target=concurrent_process.main,
            args=(theirs, connection_file, workspace, self.accountant, *urls),
        )
        child.start()
        theirs.close()
        stack.callback(child.join)
        stack.callback(child.kill)
        return ours


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
            for record in SAME + DIFFERENT:
                assert tool.ask(Operation.SEND, people["project_manager"], record).is_done
        yield office


@pytest.mark.parametrize("record", SAME, ids=str)
def test_of_two_processes_on_one_record_one_does_it(office: Office, record: ChangeOrderRef) -> None:
    said = office.accept_at_once([record] * 2)
    assert sorted((result, first.split()[0]) for result, first, *_ in said) == [
        ("done", "Exported"),
        ("refused", "accept.not-ready"),
    ]
    with office.open_tool() as tool:
        assert all(row.ties_out for row in tool.tie_out(office.accountant))


def test_four_processes_on_four_records_all_do_theirs(office: Office) -> None:
    said = office.accept_at_once(DIFFERENT)
    assert [result for result, *_ in said] == ["done"] * len(DIFFERENT)
    with office.open_tool() as tool:
        assert all(row.ties_out for row in tool.tie_out(office.accountant))


def _said(child: Pipe) -> Any:
    assert child.poll(HANG_S), "a process does not end"
    return child.recv()
