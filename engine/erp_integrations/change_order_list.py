"""The PCCOs: in the tool's own tab, and with the buttons of their project."""

from collections.abc import Sequence

from engine.decisions.money import nearest_cents
from engine.erp_integrations.names import (
    STATE_OF_FILTER,
    ListFilter,
    operations_in_list,
    operations_on_change_order,
)
from engine.erp_integrations.rows import Button, ChangeOrderRow
from engine.operations.records import ChangeOrderRef
from engine.operations.request import Operation, Request
from engine.records.change_order import ChangeOrder
from engine.sync.change_orders.sides import (
    ChangeOrderSides,
    decide_on_change_order,
    load_change_order_sides,
)
from engine.sync.context import ReadContext
from engine.sync.project_names import named_project


def change_order_rows(
    context: ReadContext, list_filter: ListFilter, login: str
) -> list[ChangeOrderRow]:
    """The PCCOs of one list, by project and number."""
    lifecycle = context.rulebook.lifecycles[ChangeOrderRef.lifecycle]
    operations = operations_in_list(list_filter, lifecycle)
    rows = []
    for project in context.procore.projects():
        if not project.has_prime_contracts_tool:
            continue
        for order in context.procore.change_orders(project.id):
            sides = load_change_order_sides(context, request_for(order, login))
            if sides.erp_status == STATE_OF_FILTER[list_filter]:
                rows.append(change_order_row(context, sides, operations))
    return rows


def project_change_order_rows(
    context: ReadContext, project: int | str, login: str
) -> list[ChangeOrderRow]:
    """Every PCCO of a project, with the buttons people see on it there."""
    project_id = named_project(context.procore.projects(), project).id
    operations = operations_on_change_order()
    return [
        change_order_row(
            context, load_change_order_sides(context, request_for(order, login)), operations
        )
        for order in context.procore.change_orders(project_id)
    ]


def request_for(order: ChangeOrder, login: str, operation: Operation = Operation.SEND) -> Request:
    """The request a button in this PCCO's row makes."""
    return Request(
        request_id="look",
        operation=operation,
        login=login,
        record=ChangeOrderRef(order.project_id, order.number.strip(), order.id),
    )


def change_order_row(
    context: ReadContext, sides: ChangeOrderSides, operations: Sequence[Operation]
) -> ChangeOrderRow:
    kept = sides.kept
    today = context.clock().date()  # what the transaction date is preset to (D-109)
    accepted = kept.transaction_date if kept else None
    return ChangeOrderRow(
        project_id=sides.project.id,
        project_name=sides.project.name,
        number=sides.number,
        title=sides.order.title,
        status=sides.order.status,
        erp_status=sides.erp_status,
        approved_date=sides.order.approved_date,
        transaction_date=accepted,
        grand_total_cents=nearest_cents(sides.order.grand_total),
        login=kept.login if kept else None,
        at=kept.at if kept else None,
        comment=kept.comment if kept else None,
        errors=errors_of(context, sides),
        buttons=tuple(
            Button(operation, decide_on_change_order(context, operation, sides, accepted or today))
            for operation in operations
        ),
    )


def errors_of(context: ReadContext, sides: ChangeOrderSides) -> tuple[str, ...]:
    """The texts of the last failure, and why the PCCO was given up for now."""
    record_key = request_for(sides.order, "").record.key
    with context.store.reading() as books:
        parked = [p.reason for p in books.parked.all() if p.record_key == record_key]
    return (*(sides.kept.errors if sides.kept else ()), *parked)
