"""The fields of a change request that an export fills, and what each can be filled from."""

from collections.abc import Mapping
from datetime import date

from engine.mapping.target import Target, Value, ValueKind
from engine.records.change_order import ChangeOrder, ChangeOrderLine
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

_KEY = Target(ValueKind.TEXT, HEADER_TEXTS, is_required=True)
_LINE_KEY = Target(ValueKind.TEXT, HEADER_TEXTS | LINE_TEXTS, is_required=True)
TARGETS: Mapping[str, Target] = {
    COMPANY: _KEY,
    JOB: _KEY,
    CUSTOMER: _KEY,
    NUMBER: _KEY,
    DESCRIPTION: Target(ValueKind.TEXT, HEADER_TEXTS),
    APPROVED_DATE: Target(ValueKind.DATE, HEADER_DATES),
    STATUS: _KEY,
    PHASE: _LINE_KEY,
    COST_TYPE: _LINE_KEY,
    ESTIMATE_AMOUNT: Target(
        ValueKind.AMOUNT, frozenset({"cost_line.estimate_amount"}), is_required=True
    ),
    BILLING_ITEM: Target(ValueKind.TEXT, ITEM_TEXTS, is_required=True),
    BILLING_DESCRIPTION: Target(ValueKind.TEXT, HEADER_TEXTS),
    REVENUE_AMOUNT: Target(
        ValueKind.AMOUNT, frozenset({"billing_line.revenue_amount"}), is_required=True
    ),
    NOTES: Target(ValueKind.TEXT, LINE_TEXTS | HEADER_TEXTS),
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
