"""Takes posts to their addresses on a thread of its own, so that no answer waits for a hook."""

import queue
import threading
import weakref
from collections.abc import Callable, Sequence
from dataclasses import replace

from simulator.procore.webhooks.outgoing import OutgoingPost, Receipt

MAX_WAITING_BATCHES = 1_000
# How often due deliveries are looked for while time runs and nobody calls.
TICK_EVERY_SECONDS = 0.5


class WebhookSender:
    """`carry` takes posts of one address, in order, stopping at the first failure; `receipts`
    gives what has come back since it was last asked.

    `tick` is called after every batch and every half second, so that receipts are noted and
    retries leave without any request. It is held weakly: when its owner is gone, the thread ends.
    """

    def __init__(self, tick: Callable[[], None]) -> None:
        self._tick = weakref.WeakMethod(tick)
        self._batches: queue.Queue[Sequence[OutgoingPost]] = queue.Queue(MAX_WAITING_BATCHES)
        self._receipts: queue.SimpleQueue[Receipt] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None

    def carry(self, posts: Sequence[OutgoingPost]) -> bool:
        """False when too much waits already; nothing is taken then."""
        if self._thread is None:
            self._thread = threading.Thread(
                target=_work,
                args=(self._batches, self._receipts, self._tick),
                name="webhook-sender",
                daemon=True,
            )
            self._thread.start()
        try:
            self._batches.put_nowait(posts)
        except queue.Full:
            return False
        return True

    def receipts(self) -> list[Receipt]:
        return [self._receipts.get_nowait() for _ in range(self._receipts.qsize())]


def _work(
    batches: queue.Queue[Sequence[OutgoingPost]],
    receipts: queue.SimpleQueue[Receipt],
    tick: Callable[[], Callable[[], None] | None],
) -> None:
    # Loaded here: the HTTP client takes a tenth of a second, and most runs have no hooks.
    from simulator.procore.webhooks.posting import Poster

    with Poster() as poster:
        while (due := tick()) is not None:
            due()
            del due
            try:
                batch = batches.get(timeout=TICK_EVERY_SECONDS)
            except queue.Empty:
                continue
            for position, outgoing in enumerate(batch, start=1):
                receipt = poster.post(outgoing)
                if not receipt.is_success:
                    behind = tuple(later.number for later in batch[position:])
                    receipts.put(replace(receipt, left_behind=behind))
                    break
                receipts.put(receipt)
