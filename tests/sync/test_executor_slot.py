"""Each process of a workspace has a slot of its own."""

from pathlib import Path

import pytest

from engine.sync.running.executor_slot import SLOTS_MAX, ExecutorSlot, NoSlotLeftError


def test_a_free_slot_is_taken_again(tmp_path: Path) -> None:
    first, second = ExecutorSlot(tmp_path), ExecutorSlot(tmp_path)
    names = [first.name, second.name]
    assert [name.split()[-1] for name in names] == ["process-0", "process-1"]
    first.release()
    assert ExecutorSlot(tmp_path).name == names[0]


def test_other_workspaces_have_other_names(tmp_path: Path) -> None:
    """They may share one database, and must not take up each other's running requests."""
    (tmp_path / "other").mkdir()
    assert ExecutorSlot(tmp_path).name != ExecutorSlot(tmp_path / "other").name


def test_slots_are_bounded(tmp_path: Path) -> None:
    slots = [ExecutorSlot(tmp_path) for _ in range(SLOTS_MAX)]
    with pytest.raises(NoSlotLeftError, match=f"{SLOTS_MAX} processes have"):
        ExecutorSlot(tmp_path)
    assert len({slot.name for slot in slots}) == SLOTS_MAX


def test_another_slot_is_held_only_when_no_process_has_it(tmp_path: Path) -> None:
    first, second = ExecutorSlot(tmp_path), ExecutorSlot(tmp_path)
    assert len(first.others) == SLOTS_MAX - 1
    with first.held(second.name) as is_abandoned:
        assert not is_abandoned
    second.release()
    with first.held(second.name) as is_abandoned:
        assert is_abandoned
        third = ExecutorSlot(tmp_path)
        assert third.name not in (first.name, second.name)
    assert ExecutorSlot(tmp_path).name == second.name
