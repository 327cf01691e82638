"""A prime contract as v1 shows it, in full and in lists (procore_api.md 7.2, 7.3)."""

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from simulator.procore.change_orders.record.wire import change_orders_of
from simulator.procore.payload import (
    Readers,
    boolean,
    date_or_nothing,
    identifier,
    number,
    one_of,
    text,
    title,
)
from simulator.procore.people.wire import person
from simulator.procore.prime_contracts.model import ACCOUNTING_METHODS, STATUSES, PrimeContract
from simulator.procore.prime_contracts.totals import totals
from simulator.procore.responses import day, instant, v1_decimal
from simulator.procore.schedule_of_values import wire as line_wire
from simulator.procore.schedule_of_values.model import Holder
from simulator.procore.stores import ProcoreStores

if TYPE_CHECKING:
    from simulator.procore.prime_contracts import shapes
    from simulator.procore.schedule_of_values.shapes import Currency

DATES = (
    "actual_completion_date",
    "approval_letter_date",
    "contract_date",
    "contract_estimated_completion_date",
    "contract_start_date",
    "execution_date",
    "issued_on_date",
    "letter_of_intent_date",
    "returned_date",
    "signed_contract_received_date",
)
BASE_CURRENCY = "USD"
V1_FIELDS: Readers = {
    "number": title,
    "title": title,
    "description": text,
    "status": one_of(*STATUSES),
    "accounting_method": one_of(*ACCOUNTING_METHODS),
    "executed": boolean,
    "retainage_percent": number,
    "inclusions": text,
    "exclusions": text,
    "vendor_id": identifier,
    "contractor_id": identifier,
    "architect_id": identifier,
    "origin_id": title,
    "origin_data": text,
    "currency_iso_code": title,
    "currency_exchange_rate": number,
    **dict.fromkeys(DATES, date_or_nothing),
}
NOTHING = v1_decimal(Decimal(0))


def dates(contract: PrimeContract) -> "shapes.ContractDates":
    return {
        "actual_completion_date": day(contract.actual_completion_date),
        "approval_letter_date": day(contract.approval_letter_date),
        "contract_date": day(contract.contract_date),
        "contract_estimated_completion_date": day(contract.contract_estimated_completion_date),
        "contract_start_date": day(contract.contract_start_date),
        "execution_date": day(contract.execution_date),
        "issued_on_date": day(contract.issued_on_date),
        "letter_of_intent_date": day(contract.letter_of_intent_date),
        "returned_date": day(contract.returned_date),
        "signed_contract_received_date": day(contract.signed_contract_received_date),
    }


def currency(contract: PrimeContract) -> "Currency":
    """The rate is shown where there is one (procore_api.md 2)."""
    answer: Currency = {"currency_iso_code": contract.currency_iso_code or BASE_CURRENCY}
    if contract.currency_exchange_rate is not None:
        answer["base_currency_iso_code"] = BASE_CURRENCY
        answer["currency_exchange_rate"] = v1_decimal(contract.currency_exchange_rate)
    return answer


class _Amounts(NamedTuple):
    """A contract's totals as v1 writes them."""

    original: str = NOTHING
    approved: str = NOTHING
    pending: str = NOTHING
    draft: str = NOTHING
    revised: str = NOTHING
    pending_revised: str = NOTHING


_NO_AMOUNTS = _Amounts()


def _amounts(stores: ProcoreStores, contract: PrimeContract) -> _Amounts:
    """Not computed while there is nothing to add up, as on every new contract."""
    has_lines = bool(stores.schedule.of(Holder.PRIME_CONTRACT, contract.id))
    if not has_lines and not stores.change_orders.of_contract(contract.id):
        return _NO_AMOUNTS
    worth = totals(stores, contract)
    return _Amounts(
        original=v1_decimal(worth.grand_total),
        approved=v1_decimal(worth.approved_change_orders),
        pending=v1_decimal(worth.pending_change_orders),
        draft=v1_decimal(worth.draft_change_orders),
        revised=v1_decimal(worth.revised),
        pending_revised=v1_decimal(worth.pending_revised),
    )


def listed(stores: ProcoreStores, contract: PrimeContract) -> "shapes.ListedPrimeContract":
    """The shorter set of the list; it also has the origin code."""
    worth = _amounts(stores, contract)
    origin = stores.external_data.of("prime_contract", contract.id)
    return {
        "id": contract.id,
        "project_id": contract.project_id,
        "number": contract.number,
        "title": contract.title,
        "status": contract.status,
        "executed": contract.executed,
        "accounting_method": contract.accounting_method,
        "grand_total": worth.original,
        "approved_change_orders": worth.approved,
        "pending_change_orders_amount": worth.pending,
        "draft_change_orders_amount": worth.draft,
        "revised_contract_amount": worth.revised,
        "pending_revised_contract_amount": worth.pending_revised,
        "origin_id": origin.origin_id if origin is not None else None,
        "origin_data": origin.origin_data if origin is not None else None,
        "origin_code": origin.origin_code if origin is not None else None,
        "vendor": {"id": contract.vendor_id},
        "created_at": instant(contract.created_at),
        "updated_at": instant(contract.updated_at),
        "deleted_at": instant(contract.deleted_at),
        "currency_configuration": currency(contract),
    }


def in_full(
    stores: ProcoreStores, contract: PrimeContract, shows_lines: bool = True
) -> "shapes.PrimeContract":
    """Everything v1 shows. Owner invoices and payments are not kept here: their totals are 0."""
    lines = stores.schedule.of(Holder.PRIME_CONTRACT, contract.id)
    origin = stores.external_data.of("prime_contract", contract.id)
    worth = _amounts(stores, contract)
    return {
        "id": contract.id,
        "type": "PrimeContract",
        "position": contract.position,
        "budget_line_item_id": None,
        "number": contract.number,
        "title": contract.title,
        "description": contract.description,
        "status": contract.status,
        "accounting_method": contract.accounting_method,
        "executed": contract.executed,
        "private": contract.private,
        "show_line_items_to_non_admins": contract.show_line_items_to_non_admins,
        "allow_comments": contract.allow_comments,
        "allow_markups": contract.allow_markups,
        "allow_payment_applications": contract.allow_payment_applications,
        "allow_payments": contract.allow_payments,
        "display_materials_retainage": None,
        "display_stored_materials": None,
        "display_work_retainage": None,
        "grand_total": worth.original,
        "line_items_total": worth.original,
        "line_items_extended_total": worth.original,
        "approved_change_orders": worth.approved,
        "pending_change_orders_amount": worth.pending,
        "draft_change_orders_amount": worth.draft,
        "revised_contract_amount": worth.revised,
        "pending_revised_contract_amount": worth.pending_revised,
        "owner_invoices_amount": NOTHING,
        "total_payments": NOTHING,
        "outstanding_balance": worth.revised,
        "percentage_paid": NOTHING,
        "retainage_percent": v1_decimal(contract.retainage_percent),
        "inclusions": contract.inclusions,
        "exclusions": contract.exclusions,
        "origin_id": origin.origin_id if origin is not None else None,
        "origin_data": origin.origin_data if origin is not None else None,
        **dates(contract),
        "original_substantial_completion_date": None,
        "substantial_completion_date": day(contract.substantial_completion_date),
        "delivery_date": None,
        "created_at": instant(contract.created_at),
        "updated_at": instant(contract.updated_at),
        "deleted_at": instant(contract.deleted_at),
        "architect": person(stores.people.users.get(contract.architect_id or 0)),
        "assigned_to": None,
        "created_by": person(stores.people.users.get(contract.created_by_id)),
        "received_from": None,
        "vendor": {"id": contract.vendor_id},
        "contractor": {"id": contract.contractor_id},
        "attachments": [],
        "line_items": [line_wire.v1(stores, line) for line in lines] if shows_lines else [],
        **change_orders_of(stores, contract.id),
        "payments_received": [],
        "custom_fields": contract.custom_fields,
        "currency_configuration": currency(contract),
    }
