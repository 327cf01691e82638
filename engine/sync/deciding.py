"""The rule that guards each move, asked the same way for a button and for the operation itself."""

from engine.executors.verdict import Decision
from engine.operations.declarations import OPERATIONS
from engine.operations.request import Operation
from engine.rulebook.model import Lifecycle, Transition
from engine.rulebook.vocabulary import Edition, FactValue
from engine.sync.context import ReadContext
from engine.sync.store.settings import CompanySettings


def transition_for(lifecycle: Lifecycle, operation: Operation, state: str) -> Transition:
    """The move that an operation makes out of this state."""
    return lifecycle.transition(OPERATIONS[operation].action, state)


def decide_on_transition(
    context: ReadContext,
    transition: Transition,
    facts: dict[str, FactValue],
    settings: CompanySettings,
) -> Decision:
    """May this move happen now; KeyError for one that only the export itself brings about."""
    if transition.eligibility is None:
        raise KeyError(f"the action {transition.action!r} is not one a person asks for")
    return context.decide(transition.eligibility, facts, Edition(settings.edition))
