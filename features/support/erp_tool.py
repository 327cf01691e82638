"""The ERP Integrations tool as the scenarios use it: its real self, in the scenarios' words."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from engine.connectors.connection import Connection
from engine.erp_integrations.names import ListFilter
from engine.erp_integrations.rows import Button, ChangeOrderRow
from engine.erp_integrations.tool import ErpIntegrations
from engine.executors.two_opinions import TwoOpinions
from engine.executors.verdict import Reason as VerdictReason
from engine.operations.choices import NO_CHOICES, Choices
from engine.operations.records import RecordRef
from engine.operations.request import Operation
from engine.sync.outcome import Outcome, Result

ICON_BY_STATE = {  # D-302
    "ready_to_export": "blue",
    "synced": "green",
    "retrieved": "yellow",
    "rejected": "yellow",
}


class MachineStopped(BaseException):
    """The tool's process ends here, without a chance to tidy up."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request of a person, by role."""

    role: str
    operation: Operation
    record: RecordRef
    choices: Choices = NO_CHOICES


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule that stood in the way, in its own words."""

    rule_id: str
    because: str
    source: str


@dataclass(frozen=True, slots=True)
class Answer:
    """How a request of a person, by role, ended."""

    role: str
    outcome: Outcome

    @property
    def asked(self) -> str:
        """What was asked, and by whom."""
        return f"{self.outcome.operation} {self.outcome.record} by the {self.role}"

    @property
    def result(self) -> str:
        return self.outcome.result.value

    @property
    def is_done(self) -> bool:
        return self.outcome.result is Result.DONE

    @property
    def is_incomplete(self) -> bool:
        return self.outcome.result is Result.INCOMPLETE

    @property
    def is_refused(self) -> bool:
        return self.outcome.result is Result.REFUSED

    @property
    def has_failed(self) -> bool:
        return self.outcome.result is Result.FAILED

    @property
    def reasons(self) -> list[Reason]:
        decision = self.outcome.decision
        return reasons_of(decision.reasons) if decision is not None else []

    @property
    def told(self) -> str:
        """Everything the tool said."""
        said = [*self.outcome.messages, *(f"{r.rule_id}: {r.because}" for r in self.reasons)]
        return f"it was {self.result}: {'; '.join(said) or 'without a word'}"


class ErpTool:
    """Opened over the wire with the direct runner; waiting moves the clock instead of the day."""

    def __init__(
        self,
        connection: Connection,
        workspace: Path,
        opinions: TwoOpinions,
        now: datetime,
        pass_time: Callable[[float], None],
    ) -> None:
        self._connection = connection
        self._workspace = workspace
        self._opinions = opinions
        self._now = now
        self._pass_time = pass_time
        self._stops_when_waiting = False
        self._tool = self._open()

    def close(self) -> None:
        self._tool.close()

    def restart(self) -> None:
        """A new process over the same books."""
        self._tool.close()
        self._stops_when_waiting = False
        self._tool = self._open()

    def configure(self, **settings: str | bool) -> None:
        texts = {
            name: str(value).lower() if isinstance(value, bool) else value
            for name, value in settings.items()
        }
        self._tool.configure(**texts)

    def ask(self, asked: Asked, login: str) -> Answer:
        """Let a person ask for something; an Answer whatever comes of it."""
        outcome = self._tool.ask(asked.operation, login, asked.record, asked.choices)
        return Answer(asked.role, outcome)

    def crash_in(self, asked: Asked, login: str) -> None:
        """Ask, and end the process where it would wait to try again."""
        self._stops_when_waiting = True
        with suppress(MachineStopped):
            answer = self.ask(asked, login)
            raise AssertionError(f"the tool was to crash, but {answer.told}")
        self.restart()

    def tabs(self) -> list[str]:
        return [tab.value for tab in self._tool.tabs()]

    def shows_associated_line_item(self) -> bool:
        return self._tool.associated_line_item_is_visible()

    def jobs_under(self, filter_name: str, login: str) -> list[str]:
        """The jobs whose contracts a list of the Prime Contracts tab shows."""
        rows = self._tool.contracts(ListFilter(filter_name), login)
        return sorted(row.job_number for row in rows)

    def pccos_under(self, filter_name: str, login: str) -> list[str]:
        """The numbers that a list of the PCCO tab shows."""
        rows = self._tool.change_orders(ListFilter(filter_name), login)
        return sorted(row.number for row in rows)

    def reimport_button(self, job: str, login: str) -> Button:
        """The Re-Import button in the contract's row of the Synced list."""
        for row in self._tool.contracts(ListFilter.SYNCED, login):
            if row.job_number == job:
                return _named(row.buttons, "Re-Import")
        raise AssertionError(f"the list Synced does not show job {job}")

    def reasons_against(self, operation: Operation, login: str, record: RecordRef) -> list[Reason]:
        """Why the button of an operation is dimmed; nothing when it is not."""
        return reasons_of(self._tool.button(operation, login, record).reasons)

    def send_button(self, project_id: int, number: str, login: str) -> Button:
        """The Send to ERP button on the PCCO."""
        return _named(self.row(project_id, number, login).buttons, "Send to ERP")

    def row(self, project_id: int, number: str, login: str) -> ChangeOrderRow:
        """A PCCO as its project shows it."""
        for row in self._tool.project_change_orders(project_id, login):
            if row.number == number:
                return row
        raise AssertionError(f"the project does not show PCCO {number}")

    def _open(self) -> ErpIntegrations:
        return ErpIntegrations.open(
            self._connection,
            self._workspace,
            runner="direct",
            opinions=self._opinions,
            clock=lambda: self._now,
            sleeper=self._wait,
        )

    def _wait(self, seconds: float) -> None:
        if self._stops_when_waiting:
            raise MachineStopped
        self._now += timedelta(seconds=seconds)
        self._pass_time(seconds)


def reasons_of(reasons: Iterable[VerdictReason]) -> list[Reason]:
    """The reasons of a decision, in the scenarios' shape."""
    return [
        Reason(
            reason.rule_id,
            reason.wording,
            ", ".join(source.reference for source in reason.sources),
        )
        for reason in reasons
    ]


def _named(buttons: Sequence[Button], name: str) -> Button:
    for button in buttons:
        if button.name == name:
            return button
    raise AssertionError(f"there is no button {name!r}, only {[b.name for b in buttons]}")
