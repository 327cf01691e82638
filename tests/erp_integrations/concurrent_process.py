"""A process that has the tool open, and asks for one acceptance once it is told to.

Arguments: connection file, workspace, login, and the URLs of the books ("-": in the workspace) and
of the workflows. It says `ready`; then one line, project and number, says what to accept. When its
input ends instead, it ends, idle. It dies if it carries out anything before it was told to.
"""

import os
import signal
import sys
from datetime import date

from engine.connectors.connection import Connection
from engine.erp_integrations.tool import ErpIntegrations
from engine.operations.choices import Choices
from engine.operations.records import ChangeOrderRef
from engine.operations.request import Operation

UNDER_A_DATE = Choices(transaction_date=date(2020, 4, 9))


def main() -> None:
    connection, workspace, login, store_url, workflows_url = sys.argv[1:]
    was_told = False

    def boundary(name: str) -> None:
        if not was_told:
            os.kill(os.getpid(), signal.SIGKILL)

    with ErpIntegrations.open(
        Connection.load(connection),
        workspace,
        store_url=None if store_url == "-" else store_url,
        workflows_url=workflows_url,
        boundary=boundary,
    ) as tool:
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        told = sys.stdin.readline().split()
        if not told:
            sys.stdout.write("idle\n")
            return
        was_told = True
        project, number = told
        outcome = tool.ask(Operation.ACCEPT, login, ChangeOrderRef(project, number), UNDER_A_DATE)
    rules = outcome.decision.rule_ids if outcome.decision is not None else ()
    sys.stdout.write(" ".join([number, outcome.result, *rules, *outcome.messages[:1]]) + "\n")


if __name__ == "__main__":
    main()
