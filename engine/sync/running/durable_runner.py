"""Runs requests as durable workflows on DBOS: SQLite by default, PostgreSQL by its URL.

A workflow a request, a step an attempt, a durable sleep in between. DBOS repeats a step whose
result it had not kept yet; that nothing is done twice comes from the reconcile functions.

Each process has a queue of its own, with one place for each writer key, and serves no other: of a
queue that several processes serve, one may dequeue what another waits for, and exit before it runs
it. Between processes the leases of the engine's books see to it that a record has one writer. What
a dead process left is moved to the queue of the next one that opens the same workspace.
"""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypedDict

import msgspec
from dbos import DBOS, SetEnqueueOptions, SetWorkflowID, WorkflowHandle

from engine.operations.request import Request
from engine.sync.attempt import give_up
from engine.sync.context import SyncContext
from engine.sync.outcome import Outcome
from engine.sync.outcome_json import outcome_from_json, outcome_to_json
from engine.sync.running.attempt_in_turn import NOTICE_AFTER_S, attempt_in_turn, say_waiting
from engine.sync.running.executor_slot import ExecutorSlot
from engine.sync.running.runner import AlreadyRunningError, RetryPolicy
from engine.sync.running.sqlite_time import connect_arguments

APPLICATION = "tieout"
QUEUED = "ENQUEUED"
UNFINISHED = [QUEUED, "PENDING"]
WORKERS = 4
POLL_S = 0.02
SHORT_REQUEST_S = 1.0
CLOSE_TIMEOUT_S = 30.0

_LAUNCH_LOCK = threading.Lock()
_launched: "list[DurableRunner]" = []
"""The one runner of this process: DBOS is global to it."""


class Ended(TypedDict):
    """An attempt that ended: its outcome as JSON."""

    outcome: str


class Unended(TypedDict):
    """An attempt that did not: why, how long the other side asks to wait, and the request as JSON,
    with what has been found out about its record's name."""

    outcome: None
    request: str
    reason: str
    wait_s: float | None


class DurableRunner:
    """Opens DBOS for one context; `close` shuts it down so that another may be opened.

    `executor_id` names this process among those that share the database. What a dead process left
    is taken up by the next one of the same name, or by any that calls `take_over`.
    """

    def __init__(
        self,
        context: SyncContext,
        database_url: str,
        executor_id: str,
        policy: RetryPolicy | None = None,
    ) -> None:
        self.context = context
        self.policy = policy or RetryPolicy()
        self._queue = _queue_of(executor_id)
        self._is_closing = threading.Event()
        self._ended: dict[str, threading.Event] = {}
        self._steps_running = 0
        self._step_ended = threading.Condition()
        with _LAUNCH_LOCK:
            if _launched:
                raise AlreadyRunningError(
                    "this process already has a durable runner; close it first, or open this one "
                    'with runner="direct"'
                )
            _launched.append(self)
        try:
            _launch(database_url, executor_id)
        except BaseException:
            self.close()
            raise

    def run(self, request: Request) -> Outcome:
        """Queue the request behind others of its writer key, and wait for its end."""
        ended_here = self._ended.setdefault(request.request_id, threading.Event())
        with (
            SetWorkflowID(request.request_id),
            SetEnqueueOptions(queue_partition_key=request.record.writer_key),
        ):
            handle = DBOS.enqueue_workflow(self._queue, run_request, _request_json(request))
        notice = threading.Timer(NOTICE_AFTER_S, _say_if_queued, (handle, request))
        notice.daemon = True
        notice.start()
        try:
            # Each look at the database costs milliseconds, and most requests are short.
            ended_here.wait(SHORT_REQUEST_S)
            ended = handle.get_result(polling_interval_sec=POLL_S)
        finally:
            notice.cancel()
            self._ended.pop(request.request_id, None)
        return outcome_from_json(ended, self.context.rulebook)

    def take_over(self, slot: ExecutorSlot) -> None:
        """Move what dead processes of the workspace left unfinished to this process's queue."""
        for name in slot.others:
            if not _unfinished(name):
                continue
            with slot.held(name) as is_abandoned:
                # Read again: until it was held, another process might have taken it over.
                for workflow_id in _unfinished(name) if is_abandoned else ():
                    DBOS.resume_workflow(workflow_id, queue_name=self._queue)

    def say_ended(self, request_id: str) -> None:
        """Wake whoever waits for the request; DBOS is about to keep its result."""
        waited_for = self._ended.get(request_id)
        if waited_for is not None:
            waited_for.set()

    def pause(self, seconds: float) -> bool:
        """Wait; true, at once, when this runner is being closed."""
        return self._is_closing.wait(seconds)

    @contextmanager
    def step(self) -> Iterator[SyncContext]:
        """The context for one step; closing waits for its end."""
        with self._step_ended:
            self._steps_running += 1
        try:
            yield self.context
        finally:
            with self._step_ended:
                self._steps_running -= 1
                self._step_ended.notify_all()

    def close(self) -> None:
        """Shut DBOS down once no step is running; what is unfinished waits in its database."""
        self._is_closing.set()
        with self._step_ended:
            self._step_ended.wait_for(lambda: self._steps_running == 0, CLOSE_TIMEOUT_S)
        with _LAUNCH_LOCK:
            DBOS.destroy()
            if self in _launched:
                _launched.remove(self)


def _launch(database_url: str, executor_id: str) -> None:
    # Without a handler of ours DBOS would add one that writes to this moment's stderr for ever.
    logger = logging.getLogger("dbos")
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())
    DBOS(
        config={
            "name": APPLICATION,
            "system_database_url": database_url,
            "db_engine_kwargs": {"connect_args": connect_arguments(database_url)},
            "executor_id": executor_id,
            # One version for ever: what an older Tieout left unfinished is to be taken up as well.
            "application_version": "1",
            "log_level": "ERROR",
            "enable_otlp": False,
            "use_listen_notify": False,
            "notification_listener_polling_interval_sec": POLL_S,
        }
    )
    queue = _queue_of(executor_id)
    DBOS.listen_queues([queue])
    DBOS.launch()
    DBOS.register_queue(
        queue,
        worker_concurrency=WORKERS,
        partition_concurrency=1,
        polling_interval_sec=POLL_S,
        on_conflict="always_update",
    )


@DBOS.workflow(name="tieout.request")
def run_request(request_json: str) -> str:
    """A request to its end; gives the outcome as JSON."""
    runner = _runner()
    try:
        return _run_request(request_json)
    finally:
        runner.say_ended(_request(request_json).request_id)


def _run_request(request_json: str) -> str:
    policy = _runner().policy
    for number in range(1, policy.max_attempts + 1):
        ended = attempt_once(request_json, number)
        if ended["outcome"] is not None:
            return ended["outcome"]
        request_json = ended["request"]
        wait_s = policy.wait_s(number, ended["wait_s"])
        if wait_s is None:
            return park(request_json, ended["reason"], number)
        DBOS.sleep(wait_s)
    raise AssertionError("the policy's last attempt ends in an outcome")


@DBOS.step(name="tieout.attempt")
def attempt_once(request_json: str, number: int) -> Ended | Unended:
    """One attempt; DBOS keeps how it went, as a dictionary."""
    runner = _runner()
    with runner.step() as context:
        ended = attempt_in_turn(context, _request(request_json), number, runner.pause)
    if isinstance(ended, Outcome):
        return {"outcome": outcome_to_json(ended)}
    return {
        "outcome": None,
        "request": _request_json(ended.request),
        "reason": ended.reason,
        "wait_s": ended.wait_seconds,
    }


@DBOS.step(name="tieout.park")
def park(request_json: str, reason: str, attempts: int) -> str:
    """Give the request up for now."""
    with _runner().step() as context:
        return outcome_to_json(give_up(context, _request(request_json), reason, attempts))


def _queue_of(executor_id: str) -> str:
    return f"requests of {executor_id}"


def _unfinished(executor_id: str) -> list[str]:
    """The workflows in the queue of this process, oldest first."""
    statuses = DBOS.list_workflows(
        queue_name=_queue_of(executor_id), status=UNFINISHED, load_input=False, load_output=False
    )
    return [status.workflow_id for status in statuses]


def _say_if_queued(handle: WorkflowHandle[str], request: Request) -> None:
    if handle.get_status().status == QUEUED:
        say_waiting(request)


def _request_json(request: Request) -> str:
    return msgspec.json.encode(request).decode()


def _request(request_json: str) -> Request:
    return msgspec.json.decode(request_json, type=Request)


def _runner() -> DurableRunner:
    return _launched[0]
