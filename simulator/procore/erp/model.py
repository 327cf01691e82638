"""A change order on its way to the ERP: sent, accepted, then success, failure or rejection
(procore_api.md 10, D-095 to D-128)."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simulator.procore.erp import shapes

CREATE_PCCO = "create_prime_contract_change_order"
MAX_MESSAGES = 100


class DetailStatus(StrEnum):
    """How an export request stands (D-127; `rejected` is observed, the literals of the states
    that nobody writes are assumed)."""

    IN_PROGRESS = "in_progress"
    SUCCESS = "success"
    FAILED = "failed"
    REJECTED = "rejected"
    STALE = "stale"


WRITABLE_STATUSES = (DetailStatus.SUCCESS, DetailStatus.FAILED, DetailStatus.REJECTED)


@dataclass
class Connection:
    """The company's connection to an integrator's service."""

    service_url: str | None
    metadata: dict[str, object]
    standard_cost_code_list_id: int


@dataclass(frozen=True, slots=True)
class ErpRequest:
    """What the integrator fetches after the webhook: the whole tree as it was when accepted."""

    id: int
    request_name: str
    request_data: "shapes.ChangeOrderTree"
    created_at: datetime


@dataclass(slots=True)
class RequestDetail:
    """How one item of a request ends; `item_id` is the change order package's."""

    id: int
    request_id: int
    item_type: str
    item_id: int
    created_at: datetime
    updated_at: datetime
    status: DetailStatus = DetailStatus.IN_PROGRESS
    messages: list[str] = field(default_factory=list)


@dataclass
class ErpStore:
    """`sent_package_ids`: change orders locked from sending until they are synced or rejected
    (D-098)."""

    connection: Connection | None = None
    requests: dict[int, ErpRequest] = field(default_factory=dict)
    details: dict[int, RequestDetail] = field(default_factory=dict)
    sent_package_ids: set[int] = field(default_factory=set)
