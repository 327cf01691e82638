"""A process that has the tool open, and asks for one acceptance once it is told to.

It says `ready`; then what it receives, project and number, says what to accept; nothing means that
it is to end, idle. It dies if it carries out anything before it was told to.
"""

import os
import signal
from datetime import date
from multiprocessing.connection import Connection as Pipe
from pathlib import Path

from engine.connectors.connection import Connection
from engine.erp_integrations.tool import ErpIntegrations
from engine.operations.choices import Choices
from engine.operations.records import ChangeOrderRef
from engine.operations.request import Operation

UNDER_A_DATE = Choices(transaction_date=date(2020, 4, 9))


def main(
    pipe: Pipe,
    connection_file: Path,
    workspace: Path,
    login: str,
    store_url: str | None,
    workflows_url: str,
) -> None:
    was_told = False

    def boundary(name: str) -> None:
        if not was_told:
            os.kill(os.getpid(), signal.SIGKILL)

    with ErpIntegrations.open(
        Connection.load(connection_file),
        workspace,
        store_url=store_url,
        workflows_url=workflows_url,
        boundary=boundary,
    ) as tool:
        pipe.send("ready")
        record: ChangeOrderRef | None = pipe.recv()
        if record is None:
            pipe.send("idle")
            return
        was_told = True
        outcome = tool.ask(Operation.ACCEPT, login, record, UNDER_A_DATE)
    rules = outcome.decision.rule_ids if outcome.decision is not None else ()
    pipe.send([outcome.result, *rules, *outcome.messages[:1]])
