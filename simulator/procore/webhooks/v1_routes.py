"""Webhooks in v1.0: deprecated in the reference, used by clients still (procore_api.md 12)."""

from collections.abc import Sequence

from msgspec.structs import replace

from simulator.http.message import Reply
from simulator.http.operation import PathParameters
from simulator.procore.access import Access, record_id, written_id
from simulator.procore.call import Call
from simulator.procore.declarations import NOTHING, Fields, one, several
from simulator.procore.listing import Listing
from simulator.procore.operations import ProcoreOperation, published
from simulator.procore.payload import body_object, required_fields, wrapped
from simulator.procore.people.model import AccessLevel
from simulator.procore.query import COMPANY_ID, EITHER_ID, PROJECT_ID, Kind, Parameter
from simulator.procore.responses import shown
from simulator.procore.stores import ProcoreStores
from simulator.procore.webhooks import bulk, errors, wire
from simulator.procore.webhooks.model import PAYLOAD_VERSIONS, RESOURCE_NAMES, Hook, Trigger
from simulator.procore.webhooks.writer import WebhookWriter

SOURCE = "procore_api.md 12"
MAX_PAGE = 100
PAGE_START = Parameter("page_start", Kind.ID)
PAGE_SIZE = Parameter("page_size", Kind.COUNT)

Owner = tuple[int, int | None]


class WebhookV1Routes:
    def __init__(self, stores: ProcoreStores, access: Access) -> None:
        self._stores = stores
        self._access = access
        self._writer = WebhookWriter(stores)
        self._hooks = Listing[Hook]()
        self._triggers = Listing[Trigger]()

    def operations(self) -> Sequence[ProcoreOperation]:
        hooks = "/rest/v1.0/webhooks/hooks"
        triggers = f"{hooks}/{{hook_id}}/triggers"
        return (
            published(
                "list_webhook_hooks",
                f"GET {hooks}",
                self.list_hooks,
                SOURCE,
                listing=self._hooks,
                answers=several("webhooks:Hook"),
                query=(*EITHER_ID, wire.NAMESPACE),
            ),
            published(
                "create_webhook_hook",
                f"POST {hooks}",
                self.create_hook,
                SOURCE,
                answers=one("webhooks:Hook"),
                query=EITHER_ID,
                body=Fields(wire.V1_HOOK_FIELDS, "hook", (COMPANY_ID,)),
            ),
            published(
                "update_webhook_hook",
                f"PATCH {hooks}/{{id}}",
                self.update_hook,
                SOURCE,
                answers=one("webhooks:Hook"),
                query=EITHER_ID,
                body=Fields(wire.V1_HOOK_FIELDS, "hook", (COMPANY_ID,)),
            ),
            published(
                "delete_webhook_hook",
                f"DELETE {hooks}/{{id}}",
                self.delete_hook,
                SOURCE,
                answers=NOTHING,
                query=EITHER_ID,
            ),
            published(
                "list_webhook_triggers",
                f"GET {triggers}",
                self.list_triggers,
                SOURCE,
                listing=self._triggers,
                answers=several("webhooks:Trigger"),
                query=EITHER_ID,
            ),
            published(
                "create_webhook_trigger",
                f"POST {triggers}",
                self.create_trigger,
                SOURCE,
                answers=one("webhooks:Trigger"),
                query=EITHER_ID,
                body=Fields(wire.TRIGGER_FIELDS, "trigger", (COMPANY_ID,)),
            ),
            published(
                "delete_webhook_trigger",
                f"DELETE {triggers}/{{id}}",
                self.delete_trigger,
                SOURCE,
                answers=NOTHING,
                query=EITHER_ID,
            ),
            published(
                "create_webhook_triggers_in_bulk",
                f"POST {triggers}/bulk",
                self.create_in_bulk,
                SOURCE,
                answers=one("webhooks:MadeTriggers"),
                statuses=bulk.STATUSES,
                query=EITHER_ID,
                body=replace(bulk.NEW_TRIGGERS, beside=EITHER_ID),
            ),
            published(
                "delete_webhook_triggers_in_bulk",
                f"DELETE {triggers}/bulk",
                self.delete_in_bulk,
                SOURCE,
                answers=one("webhooks:DeletedTriggers"),
                statuses=bulk.STATUSES,
                query=EITHER_ID,
                body=replace(bulk.TRIGGER_IDS, beside=EITHER_ID),
            ),
            published(
                "list_webhook_deliveries",
                f"GET {hooks}/{{hook_id}}/deliveries",
                self.list_deliveries,
                SOURCE,
                answers=several("webhooks:Delivery"),
                query=(*EITHER_ID, PAGE_START, PAGE_SIZE),
            ),
            published(
                "list_webhook_resources",
                "GET /rest/v1.0/webhooks/resources",
                self.list_resources,
                SOURCE,
                answers=several("webhooks:WebhookResource"),
            ),
            published(
                "list_webhook_api_versions",
                "GET /rest/v1.0/webhooks/resources/api_versions",
                self.list_api_versions,
                SOURCE,
                answers=several("webhooks:ShortVersion"),
            ),
        )

    def list_hooks(self, call: Call, path: PathParameters) -> Reply:
        owner = self._owner(call, {})
        wanted = wire.NAMESPACE.of(call.request)
        rows = [
            hook
            for hook in self._stores.webhooks.hooks.values()
            if hook.is_v1
            and (hook.company_id, hook.project_id) == owner
            and wanted in (None, hook.namespace)
        ]
        page, headers = self._hooks.page(rows, call.request)
        return shown([wire.v1_hook(hook) for hook in page], headers=headers)

    def create_hook(self, call: Call, path: PathParameters) -> Reply:
        body = body_object(call.request)
        company_id, project_id = self._owner(call, body)
        values = required_fields(wrapped(body, "hook"), wire.V1_HOOK_FIELDS)
        user_id = self._access.caller(call).id
        hook = self._writer.create_hook(company_id, project_id, user_id, True, values)
        return shown(wire.v1_hook(hook), status=201)

    def update_hook(self, call: Call, path: PathParameters) -> Reply:
        body = body_object(call.request)
        hook = self._hook(self._owner(call, body), path["id"])
        self._writer.update_hook(hook, required_fields(wrapped(body, "hook"), wire.V1_HOOK_FIELDS))
        return shown(wire.v1_hook(hook))

    def delete_hook(self, call: Call, path: PathParameters) -> Reply:
        hook = self._hook(self._owner(call, body_object(call.request)), path["id"])
        self._stores.webhooks.remove_hook(hook)
        return Reply(204)

    def list_triggers(self, call: Call, path: PathParameters) -> Reply:
        hook = self._hook(self._owner(call, {}), path["hook_id"])
        page, headers = self._triggers.page(
            self._stores.webhooks.triggers_of(hook.id), call.request
        )
        return shown([wire.v1_trigger(trigger) for trigger in page], headers=headers)

    def create_trigger(self, call: Call, path: PathParameters) -> Reply:
        body = body_object(call.request)
        hook = self._hook(self._owner(call, body), path["hook_id"])
        values = required_fields(wrapped(body, "trigger"), wire.TRIGGER_FIELDS)
        return shown(wire.v1_trigger(self._writer.create_trigger(hook, values)), status=201)

    def delete_trigger(self, call: Call, path: PathParameters) -> Reply:
        hook = self._hook(self._owner(call, body_object(call.request)), path["hook_id"])
        self._writer.delete_trigger(hook, record_id(path["id"], "id"))
        return Reply(204)

    def create_in_bulk(self, call: Call, path: PathParameters) -> Reply:
        body = body_object(call.request)
        hook = self._hook(self._owner(call, body), path["hook_id"])
        status, answer = bulk.create(self._writer, hook, body, wire.v1_trigger)
        return shown(answer, status=status)

    def delete_in_bulk(self, call: Call, path: PathParameters) -> Reply:
        body = body_object(call.request)
        hook = self._hook(self._owner(call, body), path["hook_id"])
        status, answer = bulk.delete(self._writer, hook, body, int)
        return shown(answer, status=status)

    def list_deliveries(self, call: Call, path: PathParameters) -> Reply:
        """Paged by page_size and page_start, the last id seen (procore_api.md 3)."""
        hook = self._hook(self._owner(call, {}), path["hook_id"])
        start = _whole(PAGE_START.of(call.request), 0)
        size = min(_whole(PAGE_SIZE.of(call.request), MAX_PAGE), MAX_PAGE)
        rows = [d for d in self._stores.webhooks.deliveries_of(hook.id) if d.id > start]
        return shown([wire.v1_delivery(delivery) for delivery in rows[:size]])

    def list_resources(self, call: Call, path: PathParameters) -> Reply:
        return shown([{"name": name} for name in RESOURCE_NAMES])

    def list_api_versions(self, call: Call, path: PathParameters) -> Reply:
        return shown([version.removesuffix(".0") for version in PAYLOAD_VERSIONS])

    def _owner(self, call: Call, body: dict[str, object]) -> Owner:
        """The company or project of query or body, where the caller has Standard on webhooks."""
        project_id, company_id = (
            written_id(call.request, body, PROJECT_ID),
            written_id(call.request, body, COMPANY_ID),
        )
        if project_id is not None:
            project = self._access.project(call, project_id)
            self._check(call, project.company_id)
            return project.company_id, project.id
        company = self._access.company(company_id)
        self._check(call, company.id)
        return company.id, None

    def _check(self, call: Call, company_id: int) -> None:
        self._access.company_tool(call, company_id, "webhooks", AccessLevel.STANDARD)

    def _hook(self, owner: Owner, written: str) -> Hook:
        hook = self._stores.webhooks.hooks.get(record_id(written, "id"))
        if hook is None or not hook.is_v1 or (hook.company_id, hook.project_id) != owner:
            raise errors.no_such_hook(written)
        return hook


def _whole(asked: str | None, default: int) -> int:
    written = asked or ""
    return (
        int(written) if written.isascii() and written.isdigit() and len(written) < 19 else default
    )
