"""Hooks, their triggers, and what is to be delivered (procore_api.md 12)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

# What a trigger can name. No event ever comes of Payment Applications, Contract Payments, Sub Jobs
# and Company Vendors: no such records are kept here.
RESOURCE_NAMES = (
    "Projects",
    "Company Users",
    "Company Vendors",
    "Prime Contracts",
    "Prime Contract Line Items",
    "Change Order Packages",
    "Change Order Requests",
    "Potential Change Orders",
    "Potential Change Order Line Items",
    "Payment Applications",
    "Contract Payments",
    "Cost Codes",
    "Sub Jobs",
    "Line Item Types",
    "ERP Requests",
)
EVENT_TYPES = ("create", "update", "delete")
PAYLOAD_VERSIONS = ("v2.0", "v3.0", "v4.0")

FIRST_PAUSE = timedelta(seconds=1)
LONGEST_PAUSE = timedelta(hours=1)
DISCARD_AFTER = timedelta(hours=12)
MAX_DELIVERIES = 10_000
MAX_HOOKS = 500


class DeliveryStatus(StrEnum):
    ENQUEUED = "enqueued"
    RETRYING = "retrying"
    DELIVERED = "delivered"
    DISCARDED = "discarded"


WAITING = (DeliveryStatus.ENQUEUED, DeliveryStatus.RETRYING)


@dataclass(slots=True)
class Hook:
    """Where events go. `is_v1` hooks are shown and managed by the v1.0 endpoints only."""

    id: int
    is_v1: bool
    namespace: str
    destination_url: str
    destination_headers: dict[str, str]
    payload_version: str
    company_id: int
    project_id: int | None
    user_id: int
    created_at: datetime
    updated_at: datetime
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class Trigger:
    id: int
    hook_id: int
    resource_name: str
    event_type: str


@dataclass(frozen=True, slots=True)
class Related:
    """A record that another one is a part of; `name` is its resource name."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a record; it carries no record, only its id (D-327), and those
    of the records it is a part of."""

    id: int
    at: datetime
    resource_name: str
    event_type: str
    resource_id: int
    company_id: int
    project_id: int | None
    user_id: int
    related: tuple[Related, ...] = ()


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try: what came back, or an error that kept it from going through."""

    started_at: datetime
    completed_at: datetime
    response_status: int | None
    response_headers: Mapping[str, str]
    response_body: str
    error: str | None

    @property
    def is_success(self) -> bool:
        return self.response_status is not None and 200 <= self.response_status < 300


@dataclass(slots=True)
class Delivery:
    """`post_number` is the last post it was handed out in; whether that one is still on its
    way is known to the delivery queue alone, for no snapshot brings a post back."""

    id: int
    hook_id: int
    event: Event
    body: bytes
    created_at: datetime
    status: DeliveryStatus = DeliveryStatus.ENQUEUED
    post_number: int | None = None
    attempts: list[Attempt] = field(default_factory=list)


@dataclass(slots=True)
class DestinationQueue:
    """What waits for one address, in order. A failure pauses all of it; a success resets it."""

    waiting: list[int] = field(default_factory=list)
    pause: timedelta = FIRST_PAUSE
    next_try_at: datetime | None = None
    failing_since: datetime | None = None


@dataclass
class WebhookStore:
    hooks: dict[int, Hook] = field(default_factory=dict)
    triggers: dict[int, Trigger] = field(default_factory=dict)
    deliveries: dict[int, Delivery] = field(default_factory=dict)
    queues: dict[str, DestinationQueue] = field(default_factory=dict)

    def triggers_of(self, hook_id: int) -> list[Trigger]:
        return [trigger for trigger in self.triggers.values() if trigger.hook_id == hook_id]

    def deliveries_of(self, hook_id: int) -> list[Delivery]:
        return [each for each in self.deliveries.values() if each.hook_id == hook_id]

    def hooks_for(self, event: Event) -> list[Hook]:
        """Active hooks of the company or of the event's project with a trigger for it."""
        triggered = {
            trigger.hook_id
            for trigger in self.triggers.values()
            if trigger.resource_name == event.resource_name
            and trigger.event_type == event.event_type
        }
        return [
            hook
            for hook in self.hooks.values()
            if hook.id in triggered
            and hook.is_active
            and hook.company_id == event.company_id
            and hook.project_id in (None, event.project_id)
        ]

    def enqueue(self, delivery: Delivery, destination_url: str) -> None:
        """Keep a delivery; the oldest finished one goes when there are too many."""
        if len(self.deliveries) >= MAX_DELIVERIES:
            finished = (d.id for d in self.deliveries.values() if d.status not in WAITING)
            oldest = next(finished, None)
            if oldest is None:
                return
            del self.deliveries[oldest]
        self.deliveries[delivery.id] = delivery
        self.queues.setdefault(destination_url, DestinationQueue()).waiting.append(delivery.id)

    def remove_hook(self, hook: Hook) -> None:
        """Take a hook away with its triggers and what still waited for it."""
        del self.hooks[hook.id]
        for trigger in self.triggers_of(hook.id):
            del self.triggers[trigger.id]
        queue = self.queues.get(hook.destination_url)
        for delivery in self.deliveries_of(hook.id):
            if queue is not None and delivery.id in queue.waiting:
                queue.waiting.remove(delivery.id)
            del self.deliveries[delivery.id]
