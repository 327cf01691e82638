"""Screens of Accounts Receivable: customers, contracts and their billing items."""

from decimal import Decimal

from simulator.spectrum.contracts.model import (
    AddOn,
    BillingItem,
    Contract,
    PricingDefaults,
)
from simulator.spectrum.customers.model import ACTIVE, INACTIVE, Customer
from simulator.spectrum.screens.fields import Fields
from simulator.spectrum.screens.jobs import existing_job
from simulator.spectrum.screens.screen import Record, screen
from simulator.spectrum.stores import SpectrumStores

CONTRACT_KEY = ("job_number", "customer_code")
BILLING_ITEM_KEY = (*CONTRACT_KEY, "code", "group_code")

# The element holds 11 although the service's rule is 10: what an old item may have (D-150).
MAX_LEGACY_CODE_LENGTH = 11


@screen("customer", "code", "name", "status")
def make_customer(stores: SpectrumStores, fields: Fields) -> Record:
    code = fields.text("code", 10)
    if (stores.company_code, code) in stores.state.customers:
        raise fields.refused("code", code, "a code that no customer has yet")
    status = fields.choice("status", (ACTIVE, INACTIVE), ACTIVE)
    customer = Customer(stores.company_code, code, fields.text("name", 30, ""), status)
    stores.state.customers[(stores.company_code, code)] = customer
    with stores.store.transaction():
        stores.projection.customer(customer)
    return {"company_code": stores.company_code, "code": code, "name": customer.name}


def existing_contract(stores: SpectrumStores, fields: Fields) -> Contract:
    """The contract that a record names; refused when there is none."""
    job = existing_job(stores, fields)
    customer_code = fields.text("customer_code", 10)
    contract = stores.state.contracts.get((stores.company_code, job.number, customer_code))
    if contract is None:
        allowed = f"a customer that job {job.number} has a contract with"
        raise fields.refused("customer_code", customer_code, allowed)
    return contract


@screen(
    "contract",
    *CONTRACT_KEY,
    "original_contract",
    "uses_unit_pricing",
    "contract_date",
    "has_draw_request_distribution",
)
def make_contract(stores: SpectrumStores, fields: Fields) -> Record:
    """A contract between a job and a customer; one job may have several."""
    job = existing_job(stores, fields)
    customer_code = fields.text("customer_code", 10)
    if (stores.company_code, customer_code) not in stores.state.customers:
        raise fields.refused("customer_code", customer_code, "the code of an existing customer")
    contract = Contract(
        stores.company_code,
        job.number,
        customer_code,
        fields.amount("original_contract"),
        fields.flag("uses_unit_pricing", default=job.is_unit_price),
        fields.day("contract_date") or stores.today(),
        fields.flag("has_draw_request_distribution", default=False),
    )
    if contract.key in stores.state.contracts:
        allowed = f"a customer that job {job.number} has no contract with yet"
        raise fields.refused("customer_code", customer_code, allowed)
    stores.state.contracts[contract.key] = contract
    with stores.store.transaction():
        stores.projection.contract(contract)
    return contract_record(contract)


@screen("update_contract", *CONTRACT_KEY, "original_contract")
def update_contract(stores: SpectrumStores, fields: Fields) -> Record:
    """Write the main page's original contract anew; it need not equal the items (D-035)."""
    contract = existing_contract(stores, fields)
    contract.original_contract = fields.amount("original_contract", str(contract.original_contract))
    with stores.store.transaction():
        stores.projection.contract(contract)
    return contract_record(contract)


@screen("pricing_defaults", *CONTRACT_KEY, "fee_percent", "markups", "add_ons")
def set_pricing_defaults(stores: SpectrumStores, fields: Fields) -> Record:
    """The contract's pricing defaults for changes: fee, markup per cost type, add-ons (D-275)."""
    contract = existing_contract(stores, fields)
    pricing = PricingDefaults(fee_percent=fields.number("fee_percent", 2))
    for markup in fields.records("markups", "pricing_defaults markup", "cost_type", "percent"):
        cost_type = markup.text("cost_type", 3)
        percent = markup.amount("percent")
        if percent < 0:
            raise markup.refused("percent", percent, "zero or more (D-276)")
        pricing.markup_percent_by_cost_type[cost_type] = percent
    for add_on in fields.records(
        "add_ons",
        "pricing_defaults add-on",
        "code",
        "percent",
        "amount",
        "phase_code",
        "cost_type",
    ):
        code = add_on.text("code", 10)
        pricing.add_ons[code] = AddOn(
            code,
            add_on.number("percent", 2),
            add_on.amount("amount"),
            add_on.text("phase_code", 20, ""),
            add_on.text("cost_type", 3, ""),
        )
    contract.pricing = pricing
    return {**contract_record(contract), "fee_percent": str(pricing.fee_percent)}


def contract_record(contract: Contract) -> Record:
    return {
        "company_code": contract.company_code,
        "job_number": contract.job_number,
        "customer_code": contract.customer_code,
        "original_contract": str(contract.original_contract),
        "uses_unit_pricing": contract.uses_unit_pricing,
    }


@screen(
    "billing_item",
    *BILLING_ITEM_KEY,
    "description",
    "additional_description",
    "original_contract",
    "unit_price",
    "original_quantity",
    "unit_of_measure",
    "updates_original_contract",
)
def make_billing_item(stores: SpectrumStores, fields: Fields) -> Record:
    """A line of the schedule of values, after the existing ones.

    With `updates_original_contract` the contract's main page follows the sum of the items, as
    Spectrum offers when they differ (D-035).
    """
    contract = existing_contract(stores, fields)
    key = _item_key(fields, contract)
    if key in contract.billing_items:
        raise fields.refused("code", key[1], "a code that the contract does not have yet")
    item = BillingItem(
        sequence=contract.next_billing_item_sequence(),
        code=key[1],
        description=fields.text("description", 30, ""),
        original_contract=fields.amount("original_contract"),
        group_code=key[0],
        additional_description=fields.text("additional_description", 40, ""),
        unit_of_measure=fields.text("unit_of_measure", 3, ""),
        unit_price=fields.number("unit_price", 4),
        original_quantity=fields.number("original_quantity", 2),
    )
    contract.billing_items[key] = item
    _show_items(stores, contract, fields)
    return billing_item_record(contract, item)


@screen(
    "update_billing_item",
    *BILLING_ITEM_KEY,
    "description",
    "original_contract",
    "updates_original_contract",
)
def update_billing_item(stores: SpectrumStores, fields: Fields) -> Record:
    """Change a billing item's description or amount; fields left out stay."""
    contract = existing_contract(stores, fields)
    item = _existing_item(fields, contract)
    description = fields.text("description", 30, item.description)
    item.original_contract = fields.amount("original_contract", str(item.original_contract))
    item.description = description
    _show_items(stores, contract, fields)
    return billing_item_record(contract, item)


@screen("delete_billing_item", *BILLING_ITEM_KEY, "updates_original_contract")
def delete_billing_item(stores: SpectrumStores, fields: Fields) -> Record:
    """Delete a billing item that no change request bills."""
    contract = existing_contract(stores, fields)
    item = _existing_item(fields, contract)
    key = (item.group_code, item.code)
    for request in contract.change_requests.values():
        if any(line.key == key for line in request.billing_lines):
            allowed = f"an item that no change request bills; {request.number} does"
            raise fields.refused("code", item.code, allowed)
    del contract.billing_items[key]
    _show_items(stores, contract, fields)
    return billing_item_record(contract, item)


def _item_key(fields: Fields, contract: Contract) -> tuple[str, str]:
    group_code = fields.text("group_code", 2, "")
    code = fields.text("code", MAX_LEGACY_CODE_LENGTH)
    if contract.uses_unit_pricing and not group_code:
        raise fields.refused("group_code", group_code, "a group, for a unit price contract")
    if group_code and not contract.uses_unit_pricing:
        raise fields.refused("group_code", group_code, "none, for a fixed price contract")
    return (group_code, code)


def _existing_item(fields: Fields, contract: Contract) -> BillingItem:
    key = _item_key(fields, contract)
    item = contract.billing_items.get(key)
    if item is None:
        codes = ", ".join(code for _, code in contract.billing_items) or "none"
        raise fields.refused("code", key[1], f"the contract's items are: {codes}")
    return item


def _show_items(stores: SpectrumStores, contract: Contract, fields: Fields) -> None:
    if fields.flag("updates_original_contract", default=False):
        items = contract.billing_items.values()
        contract.original_contract = sum(
            (item.original_contract for item in items), Decimal("0.00")
        )
    with stores.store.transaction():
        stores.projection.contract(contract)
        stores.projection.all_billing_items(contract)


def billing_item_record(contract: Contract, item: BillingItem) -> Record:
    return {
        "job_number": contract.job_number,
        "customer_code": contract.customer_code,
        "group_code": item.group_code,
        "code": item.code,
        "description": item.description,
        "original_contract": str(item.original_contract),
        "sequence": item.sequence,
    }
