"""What ERP connections, requests and request details look like (procore_api.md 10.1, 10.4)."""

from typing import Annotated, TypedDict

from simulator.procore.change_orders.shapes import ListedPackage, MarkedUpLine
from simulator.procore.erp.model import CREATE_PCCO, DetailStatus
from simulator.procore.json_types import EmptyObject, Instant, V1Decimal, V1Id, one_of
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


class ErpRequest(TypedDict):
    id: V1Id
    request_name: Annotated[str, one_of((CREATE_PCCO,))]
    request_data: ChangeOrderTree
    created_at: Instant


class ErpRequestDetail(TypedDict):
    """`item_id` is the change order package's."""

    id: V1Id
    request_id: V1Id
    item_type: Annotated[str, one_of(("change_order",))]
    item_id: V1Id
    status: Annotated[str, one_of(DetailStatus)]
    messages: list[str]
    created_at: Instant
    updated_at: Instant
