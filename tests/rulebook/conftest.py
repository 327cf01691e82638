"""A case is one rule file in two states, good and bad, set into a small complete rulebook."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parent / "samples"
PLACE_BY_KIND = {"facts": "facts.yaml", "sources": "sources.yaml"}


@pytest.fixture
def world(tmp_path: Path) -> Path:
    """A copy of the small sound rulebook; tests may change it."""
    return shutil.copytree(SAMPLES / "world", tmp_path / "rules")


@pytest.fixture
def set_case(world: Path) -> Callable[[Path, str], Path]:
    """Sets one twin of a case (`samples/KIND/NAME`) into the rulebook and returns its folder."""

    def place(case: Path, twin: str) -> Path:
        kind = case.parent.name
        target = world / PLACE_BY_KIND.get(kind, f"{kind}/case.yaml")
        target.parent.mkdir(exist_ok=True)
        shutil.copy(case / f"{twin}.yaml", target)
        return world

    return place
