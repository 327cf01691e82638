"""The record that a request is about, named as people name it."""

from typing import ClassVar

from msgspec import Struct


class ContractRef(Struct, frozen=True, tag="contract"):
    """A Spectrum prime contract: its job, and what tells it from the job's other contracts.

    `customer_code` is needed when it is not the job's own customer, `project` when it is not the
    job's own project: a Procore id or a job number. `project_name` is filled in once it is found.
    """

    lifecycle: ClassVar[str] = "prime_contract"
    named: ClassVar[str] = "a prime contract"
    named_by: ClassVar[str] = "its Spectrum job"

    job_number: str
    customer_code: str | None = None
    project: int | str | None = None
    project_name: str | None = None

    def __str__(self) -> str:
        """The record in a person's words."""
        customer = f", customer {self.customer_code}" if self.customer_code else ""
        return f"prime contract of job {self.job_number}{customer}"

    @property
    def key(self) -> str:
        """The record, named without doubt."""
        return str(self)

    @property
    def writer_key(self) -> str:
        """One writer at a time for this key: all contracts of a job."""
        return f"job {self.job_number}"


class ChangeOrderRef(Struct, frozen=True, tag="change_order"):
    """A PCCO: its project, by Procore id or job number, and its number.

    `change_order_id` tells PCCOs of one number apart; `project_name` is filled in once it is found.
    """

    lifecycle: ClassVar[str] = "pcco"
    named: ClassVar[str] = "a PCCO"
    named_by: ClassVar[str] = "its project and its number"

    project: int | str
    number: str
    change_order_id: int | None = None
    project_name: str | None = None

    def __str__(self) -> str:
        """The record in a person's words."""
        return f"PCCO {self.number} of project {self.project_name or self.project}"

    @property
    def key(self) -> str:
        """The record, named without doubt."""
        return f"project {self.project} PCCO {self.number}"

    @property
    def writer_key(self) -> str:
        """One writer at a time for this key: the PCCO itself."""
        return self.key


RecordRef = ContractRef | ChangeOrderRef
