"""A change order on its way to the ERP: sent, accepted, then success, failure or rejection; and
back again, unlinked or reset (procore_api.md 10, D-095 to D-136)."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from simulator.procore.erp.vocabulary import DetailStatus

if TYPE_CHECKING:
    from simulator.procore.erp import shapes

MAX_MESSAGES = 100


@dataclass
class Connection:
    """The company's connection to an integrator's service."""

    service_url: str | None
    metadata: dict[str, object]
    standard_cost_code_list_id: int


@dataclass(frozen=True, slots=True)
class ErpRequest:
    """What the integrator fetches after the webhook: the whole tree as it was when asked for."""

    id: int
    request_name: str
    request_data: "shapes.RequestData"
    created_at: datetime


@dataclass(slots=True)
class RequestDetail:
    """How one item of a request ends; `item_id` is the change order package's, None where the
    request is for all prime contracts."""

    id: int
    request_id: int
    item_type: str
    item_id: int | None
    created_at: datetime
    updated_at: datetime
    status: DetailStatus = DetailStatus.IN_PROGRESS
    messages: list[str] = field(default_factory=list)

    @property
    def has_ended(self) -> bool:
        """A failed one may still be rejected or, after a retry, succeed (D-126)."""
        return self.status not in (DetailStatus.IN_PROGRESS, DetailStatus.FAILED)


@dataclass
class ErpStore:
    """`sent_package_ids`: change orders locked from sending until they are synced or rejected
    (D-098)."""

    connection: Connection | None = None
    requests: dict[int, ErpRequest] = field(default_factory=dict)
    details: dict[int, RequestDetail] = field(default_factory=dict)
    sent_package_ids: set[int] = field(default_factory=set)

    def open_details_of(self, package_id: int) -> list[RequestDetail]:
        return [
            detail
            for detail in self.details.values()
            if detail.item_id == package_id and not detail.has_ended
        ]
