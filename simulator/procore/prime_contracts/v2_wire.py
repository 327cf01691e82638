"""A prime contract in v2: ids as text, flat bodies, no origin fields (procore_api.md 2, 7.2, 7.3).

No copy of the reference has the whole v2 answer; what is here follows v1's names (inferred).
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from simulator.procore.payload import (
    Readers,
    boolean,
    date_or_nothing,
    identifier,
    list_of,
    number,
    one_of,
    text,
    title,
)
from simulator.procore.prime_contracts.model import (
    ACCOUNTING_METHODS,
    LEVELS_OF_DETAIL,
    STATUSES,
    PrimeContract,
)
from simulator.procore.prime_contracts.totals import totals
from simulator.procore.prime_contracts.wire import DATES, currency, dates
from simulator.procore.responses import day, instant, v2_decimal
from simulator.procore.stores import ProcoreStores

if TYPE_CHECKING:
    from simulator.procore.prime_contracts import shapes

View = Callable[[ProcoreStores, PrimeContract], "shapes.PrimeContractV2"]


def ids(value: object) -> tuple[object, ...]:
    return tuple(list_of(identifier)(value))


V2_FIELDS: Readers = {
    "number": title,
    "title": title,
    "description": text,
    "status": one_of(*STATUSES),
    "accounting_method": one_of(*ACCOUNTING_METHODS),
    "executed": boolean,
    "private": boolean,
    "accessor_ids": ids,
    "show_line_items_to_non_admins": boolean,
    "allow_comments": boolean,
    "allow_markups": boolean,
    "allow_payment_applications": boolean,
    "allow_payments": boolean,
    "signature_required": boolean,
    "retainage_percent": number,
    "inclusions": text,
    "exclusions": text,
    "vendor_id": identifier,
    "contractor_id": identifier,
    "architect_id": identifier,
    "substantial_completion_date": date_or_nothing,
    "enable_ssov": boolean,
    "change_order_level_of_detail": one_of(*LEVELS_OF_DETAIL),
    "auto_approve_prefilled_requisitions_on_payapp": boolean,
    "show_cost_code_on_pdf": boolean,
    "currency_iso_code": title,
    "currency_exchange_rate": number,
    **dict.fromkeys(DATES, date_or_nothing),
}


def default(stores: ProcoreStores, contract: PrimeContract) -> "shapes.PrimeContractV2":
    worth = totals(stores, contract)
    return {
        "id": str(contract.id),
        "project_id": str(contract.project_id),
        "number": contract.number,
        "title": contract.title,
        "description": contract.description,
        "status": contract.status,
        "accounting_method": contract.accounting_method,
        "executed": contract.executed,
        "private": contract.private,
        "accessor_ids": [str(user_id) for user_id in contract.accessor_ids],
        "signature_required": contract.signature_required,
        "show_line_items_to_non_admins": contract.show_line_items_to_non_admins,
        "allow_comments": contract.allow_comments,
        "allow_markups": contract.allow_markups,
        "allow_payment_applications": contract.allow_payment_applications,
        "allow_payments": contract.allow_payments,
        "enable_ssov": contract.enable_ssov,
        "change_order_level_of_detail": contract.change_order_level_of_detail,
        "auto_approve_prefilled_requisitions_on_payapp": (
            contract.auto_approve_prefilled_requisitions_on_payapp
        ),
        "show_cost_code_on_pdf": contract.show_cost_code_on_pdf,
        "retainage_percent": v2_decimal(contract.retainage_percent),
        "inclusions": contract.inclusions,
        "exclusions": contract.exclusions,
        "vendor_id": _text_id(contract.vendor_id),
        "contractor_id": _text_id(contract.contractor_id),
        "architect_id": _text_id(contract.architect_id),
        "grand_total": v2_decimal(worth.grand_total),
        "approved_change_orders_amount": v2_decimal(worth.approved_change_orders),
        "revised_contract_amount": v2_decimal(worth.revised),
        "pending_revised_contract_amount": v2_decimal(worth.pending_revised),
        **dates(contract),
        "substantial_completion_date": day(contract.substantial_completion_date),
        "created_by_id": str(contract.created_by_id),
        "created_at": instant(contract.created_at),
        "updated_at": instant(contract.updated_at),
        "deleted_at": instant(contract.deleted_at),
        "currency_configuration": currency(contract),
    }


def extended(stores: ProcoreStores, contract: PrimeContract) -> "shapes.ExtendedPrimeContractV2":
    """Names and custom fields beside the ids."""
    creator = stores.people.users.get(contract.created_by_id)
    architect = stores.people.users.get(contract.architect_id or 0)
    return {
        **default(stores, contract),
        "created_by": None if creator is None else {"id": str(creator.id), "name": creator.name},
        "vendor_name": None,
        "contractor_name": None,
        "architect_name": None if architect is None else architect.name,
        "custom_fields": contract.custom_fields,
    }


def summary(stores: ProcoreStores, contract: PrimeContract) -> "shapes.PrimeContractSummary":
    """Change totals; this simulator keeps no taxes, owner invoices or payments: they are 0."""
    worth = totals(stores, contract)
    return {
        "approved_change_total": v2_decimal(worth.approved_change_orders),
        "approved_change_tax_amount": "0.00",
        "pending_revised_change_total": v2_decimal(worth.pending_change_orders),
        "pending_revised_change_tax_amount": "0.00",
        "draft_change_total": v2_decimal(worth.draft_change_orders),
        "draft_change_tax_amount": "0.00",
        "total_invoices_amount": "0.00",
        "total_payments_amount": "0.00",
        "currency_configuration": currency(contract),
    }


def _text_id(record_id: int | None) -> str | None:
    return None if record_id is None else str(record_id)
