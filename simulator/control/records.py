"""State that no public operation creates: what people do on screens, and what is set up once."""

import inspect
from collections.abc import Callable
from difflib import get_close_matches

import msgspec

from simulator.control.inputs import TakingAnyField, TakingNothing, Text
from simulator.control.replies import ControlError
from simulator.control.scope import Scope


class MakeRecord(TakingAnyField, frozen=True):
    """The other fields are those of the kind."""

    kind: Text


class RecordKinds(msgspec.Struct, frozen=True):
    """`takes` says in words which fields each kind takes."""

    kinds: list[str]
    takes: dict[str, str]


def kinds(scope: Scope, asked: TakingNothing) -> RecordKinds:
    """The kinds of record that this product's origin can make, and the fields that each takes."""
    del asked
    fixtures = scope.site.fixtures
    return RecordKinds(
        kinds=sorted(fixtures), takes={kind: _taken(fixtures[kind]) for kind in sorted(fixtures)}
    )


def _taken(maker: Callable[..., object]) -> str:
    """The maker's own words about its fields; a partial one speaks as what it was made of."""
    return inspect.getdoc(getattr(maker, "func", maker)) or ""


def make(scope: Scope, asked: MakeRecord) -> dict[str, object]:
    """Make one: {"kind": "project", ...its fields}. Answers with the record as it is now."""
    maker = scope.site.fixtures.get(asked.kind)
    if maker is None:
        near = get_close_matches(asked.kind, scope.site.fixtures, n=1)
        hint = f"did you mean {near[0]!r}? " if near else ""
        raise ControlError(
            f"{scope.site.system} makes no {asked.kind!r}; {hint}the kinds are: "
            + ", ".join(sorted(scope.site.fixtures))
        )
    try:
        return maker(asked.others)
    except ValueError as error:
        raise ControlError(str(error)) from error
