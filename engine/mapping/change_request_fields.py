"""The fields of a change request that an export fills, and what each can be filled from."""

from collections.abc import Mapping
from datetime import date

from engine.mapping.target import Target, Value, ValueKind
from engine.records.change_order import ChangeOrder, ChangeOrderLine
from engine.records.change_request import NUMBER_CHARACTERS_MAX
from engine.records.contract_key import ContractKey

COMPANY = "ARChangeRequest.Company_Code"
JOB = "ARChangeRequest.Job_Number"
CUSTOMER = "ARChangeRequest.Customer_Code"
NUMBER = "ARChangeRequest.Change_Request_Number"
DESCRIPTION = "ARChangeRequest.CR_Description"
APPROVED_DATE = "ARChangeRequest.Approved_Date"
STATUS = "ARChangeRequest.CR_Status"
PHASE = "ARChangeRequest.CR_Phase_Code"
COST_TYPE = "ARChangeRequest.CR_Cost_Type"
ESTIMATE_AMOUNT = "ARChangeRequest.Change_Request_Amount"
BILLING_ITEM = "ARChangeRequest.CR_Billing_Item_Code"
BILLING_DESCRIPTION = "ARChangeRequest.CR_Billing_Item_Description"
REVENUE_AMOUNT = "ARChangeRequest.CR_Revenue"
NOTES = "ChgReqChgOrderNotes.Notes_Text"

HEADER_TEXTS = frozenset(
    {
        "contract.company_code",
        "contract.job_number",
        "contract.customer_code",
        "pcco.number",
        "pcco.title",
        "pcco.description",
        "pcco.status",
    }
)
HEADER_DATES = frozenset({"pcco.approved_date", "pcco.approved_date_if_status_allows"})
LINE_TEXTS = frozenset({"pcco_line.cost_code", "pcco_line.cost_type", "pcco_line.description"})
ITEM_TEXTS = frozenset({"associated_line.billing_item_code"})


def _text(max_length: int, sources: frozenset[str], *, is_required: bool = False) -> Target:
    return Target(ValueKind.TEXT, sources, is_required, max_length)


def _amount(source: str) -> Target:
    """Ten digits before the point and two after it (D-155)."""
    sources = frozenset({source})
    return Target(ValueKind.AMOUNT, sources, is_required=True, whole_digits=10, decimals=2)


_ON_LINES = LINE_TEXTS | HEADER_TEXTS
TARGETS: Mapping[str, Target] = {
    COMPANY: _text(3, HEADER_TEXTS, is_required=True),  # D-154
    JOB: _text(10, HEADER_TEXTS, is_required=True),  # D-154
    CUSTOMER: _text(10, HEADER_TEXTS, is_required=True),  # D-154
    NUMBER: _text(NUMBER_CHARACTERS_MAX, HEADER_TEXTS, is_required=True),  # D-147
    DESCRIPTION: _text(250, HEADER_TEXTS),  # D-148
    APPROVED_DATE: Target(ValueKind.DATE, HEADER_DATES),
    STATUS: _text(2, HEADER_TEXTS, is_required=True),  # D-149
    PHASE: _text(20, _ON_LINES, is_required=True),  # D-153
    COST_TYPE: _text(3, _ON_LINES, is_required=True),  # D-153
    ESTIMATE_AMOUNT: _amount("cost_line.estimate_amount"),
    BILLING_ITEM: _text(10, ITEM_TEXTS, is_required=True),  # D-150: fewer than the field's own 11
    BILLING_DESCRIPTION: _text(30, HEADER_TEXTS),  # D-152
    REVENUE_AMOUNT: _amount("billing_line.revenue_amount"),
    NOTES: _text(1000, _ON_LINES),  # spectrum_api.md 4.2
}


def header_fields(
    change_order: ChangeOrder, contract: ContractKey, approved_date_if_allowed: date | None
) -> dict[str, Value]:
    """What the header can be filled from, HEADER_TEXTS and HEADER_DATES."""
    return {
        "contract.company_code": contract.company_code,
        "contract.job_number": contract.job_number,
        "contract.customer_code": contract.customer_code,
        "pcco.number": change_order.number,
        "pcco.title": change_order.title,
        "pcco.description": change_order.description,
        "pcco.status": change_order.status,
        "pcco.approved_date": change_order.approved_date,
        "pcco.approved_date_if_status_allows": approved_date_if_allowed,
    }


def line_fields(line: ChangeOrderLine, header: Mapping[str, Value]) -> dict[str, Value]:
    """What a line can be filled from, LINE_TEXTS and all of the header's."""
    return {
        **header,
        "pcco_line.cost_code": line.cost_code,
        "pcco_line.cost_type": line.cost_type,
        "pcco_line.description": line.description,
    }
