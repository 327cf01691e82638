"""Tasks shared out among forked workers."""

import os
import time

import pytest

from features.harness.workers import WorkerFailed, in_workers


def test_every_task_comes_back_with_its_result() -> None:
    assert sorted(in_workers(lambda n: n * n, range(7), jobs=3)) == [(n, n * n) for n in range(7)]


def test_workers_are_other_processes_and_as_many_as_there_is_work_for() -> None:
    def who(_: int) -> int:
        time.sleep(0.05)  # long enough for every worker to be given one
        return os.getpid()

    found = {process for _, process in in_workers(who, range(6), jobs=2)}
    assert len(found) == 2
    assert os.getpid() not in found
    assert len({process for _, process in in_workers(who, [1], jobs=2)}) == 1


def test_nothing_to_do_is_done_at_once() -> None:
    assert list(in_workers(lambda n: n, [], jobs=2)) == []


def test_a_failure_ends_it_with_the_workers_own_account() -> None:
    def fails(n: int) -> int:
        raise LookupError(f"no {n}")

    with pytest.raises(WorkerFailed, match="LookupError: no 1"):
        list(in_workers(fails, [1], jobs=1))


def test_a_worker_that_ends_without_a_word_is_missed() -> None:
    with pytest.raises(WorkerFailed, match="without a word"):
        list(in_workers(lambda _: os._exit(3), [1], jobs=1))
