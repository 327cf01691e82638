"""Deliveries on the world's clock: in order per address, pausing after a failure, given up after
twelve hours (procore_api.md 12)."""

from datetime import datetime

from simulator.procore.webhooks.courier import Courier
from simulator.procore.webhooks.model import (
    DISCARD_AFTER,
    FIRST_PAUSE,
    LONGEST_PAUSE,
    Attempt,
    Delivery,
    DeliveryStatus,
    DestinationQueue,
    WebhookStore,
)
from simulator.procore.webhooks.parcel import Parcel, Receipt
from simulator.world.faults import Fault, FaultKind, FaultPlan

DELIVER = "deliver_webhook"
MAX_BATCH = 100


class PostOffice:
    """`faults` may strike the operation deliver_webhook: duplicate_delivery posts twice,
    lost_reply posts and counts as failed, every other kind fails without posting."""

    def __init__(self, system: str, faults: FaultPlan, courier: Courier) -> None:
        self._system = system
        self._faults = faults
        self._courier = courier

    def work(self, store: WebhookStore, now: datetime) -> None:
        """Note what has come back, then hand out what is due."""
        if not store.queues:
            return
        for receipt in self._courier.receipts():
            self._note(store, receipt, now)
        for url, queue in list(store.queues.items()):
            if queue.failing_since is not None and now - queue.failing_since >= DISCARD_AFTER:
                self._discard(store, queue)
            elif queue.next_try_at is None or queue.next_try_at <= now:
                self._hand_out(store, url, queue, now)
            if not queue.waiting:
                del store.queues[url]

    def _hand_out(
        self, store: WebhookStore, url: str, queue: DestinationQueue, now: datetime
    ) -> None:
        """The whole queue at once while all is well, only its first after a failure."""
        waiting = [store.deliveries[delivery_id] for delivery_id in queue.waiting]
        if any(delivery.is_on_its_way for delivery in waiting):
            return
        parcels: list[Parcel] = []
        for delivery in waiting[: 1 if queue.failing_since is not None else MAX_BATCH]:
            fault = self._faults.strike(self._system, DELIVER)
            parcel = _parcel(store, delivery, url, fault)
            if parcel is None:
                if not parcels:
                    failed = Receipt(delivery.id, None, "", f"simulated {fault and fault.kind}")
                    self._note(store, failed, now)
                break
            parcels.append(parcel)
        if parcels and self._courier.carry(parcels):
            for parcel in parcels:
                store.deliveries[parcel.delivery_id].is_on_its_way = True

    def _note(self, store: WebhookStore, receipt: Receipt, now: datetime) -> None:
        delivery = store.deliveries.get(receipt.delivery_id)
        if delivery is None or delivery.hook_id not in store.hooks:
            return
        url = store.hooks[delivery.hook_id].destination_url
        queue = store.queues.get(url)
        if queue is None or delivery.id not in queue.waiting:
            return
        delivery.is_on_its_way = False
        delivery.attempts.append(
            Attempt(now, now, receipt.response_status, receipt.response_body, receipt.error)
        )
        if receipt.is_success:
            delivery.status = DeliveryStatus.DELIVERED
            queue.waiting.remove(delivery.id)
            queue.pause, queue.next_try_at, queue.failing_since = FIRST_PAUSE, None, None
            return
        delivery.status = DeliveryStatus.RETRYING
        for waiting_id in queue.waiting:
            # The courier stopped at this one: those behind it did not leave.
            store.deliveries[waiting_id].is_on_its_way = False
        queue.failing_since = queue.failing_since or now
        queue.next_try_at = now + queue.pause
        queue.pause = min(queue.pause * 2, LONGEST_PAUSE)

    def _discard(self, store: WebhookStore, queue: DestinationQueue) -> None:
        for delivery_id in queue.waiting:
            store.deliveries[delivery_id].status = DeliveryStatus.DISCARDED
            store.deliveries[delivery_id].is_on_its_way = False
        queue.waiting.clear()


def _parcel(
    store: WebhookStore, delivery: Delivery, url: str, fault: Fault | None
) -> Parcel | None:
    """What goes out; None when a fault keeps it from leaving."""
    headers = store.hooks[delivery.hook_id].destination_headers
    if fault is None:
        return Parcel(delivery.id, url, headers, delivery.body)
    if fault.kind is FaultKind.DUPLICATE_DELIVERY:
        return Parcel(delivery.id, url, headers, delivery.body, copies=2)
    if fault.kind is FaultKind.LOST_REPLY:
        return Parcel(delivery.id, url, headers, delivery.body, is_lost=True)
    return None
