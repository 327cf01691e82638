"""What Procore's error bodies say, in every dialect it speaks (procore_api.md 6), as one text."""

import json

from engine.connectors.json_values import Json

MAX_MESSAGES = 100
MAX_PLAIN_CHARACTERS = 300
_TEXTS = ("message", "reason", "error_description")


def refusal_text(body: bytes) -> str:
    """Every message of an error body with the field it is about; plain text is cut short."""
    try:
        content = json.loads(body)
    except (ValueError, RecursionError):
        return body[:MAX_PLAIN_CHARACTERS].decode("utf-8", errors="replace").strip()
    return "; ".join(_messages(content))


def item_refusals(item_name: str, errors: Json) -> str:
    """The messages of one item of a sync's `errors`: `billing item 7: amount is not a number`."""
    return f"{item_name}: {'; '.join(_messages({'errors': errors})) or 'no reason given'}"


def _messages(content: Json) -> list[str]:
    if not isinstance(content, dict):
        return _flat("", content)[:MAX_MESSAGES]
    found = [text for name in _TEXTS if isinstance(text := content.get(name), str) and text]
    error = content.get("error")
    if isinstance(error, dict):
        found += _v2_messages(error)
    elif error:
        found += _flat("", error)
    found += _flat("", content.get("errors"))
    found += _flat("", content.get("fields"))
    return list(dict.fromkeys(found))[:MAX_MESSAGES]


def _v2_messages(error: dict[str, Json]) -> list[str]:
    found = [text for name in ("code", "message") if isinstance(text := error.get(name), str)]
    details = error.get("details")
    for detail in details if isinstance(details, list) else []:
        if isinstance(detail, dict):
            found.append(" ".join(str(value) for value in detail.values() if value is not None))
        else:
            found.append(str(detail))
    return found


def _flat(field: str, value: Json) -> list[str]:
    """Messages of a text, a list of them, or a table of fields with their messages."""
    if value is None:
        return []
    if isinstance(value, dict):
        return [
            text
            for name, inner in value.items()
            for text in _flat(f"{field}.{name}" if field else str(name), inner)
        ]
    if isinstance(value, list):
        return [text for inner in value for text in _flat(field, inner)]
    return [f"{field} {value}" if field else str(value)]
