"""Entry of a cost line: phase and cost type, amounts, and a subcontract's share."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from simulator.spectrum.change_requests import errors, wire
from simulator.spectrum.change_requests.draft import Draft
from simulator.spectrum.change_requests.model import (
    RECOGNISES_NOTHING,
    CostLine,
    MarkupLine,
    Subcontract,
    cents,
)
from simulator.spectrum.jobs.model import Job
from simulator.spectrum.soap.elements import Values
from simulator.spectrum.soap.error_rows import ErrorRow
from simulator.spectrum.stores import SpectrumStores


def enter(stores: SpectrumStores, draft: Draft, values: Values) -> None:
    """Apply the call's cost elements: the first line with the same key is updated, else added."""
    phase_code, cost_type = values.text("CR_Phase_Code"), values.text("CR_Cost_Type")
    subcontract = _subcontract(stores, draft, values)
    if not (phase_code or cost_type or subcontract or values.has_any(*wire.COST_NAMES)):
        return
    if not phase_code:
        is_proposal = draft.status.action_type == RECOGNISES_NOTHING
        if subcontract is not None or not is_proposal:
            draft.errors.append(errors.phase_missing())
    else:
        wrong = phase_error(draft.job, "CR_Phase_Code", "CR_Cost_Type", phase_code, cost_type)
        if wrong is not None:
            draft.errors.append(wrong)
    sub_group = values.text("Sub_Bid_Group_Item_Code") if subcontract else ""
    sub_item = values.text("Sub_Bid_Item_Code") if subcontract else ""
    wanted = CostLine(
        0,
        phase_code,
        cost_type,
        subcontract=subcontract,
        sub_group_code=sub_group,
        sub_item_code=sub_item,
    )
    lines = draft.request.cost_lines
    line = next((one for one in lines if one.key == wanted.key), None)
    if line is None:
        line = replace(wanted, sequence=len(lines) + 1)
    draft.put_cost_line(_with_amounts(line, values, subcontract))
    _default_markup(draft, cost_type)


def phase_error(
    job: Job, phase_column: str, cost_type_column: str, phase_code: str, cost_type: str
) -> ErrorRow | None:
    """What is wrong with a phase and cost type, if anything: both must exist, not complete."""
    if "-" in phase_code:
        return errors.phase_has_dashes(phase_column, phase_code)
    if not cost_type:
        return errors.cost_type_missing(cost_type_column)
    phase = job.phases.get((phase_code, cost_type))
    if phase is None:
        return errors.unknown_phase(phase_column, phase_code, cost_type, job.number)
    if phase.is_complete:
        return errors.complete_phase(phase_column, phase_code, cost_type)
    return None


def _with_amounts(line: CostLine, values: Values, subcontract: Subcontract | None) -> CostLine:
    quantity = values.number("Change_Request_Quantity")
    hours = values.number("Change_Request_Hours")
    amount = values.number("Change_Request_Amount")
    return replace(
        line,
        quantity=line.quantity if quantity is None else cents(quantity),
        hours=line.hours if hours is None else cents(hours),
        amount=line.amount if amount is None else cents(amount),
        subcontract=_merged(line.subcontract, subcontract),
    )


def _merged(before: Subcontract | None, given: Subcontract | None) -> Subcontract | None:
    """What was said of the subcontract before, with what is said now written over it."""
    if before is None or given is None:
        return given or before
    return replace(given, elements=tuple({**dict(before.elements), **dict(given.elements)}.items()))


def _subcontract(stores: SpectrumStores, draft: Draft, values: Values) -> Subcontract | None:
    """The subcontract of the call; both codes blank: every Sub_ element is ignored."""
    subcontractor = values.text("Subcontractor_Code")
    number = values.text("Subcontract_Number")
    if not subcontractor and not number:
        return None
    known = stores.state.subcontracts
    if (draft.contract.company_code, subcontractor, number) not in known:
        draft.errors.append(errors.unknown_subcontract(subcontractor, number))
    status = values.text("Sub_Status")
    if not status:
        draft.errors.append(errors.sub_status_missing())
    elif status == wire.SUB_EXECUTED and not values.text("Sub_Change_Order_Number"):
        draft.errors.append(errors.sub_change_order_missing())
    elif status != wire.SUB_EXECUTED and values.day("Sub_Signed_Date"):
        draft.errors.append(errors.signed_date_not_allowed(status))
    changed = values.day("Sub_Change_Order_Date")
    if changed is not None and not draft.period.includes(changed):
        draft.errors.append(errors.outside_period("Sub_Change_Order_Date", changed, draft.period))
    elements = tuple(
        (element.name, str(given))
        for element in wire.SUBCONTRACT_DETAIL
        if (given := _given(values, element.name)) is not None
    )
    return Subcontract(subcontractor, number, elements)


def _given(values: Values, name: str) -> Decimal | date | str | None:
    number = values.number(name)
    return number if number is not None else values.day(name) or values.text(name) or None


def _default_markup(draft: Draft, cost_type: str) -> None:
    """The contract's markup for a cost type comes with its first cost (spectrum_api.md 4.2)."""
    percent = draft.contract.pricing.markup_percent_by_cost_type.get(cost_type)
    markups = draft.request.markup_lines
    if percent is not None and draft.request.is_cost_reimbursable and cost_type not in markups:
        markups[cost_type] = MarkupLine(cost_type, percent)
