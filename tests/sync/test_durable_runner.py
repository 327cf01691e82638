"""Requests as durable workflows: the same ends as the direct runner, one writer a record."""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from engine.operations.request import Operation
from engine.sync.outcome import Outcome, Result, TryLater
from engine.sync.running.attempt_in_turn import attempt_in_turn
from engine.sync.running.durable_runner import DurableRunner
from engine.sync.running.runner import AlreadyRunningError, RetryPolicy
from engine.sync.store.store import Store

QUICK = RetryPolicy(max_attempts=3, first_wait_s=0.01)


@pytest.fixture
def durable(company: Any, tmp_path: Path) -> Iterator[DurableRunner]:
    store = Store.open(f"sqlite:///{tmp_path / 'engine.sqlite'}", company.mishaps.boundary)
    with store.transaction() as books:
        books.settings.write(company.context.settings())
    company.store = store
    runner = DurableRunner(
        company.context, f"sqlite:///{tmp_path / 'workflows.sqlite'}", "process-0", QUICK
    )
    yield runner
    runner.close()
    store.close()


def test_a_request_is_carried_out_once_whoever_asks_again(
    company: Any, durable: DurableRunner
) -> None:
    request = company.request(Operation.IMPORT)
    first = durable.run(request)
    assert first.is_done
    passed = company.mishaps.passed
    assert durable.run(request) == first
    assert company.mishaps.passed == passed


def test_attempts_go_on_after_a_lost_reply(
    company: Any, durable: DurableRunner, promises: ModuleType
) -> None:
    company.mishaps.failures["create_prime_contract"] = ["lost"]
    company.mishaps.failures["sync_contract_lines"] = ["unavailable"]
    outcome = durable.run(company.request(Operation.IMPORT))
    assert (outcome.result, outcome.attempts) == (Result.DONE, 3)
    assert promises.broken(company) == []


def test_attempts_end_and_the_request_is_parked(company: Any, durable: DurableRunner) -> None:
    company.mishaps.failures["create_prime_contract"] = ["unavailable"] * 9
    outcome = durable.run(company.request(Operation.IMPORT))
    assert (outcome.result, outcome.attempts) == (Result.PARKED, 3)
    with company.store.reading() as books:
        assert [parked.operation for parked in books.parked.all()] == ["import"]


def test_a_second_runner_in_a_process_is_refused(
    company: Any, durable: DurableRunner, tmp_path: Path
) -> None:
    with pytest.raises(AlreadyRunningError, match='close it first, or open this one with runner="'):
        DurableRunner(company.context, f"sqlite:///{tmp_path / 'other.sqlite'}", "process-1")
    assert durable.run(company.request(Operation.IMPORT)).is_done


def test_requests_for_one_record_wait_for_each_other(
    company: Any, durable: DurableRunner, new_change_order: Callable[..., Any]
) -> None:
    durable.run(company.request(Operation.IMPORT))
    new_change_order(company)
    durable.run(company.request(Operation.SEND))
    requests = [company.request(Operation.ACCEPT) for _ in range(4)]
    outcomes: list[Outcome] = []
    threads = [
        threading.Thread(target=lambda r=request: outcomes.append(durable.run(r)))
        for request in requests
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcome.result for outcome in outcomes) == [
        Result.DONE,
        Result.REFUSED,
        Result.REFUSED,
        Result.REFUSED,
    ]
    assert len(company.spectrum.entries_taken) == 4


def test_a_runner_can_be_opened_again_after_it_was_closed(
    company: Any, durable: DurableRunner, tmp_path: Path
) -> None:
    assert durable.run(company.request(Operation.IMPORT)).is_done
    durable.close()
    again = DurableRunner(
        company.context, f"sqlite:///{tmp_path / 'workflows.sqlite'}", "process-0", QUICK
    )
    refused = again.run(company.request(Operation.IMPORT))
    again.close()
    assert refused.decision is not None
    assert refused.decision.rule_ids == ("import.already-imported",)


def test_another_writer_is_waited_for_and_said(
    company: Any, durable: DurableRunner, caplog: pytest.LogCaptureFixture
) -> None:
    """As another process would write: only the lease tells, and the wait is no attempt."""
    request = company.request(Operation.IMPORT)
    with company.store.transaction() as books:
        books.leases.take(request.record.writer_key, "another request", company.context.clock())
    outcomes: list[Outcome] = []
    waiting = threading.Thread(target=lambda: outcomes.append(durable.run(request)))
    waiting.start()
    deadline = time.monotonic() + 60.0
    while not caplog.messages and time.monotonic() < deadline:
        time.sleep(0.05)
    assert caplog.messages == [f"waiting for another request on {request.record} …"]
    assert outcomes == []
    with company.store.transaction() as books:
        books.leases.give_back("another request")
    waiting.join(60.0)
    assert [(outcome.result, outcome.attempts) for outcome in outcomes] == [(Result.DONE, 1)]


def test_closing_does_not_wait_for_another_writer(company: Any, durable: DurableRunner) -> None:
    request = company.request(Operation.IMPORT)
    with company.store.transaction() as books:
        books.leases.take(request.record.writer_key, "another request", company.context.clock())
    ended: list[Outcome | TryLater] = []
    waiting = threading.Thread(
        target=lambda: ended.append(attempt_in_turn(company.context, request, 1, durable.pause))
    )
    waiting.start()
    durable.close()
    waiting.join(2.0)
    assert [type(each) for each in ended] == [TryLater]
