"""May this operation happen now? The same question for a button and for the operation itself."""

from datetime import date

from engine.executors.verdict import Decision
from engine.operations.declarations import OPERATIONS
from engine.operations.request import Operation, Request
from engine.rulebook.model import Edition, Lifecycle, Transition
from engine.sync.change_order_sides import (
    ChangeOrderSides,
    facts_of_change_order,
    load_change_order_sides,
)
from engine.sync.context import SyncContext
from engine.sync.contract_sides import ContractSides, load_contract_sides
from engine.sync.facts_of_contract import facts_of_contract
from engine.sync.store.settings import CompanySettings


def decision_on(context: SyncContext, request: Request) -> Decision:
    """Read both sides and decide, without doing anything. UnknownRecordError as for the loading."""
    if OPERATIONS[request.operation].is_about_contracts:
        sides = load_contract_sides(context, request)
        return decide_on_contract(context, request.operation, sides, context.settings())
    change_order_sides = load_change_order_sides(context, request)
    return decide_on_change_order(
        context,
        request.operation,
        change_order_sides,
        transaction_date_of(request, change_order_sides),
    )


def decide_on_contract(
    context: SyncContext, operation: Operation, sides: ContractSides, settings: CompanySettings
) -> Decision:
    eligibility = OPERATIONS[operation].eligibility(context.rulebook)
    facts = facts_of_contract(sides, settings)
    return context.decide(eligibility, facts, Edition(settings.edition))


def decide_on_change_order(
    context: SyncContext,
    operation: Operation,
    sides: ChangeOrderSides,
    transaction_date: date | None = None,
) -> Decision:
    eligibility = OPERATIONS[operation].eligibility(context.rulebook)
    facts = facts_of_change_order(sides, transaction_date)
    return context.decide(eligibility, facts, Edition(sides.settings.edition))


def transition_for(lifecycle: Lifecycle, operation: Operation) -> Transition:
    """The move that an operation makes."""
    return lifecycle.transition(OPERATIONS[operation].action)


def transaction_date_of(request: Request, sides: ChangeOrderSides) -> date | None:
    """The date given now; trying again falls back on the one that was accepted."""
    given = request.choices.transaction_date
    if given is None and OPERATIONS[request.operation].falls_back_on_the_accepted_date:
        return sides.kept.transaction_date if sides.kept else None
    return given
