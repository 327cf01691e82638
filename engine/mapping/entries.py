"""A change request as the calls that write it, one detail line each (spectrum_api.md 4.2)."""

from dataclasses import replace

from engine.ports.spectrum import ChangeRequestEntry
from engine.records.change_request import ChangeRequest


def entries_of(change_request: ChangeRequest) -> tuple[ChangeRequestEntry, ...]:
    """The header, repeated, with one cost or billing line each; alone when there are no lines."""
    header = ChangeRequestEntry(
        contract=change_request.contract,
        number=change_request.number,
        description=change_request.description,
        status_code=change_request.status_code,
        approved_date=change_request.approved_date,
    )
    costs = [
        replace(
            header,
            phase_code=line.phase_code,
            cost_type=line.cost_type,
            estimate_amount=line.estimate_amount,
        )
        for line in change_request.cost_lines
    ]
    billing = [
        replace(
            header,
            billing_item_code=line.billing_item_code,
            billing_description=line.description or None,
            revenue_amount=line.revenue_amount,
        )
        for line in change_request.billing_lines
    ]
    return (*costs, *billing) or (header,)
