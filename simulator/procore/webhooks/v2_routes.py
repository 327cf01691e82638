"""Webhooks in v2.0, of a company or of a project (procore_api.md 12)."""

from collections.abc import Mapping, Sequence

from simulator.http.message import Reply, Request
from simulator.http.operation import Handler, Narrowing, Operation, PathParameters
from simulator.procore.books import Books
from simulator.procore.dialect import Refusal, shown_v2
from simulator.procore.entrance import Entrance, record_id
from simulator.procore.listing import Listing
from simulator.procore.offer import published
from simulator.procore.payload import body_object, required_fields
from simulator.procore.people.model import AccessLevel
from simulator.procore.webhooks import errors, wire
from simulator.procore.webhooks.keeper import WebhookKeeper
from simulator.procore.webhooks.model import Delivery, Hook, Trigger

SOURCE = "procore_api.md 12"
OWNERS = {
    "company": "/rest/v2.0/companies/{company_id}",
    "project": "/rest/v2.0/companies/{company_id}/projects/{project_id}",
}


class WebhookV2Routes:
    def __init__(self, books: Books, entrance: Entrance) -> None:
        self._books = books
        self._entrance = entrance
        self._keeper = WebhookKeeper(books)
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

    def operations(self) -> Sequence[Operation]:
        listings: Mapping[str, Narrowing] = {
            "hooks": self._hooks,
            "triggers": self._triggers,
            "deliveries": self._deliveries,
        }
        return tuple(
            published(
                f"{verb}_{owner}_webhook_{thing}_v2",
                f"{method} {prefix}{rest}",
                handler,
                SOURCE,
                listings.get(thing) if verb == "list" else None,
            )
            for owner, prefix in OWNERS.items()
            for verb, thing, method, rest, handler in self._table()
        )

    def _table(self) -> Sequence[tuple[str, str, str, str, Handler]]:
        hooks = "/webhooks/hooks"
        triggers = f"{hooks}/{{hook_id}}/triggers"
        return (
            ("list", "hooks", "GET", hooks, self.list_hooks),
            ("create", "hook", "POST", hooks, self.create_hook),
            ("show", "hook", "GET", f"{hooks}/{{hook_id}}", self.show_hook),
            ("update", "hook", "PATCH", f"{hooks}/{{hook_id}}", self.update_hook),
            ("delete", "hook", "DELETE", f"{hooks}/{{hook_id}}", self.delete_hook),
            ("list", "triggers", "GET", triggers, self.list_triggers),
            ("create", "trigger", "POST", triggers, self.create_trigger),
            ("delete", "trigger", "DELETE", f"{triggers}/{{id}}", self.delete_trigger),
            ("list", "deliveries", "GET", f"{hooks}/{{hook_id}}/deliveries", self.list_deliveries),
        )

    def list_hooks(self, request: Request, path: PathParameters) -> Reply:
        """The namespace is required (procore_api.md 12)."""
        owner = self._owner(request, path)
        wanted = request.query_value("namespace")
        if not wanted:
            raise Refusal(400, "param is missing or the value is empty: namespace")
        rows = [
            hook
            for hook in self._books.webhooks.hooks.values()
            if not hook.is_v1
            and (hook.company_id, hook.project_id) == owner
            and hook.namespace == wanted
        ]
        page, headers = self._hooks.page(rows, request)
        return shown_v2([self._hook_json(hook) for hook in page], headers=headers)

    def create_hook(self, request: Request, path: PathParameters) -> Reply:
        company_id, project_id = self._owner(request, path)
        values = required_fields(body_object(request), wire.V2_HOOK_FIELDS)
        user_id = self._entrance.caller(request).id
        hook = self._keeper.create_hook(company_id, project_id, user_id, False, values)
        return shown_v2(self._hook_json(hook), status=201)

    def show_hook(self, request: Request, path: PathParameters) -> Reply:
        return shown_v2(self._hook_json(self._hook(request, path)))

    def update_hook(self, request: Request, path: PathParameters) -> Reply:
        hook = self._hook(request, path)
        self._keeper.update_hook(hook, required_fields(body_object(request), wire.V2_HOOK_FIELDS))
        return shown_v2(self._hook_json(hook))

    def delete_hook(self, request: Request, path: PathParameters) -> Reply:
        self._books.webhooks.remove_hook(self._hook(request, path))
        return Reply(204)

    def list_triggers(self, request: Request, path: PathParameters) -> Reply:
        hook = self._hook(request, path)
        page, headers = self._triggers.page(self._books.webhooks.triggers_of(hook.id), request)
        return shown_v2([wire.v2_trigger(trigger) for trigger in page], headers=headers)

    def create_trigger(self, request: Request, path: PathParameters) -> Reply:
        hook = self._hook(request, path)
        values = required_fields(body_object(request), wire.TRIGGER_FIELDS)
        return shown_v2(wire.v2_trigger(self._keeper.create_trigger(hook, values)), status=201)

    def delete_trigger(self, request: Request, path: PathParameters) -> Reply:
        hook = self._hook(request, path)
        trigger = self._books.webhooks.triggers.get(record_id(path["id"], "id"))
        if trigger is None or trigger.hook_id != hook.id:
            raise errors.no_such_trigger(path["id"])
        del self._books.webhooks.triggers[trigger.id]
        return Reply(204)

    def list_deliveries(self, request: Request, path: PathParameters) -> Reply:
        hook = self._hook(request, path)
        rows = self._books.webhooks.deliveries_of(hook.id)
        page, headers = self._deliveries.page(rows, request)
        return shown_v2([wire.v2_delivery(delivery) for delivery in page], headers=headers)

    def _owner(self, request: Request, path: PathParameters) -> tuple[int, int | None]:
        company = self._entrance.company_tool(
            request, path["company_id"], "webhooks", AccessLevel.STANDARD
        )
        if "project_id" not in path:
            return company.id, None
        return company.id, self._entrance.project(request, path["project_id"], company).id

    def _hook(self, request: Request, path: PathParameters) -> Hook:
        owner = self._owner(request, path)
        hook = self._books.webhooks.hooks.get(record_id(path["hook_id"], "hook_id"))
        if hook is None or hook.is_v1 or (hook.company_id, hook.project_id) != owner:
            raise errors.no_such_hook(path["hook_id"])
        return hook

    def _hook_json(self, hook: Hook) -> Mapping[str, object]:
        return wire.v2_hook(hook, len(self._books.webhooks.triggers_of(hook.id)))
