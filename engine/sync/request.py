"""What a person asks of the ERP Integrations tool."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Operation(StrEnum):
    """The words people use for what the tool does. `export` tries a failed export again."""

    IMPORT = "import"
    REIMPORT = "reimport"
    REFRESH = "refresh"
    SEND = "send"
    RETRIEVE = "retrieve"
    ACCEPT = "accept"
    REJECT = "reject"
    RESEND = "resend"
    EXPORT = "export"
    UNLINK = "unlink"

    @property
    def is_about_contracts(self) -> bool:
        return self in (Operation.IMPORT, Operation.REIMPORT, Operation.REFRESH)


@dataclass(frozen=True, slots=True)
class Request:
    """One request of one person. Running it again with the same `request_id` does nothing twice.

    A contract is named by `job_number` (with `customer_code` when it is not the job's own customer,
    with `project` when it is not the job's own project), a PCCO by `project` and `number`. A
    project is named by its Procore id or its job number; `project_name` is filled in once found.
    `change_order_id` tells PCCOs of one number apart. `accounting_method` is amount_based or
    unit_based (D-015).
    """

    request_id: str
    operation: Operation
    login: str
    job_number: str | None = None
    customer_code: str | None = None
    project: int | str | None = None
    project_name: str | None = None
    number: str | None = None
    change_order_id: int | None = None
    transaction_date: date | None = None
    comment: str | None = None
    accounting_method: str = "amount_based"

    @property
    def record(self) -> str:
        """The record in a person's words."""
        if self.operation.is_about_contracts:
            customer = f", customer {self.customer_code}" if self.customer_code else ""
            return f"prime contract of job {self.job_number}{customer}"
        return f"PCCO {self.number} of project {self.project_name or self.project}"

    @property
    def record_key(self) -> str:
        """The record, named without doubt."""
        if self.operation.is_about_contracts:
            return self.record
        return f"project {self.project} PCCO {self.number}"

    @property
    def writer_key(self) -> str:
        """One writer at a time for this key: a job's contracts, or a PCCO."""
        if self.operation.is_about_contracts:
            return f"job {self.job_number}"
        return self.record_key
