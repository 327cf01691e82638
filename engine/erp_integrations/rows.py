"""What the lists show: one row a record, each with its buttons. Amounts are integer cents."""

from dataclasses import dataclass
from datetime import date, datetime

from engine.executors.verdict import Decision, Reason
from engine.operations.declarations import OPERATIONS, OperationDeclaration
from engine.operations.records import ChangeOrderRef
from engine.operations.request import Operation


@dataclass(frozen=True, slots=True)
class Button:
    """A button with the decision behind it; dimmed means every reason is given (D-308)."""

    operation: Operation
    decision: Decision

    @property
    def declaration(self) -> OperationDeclaration:
        return OPERATIONS[self.operation]

    @property
    def name(self) -> str:
        """What the button says."""
        return self.declaration.button

    @property
    def is_enabled(self) -> bool:
        return self.decision.allowed

    @property
    def reasons(self) -> tuple[Reason, ...]:
        return self.decision.reasons


@dataclass(frozen=True, slots=True)
class ContractRow:
    """A Spectrum contract in the Prime Contracts tab.

    `contract_id`, `status` and `procore_cents` are None before the import. `parked_reason` says why
    the latest operation was given up.
    """

    job_number: str
    customer_code: str
    title: str
    project_id: int | None
    project_name: str | None
    contract_id: int | None
    status: str | None
    spectrum_cents: int
    procore_cents: int | None
    unsynced_line_count: int
    parked_reason: str | None
    buttons: tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class ChangeOrderRow:
    """A PCCO, in the tool's tab or among its project's own.

    `errors` are the texts of the Errors column (D-125); `login`, `at` and `comment` are of the last
    move.
    """

    project_id: int
    project_name: str
    number: str
    title: str
    status: str
    erp_status: str
    approved_date: date | None
    transaction_date: date | None
    grand_total_cents: int
    login: str | None
    at: datetime | None
    comment: str | None
    errors: tuple[str, ...]
    buttons: tuple[Button, ...]

    @property
    def record(self) -> ChangeOrderRef:
        """What a request about it names."""
        return ChangeOrderRef(self.project_id, self.number)
