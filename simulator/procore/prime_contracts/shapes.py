"""What a prime contract looks like as JSON in v1 and v2 (procore_api.md 7.2, 7.3)."""

from typing import Annotated, Literal, TypedDict

from simulator.procore.change_orders.record.shapes import ChangeOrdersInContract
from simulator.procore.custom_fields import CustomField
from simulator.procore.json_types import (
    Day,
    EmptyList,
    Instant,
    V1Decimal,
    V1Id,
    V2Decimal,
    V2Id,
    one_of,
)
from simulator.procore.people.shapes import Person
from simulator.procore.prime_contracts.model import ACCOUNTING_METHODS, LEVELS_OF_DETAIL, STATUSES
from simulator.procore.schedule_of_values.shapes import Currency, ScheduleLine

ContractStatus = Annotated[str, one_of(STATUSES)]
AccountingMethod = Annotated[str, one_of(ACCOUNTING_METHODS)]


class ContractDates(TypedDict):
    actual_completion_date: Day | None
    approval_letter_date: Day | None
    contract_date: Day | None
    contract_estimated_completion_date: Day | None
    contract_start_date: Day | None
    execution_date: Day | None
    issued_on_date: Day | None
    letter_of_intent_date: Day | None
    returned_date: Day | None
    signed_contract_received_date: Day | None


class Vendor(TypedDict):
    id: V1Id | None


class ListedPrimeContract(TypedDict):
    id: V1Id
    project_id: V1Id
    number: str | None
    title: str | None
    status: ContractStatus
    executed: bool
    accounting_method: AccountingMethod
    grand_total: V1Decimal
    approved_change_orders: V1Decimal
    pending_change_orders_amount: V1Decimal
    draft_change_orders_amount: V1Decimal
    revised_contract_amount: V1Decimal
    pending_revised_contract_amount: V1Decimal
    origin_id: str | None
    origin_data: str | None
    origin_code: str | None
    vendor: Vendor
    created_at: Instant
    updated_at: Instant
    deleted_at: Instant | None
    currency_configuration: Currency


class PrimeContractHeader(ContractDates, ChangeOrdersInContract):
    """A prime contract without its lines."""

    id: V1Id
    type: Literal["PrimeContract"]
    position: int
    budget_line_item_id: V1Id | None
    number: str | None
    title: str | None
    description: str | None
    status: ContractStatus
    accounting_method: AccountingMethod
    executed: bool
    private: bool
    show_line_items_to_non_admins: bool
    allow_comments: bool
    allow_markups: bool
    allow_payment_applications: bool
    allow_payments: bool
    display_materials_retainage: bool | None
    display_stored_materials: bool | None
    display_work_retainage: bool | None
    grand_total: V1Decimal
    line_items_total: V1Decimal
    line_items_extended_total: V1Decimal
    approved_change_orders: V1Decimal
    pending_change_orders_amount: V1Decimal
    draft_change_orders_amount: V1Decimal
    revised_contract_amount: V1Decimal
    pending_revised_contract_amount: V1Decimal
    owner_invoices_amount: V1Decimal
    total_payments: V1Decimal
    outstanding_balance: V1Decimal
    percentage_paid: V1Decimal
    retainage_percent: V1Decimal | None
    inclusions: str | None
    exclusions: str | None
    origin_id: str | None
    origin_data: str | None
    original_substantial_completion_date: Day | None
    substantial_completion_date: Day | None
    delivery_date: Day | None
    created_at: Instant
    updated_at: Instant
    deleted_at: Instant | None
    architect: Person | None
    assigned_to: Person | None
    created_by: Person | None
    received_from: Person | None
    vendor: Vendor
    contractor: Vendor
    attachments: EmptyList
    payments_received: EmptyList
    custom_fields: dict[str, CustomField]
    currency_configuration: Currency


class PrimeContract(PrimeContractHeader):
    line_items: list[ScheduleLine]


class PrimeContractV2(ContractDates):
    id: V2Id
    project_id: V2Id
    number: str | None
    title: str | None
    description: str | None
    status: ContractStatus
    accounting_method: AccountingMethod
    executed: bool
    private: bool
    accessor_ids: list[V2Id]
    signature_required: bool
    show_line_items_to_non_admins: bool
    allow_comments: bool
    allow_markups: bool
    allow_payment_applications: bool
    allow_payments: bool
    enable_ssov: bool
    change_order_level_of_detail: Annotated[str, one_of(LEVELS_OF_DETAIL)] | None
    auto_approve_prefilled_requisitions_on_payapp: bool
    show_cost_code_on_pdf: bool
    retainage_percent: V2Decimal | None
    inclusions: str | None
    exclusions: str | None
    vendor_id: V2Id | None
    contractor_id: V2Id | None
    architect_id: V2Id | None
    grand_total: V2Decimal
    approved_change_orders_amount: V2Decimal
    revised_contract_amount: V2Decimal
    pending_revised_contract_amount: V2Decimal
    substantial_completion_date: Day | None
    created_by_id: V2Id
    created_at: Instant
    updated_at: Instant
    deleted_at: Instant | None
    currency_configuration: Currency


class CreatorV2(TypedDict):
    id: V2Id
    name: str


class ExtendedPrimeContractV2(PrimeContractV2):
    created_by: CreatorV2 | None
    vendor_name: str | None
    contractor_name: str | None
    architect_name: str | None
    custom_fields: dict[str, CustomField]


class PrimeContractSummary(TypedDict):
    approved_change_total: V2Decimal
    approved_change_tax_amount: V2Decimal
    pending_revised_change_total: V2Decimal
    pending_revised_change_tax_amount: V2Decimal
    draft_change_total: V2Decimal
    draft_change_tax_amount: V2Decimal
    total_invoices_amount: V2Decimal
    total_payments_amount: V2Decimal
    currency_configuration: Currency
