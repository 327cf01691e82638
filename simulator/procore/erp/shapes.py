"""What ERP connections, requests and request details look like (procore_api.md 10.1, 10.4)."""

from typing import Annotated, Literal, TypedDict

from simulator.procore.change_orders.record.shapes import (
    ListedPackage,
    MarkedUpLine,
    MarkupLineItem,
)
from simulator.procore.erp.vocabulary import (
    CHANGE_ORDER,
    CREATE_PCCO,
    PRIME_CONTRACT,
    REFRESH_PRIME_CONTRACTS,
    RESET_PCCO,
    UNLINK_PCCO,
    DetailStatus,
)
from simulator.procore.json_types import EmptyObject, Instant, JsonNumber, V1Decimal, V1Id, one_of
from simulator.procore.prime_contracts.shapes import PrimeContractHeader
from simulator.procore.projects.shapes import Project
from simulator.procore.schedule_of_values.shapes import ScheduleLine


class ErpConnection(TypedDict):
    """`id` is the company's."""

    id: V1Id
    standard_cost_code_list_id: V1Id


class ErpChangeOrderFields(TypedDict):
    transaction_date: str | None


class SentChangeOrder(ListedPackage):
    description: str | None
    approved_on: Instant | None
    erp_custom_fields: ErpChangeOrderFields


class SentLine(MarkedUpLine):
    """A line with the contract line it changes and that one's ids in the ERP."""

    prime_line_item_id: V1Id | None
    prime_line_item_origin_id: str | None
    prime_line_item_origin_code: str | None
    prime_line_item_origin_data: str | None
    tax_amount: V1Decimal
    commitment_line_item_id: V1Id | None
    erp_custom_fields: EmptyObject


class ChangeOrderTree(TypedDict):
    request_detail_id: V1Id
    project: Project
    prime_contract: PrimeContractHeader
    prime_contract_items: list[ScheduleLine]
    prime_contract_change_order: SentChangeOrder
    prime_contract_change_order_items: list[SentLine]


class UnlinkedContract(TypedDict):
    id: V1Id
    procore_prime_contract_id: V1Id
    project_id: V1Id
    number: str | None
    title: str | None
    origin_id: str | None
    origin_data: str | None


class UnlinkedChangeOrder(TypedDict):
    id: V1Id
    number: str
    title: str | None
    description: str | None
    created_at: Instant
    origin_id: str | None
    origin_code: str | None
    prime_contract_origin_id: str | None
    job_origin_id: str | None
    custom_fields: EmptyObject
    erp_custom_fields: EmptyObject


class UnlinkedLine(TypedDict):
    id: V1Id
    description: str | None
    position: int
    estimate_amount: JsonNumber
    revenue_amount: JsonNumber
    potential_change_order_id: V1Id
    origin_id: str | None
    prime_contract_change_order_origin_id: str | None
    job_origin_id: str | None
    cost_code_origin_id: str | None
    cost_code_origin_data: str | None
    line_item_type_origin_id: str | None
    line_item_type_origin_data: str | None
    prime_contract_item_id: V1Id | None
    procore_prime_contract_item_id: V1Id | None
    prime_contract_item_origin_id: str | None
    prime_contract_item_origin_data: str | None
    prime_contract_item_position: int | None
    markup_line_items: list[MarkupLineItem]


class UnlinkTree(TypedDict):
    prime_contract: UnlinkedContract
    prime_contract_change_order: UnlinkedChangeOrder
    prime_contract_change_order_line_items: list[UnlinkedLine]
    request_detail_id: V1Id


class ResetTree(TypedDict):
    """`job_id` is the project's id in the ERP."""

    project_id: V1Id
    job_id: str | None
    prime_contract_id: V1Id
    prime_contract_origin_id: str | None
    prime_contract_change_order_id: V1Id
    prime_contract_change_order_number: str
    prime_contract_change_order_origin_id: str | None
    prime_contract_change_order_line_items: list[SentLine]
    reset_estimate_transactions: bool
    reset_revenue_transactions: bool


class RefreshData(TypedDict):
    request_detail_id: V1Id


class CreateRequest(TypedDict):
    id: V1Id
    request_name: Annotated[str, one_of((CREATE_PCCO,))]
    request_data: ChangeOrderTree
    created_at: Instant


class UnlinkRequest(TypedDict):
    id: V1Id
    request_name: Annotated[str, one_of((UNLINK_PCCO,))]
    request_data: UnlinkTree
    created_at: Instant


class ResetRequest(TypedDict):
    id: V1Id
    request_name: Annotated[str, one_of((RESET_PCCO,))]
    request_data: ResetTree
    created_at: Instant


class RefreshRequest(TypedDict):
    id: V1Id
    request_name: Annotated[str, one_of((REFRESH_PRIME_CONTRACTS,))]
    request_data: RefreshData
    created_at: Instant


RequestData = ChangeOrderTree | UnlinkTree | ResetTree | RefreshData
ErpRequest = CreateRequest | UnlinkRequest | ResetRequest | RefreshRequest


class UnlinkedEntity(TypedDict):
    item_type: Annotated[str, one_of((PRIME_CONTRACT, CHANGE_ORDER))]
    item_id: V1Id
    synced: Literal[False]


class ErpRequestDetail(TypedDict):
    """`item_id` is the change order package's, null where all prime contracts are meant."""

    id: V1Id
    request_id: V1Id
    item_type: Annotated[str, one_of((PRIME_CONTRACT, CHANGE_ORDER))]
    item_id: V1Id | None
    status: Annotated[str, one_of(DetailStatus)]
    messages: list[str]
    created_at: Instant
    updated_at: Instant
