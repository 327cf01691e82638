"""Deliveries on the world's clock: in order per address, pausing after a failure, given up after
twelve hours (procore_api.md 12)."""

from dataclasses import replace
from datetime import datetime
from itertools import count

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
# Faults with which a delivery still goes out.
_LEAVING_KINDS = (FaultKind.DUPLICATE_DELIVERY, FaultKind.LOST_REPLY)


class PostOffice:
    """`faults` may strike the operation deliver_webhook: duplicate_delivery posts twice,
    lost_reply posts and counts as failed, every other kind fails without posting."""

    def __init__(self, system: str, faults: FaultPlan, courier: Courier) -> None:
        self._system = system
        self._faults = faults
        self._courier = courier
        # Not in the store: what is on its way is so whatever snapshot is restored meanwhile.
        self._numbers = count(1)
        self._on_their_way: set[int] = set()

    def work(self, store: WebhookStore, now: datetime) -> None:
        """Note what has come back, then hand out what is due."""
        for receipt in self._courier.receipts():
            self._on_their_way -= {receipt.parcel_number, *receipt.left_behind}
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
        if any(delivery.parcel_number in self._on_their_way for delivery in waiting):
            return
        parcels: list[Parcel] = []
        for delivery in waiting[: 1 if queue.failing_since is not None else MAX_BATCH]:
            fault = self._faults.strike(self._system, DELIVER)
            parcel = self._parcel(store, delivery, url)
            delivery.parcel_number = parcel.number
            if fault is not None and fault.kind not in _LEAVING_KINDS:
                if not parcels:
                    self._note(store, parcel.failed(f"simulated {fault.kind}"), now)
                break
            parcels.append(_disturbed(parcel, fault))
        if parcels and self._courier.carry(parcels):
            self._on_their_way.update(parcel.number for parcel in parcels)

    def _parcel(self, store: WebhookStore, delivery: Delivery, url: str) -> Parcel:
        headers = store.hooks[delivery.hook_id].destination_headers
        return Parcel(next(self._numbers), delivery.id, url, headers, delivery.body)

    def _note(self, store: WebhookStore, receipt: Receipt, now: datetime) -> None:
        """A receipt of a parcel that the delivery, since restored or moved, knows nothing of is
        passed over."""
        delivery = store.deliveries.get(receipt.delivery_id)
        if delivery is None or delivery.parcel_number != receipt.parcel_number:
            return
        url = store.hooks[delivery.hook_id].destination_url
        queue = store.queues.get(url)
        if queue is None or delivery.id not in queue.waiting:
            return
        delivery.attempts.append(
            Attempt(
                now,
                now,
                receipt.response_status,
                receipt.response_headers,
                receipt.response_body,
                receipt.error,
            )
        )
        if receipt.is_success:
            delivery.status = DeliveryStatus.DELIVERED
            queue.waiting.remove(delivery.id)
            queue.pause, queue.next_try_at, queue.failing_since = FIRST_PAUSE, None, None
            return
        delivery.status = DeliveryStatus.RETRYING
        queue.failing_since = queue.failing_since or now
        queue.next_try_at = now + queue.pause
        queue.pause = min(queue.pause * 2, LONGEST_PAUSE)

    def _discard(self, store: WebhookStore, queue: DestinationQueue) -> None:
        for delivery_id in queue.waiting:
            store.deliveries[delivery_id].status = DeliveryStatus.DISCARDED
        queue.waiting.clear()


def _disturbed(parcel: Parcel, fault: Fault | None) -> Parcel:
    """The parcel as a fault of a leaving kind lets it go out."""
    if fault is None:
        return parcel
    if fault.kind is FaultKind.DUPLICATE_DELIVERY:
        return replace(parcel, copies=2)
    return replace(parcel, is_lost=True)
