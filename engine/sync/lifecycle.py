"""Reading the rulebook's lifecycles."""

from engine.rulebook.model import Lifecycle, Transition


def transition_of(lifecycle: Lifecycle, action: str) -> Transition:
    """The one transition an action makes; KeyError when the lifecycle has no such action."""
    return lifecycle.transition(action)
