"""Reading the rulebook's lifecycles."""

from engine.rulebook.model import Lifecycle, Transition


def transition_of(lifecycle: Lifecycle, action: str) -> Transition:
    """The one transition an action makes; KeyError when the lifecycle has no such action."""
    for transition in lifecycle.transitions:
        if transition.action == action:
            return transition
    raise KeyError(f"the lifecycle {lifecycle.name} has no action {action!r}")
