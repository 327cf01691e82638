"""Webhooks in v2.0, of a company or of a project (procore_api.md 12)."""

from collections.abc import Mapping, Sequence

from simulator.http.message import Reply
from simulator.http.operation import Handler, PathParameters
from simulator.procore.access import Access, record_id
from simulator.procore.call import Call
from simulator.procore.declarations import NOTHING, Fields, one, several
from simulator.procore.listing import Listing
from simulator.procore.operations import Declared, ProcoreOperation, inferred, published
from simulator.procore.payload import body_object, required_fields
from simulator.procore.people.model import AccessLevel
from simulator.procore.responses import Refusal, shown_v2
from simulator.procore.stores import ProcoreStores
from simulator.procore.webhooks import bulk, errors, wire
from simulator.procore.webhooks.model import (
    PAYLOAD_VERSIONS,
    RESOURCE_NAMES,
    Delivery,
    Hook,
    Trigger,
)
from simulator.procore.webhooks.writer import WebhookWriter

SOURCE = "procore_api.md 12"
SAME_TREE_SOURCE = "procore_api.md 12: the same tree as v1"
HOOKS = "/webhooks/hooks"
TRIGGERS = f"{HOOKS}/{{hook_id}}/triggers"
OWNERS = {
    "company": "/rest/v2.0/companies/{company_id}",
    "project": "/rest/v2.0/companies/{company_id}/projects/{project_id}",
}

# Verb, thing, method, the end of the path, handler, and what is declared of it.
Table = Sequence[tuple[str, str, str, str, Handler[Call], Declared]]


class WebhookV2Routes:
    def __init__(self, stores: ProcoreStores, access: Access) -> None:
        self._stores = stores
        self._access = access
        self._writer = WebhookWriter(stores)
        self._hooks = Listing[Hook](default_per_page=10, max_per_page=100)
        self._triggers = Listing[Trigger](default_per_page=10, max_per_page=100)
        self._deliveries = Listing[Delivery](
            filters={
                "status": lambda delivery: delivery.status.value,
                "resource_name": lambda delivery: delivery.event.resource_name,
                "event_type": lambda delivery: delivery.event.event_type,
                "created_at": lambda delivery: delivery.created_at,
            },
            default_per_page=10,
            max_per_page=100,
        )

        self._names = Listing[str](default_per_page=10, max_per_page=100)

    def operations(self) -> Sequence[ProcoreOperation]:
        return tuple(
            offer(
                f"{verb}_{owner}_webhook_{thing}_v2",
                f"{method} {prefix}{rest}",
                handler,
                source,
                **declared,
            )
            for owner, prefix in OWNERS.items()
            for offer, source, table in (
                (published, SOURCE, self._table()),
                (inferred, SAME_TREE_SOURCE, self._table_of_v1()),
            )
            for verb, thing, method, rest, handler, declared in table
        )

    def _table_of_v1(self) -> Table:
        """What is named for v1 alone, of which v2 has the same tree."""
        resources = "/webhooks/resources"
        in_bulk = f"{TRIGGERS}/bulk"
        made, gone = one("webhooks:MadeTriggersV2"), one("webhooks:DeletedTriggersV2")
        new_triggers = Declared(answers=made, body=bulk.NEW_TRIGGERS, statuses=bulk.STATUSES)
        old_triggers = Declared(answers=gone, body=bulk.TRIGGER_IDS, statuses=bulk.STATUSES)
        names = Declared(answers=several("webhooks:WebhookResource"), listing=self._names)
        versions = Declared(answers=several("webhooks:Version"), listing=self._names)
        return (
            ("create", "triggers_in_bulk", "POST", in_bulk, self.create_in_bulk, new_triggers),
            ("delete", "triggers_in_bulk", "DELETE", in_bulk, self.delete_in_bulk, old_triggers),
            ("list", "resources", "GET", resources, self.list_resources, names),
            (
                "list",
                "api_versions",
                "GET",
                f"{resources}/api_versions",
                self.list_versions,
                versions,
            ),
        )

    def _table(self) -> Table:
        hooks, triggers, one_hook = HOOKS, TRIGGERS, f"{HOOKS}/{{hook_id}}"
        hook, trigger = one("webhooks:HookV2"), one("webhooks:TriggerV2")
        written_hook = Declared(answers=hook, body=Fields(wire.V2_HOOK_FIELDS))
        written_trigger = Declared(answers=trigger, body=Fields(wire.TRIGGER_FIELDS))
        listed_hooks = Declared(
            answers=several("webhooks:HookV2"), query=(wire.NAMESPACE,), listing=self._hooks
        )
        listed_triggers = Declared(answers=several("webhooks:TriggerV2"), listing=self._triggers)
        listed_deliveries = Declared(
            answers=several("webhooks:DeliveryV2"), listing=self._deliveries
        )
        gone = Declared(answers=NOTHING)
        return (
            ("list", "hooks", "GET", hooks, self.list_hooks, listed_hooks),
            ("create", "hook", "POST", hooks, self.create_hook, written_hook),
            ("show", "hook", "GET", one_hook, self.show_hook, Declared(answers=hook)),
            ("update", "hook", "PATCH", one_hook, self.update_hook, written_hook),
            ("delete", "hook", "DELETE", one_hook, self.delete_hook, gone),
            ("list", "triggers", "GET", triggers, self.list_triggers, listed_triggers),
            ("create", "trigger", "POST", triggers, self.create_trigger, written_trigger),
            ("delete", "trigger", "DELETE", f"{triggers}/{{id}}", self.delete_trigger, gone),
            (
                "list",
                "deliveries",
                "GET",
                f"{one_hook}/deliveries",
                self.list_deliveries,
                listed_deliveries,
            ),
        )

    def list_hooks(self, call: Call, path: PathParameters) -> Reply:
        """The namespace is required (procore_api.md 12)."""
        owner = self._owner(call, path)
        wanted = wire.NAMESPACE.of(call.request)
        if not wanted:
            raise Refusal(400, "param is missing or the value is empty: namespace")
        rows = [
            hook
            for hook in self._stores.webhooks.hooks.values()
            if not hook.is_v1
            and (hook.company_id, hook.project_id) == owner
            and hook.namespace == wanted
        ]
        page, headers = self._hooks.page(rows, call.request)
        return shown_v2([self._hook_json(hook) for hook in page], headers=headers)

    def create_hook(self, call: Call, path: PathParameters) -> Reply:
        company_id, project_id = self._owner(call, path)
        values = required_fields(body_object(call.request), wire.V2_HOOK_FIELDS)
        user_id = self._access.caller(call).id
        hook = self._writer.create_hook(company_id, project_id, user_id, False, values)
        return shown_v2(self._hook_json(hook), status=201)

    def show_hook(self, call: Call, path: PathParameters) -> Reply:
        return shown_v2(self._hook_json(self._hook(call, path)))

    def update_hook(self, call: Call, path: PathParameters) -> Reply:
        hook = self._hook(call, path)
        self._writer.update_hook(
            hook, required_fields(body_object(call.request), wire.V2_HOOK_FIELDS)
        )
        return shown_v2(self._hook_json(hook))

    def delete_hook(self, call: Call, path: PathParameters) -> Reply:
        self._stores.webhooks.remove_hook(self._hook(call, path))
        return Reply(204)

    def list_triggers(self, call: Call, path: PathParameters) -> Reply:
        hook = self._hook(call, path)
        page, headers = self._triggers.page(
            self._stores.webhooks.triggers_of(hook.id), call.request
        )
        return shown_v2([wire.v2_trigger(trigger) for trigger in page], headers=headers)

    def create_trigger(self, call: Call, path: PathParameters) -> Reply:
        hook = self._hook(call, path)
        values = required_fields(body_object(call.request), wire.TRIGGER_FIELDS)
        return shown_v2(wire.v2_trigger(self._writer.create_trigger(hook, values)), status=201)

    def delete_trigger(self, call: Call, path: PathParameters) -> Reply:
        hook = self._hook(call, path)
        self._writer.delete_trigger(hook, record_id(path["id"], "id"))
        return Reply(204)

    def create_in_bulk(self, call: Call, path: PathParameters) -> Reply:
        hook = self._hook(call, path)
        status, answer = bulk.create(self._writer, hook, body_object(call.request), wire.v2_trigger)
        return shown_v2(answer, status=status)

    def delete_in_bulk(self, call: Call, path: PathParameters) -> Reply:
        hook = self._hook(call, path)
        status, answer = bulk.delete(self._writer, hook, body_object(call.request), str)
        return shown_v2(answer, status=status)

    def list_deliveries(self, call: Call, path: PathParameters) -> Reply:
        hook = self._hook(call, path)
        rows = self._stores.webhooks.deliveries_of(hook.id)
        page, headers = self._deliveries.page(rows, call.request)
        return shown_v2([wire.v2_delivery(delivery) for delivery in page], headers=headers)

    def list_resources(self, call: Call, path: PathParameters) -> Reply:
        self._owner(call, path)
        page, headers = self._names.page(RESOURCE_NAMES, call.request)
        return shown_v2([{"name": name} for name in page], headers=headers)

    def list_versions(self, call: Call, path: PathParameters) -> Reply:
        self._owner(call, path)
        page, headers = self._names.page(PAYLOAD_VERSIONS, call.request)
        return shown_v2(page, headers=headers)

    def _owner(self, call: Call, path: PathParameters) -> tuple[int, int | None]:
        company = self._access.company_tool(
            call, path["company_id"], "webhooks", AccessLevel.STANDARD
        )
        if "project_id" not in path:
            return company.id, None
        return company.id, self._access.project(call, path["project_id"], company).id

    def _hook(self, call: Call, path: PathParameters) -> Hook:
        owner = self._owner(call, path)
        hook = self._stores.webhooks.hooks.get(record_id(path["hook_id"], "hook_id"))
        if hook is None or hook.is_v1 or (hook.company_id, hook.project_id) != owner:
            raise errors.no_such_hook(path["hook_id"])
        return hook

    def _hook_json(self, hook: Hook) -> Mapping[str, object]:
        return wire.v2_hook(hook, len(self._stores.webhooks.triggers_of(hook.id)))
