"""A process that asks for one acceptance, and may kill itself on the way.

Arguments: connection file, workspace, project, PCCO number, login, and the boundary of the engine's
own books at which to die (0: never). Without a number it only takes up what others left.
"""

import os
import signal
import sys
import time
from collections.abc import Sequence
from datetime import date

from engine.connectors.connection import Connection
from engine.erp_integrations.tool import ErpIntegrations
from engine.operations.choices import Choices
from engine.operations.records import ChangeOrderRef
from engine.operations.request import Operation

PATIENCE_S = 30.0
UNDER_A_DATE = Choices(transaction_date=date(2020, 4, 9))


def main(arguments: Sequence[str]) -> None:
    connection, workspace, project, number, login, die_at = arguments
    passed = 0

    def boundary(name: str) -> None:
        nonlocal passed
        passed += 1
        if passed == int(die_at):
            os.kill(os.getpid(), signal.SIGKILL)

    with ErpIntegrations.open(Connection.load(connection), workspace, boundary=boundary) as tool:
        if number != "-":
            tool.ask(Operation.ACCEPT, login, ChangeOrderRef(project, number), UNDER_A_DATE)
            return
        _wait_until_taken_up(tool)


def _wait_until_taken_up(tool: ErpIntegrations) -> None:
    """Say the latest ending once nothing is under way any more."""
    deadline = time.monotonic() + PATIENCE_S
    expected = int(os.environ["ENTRIES_EXPECTED"])
    while time.monotonic() < deadline:
        entries = tool.journal()
        if len(entries) >= expected:
            last = entries[-1]
            sys.stdout.write(f"{last.operation} {last.record} {last.result}\n")
            return
        time.sleep(0.05)
    raise SystemExit(f"only {len(tool.journal())} of {expected} requests have ended")
