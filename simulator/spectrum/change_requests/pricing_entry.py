"""Entry of markups and pricing add-ons: only ones that the request or the contract has."""

from simulator.spectrum.change_requests import errors
from simulator.spectrum.change_requests.cost_entry import phase_error
from simulator.spectrum.change_requests.draft import Draft
from simulator.spectrum.change_requests.model import (
    COST_ONLY,
    ZERO,
    AddOnLine,
    MarkupLine,
    cents,
)
from simulator.spectrum.soap.elements import Values


def enter(draft: Draft, values: Values) -> None:
    """Apply the call's markup and add-on elements; without their codes they are ignored."""
    if values.text("Markup_Cost_Type"):
        _enter_markup(draft, values)
    if values.text("Pricing_Addon_Code"):
        _enter_add_on(draft, values)


def _enter_markup(draft: Draft, values: Values) -> None:
    request = draft.request
    cost_type = values.text("Markup_Cost_Type")
    percent, amount = values.number("Markup_Percent"), values.number("Markup_Amount")
    if not request.is_cost_reimbursable:
        draft.errors.append(errors.not_reimbursable("a markup"))
    has_cost = any(line.cost_type == cost_type for line in request.cost_lines)
    if not has_cost and cost_type not in request.markup_lines:
        draft.errors.append(errors.unknown_markup(cost_type))
    if percent is not None and amount is not None:
        draft.errors.append(errors.percent_and_amount("Markup_Amount", str(amount)))
    elif percent is not None:
        request.markup_lines[cost_type] = MarkupLine(cost_type, percent)
    elif amount is not None:
        request.markup_lines[cost_type] = MarkupLine(cost_type, None, cents(amount))


def _enter_add_on(draft: Draft, values: Values) -> None:
    request = draft.request
    code = values.text("Pricing_Addon_Code")
    allowed = draft.contract.pricing.add_ons.get(code)
    if not request.is_cost_reimbursable:
        draft.errors.append(errors.not_reimbursable("an add-on"))
    if allowed is None:
        draft.errors.append(errors.unknown_add_on(code))
        return
    before = request.add_on_lines.get(
        code,
        AddOnLine(
            code, allowed.percent, allowed.fixed_amount, allowed.phase_code, allowed.cost_type
        ),
    )
    phase_code = values.text("Pricing_Addon_Phase") or before.phase_code
    cost_type = values.text("Pricing_Addon_Cost_Type") or before.cost_type
    if not phase_code and draft.status.action_type == COST_ONLY:
        draft.errors.append(errors.add_on_phase_missing())
    if phase_code:
        wrong = phase_error(
            draft.job, "Pricing_Addon_Phase", "Pricing_Addon_Cost_Type", phase_code, cost_type
        )
        if wrong is not None:
            draft.errors.append(wrong)
    percent = values.number("Pricing_Addon_MU_Percent")
    amount = values.number("Pricing_Addon_MU_Amount")
    if percent is not None and amount is not None:
        draft.errors.append(errors.percent_and_amount("Pricing_Addon_MU_Amount", str(amount)))
        return
    if percent is not None:
        line = AddOnLine(code, percent, ZERO, phase_code, cost_type)
    elif amount is not None:
        line = AddOnLine(code, None, cents(amount), phase_code, cost_type)
    else:
        line = AddOnLine(code, before.percent, before.fixed_amount, phase_code, cost_type)
    request.add_on_lines[code] = line
