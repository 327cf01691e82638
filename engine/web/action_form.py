"""A button's form: the record and the choices in it, read as its operation is declared."""

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.exceptions import HTTPException

from engine.operations.choices import Choices, WrongRequestError, read_choices, unexpected
from engine.operations.declarations import OPERATIONS, OperationDeclaration
from engine.operations.records import ChangeOrderRef, ContractRef, RecordRef

NAME_CHARACTERS_MAX = 200
ID_DIGITS_MAX = 18


@dataclass(frozen=True, slots=True)
class ActionForm:
    """One press of a button: what `login` asks of the tool."""

    declaration: OperationDeclaration
    login: str
    record: RecordRef
    choices: Choices


def read_action(fields: Mapping[str, str], login: str) -> ActionForm:
    """The form's fields as an action of `login`; HTTPException 400 says which field is wrong."""
    try:
        declaration = _declaration(fields)
        record = _contract(fields) if declaration.is_about_contracts else _change_order(fields)
        choices = read_choices(fields)
        declaration.check(record, choices)
    except WrongRequestError as error:
        raise HTTPException(400, str(error)) from error
    return ActionForm(declaration, login, record, choices)


def _declaration(fields: Mapping[str, str]) -> OperationDeclaration:
    name = fields.get("operation", "")
    for declaration in OPERATIONS.values():
        if declaration.operation == name:
            return declaration
    raise unexpected("operation", name, "one of " + ", ".join(OPERATIONS))


def _contract(fields: Mapping[str, str]) -> ContractRef:
    return ContractRef(_name(fields, "job_number"), fields.get("customer_code") or None)


def _change_order(fields: Mapping[str, str]) -> ChangeOrderRef:
    return ChangeOrderRef(_number(fields, "project_id"), _name(fields, "number"))


def _name(fields: Mapping[str, str], field: str) -> str:
    value = fields.get(field, "").strip()
    if not value or len(value) > NAME_CHARACTERS_MAX:
        raise unexpected(field, fields.get(field, ""), f"1 to {NAME_CHARACTERS_MAX} characters")
    return value


def _number(fields: Mapping[str, str], field: str) -> int:
    value = fields.get(field, "")
    if not value.isdecimal() or len(value) > ID_DIGITS_MAX:
        raise unexpected(field, value, "a whole number")
    return int(value)
