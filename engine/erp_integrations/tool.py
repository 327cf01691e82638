"""The ERP Integrations tool: all a person can do and see, for the CLI, pages and features."""

import time
import uuid
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from engine.connectors.connection import Connection
from engine.connectors.machine_time import utc_now
from engine.decisions.company import company_facts
from engine.erp_integrations.change_order_list import (
    change_order_rows,
    project_change_order_rows,
)
from engine.erp_integrations.contract_list import contract_rows
from engine.erp_integrations.names import ListFilter, Tab
from engine.erp_integrations.opening import (
    NewId,
    Outside,
    RunnerKind,
    open_context,
    open_runner,
    open_store,
)
from engine.erp_integrations.remembered_reads import with_remembered_reads
from engine.erp_integrations.rows import Button, ChangeOrderRow, ContractRow
from engine.erp_integrations.status import Status, status_of
from engine.erp_integrations.tie_out import TieOutRow, tie_out_rows
from engine.executors.two_opinions import TwoOpinions
from engine.executors.verdict import Decision
from engine.operations.choices import NO_CHOICES, Choices
from engine.operations.declarations import OPERATIONS
from engine.operations.records import RecordRef
from engine.operations.request import Operation, Request
from engine.rulebook.vocabulary import Edition
from engine.sync.attempt import unparked
from engine.sync.context import Clock, Sleeper, SyncContext
from engine.sync.contracts.sides import company_choices
from engine.sync.outcome import Outcome, Result
from engine.sync.reconciling import decision_on
from engine.sync.running.runner import RetryPolicy, Runner
from engine.sync.store.journal import JournalEntry
from engine.sync.store.parked_requests import ParkedRequest
from engine.sync.store.settings import CompanySettings, settings_from_texts, settings_to_texts
from engine.sync.store.store import Boundary, no_boundary


def new_id() -> str:
    """A request id nothing had before."""
    return str(uuid.uuid4())


class ErpIntegrations:
    """One company's tool. Close it, or use it as a context manager.

    A project is named by its Procore id or by its job number. Lists and buttons read both products
    and may raise a ConnectorError; what is asked never does, it ends in an `Outcome`.
    """

    def __init__(
        self, context: SyncContext, runner: Runner, stack: ExitStack, new_request_id: NewId
    ) -> None:
        self.context = context
        self._runner = runner
        self._stack = stack
        self._new_request_id = new_request_id

    @classmethod
    def open(
        cls,
        connection: Connection,
        workspace_dir: Path | str,
        *,
        runner: RunnerKind = "dbos",
        outside: Outside | None = None,
        opinions: TwoOpinions | None = None,
        clock: Clock = utc_now,
        sleeper: Sleeper = time.sleep,
        policy: RetryPolicy | None = None,
        new_request_id: NewId = new_id,
        store_url: str | None = None,
        workflows_url: str | None = None,
        boundary: Boundary = no_boundary,
    ) -> Self:
        """Open the tool over a connection, with its books in `workspace_dir`.

        `store_url` and `workflows_url` put the books and the workflows elsewhere (PostgreSQL);
        `sleeper` waits for the direct runner, DBOS waits by itself.
        """
        workspace = Path(workspace_dir)
        with ExitStack() as stack:
            store = open_store(stack, workspace, store_url, boundary)
            context = open_context(stack, connection, store, outside or Outside(), opinions, clock)
            running = open_runner(stack, runner, context, workspace, workflows_url, sleeper, policy)
            return cls(context, running, stack.pop_all(), new_request_id)

    def close(self) -> None:
        self._stack.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # What is switched on

    @property
    def settings(self) -> CompanySettings:
        return self.context.settings()

    def configure(self, **texts: str) -> CompanySettings:
        """Change settings, given as texts; SettingRefusedError names what is possible."""
        with self.context.store.transaction() as books:
            settings = settings_from_texts({**settings_to_texts(books.settings.read()), **texts})
            books.settings.write(settings)
        return settings

    def enable_feature(self, is_enabled: bool = True) -> None:
        """What Procore Support does for a company (D-005)."""
        self._change(replace(self.settings, is_feature_enabled=is_enabled))

    def switch_export(self, is_on: bool) -> None:
        """What the implementation specialist does (D-144)."""
        self._change(replace(self.settings, is_export_switched_on=is_on))

    # What a person sees

    def tabs(self) -> tuple[Tab, ...]:
        """The feature's tabs: none until it is enabled (D-006)."""
        return tuple(Tab) if self._is_visible("visibility.erp_tabs") else ()

    def associated_line_item_is_visible(self) -> bool:
        """Whether a PCCO's lines show the associated line item (D-144)."""
        return self._is_visible("visibility.associated_line_item")

    def contracts(self, list_filter: ListFilter, login: str) -> Sequence[ContractRow]:
        """A list of the Prime Contracts tab; empty while there is no such tab."""
        if not self.tabs():
            return ()
        return contract_rows(with_remembered_reads(self.context), list_filter, login)

    def change_orders(self, list_filter: ListFilter, login: str) -> Sequence[ChangeOrderRow]:
        """A list of the PCCO tab; empty while there is no such tab."""
        if not self.tabs():
            return ()
        return change_order_rows(with_remembered_reads(self.context), list_filter, login)

    def project_change_orders(self, project: int | str, login: str) -> Sequence[ChangeOrderRow]:
        """A project's PCCOs with their own buttons: Send, Retrieve and Resend."""
        return project_change_order_rows(with_remembered_reads(self.context), project, login)

    def button(self, operation: Operation, login: str, record: RecordRef) -> Button:
        """One button and the decision behind it, under today's date where one is preset.

        UnknownRecordError when there is no such record, WrongRequestError when it is of another
        kind.
        """
        declaration = OPERATIONS[operation]
        choices = declaration.with_presets(NO_CHOICES, self.context.clock().date())
        declaration.check(record, choices)
        request = Request(self._new_request_id(), operation, login, record, choices)
        return Button(operation, decision_on(with_remembered_reads(self.context), request))

    def tie_out(self, login: str) -> Sequence[TieOutRow]:
        """Both sets of books side by side, a row for every synced contract."""
        return tie_out_rows(with_remembered_reads(self.context), login)

    def status(self, login: str) -> Status:
        """Every list and the tie-out at one moment."""
        return status_of(with_remembered_reads(self.context), self.tabs(), login)

    def journal(self, record: str | None = None) -> Sequence[JournalEntry]:
        """What was asked and how it ended, oldest first."""
        with self.context.store.reading() as books:
            return books.journal.entries(record)

    def parked(self) -> Sequence[ParkedRequest]:
        """What was given up for now, and why."""
        with self.context.store.reading() as books:
            return books.parked.all()

    # What a person does

    def ask(
        self, operation: Operation, login: str, record: RecordRef, choices: Choices = NO_CHOICES
    ) -> Outcome:
        """Do what `login` asks, or say why not: the tool decides, acts, verifies and records.

        WrongRequestError when the operation is about another kind of record, or takes no such
        choice.
        """
        OPERATIONS[operation].check(record, choices)
        return self._runner.run(Request(self._new_request_id(), operation, login, record, choices))

    def resume(self) -> Sequence[Outcome]:
        """Take up everything that was given up for now, once each (L1)."""
        outcomes = []
        for parked in self.parked():
            outcome = self._runner.run(unparked(parked, self._new_request_id()))
            outcomes.append(outcome)
            if outcome.result is not Result.PARKED:
                with self.context.store.transaction() as books:
                    books.parked.remove(parked.record_key, parked.operation)
        return outcomes

    def _is_visible(self, eligibility: str) -> bool:
        settings = self.settings
        decision: Decision = self.context.decide(
            eligibility, company_facts(company_choices(settings)), Edition(settings.edition)
        )
        return decision.allowed

    def _change(self, settings: CompanySettings) -> None:
        with self.context.store.transaction() as books:
            books.settings.write(settings)
