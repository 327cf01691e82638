"""Bounded work in threads: never two actions on one record, never an endless queue."""

import threading
from collections.abc import Awaitable, Callable

import anyio
import pytest
from starlette.exceptions import HTTPException

from engine.web.workers import Workers

WAIT_S = 60.0


def in_loop(scenario: Callable[[], Awaitable[None]]) -> None:
    anyio.run(scenario)


def test_a_second_action_on_the_same_record_is_refused_until_the_first_has_ended() -> None:
    async def scenario() -> None:
        workers = Workers()
        may_end = threading.Event()
        done: list[str] = []

        def slowly() -> None:
            assert may_end.wait(WAIT_S)
            done.append("first")

        async with anyio.create_task_group() as tasks:
            tasks.start_soon(workers.act, "PCCO 001", slowly)
            await anyio.wait_all_tasks_blocked()
            with pytest.raises(HTTPException) as refusal:
                await workers.act("PCCO 001", lambda: done.append("second"))
            await workers.act("PCCO 002", lambda: done.append("another record"))
            may_end.set()
        assert refusal.value.status_code == 409
        assert refusal.value.detail == (
            "Something is already being done with PCCO 001; look again when it has ended."
        )
        await workers.act("PCCO 001", lambda: done.append("third"))
        assert done == ["another record", "first", "third"]

    in_loop(scenario)


def test_a_failed_action_frees_its_record() -> None:
    async def scenario() -> None:
        workers = Workers()

        def fail() -> None:
            raise ValueError("no")

        with pytest.raises(ValueError, match="no"):
            await workers.act("PCCO 001", fail)
        assert await workers.act("PCCO 001", lambda: "done") == "done"

    in_loop(scenario)


def test_only_so_much_runs_and_only_so_much_waits() -> None:
    async def scenario() -> None:
        workers = Workers(reads_max=2, waiting_max=1)
        may_end = threading.Event()
        running = threading.Semaphore(0)

        def slowly() -> None:
            running.release()
            assert may_end.wait(WAIT_S)

        async with anyio.create_task_group() as tasks:
            for _ in range(3):
                tasks.start_soon(workers.read, slowly)
            await anyio.wait_all_tasks_blocked()
            with pytest.raises(HTTPException) as refusal:
                await workers.read(lambda: None)
            assert running.acquire(timeout=WAIT_S)
            assert running.acquire(timeout=WAIT_S)
            assert not running.acquire(blocking=False)
            may_end.set()
        assert refusal.value.status_code == 503

    in_loop(scenario)
