"""What a person asks of the ERP Integrations tool."""

from enum import StrEnum

from msgspec import Struct

from engine.operations.choices import NO_CHOICES, Choices
from engine.operations.records import ChangeOrderRef, ContractRef, RecordRef


class Operation(StrEnum):
    """The words people use for what the tool does; `engine.operations.declarations` says the rest.
    `export` tries a failed export again."""

    IMPORT = "import"
    REIMPORT = "reimport"
    REFRESH = "refresh"
    SEND = "send"
    RETRIEVE = "retrieve"
    RESEND = "resend"
    ACCEPT = "accept"
    REJECT = "reject"
    EXPORT = "export"
    UNLINK = "unlink"


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
