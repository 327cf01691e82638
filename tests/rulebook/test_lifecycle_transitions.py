"""Which transition an action makes out of a state."""

from dataclasses import replace

import pytest

from engine.rulebook.load import load_rulebook
from engine.rulebook.model import Lifecycle


@pytest.fixture(scope="module")
def lifecycle() -> Lifecycle:
    """The PCCO's, with a second way of rejecting."""
    pcco = load_rulebook().lifecycles["pcco"]
    again = replace(
        pcco.transition("reject"), from_states=("rejected",), to_state="failed_to_export"
    )
    return replace(pcco, transitions=(*pcco.transitions, again))


@pytest.mark.parametrize(
    ("state", "to_state"),
    [
        ("ready_to_export", "rejected"),
        ("failed_to_export", "rejected"),
        ("rejected", "failed_to_export"),
        ("synced", "rejected"),
        (None, "rejected"),
    ],
)
def test_of_several_with_one_action_the_one_that_leaves_the_state_is_meant(
    lifecycle: Lifecycle, state: str | None, to_state: str
) -> None:
    assert lifecycle.transition("reject", state).to_state == to_state


def test_an_action_that_there_is_not_is_named(lifecycle: Lifecycle) -> None:
    with pytest.raises(KeyError, match="the lifecycle pcco has no action 'forget'"):
        lifecycle.transition("forget", "synced")
