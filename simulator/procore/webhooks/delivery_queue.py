"""Deliveries on the world's clock: in order per address, pausing after a failure, given up after
twelve hours (procore_api.md 12)."""

from dataclasses import replace
from datetime import datetime
from itertools import count

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
from simulator.procore.webhooks.outgoing import OutgoingPost, Receipt
from simulator.procore.webhooks.sender import WebhookSender
from simulator.world.faults import Fault, FaultKind, FaultPlan

DELIVER = "deliver_webhook"
MAX_BATCH = 100
# Faults with which a delivery still goes out.
_LEAVING_KINDS = (FaultKind.DUPLICATE_DELIVERY, FaultKind.LOST_REPLY)


class DeliveryQueue:
    """`faults` may strike the operation deliver_webhook: duplicate_delivery posts twice,
    lost_reply posts and counts as failed, every other kind fails without posting."""

    def __init__(self, system: str, faults: FaultPlan, sender: WebhookSender) -> None:
        self._system = system
        self._faults = faults
        self._sender = sender
        # Not in the store: what is on its way is so whatever snapshot is restored meanwhile.
        self._numbers = count(1)
        self._on_their_way: set[int] = set()

    def work(self, store: WebhookStore, now: datetime) -> None:
        """Note what has come back, then hand out what is due."""
        for receipt in self._sender.receipts():
            self._on_their_way -= {receipt.post_number, *receipt.left_behind}
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
        if any(delivery.post_number in self._on_their_way for delivery in waiting):
            return
        posts: list[OutgoingPost] = []
        for delivery in waiting[: 1 if queue.failing_since is not None else MAX_BATCH]:
            fault = self._faults.strike(self._system, DELIVER)
            outgoing = self._outgoing(store, delivery, url)
            delivery.post_number = outgoing.number
            if fault is not None and fault.kind not in _LEAVING_KINDS:
                if not posts:
                    self._note(store, outgoing.failed(f"simulated {fault.kind}"), now)
                break
            posts.append(_disturbed(outgoing, fault))
        if posts and self._sender.carry(posts):
            self._on_their_way.update(outgoing.number for outgoing in posts)

    def _outgoing(self, store: WebhookStore, delivery: Delivery, url: str) -> OutgoingPost:
        headers = store.hooks[delivery.hook_id].destination_headers
        return OutgoingPost(next(self._numbers), delivery.id, url, headers, delivery.body)

    def _note(self, store: WebhookStore, receipt: Receipt, now: datetime) -> None:
        """A receipt of a post that the delivery, since restored or moved, knows nothing of is
        passed over."""
        delivery = store.deliveries.get(receipt.delivery_id)
        if delivery is None or delivery.post_number != receipt.post_number:
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


def _disturbed(outgoing: OutgoingPost, fault: Fault | None) -> OutgoingPost:
    """The post as a fault of a leaving kind lets it go out."""
    if fault is None:
        return outgoing
    if fault.kind is FaultKind.DUPLICATE_DELIVERY:
        return replace(outgoing, copies=2)
    return replace(outgoing, is_lost=True)
