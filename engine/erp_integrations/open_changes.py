"""What only one side counts, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from engine.decisions.money import cents, has_parts_of_a_cent, nearest_cents
from engine.decisions.prime_contract import (
    deleted_lines,
    held_items,
    removable_lines,
    unsynced_items,
)
from engine.erp_integrations.change_order_list import errors_of
from engine.operations.request import Operation
from engine.records.prime_contract import PrimeContract
from engine.rulebook.vocabulary import Edition
from engine.sync.change_orders.sides import ChangeOrderSides, facts_of_change_order
from engine.sync.context import ReadContext
from engine.sync.contracts.sides import ContractSides, decide_on_contract
from engine.sync.store.change_order_states import SYNCED


@dataclass(frozen=True, slots=True)
class OpenChange:
    """An amount that only one side counts. `record` names a line, PCCO or change request."""

    record: str
    amount_cents: int
    reasons: tuple[str, ...]


def not_imported(context: ReadContext, sides: ContractSides) -> tuple[OpenChange, ...]:
    """Each new or changed billing item, with the difference it would make, and why it waits."""
    items = unsynced_items(sides.case)
    if not items:
        return ()
    known = sides.case.last_synced
    known = held_items(sides.contract) if known is None else known
    decision = decide_on_contract(context, Operation.REIMPORT, sides, context.settings())
    waits = ("It waits to be re-imported.",)
    reasons = tuple(reason.wording for reason in decision.reasons) or waits
    return tuple(
        OpenChange(
            f"billing item {item.code}",
            cents(item.original_contract)
            - (nearest_cents(known[item.code].original_contract) if item.code in known else 0),
            reasons,
        )
        for item in items
    )


def only_in_procore(sides: ContractSides, contract: PrimeContract) -> tuple[OpenChange, ...]:
    """Each line that no billing item stands behind: added by hand, or deleted in Spectrum."""
    gone = {line.id for line in deleted_lines(sides.case)}
    going = {line.id for line in removable_lines(sides.case)}
    why = {
        **dict.fromkeys(gone, "Its billing item is no longer in Spectrum; the line was kept."),
        **dict.fromkeys(
            going, "Its billing item is no longer in Spectrum; it waits to be removed."
        ),
    }
    return tuple(
        OpenChange(
            f"line {line.position} {line.description}",
            nearest_cents(line.amount),
            (
                why.get(line.id, "It was added in Procore."),
                *_as_procore_has_it(line.amount),
            ),
        )
        for line in contract.lines
        if line.origin_id is None or line.id in why
    )


def not_exported(
    context: ReadContext, orders: Sequence[ChangeOrderSides], counted: frozenset[str]
) -> tuple[OpenChange, ...]:
    """Each approved PCCO that Spectrum does not count."""
    return tuple(
        OpenChange(
            f"PCCO {order.number}",
            nearest_cents(order.order.grand_total),
            (*reasons, *_as_procore_has_it(order.order.grand_total)),
        )
        for order in orders
        if (reasons := _why_not_counted(context, order, counted))
    )


def not_from_procore(
    context: ReadContext,
    sides: ContractSides,
    orders: Sequence[ChangeOrderSides],
    counted: frozenset[str],
) -> tuple[OpenChange, ...]:
    """Each change request that Spectrum counts and no synced PCCO stands behind."""
    own_numbers = {order.change_request_number for order in orders if order.erp_status == SYNCED}
    return tuple(
        OpenChange(
            f"change request {request.number}",
            cents(request.revenue_total),
            ("No synced PCCO stands behind it.",),
        )
        for request in context.spectrum.change_requests(sides.key)
        if request.number not in own_numbers and request.status_code in counted
    )


def _as_procore_has_it(amount: Decimal) -> tuple[str, ...]:
    """The amount as it is, where it is compared at the nearest cent."""
    return (f"Procore has {amount:f}.",) if has_parts_of_a_cent(amount) else ()


def _why_not_counted(
    context: ReadContext, sides: ChangeOrderSides, counted: frozenset[str]
) -> tuple[str, ...]:
    """Why Spectrum does not count an approved PCCO; empty when it does."""
    if sides.erp_status == SYNCED:
        request = sides.change_request
        if request is None or request.status_code in counted:
            return ()
        return (f"Its change request has the status {request.status_code}, which is not counted.",)
    facts = facts_of_change_order(sides, context.clock().date())
    edition = Edition(sides.settings.edition)
    decisions = [
        context.decide(name, facts, edition)
        for name in ("company.connector", "pcco.exportable", "pcco.postable")
    ]
    return (
        f"Its state is {sides.erp_status.replace('_', ' ')}.",
        *(reason.wording for decision in decisions for reason in decision.reasons),
        *errors_of(context, sides),
    )
