"""Hooks, triggers and deliveries as v1.0 and v2.0 show them (procore_api.md 12)."""

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from simulator.procore.payload import FieldError, Readers, one_of, title
from simulator.procore.query import Parameter
from simulator.procore.responses import instant
from simulator.procore.webhooks.model import (
    EVENT_TYPES,
    PAYLOAD_VERSIONS,
    RESOURCE_NAMES,
    Attempt,
    Delivery,
    DeliveryStatus,
    Hook,
    Trigger,
)

if TYPE_CHECKING:
    from simulator.procore.webhooks import shapes

NAMESPACE = Parameter("namespace")
_NAMESPACE = re.compile(r"[a-z0-9-]{1,100}")
_HOST = re.compile(r"[\w.-]+|[0-9a-f:.]+")
_HEADER_NAME = re.compile(r"[A-Za-z0-9-]{1,100}")
# Whoever sends a request sets these by what it sends and where: no hook can.
_SENDERS_OWN_HEADERS = frozenset(
    {
        "connection",
        "content-encoding",
        "content-length",
        "expect",
        "host",
        "keep-alive",
        "proxy-authorization",
        "proxy-connection",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
    }
)
_PAYLOAD_VERSION = one_of(*PAYLOAD_VERSIONS)
_EVENT_TYPE = one_of(*EVENT_TYPES)
SHOWN_LETTERS_OF_SECRETS = 5
MAX_HEADERS = 20
MAX_URL_LENGTH = 2_000


def namespace(value: object) -> str:
    """Lower-case letters, digits and dashes."""
    if not isinstance(value, str) or not _NAMESPACE.fullmatch(value):
        raise FieldError("may only have lower-case letters, digits and dashes")
    return value


def destination_url(value: object) -> str:
    """An absolute http or https address; the real product takes https only."""
    if not isinstance(value, str) or len(value) > MAX_URL_LENGTH or not value.isprintable():
        raise FieldError("must be an address")
    try:
        parts = urlsplit(value)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise FieldError("must be an address with a port up to 65535") from None
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(host) or port == 0:
        raise FieldError("must be an http or https address")
    return value


def destination_headers(value: object) -> dict[str, str]:
    if not isinstance(value, dict) or len(value) > MAX_HEADERS:
        raise FieldError(f"must be an object of at most {MAX_HEADERS} headers")
    headers: dict[str, str] = {}
    for name, text in value.items():
        is_name = isinstance(name, str) and _HEADER_NAME.fullmatch(name)
        if not is_name or not isinstance(text, str) or not _is_header_value(text):
            raise FieldError("must have plain header names and values")
        if name.lower() in _SENDERS_OWN_HEADERS:
            raise FieldError(f"cannot have {name}, which is the sender's own")
        headers[name] = text
    return headers


def _is_header_value(text: str) -> bool:
    is_plain = text.isascii() and text.isprintable() and len(text) <= MAX_URL_LENGTH
    return is_plain and text == text.strip()


def payload_version(value: object) -> str:
    """`v2`, as v1 clients write it, is v2.0."""
    written = f"{value}.0" if isinstance(value, str) and re.fullmatch(r"v\d", value) else value
    return _PAYLOAD_VERSION(written)


def event_type(value: object) -> str:
    return _EVENT_TYPE(value.lower() if isinstance(value, str) else value)


V1_HOOK_FIELDS: Readers = {
    "api_version": payload_version,
    "namespace": namespace,
    "destination_url": destination_url,
    "destination_headers": destination_headers,
}
V2_HOOK_FIELDS: Readers = {
    "payload_version": payload_version,
    "namespace": namespace,
    "destination_url": destination_url,
    "destination_headers": destination_headers,
    "status": one_of("active", "disabled"),
}
TRIGGER_FIELDS: Readers = {
    "resource_name": one_of(*RESOURCE_NAMES),
    "event_type": event_type,
    "api_version": title,
}


def v1_hook(hook: Hook) -> "shapes.Hook":
    return {
        "id": hook.id,
        "api_version": hook.payload_version.removesuffix(".0"),
        "namespace": hook.namespace,
        "destination_url": hook.destination_url,
        "destination_headers": _masked(hook),
        "owned_by_company_id": hook.company_id if hook.project_id is None else None,
        "owned_by_project_id": hook.project_id,
        "owned_by_user_id": hook.user_id,
    }


def v2_hook(hook: Hook, trigger_count: int) -> "shapes.HookV2":
    return {
        "id": str(hook.id),
        "status": "active" if hook.is_active else "disabled",
        "payload_version": hook.payload_version,
        "namespace": hook.namespace,
        "destination_url": hook.destination_url,
        "destination_headers": _masked(hook),
        "trigger_count": trigger_count,
        "company_id": str(hook.company_id),
        "project_id": None if hook.project_id is None else str(hook.project_id),
        "created_at": instant(hook.created_at),
        "updated_at": instant(hook.updated_at),
        "hook_type": "classic",
    }


def _masked(hook: Hook) -> dict[str, str]:
    """Only the last five letters of an Authorization are shown."""
    return {
        name: "*" * max(0, len(text) - SHOWN_LETTERS_OF_SECRETS) + text[-SHOWN_LETTERS_OF_SECRETS:]
        if name.lower() == "authorization"
        else text
        for name, text in hook.destination_headers.items()
    }


def v1_trigger(trigger: Trigger) -> "shapes.Trigger":
    """Event types are answered in capitals (procore_api.md 12)."""
    return {
        "id": trigger.id,
        "resource_name": trigger.resource_name,
        "event_type": trigger.event_type.upper(),
        "resource_id": None,
    }


def v2_trigger(trigger: Trigger) -> "shapes.TriggerV2":
    return {
        "id": str(trigger.id),
        "hook_id": str(trigger.hook_id),
        "resource_name": trigger.resource_name,
        "event_type": trigger.event_type,
    }


_V1_OUTCOMES = {
    DeliveryStatus.DELIVERED: "ok",
    DeliveryStatus.RETRYING: "retried",
    DeliveryStatus.DISCARDED: "discarded",
    DeliveryStatus.ENQUEUED: None,
}


def v1_delivery(delivery: Delivery) -> "shapes.Delivery":
    last = delivery.attempts[-1] if delivery.attempts else None
    return {
        "id": delivery.id,
        "event_id": delivery.event.id,
        "event": {
            "resource_name": delivery.event.resource_name,
            "event_type": delivery.event.event_type,
            "resource_id": delivery.event.resource_id,
        },
        "outcome": _V1_OUTCOMES[delivery.status],
        "started_at": instant(last.started_at) if last is not None else None,
        "completed_at": instant(last.completed_at) if last is not None else None,
        "response_status": last.response_status if last is not None else None,
        "response_headers": dict(last.response_headers) if last is not None else {},
        "response_body": last.response_body if last is not None else None,
        "response_error": last.error if last is not None else None,
    }


def v2_delivery(delivery: Delivery) -> "shapes.DeliveryV2":
    return {
        "id": str(delivery.id),
        "hook_id": str(delivery.hook_id),
        "event_id": str(delivery.event.id),
        "resource_name": delivery.event.resource_name,
        "event_type": delivery.event.event_type,
        "resource_id": str(delivery.event.resource_id),
        "status": delivery.status.value,
        "created_at": instant(delivery.created_at),
        "delivery_attempts": [_attempt(attempt) for attempt in delivery.attempts],
    }


def _attempt(attempt: Attempt) -> "shapes.DeliveryAttempt":
    return {
        "started_at": instant(attempt.started_at),
        "completed_at": instant(attempt.completed_at),
        "response_status": attempt.response_status,
        "response_body": attempt.response_body,
        "response_error": attempt.error,
    }
