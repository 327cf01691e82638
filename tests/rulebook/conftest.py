"""A case is one rule file in two states, good and bad, set into a small complete rulebook."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.rulebook.capabilities import Actions, Capabilities

SAMPLES = Path(__file__).parent / "samples"
PLACE_BY_KIND = {"facts": "facts.yaml", "sources": "sources.yaml"}

FACTS_OF_WORLD = frozenset(
    {
        "order.is_approved",
        "order.line_count",
        "order.total_cents",
        "order.title",
        "order.sent_on",
        "order.state",
        "user.level",
    }
)


def capabilities(kind: str, case: str = "") -> Capabilities:
    """What an engine for the small rulebook can do: it needs what a case of `kind` declares."""
    actions = {"order": Actions(asked=frozenset({"send"}), brought_about=frozenset({"arrive"}))}
    is_sending = not any(f"eligibility: {name}" in case for name in ("order.world", "shop."))
    sending = {"order.send"} if kind == "eligibility" and is_sending else set()
    weight = {"order.weight"} if "order.weight" in case else set()
    return Capabilities(
        actions=actions if kind == "lifecycle" else {},
        derived_facts=FACTS_OF_WORLD | weight,
        asked_eligibilities=frozenset({"order.world", *sending}),
    )


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
