"""Every reason for which a change request's entry is refused, as an error row.

Spectrum's own texts for these are unknown (spectrum_api.md 7); the codes and columns follow its
documented layout, the words are ours.
"""

from datetime import date

from simulator.spectrum.change_requests.model import MAX_BILLING_LINES, Status
from simulator.spectrum.contracts.model import MAX_BILLING_ITEM_LENGTH
from simulator.spectrum.contracts.unit_price import PricedLine
from simulator.spectrum.soap.error_rows import ErrorRow, invalid, missing
from simulator.spectrum.stores import ProcessingPeriod


def unknown_job(job_number: str) -> ErrorRow:
    return invalid("Job_Number", job_number, "the job does not exist")


def unknown_customer(customer_code: str) -> ErrorRow:
    return invalid("Customer_Code", customer_code, "the customer does not exist")


def no_contract(job_number: str, customer_code: str) -> ErrorRow:
    return invalid("Customer_Code", customer_code, f"job {job_number} has no contract with them")


def job_takes_none(job_number: str) -> ErrorRow:
    return invalid("Job_Number", job_number, "the job is complete and disallows revenue entry")


def on_change_order(number: str, change_order: str) -> ErrorRow:
    return invalid("Change_Request_Number", number, f"it is on change order {change_order}")


def on_draw_request(number: str, draw_request: str) -> ErrorRow:
    return invalid("Change_Request_Number", number, f"it is on draw request {draw_request}")


def no_number_left() -> ErrorRow:
    return invalid("Change_Request_Number", "", "no number of 8 digits is left")


def unknown_number(column: str, number: str) -> ErrorRow:
    return invalid(column, number, "it does not exist for this job and customer")


def status_missing() -> ErrorRow:
    return missing("CR_Status", "a new change request needs a status")


def unknown_status(code: str) -> ErrorRow:
    return invalid("CR_Status", code, "the status code is not set up")


def not_distributed(status: Status) -> ErrorRow:
    return invalid(
        "CR_Status",
        status.code,
        f"action type {status.action_type} needs every cost on a phase and all revenue on "
        "billing items",
    )


def approved_date_not_allowed(status: Status) -> ErrorRow:
    return invalid(
        "Approved_Date",
        status.code,
        f"the status has action type {status.action_type}; only 1 and 2 may be approved",
    )


def outside_period(column: str, day: date, period: ProcessingPeriod) -> ErrorRow:
    return invalid(
        column,
        day.strftime("%m/%d/%Y"),
        f"the processing dates are {period.first:%m/%d/%Y} to {period.last:%m/%d/%Y}",
    )


def must_be_reimbursable(status: Status) -> ErrorRow:
    return invalid(
        "Cost_Reimbursable_Flag",
        "N",
        f"status {status.code} has action type {status.action_type} and must be reimbursable",
    )


def not_reimbursable(what: str) -> ErrorRow:
    return invalid("Cost_Reimbursable_Flag", "N", f"{what} needs cost reimbursable")


def phase_missing() -> ErrorRow:
    return missing("CR_Phase_Code", "only action type 4 tolerates cost without a phase")


def cost_type_missing(column: str = "CR_Cost_Type") -> ErrorRow:
    return missing(column, "a phase needs its cost type")


def phase_has_dashes(column: str, phase_code: str) -> ErrorRow:
    return invalid(column, phase_code, "phases are sent without dashes")


def unknown_phase(column: str, phase_code: str, cost_type: str, job_number: str) -> ErrorRow:
    return invalid(
        column, phase_code, f"job {job_number} has no phase {phase_code} cost type {cost_type}"
    )


def complete_phase(column: str, phase_code: str, cost_type: str) -> ErrorRow:
    return invalid(column, phase_code, f"the phase is complete for cost type {cost_type}")


def unknown_subcontract(subcontractor: str, number: str) -> ErrorRow:
    return invalid(
        "Subcontract_Number", number, f"subcontractor {subcontractor!r} has no such subcontract"
    )


def sub_status_missing() -> ErrorRow:
    return missing("Sub_Status", "a subcontractor needs it")


def sub_change_order_missing() -> ErrorRow:
    return missing("Sub_Change_Order_Number", "an executed subcontract change needs it")


def signed_date_not_allowed(status: str) -> ErrorRow:
    return invalid("Sub_Signed_Date", status, "only an executed subcontract change is signed")


def percent_and_amount(column: str, amount: str) -> ErrorRow:
    return invalid(column, amount, "give either the percent or the amount")


def unknown_markup(cost_type: str) -> ErrorRow:
    return invalid(
        "Markup_Cost_Type", cost_type, "the change request has neither such cost nor such markup"
    )


def unknown_add_on(code: str) -> ErrorRow:
    return invalid("Pricing_Addon_Code", code, "the contract does not have this add-on")


def add_on_phase_missing() -> ErrorRow:
    return missing("Pricing_Addon_Phase", "a status with action type 3 needs it")


def billing_group_missing(column: str) -> ErrorRow:
    return missing(column, "a unit price contract needs group and item")


def billing_item_missing(column: str) -> ErrorRow:
    return missing(column, "a unit price contract needs group and item")


def billing_item_too_long(column: str, group_code: str, item_code: str) -> ErrorRow:
    length = len(group_code) + len(item_code)
    subject = "group and item together have" if group_code else "it has"
    return invalid(
        column,
        group_code + item_code,
        f"{subject} {length} characters, at most {MAX_BILLING_ITEM_LENGTH} are allowed",
    )


def unknown_billing_item(column: str, group_code: str, item_code: str) -> ErrorRow:
    return invalid(column, group_code + item_code, "it is not on the contract's schedule of values")


def too_many_billing_lines(number: str) -> ErrorRow:
    return invalid(
        "Change_Request_Number", number, f"it has {MAX_BILLING_LINES} billing lines, the most"
    )


def two_of_three_missing(column: str) -> ErrorRow:
    return missing(column, "unit price needs two of price, quantity and revenue")


def priced_out_of_range(column: str, line: PricedLine) -> ErrorRow:
    return invalid(
        column,
        f"{line.revenue:f}",
        f"price {line.unit_price:f}, quantity {line.quantity:f} or their product is too large",
    )


def billing_total_refused(reason: str) -> ErrorRow:
    return invalid("Default_Billing_Total", "Y", reason)


def no_blank_line(number: str) -> ErrorRow:
    return invalid("Change_Request_Number", number, "it has no blank billing line")


def sequence_not_blank(sequence: str) -> ErrorRow:
    return invalid("Sequence", sequence, "the line has a billing item, or does not exist")


def amount_missing(column: str, kind: str) -> ErrorRow:
    return missing(column, f"a {kind} contract needs it")
