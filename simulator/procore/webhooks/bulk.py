"""Triggers in bulk, the same for both versions of the endpoints: what can be done is done."""

from collections.abc import Callable, Mapping

from simulator.procore.declarations import Several
from simulator.procore.payload import FieldError, identifier, list_of, required_fields
from simulator.procore.responses import Refusal
from simulator.procore.sync import echoed
from simulator.procore.webhooks.model import Hook, Trigger
from simulator.procore.webhooks.wire import TRIGGER_FIELDS
from simulator.procore.webhooks.writer import WebhookWriter

MAX_BULK = 500
NEW_TRIGGERS = Several(TRIGGER_FIELDS, "triggers", MAX_BULK)
TRIGGER_IDS = Several(identifier, "triggers", MAX_BULK)
STATUSES = (200, 207)

Body = Mapping[str, object]
# How many were taken decides on the status: 200 for all of them, else 207 with what was not, whose
# shape is assumed.
Outcome = tuple[int, dict[str, object]]


def create(
    writer: WebhookWriter, hook: Hook, body: Body, show: Callable[[Trigger], object]
) -> Outcome:
    written = body.get("triggers")
    if not isinstance(written, list) or not all(isinstance(one, dict) for one in written):
        raise Refusal(400, "param is missing or the value is empty: triggers")
    _check_count(len(written))
    made: list[object] = []
    failed: list[object] = []
    for one in written:
        try:
            made.append(show(writer.create_trigger(hook, required_fields(one, TRIGGER_FIELDS))))
        except Refusal as refusal:
            failed.append(echoed(one, refusal))
    return _outcome(made, failed)


def delete(writer: WebhookWriter, hook: Hook, body: Body, show: Callable[[int], object]) -> Outcome:
    try:
        trigger_ids = list_of(identifier)(body.get("triggers"))
    except FieldError as error:
        raise Refusal(400, f"triggers {error}") from None
    _check_count(len(trigger_ids))
    gone: list[object] = []
    failed: list[object] = []
    for trigger_id in trigger_ids:
        try:
            writer.delete_trigger(hook, trigger_id)
            gone.append(show(trigger_id))
        except Refusal:
            failed.append(show(trigger_id))
    return _outcome(gone, failed)


def _outcome(done: list[object], failed: list[object]) -> Outcome:
    return (207, {"success": done, "errors": failed}) if failed else (200, {"success": done})


def _check_count(count: int) -> None:
    """Refuse more than are taken at once (procore_api.md 12; the status is assumed)."""
    if count > MAX_BULK:
        raise Refusal(400, f"at most {MAX_BULK} triggers are taken at once")
