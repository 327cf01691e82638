"""What hooks, triggers and deliveries look like as JSON (procore_api.md 12)."""

from typing import Annotated, Literal, NotRequired, TypedDict

from msgspec import Meta

from simulator.procore.json_types import Anything, Instant, V1Id, V2Id, one_of
from simulator.procore.webhooks.model import (
    EVENT_TYPES,
    PAYLOAD_VERSIONS,
    RESOURCE_NAMES,
    DeliveryStatus,
)

ResourceName = Annotated[str, one_of(RESOURCE_NAMES)]
EventType = Annotated[str, one_of(EVENT_TYPES)]
Version = Annotated[str, one_of(PAYLOAD_VERSIONS)]
ShortVersion = Annotated[str, one_of(version.removesuffix(".0") for version in PAYLOAD_VERSIONS)]
Headers = Annotated[
    dict[str, str], Meta(description="Only the last five letters of an Authorization are shown")
]


class Hook(TypedDict):
    id: V1Id
    api_version: ShortVersion
    namespace: str
    destination_url: str
    destination_headers: Headers
    owned_by_company_id: V1Id | None
    owned_by_project_id: V1Id | None
    owned_by_user_id: V1Id


class HookV2(TypedDict):
    id: V2Id
    status: Literal["active", "disabled"]
    payload_version: Version
    namespace: str
    destination_url: str
    destination_headers: Headers
    trigger_count: int
    company_id: V2Id
    project_id: V2Id | None
    created_at: Instant
    updated_at: Instant
    hook_type: Literal["classic"]


class Trigger(TypedDict):
    id: V1Id
    resource_name: ResourceName
    event_type: Annotated[str, one_of(event_type.upper() for event_type in EVENT_TYPES)]
    resource_id: V1Id | None


class TriggerV2(TypedDict):
    id: V2Id
    hook_id: V2Id
    resource_name: ResourceName
    event_type: EventType


class DeliveredEvent(TypedDict):
    resource_name: ResourceName
    event_type: EventType
    resource_id: V1Id


class Delivery(TypedDict):
    id: V1Id
    event_id: V1Id
    event: DeliveredEvent
    outcome: Annotated[str, one_of(("ok", "retried", "discarded"))] | None
    started_at: Instant | None
    completed_at: Instant | None
    response_status: int | None
    response_headers: dict[str, str]
    response_body: str | None
    response_error: str | None


class DeliveryAttempt(TypedDict):
    started_at: Instant
    completed_at: Instant
    response_status: int | None
    response_body: str
    response_error: str | None


class DeliveryV2(TypedDict):
    id: V2Id
    hook_id: V2Id
    event_id: V2Id
    resource_name: ResourceName
    event_type: EventType
    resource_id: V2Id
    status: Annotated[str, one_of(DeliveryStatus)]
    created_at: Instant
    delivery_attempts: list[DeliveryAttempt]


class WebhookResource(TypedDict):
    name: ResourceName


class MadeTriggers(TypedDict):
    """`errors` echoes what was not taken, each with its own errors."""

    success: list[Trigger]
    errors: NotRequired[list[dict[str, Anything]]]


class MadeTriggersV2(TypedDict):
    """As in v1."""

    success: list[TriggerV2]
    errors: NotRequired[list[dict[str, Anything]]]


class DeletedTriggersV2(TypedDict):
    """As in v1."""

    success: list[V2Id]
    errors: NotRequired[list[V2Id]]


class DeletedTriggers(TypedDict):
    """The ids that are gone, and those that were no trigger of the hook."""

    success: list[V1Id]
    errors: NotRequired[list[V1Id]]
