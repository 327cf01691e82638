"""The tool's methods wait for two other systems; they run in threads here, a bounded number."""

from collections.abc import Callable
from typing import TypeVar

from anyio import CapacityLimiter, to_thread
from starlette.exceptions import HTTPException

ACTIONS_MAX = 4
READS_MAX = 8
WAITING_MAX = 32

Answer = TypeVar("Answer")


class Workers:
    """Runs work in threads: at most so many at once, at most so many waiting, and never two actions
    on one record at a time."""

    def __init__(
        self,
        *,
        actions_max: int = ACTIONS_MAX,
        reads_max: int = READS_MAX,
        waiting_max: int = WAITING_MAX,
    ) -> None:
        self._actions = CapacityLimiter(actions_max)
        self._reads = CapacityLimiter(reads_max)
        self._waiting_max = waiting_max
        self._records_acted_on: set[str] = set()

    async def read(self, work: Callable[[], Answer]) -> Answer:
        """HTTPException 503 when too much is waiting already."""
        return await self._run(work, self._reads)

    async def act(self, record: str, work: Callable[[], Answer]) -> Answer:
        """HTTPException 409 while another action on `record` runs, 503 when too much is waiting."""
        if record in self._records_acted_on:
            raise HTTPException(
                409, f"Something is already being done with {record}; look again when it has ended."
            )
        self._records_acted_on.add(record)
        try:
            return await self._run(work, self._actions)
        finally:
            self._records_acted_on.discard(record)

    async def _run(self, work: Callable[[], Answer], limiter: CapacityLimiter) -> Answer:
        if limiter.statistics().tasks_waiting >= self._waiting_max:
            raise HTTPException(503, "Too much is waiting to be done already; try again shortly.")
        return await to_thread.run_sync(work, limiter=limiter)
