"""Real processes, real sockets, SIGKILL: the next process takes up what the dead one left."""

import signal
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from engine.cli.simulators import running
from engine.connectors.connection import Connection
from engine.connectors.simulator_control import SimulatorControl
from engine.erp_integrations.names import ListFilter
from engine.erp_integrations.tool import ErpIntegrations
from engine.operations.records import ChangeOrderRef, ContractRef
from engine.operations.request import Operation
from engine.sync.running.executor_slot import ExecutorSlot
from tests.erp_integrations import killed_process
from tests.forked import Ended, run_program

JOB = "24-102"
KILLS = {
    "001": (5, "before the intent is kept: nothing was sent", "the only process"),
    "002": (6, "after the intent is kept, before anything is sent", "beside another"),
    "003": (7, "after both products hold everything, before it is recorded", "the only process"),
}


@dataclass
class Office:
    """Running simulators with change orders sent for acceptance, and the tool's workspace."""

    connection_file: Path
    workspace: Path
    accountant: str

    def child(self, number: str, die_at: int, entries: int = 0) -> Ended:
        arguments = [self.connection_file, self.workspace, JOB, number, self.accountant, die_at]
        return run_program(
            killed_process.main,
            [*map(str, arguments)],
            self.workspace,
            ENTRIES_EXPECTED=str(entries),
        )


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("office")
    with running(seed=2020, portfolio="demo") as pair, httpx.Client(timeout=60) as client:
        pair.connection.save(folder / "connection.json")
        control = SimulatorControl(client, pair.connection.procore_url)
        people = control.portfolio()["people"]
        office = Office(folder / "connection.json", folder / "workspace", people["accountant"])
        with ErpIntegrations.open(pair.connection, office.workspace, runner="direct") as tool:
            tool.enable_feature()
            tool.switch_export(True)
            tool.configure(spectrum_status_code="A")
            assert tool.ask(Operation.IMPORT, office.accountant, ContractRef(JOB)).is_done
            control.play_next_chapter()
            control.play_next_chapter()
            for number in KILLS:
                assert tool.ask(
                    Operation.SEND, office.accountant, ChangeOrderRef(JOB, number)
                ).is_done
        yield office


@pytest.mark.parametrize("number", KILLS)
def test_the_next_process_finishes_what_a_killed_one_began(office: Office, number: str) -> None:
    die_at, when, beside = KILLS[number]
    with ErpIntegrations.open(_connection(office), office.workspace, runner="direct") as tool:
        ended_before = len(tool.journal())
    # Beside another it has the second slot, which the next process, having the first, must look at.
    first_slot = ExecutorSlot(office.workspace) if beside == "beside another" else None
    killed = office.child(number, die_at)
    if first_slot is not None:
        first_slot.release()
    assert killed.returncode == -signal.SIGKILL, f"{when}: {killed.stderr}"
    taken_up = office.child("-", 0, ended_before + 1)
    assert taken_up.returncode == 0, f"{when}: {taken_up.stderr}"
    assert taken_up.stdout == f"accept PCCO {number} of project {JOB} done\n"
    with ErpIntegrations.open(_connection(office), office.workspace, runner="direct") as tool:
        synced = {row.number for row in tool.change_orders(ListFilter.SYNCED, office.accountant)}
        assert number in synced
        assert all(row.ties_out for row in tool.tie_out(office.accountant))
        key = tool.context.spectrum.contracts()[1].key
        request = tool.context.spectrum.change_request(key, number)
        assert request is not None
        keys = [line.billing_item_code for line in request.billing_lines]
        assert len(keys) == len(set(keys))


def _connection(office: Office) -> Connection:
    return Connection.load(office.connection_file)
