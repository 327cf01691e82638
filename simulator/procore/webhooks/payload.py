"""What a hook's address receives, by payload version (procore_api.md 12)."""

from simulator.procore.webhooks.model import Event

_ULID_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_ULID_TIME_LETTERS = 10
_ULID_LETTERS = 26


def payload(event: Event, version: str) -> dict[str, object]:
    """Sources that are not known are null, as the documents allow."""
    if version == "v4.0":
        return {
            "id": ulid(event),
            "timestamp": _microseconds(event),
            "reason": event.event_type,
            "company_id": str(event.company_id),
            "project_id": _text(event.project_id),
            "user_id": str(event.user_id),
            "resource_type": event.resource_name,
            "resource_id": str(event.resource_id),
        }
    answer: dict[str, object] = {
        "id": event.id,
        "ulid": ulid(event),
        "timestamp": _microseconds(event),
        "metadata": {
            "source_user_id": event.user_id,
            "source_project_id": event.project_id,
            "source_operation_id": None,
            "source_company_id": event.company_id,
            "source_application_id": None,
        },
        "user_id": event.user_id,
        "company_id": event.company_id,
        "project_id": event.project_id,
        "api_version": version,
        "event_type": event.event_type,
        "resource_name": event.resource_name,
        "resource_id": event.resource_id,
    }
    if version == "v3.0":
        answer["related_resources"] = [{"id": one.id, "name": one.name} for one in event.related]
    return answer


def ulid(event: Event) -> str:
    """26 letters: the moment, then the event's own number, so that the same event has the same."""
    milliseconds = int(event.at.timestamp() * 1000)
    moment = _base32(milliseconds, _ULID_TIME_LETTERS)
    return moment + _base32(event.id, _ULID_LETTERS - _ULID_TIME_LETTERS)


def _base32(number: int, letters: int) -> str:
    written = ""
    for _ in range(letters):
        number, digit = divmod(number, len(_ULID_ALPHABET))
        written = _ULID_ALPHABET[digit] + written
    return written


def _microseconds(event: Event) -> str:
    return f"{event.at:%Y-%m-%dT%H:%M:%S.%fZ}"


def _text(record_id: int | None) -> str | None:
    return None if record_id is None else str(record_id)
