"""Procore's batch upsert: items are taken or refused one by one (procore_api.md 4)."""

from collections.abc import Callable, Mapping, Sequence

from engine.connectors.json_values import Json, Sendable
from engine.connectors.procore.fields import Fields
from engine.connectors.procore.refusals import item_refusals
from engine.connectors.procore.session import SYSTEM, ProcoreSession
from engine.ports.outcomes import Refused, Unavailable, UncertainOutcome

MAX_UPDATES = 1_000

Update = Mapping[str, Sendable]


def sync(
    session: ProcoreSession,
    operation: str,
    path: str,
    updates: Sequence[Update],
    *,
    query: Mapping[str, str] | None = None,
    name_of: Callable[[Mapping[str, Json]], str],
) -> None:
    """Send the updates, as many calls as it takes. `name_of` names an item by its attributes.

    Refused names every item that was not taken, with all its messages. Once a call has been
    answered, a later one that fails leaves the whole uncertain: part of it was written.
    """
    refused: list[str] = []
    for first in range(0, len(updates), MAX_UPDATES):
        batch = updates[first : first + MAX_UPDATES]
        try:
            answer = session.write(operation, "PATCH", path, {"updates": list(batch)}, query)
        except Unavailable as error:
            if first == 0:
                raise
            detail = f"the first {first} of {len(updates)} were sent, then: {error.detail}"
            raise UncertainOutcome(SYSTEM, operation, detail) from error
        except Refused as error:
            raise session.refused(operation, [*refused, error.detail]) from error
        with session.answer_to_write(operation):
            refused += _refused(operation, answer, batch, name_of)
    if refused:
        raise session.refused(operation, refused)


def _refused(
    operation: str,
    content: Json,
    batch: Sequence[Update],
    name_of: Callable[[Mapping[str, Json]], str],
) -> list[str]:
    """What was not taken. The answer must account for every item sent."""
    answer = Fields.of(operation, "answer", content)
    taken, errors = answer.records("entities"), answer.records("errors")
    if len(taken) + len(errors) != len(batch):
        raise answer.senseless(
            f"names {len(taken)} taken and {len(errors)} refused of {len(batch)} items"
        )
    return [item_refusals(name_of(error.values), error.values.get("errors")) for error in errors]
