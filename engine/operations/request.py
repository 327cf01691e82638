"""What a person asks of the ERP Integrations tool."""

from datetime import date
from enum import StrEnum

from msgspec import Struct

from engine.operations.records import ChangeOrderRef, ContractRef, RecordRef


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


class Choices(Struct, frozen=True):
    """What a person may choose besides the record: the transaction date of an export (D-109), the
    comment of a rejection (D-112), and how an imported contract counts: amount_based or unit_based
    (D-015)."""

    transaction_date: date | None = None
    comment: str | None = None
    accounting_method: str = "amount_based"


NO_CHOICES = Choices()


class Request(Struct, frozen=True):
    """One request of one person. Running it again with the same `request_id` does nothing twice."""

    request_id: str
    operation: Operation
    login: str
    record: RecordRef
    choices: Choices = NO_CHOICES

    @property
    def contract(self) -> ContractRef:
        """The contract it is about; TypeError for an operation on PCCOs."""
        if not isinstance(self.record, ContractRef):
            raise TypeError(f"{self.operation} is about a prime contract, not {self.record}")
        return self.record

    @property
    def change_order(self) -> ChangeOrderRef:
        """The PCCO it is about; TypeError for an operation on contracts."""
        if not isinstance(self.record, ChangeOrderRef):
            raise TypeError(f"{self.operation} is about a PCCO, not {self.record}")
        return self.record
