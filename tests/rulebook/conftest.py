"""A case is one rule file in two states, good and bad, set into a small complete rulebook."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.rulebook.capabilities import Actions, Capabilities, MappingFields, TargetField

SAMPLES = Path(__file__).parent / "samples"
PLACE_BY_KIND = {
    "facts": "facts.yaml",
    "sources": "sources.yaml",
    "coverage": "coverage.yaml",
}

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


def _field(
    *sources: str,
    max_length: int | None = None,
    formats: tuple[str | None, ...] = (None, "upper_case"),
    is_required: bool = False,
) -> TargetField:
    return TargetField(
        sources=frozenset(sources),
        is_required=is_required,
        is_text=None in formats,
        max_length=max_length,
        takes_format=lambda written: written in formats,
        largest_cents=lambda written: None,
        formats_in_words=" or ".join(written or "no format" for written in formats),
        format_names=tuple(filter(None, formats)),
    )


OUT = {
    "Title": _field("order.title", "order.heading", max_length=12),
    "Kind": _field("order.kind", max_length=2, is_required=True),
}
DAY = {"Day": _field("order.sent_on", formats=("MM/DD/CCYY",))}


def capabilities(kind: str, case: str = "") -> Capabilities:
    """What an engine for the small rulebook can do: it needs what a case of `kind` declares."""
    asked = frozenset({"send", *({"resend"} if "resend" in case else ())})
    actions = {"order": Actions(asked=asked, brought_about=frozenset({"arrive"}))}
    is_sending = not any(f"eligibility: {name}" in case for name in ("order.world", "shop."))
    sending = {"order.send"} if kind == "eligibility" and is_sending else set()
    out = MappingFields("procore_to_spectrum", {**OUT, **(DAY if "Day" in case else {})})
    weight = {"order.weight"} if "order.weight" in case else set()
    return Capabilities(
        actions=actions if kind == "lifecycle" else {},
        derived_facts=FACTS_OF_WORLD | weight,
        asked_eligibilities=frozenset({"order.world", *sending}),
        mappings={"order.out": out} if kind == "mapping" else {},
        company_settings=frozenset({"order_kind"}),
        limited_facts={"order.title": frozenset({"Title"})},
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
