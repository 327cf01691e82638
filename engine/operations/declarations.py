"""Every operation of the ERP Integrations tool, declared once.

The command line, the pages and the scenarios' steps are made from these declarations; which rules
decide is said by the rulebook's lifecycles alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from msgspec import structs

from engine.operations.choices import (
    ACCEPTED_TRANSACTION_DATE,
    ACCOUNTING_METHOD,
    CHOICES,
    COMMENT,
    NO_CHOICES,
    TRANSACTION_DATE,
    Choice,
    Choices,
    DateChoice,
    LeftOut,
    WrongRequestError,
    words_of,
)
from engine.operations.records import ChangeOrderRef, ContractRef, RecordRef
from engine.operations.request import Operation


class ReportPart(StrEnum):
    """Where a run's report tells what was done."""

    IMPORTED = "imported"
    REIMPORTED = "reimported"
    EXPORTED = "exported"
    OTHER_STEPS = "other_steps"


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationDeclaration:
    """One thing that people may ask for.

    `help` says what it does, `button` is on its button, which stands back beside the others when
    `is_secondary`. Steps say `does`, and `has_done` where it came before the scenario; `{record}`
    in them stands for the record. `lifecycle_action` is the lifecycle's word for it, when it is
    another. The button stands in the tool's lists of the states that the action leads from, or
    else (`is_on_the_record`) on the record itself.
    """

    operation: Operation
    record: type[ContractRef] | type[ChangeOrderRef]
    help: str
    button: str
    does: str
    has_done: str | None = None
    choices: tuple[Choice, ...] = ()
    lifecycle_action: str | None = None
    is_secondary: bool = False
    is_on_the_record: bool = False
    reported_as: ReportPart = ReportPart.OTHER_STEPS

    @property
    def is_about_contracts(self) -> bool:
        return self.record is ContractRef

    @property
    def action(self) -> str:
        """The lifecycle's word for it."""
        return self.lifecycle_action or self.operation.value

    @property
    def falls_back_on_the_accepted_date(self) -> bool:
        return any(
            isinstance(choice, DateChoice) and choice.left_out is LeftOut.AS_ACCEPTED
            for choice in self.choices
        )

    def with_presets(self, choices: Choices, today: date) -> Choices:
        """The choices, with today's date where it was left out and stands for today (D-109)."""
        presets = {
            choice.name: today
            for choice in self.choices
            if isinstance(choice, DateChoice)
            and choice.left_out is LeftOut.TODAY
            and getattr(choices, choice.name) is None
        }
        return structs.replace(choices, **presets)

    def check(self, record: RecordRef, choices: Choices) -> None:
        """WrongRequestError for a record of another kind, for a choice that it does not take, and
        for one that is out of its bounds."""
        if not isinstance(record, self.record):
            raise WrongRequestError(
                f"{self.operation} is about {self.record.named}, and {record} is none; "
                f"name it by {self.record.named_by}."
            )
        taken = {choice.name: choice for choice in self.choices}
        for choice in CHOICES:
            value = getattr(choices, choice.name)
            if choice.name in taken:
                taken[choice.name].check(value)
            elif value != getattr(NO_CHOICES, choice.name):
                takes = ", ".join(words_of(name) for name in taken) or "nothing but its record"
                raise WrongRequestError(
                    f"{self.operation} takes no {words_of(choice.name)}, and {str(value)!r} was "
                    f"given; leave it out. It takes {takes}."
                )


DECLARED = (
    OperationDeclaration(
        operation=Operation.IMPORT,
        record=ContractRef,
        help="Add a Spectrum contract to Procore.",
        button="Add to Procore",  # D-012
        does="imports {record}",
        has_done="has imported {record}",
        choices=(ACCOUNTING_METHOD,),
        reported_as=ReportPart.IMPORTED,
    ),
    OperationDeclaration(
        operation=Operation.REIMPORT,
        record=ContractRef,
        help="Bring new and changed lines of a synced contract to Procore.",
        button="Re-Import",  # D-043
        does="re-imports {record}",
        has_done="has re-imported {record}",
        reported_as=ReportPart.REIMPORTED,
    ),
    OperationDeclaration(
        operation=Operation.REFRESH,
        record=ContractRef,
        help="Clear up whatever differs between a synced contract and Spectrum.",
        button="Refresh",  # D-058
        does="refreshes {record}",
        is_secondary=True,
        reported_as=ReportPart.REIMPORTED,
    ),
    OperationDeclaration(
        operation=Operation.SEND,
        record=ChangeOrderRef,
        help="Hand a PCCO to accounting for acceptance.",
        button="Send to ERP",  # D-096
        does="sends {record}",
        has_done="has sent {record}",
        is_on_the_record=True,
    ),
    OperationDeclaration(
        operation=Operation.RETRIEVE,
        record=ChangeOrderRef,
        help="Take a PCCO back before it is accepted.",
        button="Retrieve from ERP",  # D-099
        does="retrieves {record}",
        has_done="has retrieved {record}",
        is_secondary=True,
        is_on_the_record=True,
    ),
    OperationDeclaration(
        operation=Operation.RESEND,
        record=ChangeOrderRef,
        help="Hand a rejected or retrieved PCCO to accounting again.",
        button="Resend to ERP",  # D-116
        does="resends {record}",
        has_done="has resent {record}",
        is_on_the_record=True,
    ),
    OperationDeclaration(
        operation=Operation.ACCEPT,
        record=ChangeOrderRef,
        help="Accept a PCCO and export it to Spectrum.",
        button="Accept",  # D-109
        does="accepts {record}",
        has_done="has accepted {record}",
        choices=(TRANSACTION_DATE,),
        reported_as=ReportPart.EXPORTED,
    ),
    OperationDeclaration(
        operation=Operation.REJECT,
        record=ChangeOrderRef,
        help="Send a PCCO back to its project.",
        button="Reject",  # D-112
        does="rejects {record}",
        has_done="has rejected {record}",
        choices=(COMMENT,),
        is_secondary=True,
    ),
    OperationDeclaration(
        operation=Operation.EXPORT,
        record=ChangeOrderRef,
        help="Try an export again that failed.",
        button="Export",  # D-126
        does="tries to export {record} again",
        choices=(ACCEPTED_TRANSACTION_DATE,),
        lifecycle_action="retry",
        reported_as=ReportPart.EXPORTED,
    ),
    OperationDeclaration(
        operation=Operation.UNLINK,
        record=ChangeOrderRef,
        help="Free a PCCO whose change request was deleted in Spectrum.",
        button="Unlink",  # D-130
        does="unlinks {record}",
        has_done="has unlinked {record}",
        is_secondary=True,
    ),
)

OPERATIONS: Mapping[Operation, OperationDeclaration] = {each.operation: each for each in DECLARED}
