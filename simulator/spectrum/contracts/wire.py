"""The schedule of values import's body, read into billing items (spectrum_api.md 4.1)."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import TypeAlias

from simulator.spectrum.change_requests.model import cents
from simulator.spectrum.contracts import errors
from simulator.spectrum.contracts.model import MAX_BILLING_ITEM_LENGTH, BillingItem
from simulator.spectrum.soap.elements import Element, Values, choice, number, read, text
from simulator.spectrum.soap.error_rows import ErrorRow

FIXED_ARRAY = "Schedule_Of_Values_Fixed"
UNIT_ARRAY = "Schedule_Of_Values_Unit"
MAX_CONTRACTS = 1_000
MAX_ITEMS = 10_000
MAX_EXTENSION = Decimal("9900000000")

CONTRACT = (
    text("Company_Code", 3, is_required=True),
    text("Customer_Code", 10, is_required=True),
    text("Job_Number", 10, is_required=True),
)

_COMMON = (
    text("Billing_Item", 10, is_required=True),
    text("Billing_Description", 30),
    text("Additional_Billing_Description", 40),
    number("GL_Account", "12"),
    choice("Taxable", "Y", "N"),
    text("Memo", 25),
    text("Cost_Center", 10),
    text("Online_Tax_Code", 15),
)

FIXED_ITEM = (
    *_COMMON,
    number("Original_Contract", "-10.2"),
    number("Projected_Revenue", "-10.2"),
)

UNIT_ITEM = (
    *_COMMON,
    text("Group_Code", 2, is_required=True),
    text("Group_Description", 30),
    text("Unit_Of_Measure", 3),
    number("Billing_Unit_Price", "-5.4"),
    number("Original_Quantity", "-7.2"),
    number("Original_Amount", "-10.2"),
    number("Projected_Quantity", "-7.2"),
)


# What the body holds: numbers are read exactly.
Json: TypeAlias = "dict[str, Json] | list[Json] | str | Decimal | float | bool | None"


def read_body(body: bytes) -> list[Json] | ErrorRow:
    """The contracts of the body, or what is wrong with it as a whole."""
    try:
        document = json.loads(body, parse_float=Decimal, parse_int=Decimal)
    except (ValueError, RecursionError) as error:
        return ErrorRow("I", f"the body is not JSON: {error}"[:250], "")
    contracts = document.get("contracts") if isinstance(document, dict) else None
    if not isinstance(contracts, list) or not contracts:
        return errors.not_an_array("contracts")
    if len(contracts) > MAX_CONTRACTS:
        return ErrorRow("I", f"{len(contracts)} contracts, at most {MAX_CONTRACTS}", "contracts")
    return contracts


def read_members(
    where: str, entry: Json, elements: tuple[Element, ...], others: tuple[str, ...] = ()
) -> tuple[Values, list[ErrorRow]]:
    """Read one object's members; `others` are members that are read elsewhere."""
    if not isinstance(entry, Mapping):
        return Values(), [errors.not_an_object(where)]
    names = {element.name for element in elements}
    wrong = [
        errors.unknown_member(where, str(name))
        for name in entry
        if name not in names and name not in others
    ]
    given: dict[str, str] = {}
    for name in names:
        value = entry.get(name)
        if isinstance(value, Decimal):
            given[name] = f"{value:f}"
        elif value is None or isinstance(value, str):
            given[name] = value or ""
        else:
            given[name] = ""
            wrong.append(ErrorRow("I", f"{where}.{name} must be a text or a number", name))
    values, errors_read = read(elements, given)
    return values, wrong + errors_read


def fixed_item(values: Values) -> BillingItem | ErrorRow:
    item = _item(values, cents(values.number("Original_Contract") or Decimal(0)))
    item.projected_revenue = values.number("Projected_Revenue")
    return item


def unit_item(values: Values) -> BillingItem | ErrorRow:
    """A unit price item; the amount is price times quantity when it is left out."""
    group_code, code = values.text("Group_Code"), values.text("Billing_Item")
    if len(group_code) + len(code) > MAX_BILLING_ITEM_LENGTH:
        return errors.item_too_long(group_code, code)
    price = values.number("Billing_Unit_Price")
    quantity, projected = values.number("Original_Quantity"), values.number("Projected_Quantity")
    for column, factor in (("Original_Quantity", quantity), ("Projected_Quantity", projected)):
        if price is not None and factor is not None and abs(price * factor) > MAX_EXTENSION:
            return errors.amount_too_high(column, price * factor)
    amount = values.number("Original_Amount")
    if amount is None:
        amount = (price or Decimal(0)) * (quantity or Decimal(0))
    item = _item(values, cents(amount))
    item.group_code = group_code
    item.group_description = values.text("Group_Description")
    item.unit_of_measure = values.text("Unit_Of_Measure")
    item.unit_price = price
    item.original_quantity = quantity
    item.projected_quantity = projected
    return item


def _item(values: Values, original_contract: Decimal) -> BillingItem:
    gl_account = values.number("GL_Account")
    return BillingItem(
        sequence=0,
        code=values.text("Billing_Item"),
        description=values.text("Billing_Description"),
        original_contract=original_contract,
        additional_description=values.text("Additional_Billing_Description"),
        is_taxable=values.text("Taxable") == "Y",
        gl_account="" if gl_account is None else f"{gl_account:f}",
        cost_center=values.text("Cost_Center"),
        online_tax_code=values.text("Online_Tax_Code"),
        memo=values.text("Memo"),
    )
