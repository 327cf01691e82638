"""Putting the tool together: connectors, the engine's own books, the rules, a runner."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Literal

import httpx
import sqlalchemy

from engine.connectors.connection import Connection
from engine.connectors.http_client import open_http_client
from engine.connectors.procore.books import ProcoreRestBooks
from engine.connectors.spectrum.books import SpectrumWireBooks
from engine.connectors.transmission import CallLimits
from engine.erp_integrations.capabilities import engine_capabilities
from engine.executors.two_opinions import TwoOpinions
from engine.rulebook.load import DEFAULT_RULES, load_rulebook
from engine.sync.context import Clock, Sleeper, SyncContext
from engine.sync.running.executor_slot import ExecutorSlot
from engine.sync.running.runner import DirectRunner, RetryPolicy, Runner, RunnerOnDemand
from engine.sync.store.store import Boundary, Store, no_boundary

BOOKS_FILE = "engine.sqlite"
WORKFLOWS_FILE = "workflows.sqlite"
RunnerKind = Literal["dbos", "direct"]


@dataclass(frozen=True, slots=True)
class Outside:
    """How the two products are reached; None takes real sockets, or the URL of the connection."""

    procore_client: httpx.Client | None = None
    spectrum_client: httpx.Client | None = None
    infolink_engine: sqlalchemy.Engine | None = None
    limits: CallLimits | None = None


@cache
def own_opinions() -> TwoOpinions:
    """Both executors over the rulebook that comes with Tieout, checked against this engine."""
    return TwoOpinions(load_rulebook(DEFAULT_RULES, engine_capabilities()))


def open_context(
    stack: ExitStack,
    connection: Connection,
    store: Store,
    outside: Outside,
    opinions: TwoOpinions | None,
    clock: Clock,
) -> SyncContext:
    """The context over the real connectors; the stack closes what was opened here."""
    procore_client = outside.procore_client or stack.enter_context(open_http_client())
    spectrum_client = outside.spectrum_client or stack.enter_context(open_http_client())
    judges = opinions or own_opinions()
    return SyncContext(
        procore=ProcoreRestBooks(connection, procore_client, limits=outside.limits),
        spectrum=SpectrumWireBooks(
            connection, spectrum_client, outside.infolink_engine, limits=outside.limits
        ),
        store=store,
        rulebook=judges.rulebook,
        decide=judges.decide,
        clock=clock,
    )


def open_store(
    stack: ExitStack, workspace: Path, store_url: str | None, boundary: Boundary = no_boundary
) -> Store:
    """The engine's own books, in the workspace unless another URL is given."""
    workspace.mkdir(parents=True, exist_ok=True)
    store = Store.open(store_url or f"sqlite:///{workspace / BOOKS_FILE}", boundary)
    stack.callback(store.close)
    return store


def open_runner(
    stack: ExitStack,
    kind: RunnerKind,
    context: SyncContext,
    workspace: Path,
    workflows_url: str | None,
    sleeper: Sleeper,
    policy: RetryPolicy | None,
) -> Runner:
    """The runner that was asked for; the durable one takes up what a crash cut off.

    A workspace without a database of workflows has nothing to take up, so there DBOS, which takes
    half a second to import and to launch, waits for the first request.
    """
    if kind == "direct":
        return DirectRunner(context, sleeper, policy)
    file = workspace / WORKFLOWS_FILE
    url = workflows_url or f"sqlite:///{file}"
    runner = RunnerOnDemand(partial(_open_durable_runner, context, workspace, url, policy))
    stack.callback(runner.close)
    if workflows_url is not None or file.exists():
        runner.opened()
    return runner


def _open_durable_runner(
    context: SyncContext, workspace: Path, url: str, policy: RetryPolicy | None, stack: ExitStack
) -> Runner:
    from engine.sync.running.durable_runner import DurableRunner

    slot = ExecutorSlot(workspace)
    stack.callback(slot.release)
    runner = DurableRunner(context, url, slot.name, policy)
    stack.callback(runner.close)
    runner.take_over(slot)
    return runner


NewId = Callable[[], str]
"""Gives a name nothing had before."""
