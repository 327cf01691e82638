"""Writing hooks and triggers; the same for both versions of the endpoints."""

from simulator.procore.payload import Values
from simulator.procore.stores import ProcoreStores
from simulator.procore.webhooks import errors
from simulator.procore.webhooks.model import MAX_HOOKS, Hook, Trigger

_ATTRIBUTES = {"api_version": "payload_version"}


class WebhookWriter:
    def __init__(self, stores: ProcoreStores) -> None:
        self._stores = stores

    def create_hook(
        self, company_id: int, project_id: int | None, user_id: int, is_v1: bool, values: Values
    ) -> Hook:
        """Refusal 422 without a namespace or an address."""
        store = self._stores.webhooks
        for name in ("namespace", "destination_url"):
            if not values.get(name):
                raise errors.invalid({name: ["can't be blank"]})
        if len(store.hooks) >= MAX_HOOKS:
            raise errors.too_many_hooks(MAX_HOOKS)
        now = self._stores.now()
        hook = Hook(
            id=self._stores.new_id("hook"),
            is_v1=is_v1,
            namespace="",
            destination_url="",
            destination_headers={},
            payload_version="v2.0",
            company_id=company_id,
            project_id=project_id,
            user_id=user_id,
            created_at=now,
            updated_at=now,
        )
        self._apply(hook, values)
        store.hooks[hook.id] = hook
        return hook

    def update_hook(self, hook: Hook, values: Values) -> None:
        """A new address takes along what still waited for the old one."""
        store, before = self._stores.webhooks, hook.destination_url
        self._apply(hook, values)
        hook.updated_at = self._stores.now()
        queue = store.queues.get(before)
        if queue is None or hook.destination_url == before:
            return
        moving = [d for d in queue.waiting if store.deliveries[d].hook_id == hook.id]
        for delivery_id in moving:
            queue.waiting.remove(delivery_id)
            delivery = store.deliveries[delivery_id]
            delivery.post_number = None
            store.enqueue(delivery, hook.destination_url)

    def create_trigger(self, hook: Hook, values: Values) -> Trigger:
        """Refusal 422 when fields are missing or the hook has the trigger already."""
        for name in ("resource_name", "event_type"):
            if not values.get(name):
                raise errors.invalid({name: ["can't be blank"]})
        trigger = Trigger(
            self._stores.new_id("trigger"),
            hook.id,
            str(values["resource_name"]),
            str(values["event_type"]),
        )
        for held in self._stores.webhooks.triggers_of(hook.id):
            if (held.resource_name, held.event_type) == (trigger.resource_name, trigger.event_type):
                raise errors.invalid({"event_type": ["has already been taken"]})
        self._stores.webhooks.triggers[trigger.id] = trigger
        return trigger

    def delete_trigger(self, hook: Hook, trigger_id: int) -> None:
        """Refusal 404 unless it is a trigger of the hook."""
        trigger = self._stores.webhooks.triggers.get(trigger_id)
        if trigger is None or trigger.hook_id != hook.id:
            raise errors.no_such_trigger(trigger_id)
        del self._stores.webhooks.triggers[trigger_id]

    def _apply(self, hook: Hook, values: Values) -> None:
        for name, value in values.items():
            if name == "status":
                hook.is_active = value == "active"
            elif value is not None:
                setattr(hook, _ATTRIBUTES.get(name, name), value)
