"""What a button's form asks for, checked, and the method of the tool that does it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from starlette.exceptions import HTTPException

from engine.erp_integrations.tool import ErpIntegrations
from engine.operations.request import Operation
from engine.sync.outcome import Outcome

COMMENT_CHARACTERS_MAX = 1_000
NAME_CHARACTERS_MAX = 200


@dataclass(frozen=True, slots=True)
class ActionForm:
    """One press of a button. A contract is named by `job_number`, a PCCO by `project_id` and
    `number`; which of them are there fits the operation."""

    operation: Operation
    login: str
    job_number: str
    customer_code: str | None
    project_id: int
    number: str
    transaction_date: date | None
    comment: str | None

    @property
    def record(self) -> str:
        """The record, named without doubt."""
        if self.operation.is_about_contracts:
            return f"the contract of job {self.job_number}"
        return f"PCCO {self.number} of project {self.project_id}"


def read_action(fields: Mapping[str, str], login: str) -> ActionForm:
    """The form's fields as an action of `login`; HTTPException 400 says which field is wrong."""
    try:
        operation = Operation(fields.get("operation", ""))
    except ValueError:
        raise _wrong("operation", fields, "one of " + ", ".join(Operation)) from None
    is_contract = operation.is_about_contracts
    return ActionForm(
        operation=operation,
        login=login,
        job_number=_name(fields, "job_number") if is_contract else "",
        customer_code=fields.get("customer_code") or None,
        project_id=0 if is_contract else _number(fields, "project_id"),
        number="" if is_contract else _name(fields, "number"),
        transaction_date=_date(fields, "transaction_date"),
        comment=_comment(fields),
    )


def perform(tool: ErpIntegrations, form: ActionForm) -> Outcome:
    """Press the button: the tool decides, acts, verifies and records."""
    login, pcco = form.login, (form.project_id, form.number, form.login)
    match form.operation:
        case Operation.IMPORT:
            return tool.import_contract(form.job_number, login, customer_code=form.customer_code)
        case Operation.REIMPORT:
            return tool.reimport_contract(form.job_number, login, customer_code=form.customer_code)
        case Operation.REFRESH:
            return tool.refresh_contract(form.job_number, login, customer_code=form.customer_code)
        case Operation.SEND:
            return tool.send(*pcco)
        case Operation.RETRIEVE:
            return tool.retrieve(*pcco)
        case Operation.RESEND:
            return tool.resend(*pcco)
        case Operation.ACCEPT:
            return tool.accept(*pcco, form.transaction_date)
        case Operation.EXPORT:
            return tool.export(*pcco, form.transaction_date)
        case Operation.REJECT:
            return tool.reject(*pcco, form.comment)
        case Operation.UNLINK:
            return tool.unlink(*pcco)


def _name(fields: Mapping[str, str], field: str) -> str:
    value = fields.get(field, "").strip()
    if not value or len(value) > NAME_CHARACTERS_MAX:
        raise _wrong(field, fields, f"1 to {NAME_CHARACTERS_MAX} characters")
    return value


def _number(fields: Mapping[str, str], field: str) -> int:
    value = fields.get(field, "")
    if not value.isdecimal() or len(value) > 18:
        raise _wrong(field, fields, "a whole number")
    return int(value)


def _date(fields: Mapping[str, str], field: str) -> date | None:
    value = fields.get(field, "")
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        raise _wrong(field, fields, "a date such as 2020-04-09") from None


def _comment(fields: Mapping[str, str]) -> str | None:
    value = fields.get("comment", "").strip()
    if len(value) > COMMENT_CHARACTERS_MAX:
        raise HTTPException(
            400,
            f"The comment has {len(value):,} characters and may have {COMMENT_CHARACTERS_MAX:,}.",
        )
    return value or None


def _wrong(field: str, fields: Mapping[str, str], expected: str) -> HTTPException:
    shown = fields.get(field, "")[:NAME_CHARACTERS_MAX]
    name = field.replace("_", " ")
    return HTTPException(400, f"The {name} is {shown!r} and should be {expected}.")
