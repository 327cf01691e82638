"""Writing change requests: one ARChangeRequest call a detail line, and the notes (4.2, 4.4)."""

from datetime import date
from decimal import Decimal

from engine.connectors.exact import money_text, us_date_text
from engine.connectors.spectrum.data_exchange import SYSTEM, DataExchange
from engine.ports.outcomes import Refused
from engine.ports.spectrum import ChangeRequestEntry
from engine.records.contract_key import ContractKey

PUT_ENTRY = "ARChangeRequest"
PUT_NOTES = "ChgReqChgOrderNotes"


def put_entry(data_exchange: DataExchange, entry: ChangeRequestEntry) -> None:
    """Create or update by business key. What the entry leaves out travels blank: not applied."""
    if not entry.number.strip():
        # A blank number asks for an automatic one: sent twice, it would make two (1, idempotency).
        raise Refused(SYSTEM, PUT_ENTRY, "the change request number is blank; nothing was sent")
    data_exchange.put(PUT_ENTRY, entry_parameters(entry))


def put_notes(data_exchange: DataExchange, contract: ContractKey, number: str, text: str) -> None:
    """Replace the notes of one change request; longer texts are cut by Spectrum."""
    data_exchange.put(PUT_NOTES, note_parameters(contract, number, text))


def entry_parameters(entry: ChangeRequestEntry) -> dict[str, str]:
    """The header, repeated with every line, and one detail line (spectrum_api.md 4.2)."""
    return {
        "Company_Code": entry.contract.company_code,
        "Job_Number": entry.contract.job_number,
        "Customer_Code": entry.contract.customer_code,
        "Change_Request_Number": entry.number,
        "CR_Description": entry.description,
        "CR_Status": entry.status_code,
        # Needed to reach the billing side; action types 1 and 2 allow nothing else (D-344).
        "Cost_Reimbursable_Flag": "Y",
        "Approved_Date": _day(entry.approved_date),
        "CR_Phase_Code": entry.phase_code or "",
        "CR_Cost_Type": entry.cost_type or "",
        "Change_Request_Amount": _amount(entry.estimate_amount),
        "CR_Billing_Item_Code": entry.billing_item_code or "",
        "CR_Billing_Item_Description": entry.billing_description or "",
        "CR_Revenue": _amount(entry.revenue_amount),
    }


def note_parameters(contract: ContractKey, number: str, text: str) -> dict[str, str]:
    """The notes of a change request, replacing what was there."""
    return {
        "Company_Code": contract.company_code,
        "Job_Number": contract.job_number,
        "Customer_Code": contract.customer_code,
        "Type": "CR",
        "CR_CO_Number": number,
        "Notes_Text": text,
        "Append_Note": "N",
    }


def _amount(amount: Decimal | None) -> str:
    return "" if amount is None else money_text(amount)


def _day(day: date | None) -> str:
    return "" if day is None else us_date_text(day)
