"""What each operation is done by, and the question whether it may be done, without doing it."""

from collections.abc import Callable, Mapping

from engine.executors.verdict import Decision
from engine.operations.declarations import OPERATIONS
from engine.operations.request import Operation, Request
from engine.sync.change_orders.exporting import accept_change_order, transaction_date_of
from engine.sync.change_orders.moves import move_change_order
from engine.sync.change_orders.sides import decide_on_change_order, load_change_order_sides
from engine.sync.change_orders.unlinking import unlink_change_order
from engine.sync.context import ReadContext, SyncContext
from engine.sync.contracts.importing import import_contract
from engine.sync.contracts.reimporting import reimport_contract
from engine.sync.contracts.sides import decide_on_contract, load_contract_sides
from engine.sync.outcome import Outcome

Reconcile = Callable[[SyncContext, Request, int], Outcome]
"""Load, decide, act, verify, record; told the number of the attempt. May be run again from any
point."""

RECONCILES: Mapping[Operation, Reconcile] = {
    Operation.IMPORT: import_contract,
    Operation.REIMPORT: reimport_contract,
    Operation.REFRESH: reimport_contract,
    Operation.SEND: move_change_order,
    Operation.RETRIEVE: move_change_order,
    Operation.ACCEPT: accept_change_order,
    Operation.REJECT: move_change_order,
    Operation.RESEND: move_change_order,
    Operation.EXPORT: accept_change_order,
    Operation.UNLINK: unlink_change_order,
}


def decision_on(context: ReadContext, request: Request) -> Decision:
    """Read both sides and decide, without doing anything. UnknownRecordError as for the loading."""
    if OPERATIONS[request.operation].is_about_contracts:
        contract = load_contract_sides(context, request)
        return decide_on_contract(context, request.operation, contract, context.settings())
    change_order = load_change_order_sides(context, request)
    return decide_on_change_order(
        context, request.operation, change_order, transaction_date_of(request, change_order)
    )
