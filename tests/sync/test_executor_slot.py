"""Each process of a workspace has a slot of its own."""

from pathlib import Path

import pytest

from engine.sync.executor_slot import SLOTS_MAX, ExecutorSlot, NoSlotLeftError


def test_a_free_slot_is_taken_again(tmp_path: Path) -> None:
    first, second = ExecutorSlot(tmp_path), ExecutorSlot(tmp_path)
    assert (first.name, second.name) == ("process-0", "process-1")
    first.release()
    assert ExecutorSlot(tmp_path).name == "process-0"


def test_slots_are_bounded(tmp_path: Path) -> None:
    slots = [ExecutorSlot(tmp_path) for _ in range(SLOTS_MAX)]
    with pytest.raises(NoSlotLeftError, match=f"{SLOTS_MAX} processes have"):
        ExecutorSlot(tmp_path)
    assert len({slot.name for slot in slots}) == SLOTS_MAX
