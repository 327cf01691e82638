"""Takes parcels to their addresses on a thread of its own, so that no answer waits for a hook."""

import queue
import threading
from collections.abc import Sequence

from simulator.procore.webhooks.parcel import Parcel, Receipt

MAX_WAITING_BATCHES = 1_000


class Courier:
    """`carry` takes parcels of one address, in order, stopping at the first failure; `receipts`
    gives what has come back since it was last asked."""

    def __init__(self) -> None:
        self._batches: queue.Queue[Sequence[Parcel]] = queue.Queue(MAX_WAITING_BATCHES)
        self._receipts: queue.SimpleQueue[Receipt] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None

    def carry(self, parcels: Sequence[Parcel]) -> bool:
        """False when too much waits already; nothing is taken then."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="courier", daemon=True)
            self._thread.start()
        try:
            self._batches.put_nowait(parcels)
        except queue.Full:
            return False
        return True

    def receipts(self) -> list[Receipt]:
        return [self._receipts.get_nowait() for _ in range(self._receipts.qsize())]

    def _work(self) -> None:
        # Loaded here: the HTTP client takes a tenth of a second, and most runs have no hooks.
        from simulator.procore.webhooks.posting import new_client, post

        with new_client() as client:
            while True:
                for parcel in self._batches.get():
                    receipt = post(client, parcel)
                    self._receipts.put(receipt)
                    if not receipt.is_success:
                        break
