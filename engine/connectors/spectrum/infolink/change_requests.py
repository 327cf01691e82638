"""Change requests with their costs and billing, and the status codes they use."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select

from engine.connectors.spectrum.infolink.cells import Cells
from engine.connectors.spectrum.infolink.contracts import billing_item_code
from engine.connectors.spectrum.infolink.database import InfoLink
from engine.connectors.spectrum.infolink.tables import (
    CHANGE_REQUEST_BILLING,
    CHANGE_REQUEST_COSTS,
    CHANGE_REQUEST_STATUSES,
    CHANGE_REQUESTS,
    is_code,
    is_of_contract,
)
from engine.records.change_request import (
    BillingLine,
    ChangeRequest,
    ChangeRequestStatus,
    CostLine,
)
from engine.records.contract_key import ContractKey

NUMBER = "Change_Request_Number"


def read_change_requests(
    info_link: InfoLink, operation: str, contract: ContractKey, number: str | None = None
) -> list[ChangeRequest]:
    """The contract's change requests by number, or only the one with this number."""
    where = is_of_contract(contract)
    if number is not None:
        where &= is_code(NUMBER, number)
    with info_link.read_transaction(operation) as tables:
        headers = tables.rows(CHANGE_REQUESTS.name, select(CHANGE_REQUESTS).where(where))
        costs, billing = (
            tables.rows(lines.name, select(lines).where(where).order_by(lines.c.Sequence))
            for lines in (CHANGE_REQUEST_COSTS, CHANGE_REQUEST_BILLING)
        )
    cost_lines: dict[str, list[CostLine]] = defaultdict(list)
    for row in costs:
        cost_lines[row.code(NUMBER)].append(
            CostLine(
                phase_code=row.code("Phase_Code"),
                cost_type=row.code("Cost_Type"),
                estimate_amount=row.money("Change_Request_Amount"),
            )
        )
    billing_lines: dict[str, list[BillingLine]] = defaultdict(list)
    for row in billing:
        billing_lines[row.code(NUMBER)].append(
            BillingLine(
                billing_item_code=billing_item_code(row),
                description=row.text("Billing_Item_Description"),
                revenue_amount=row.money("Revenue"),
            )
        )
    return sorted(
        (
            _change_request(
                contract, row, cost_lines[row.code(NUMBER)], billing_lines[row.code(NUMBER)]
            )
            for row in headers
        ),
        key=lambda request: request.number,
    )


def read_statuses(info_link: InfoLink, operation: str) -> list[ChangeRequestStatus]:
    """The company's status codes, by code."""
    query = select(CHANGE_REQUEST_STATUSES).where(is_code("Company_Code", info_link.company_code))
    with info_link.read_transaction(operation) as tables:
        rows = tables.rows(CHANGE_REQUEST_STATUSES.name, query)
    return sorted((_status(row) for row in rows), key=lambda status: status.code)


def _change_request(
    contract: ContractKey, row: Cells, costs: Sequence[CostLine], billing: Sequence[BillingLine]
) -> ChangeRequest:
    return ChangeRequest(
        contract=contract,
        number=row.code(NUMBER),
        description=row.text("Description"),
        status_code=row.code("Status"),
        approved_date=row.optional_date("Approved_Date"),
        change_order_number=row.code("Change_Order_Number"),
        cost_lines=tuple(costs),
        billing_lines=tuple(billing),
    )


def _status(row: Cells) -> ChangeRequestStatus:
    action = row.code("CR_Type")
    if action not in ("1", "2", "3", "4", "5"):
        raise row.senseless("CR_Type", "an action type from 1 to 5")
    return ChangeRequestStatus(code=row.code("Status_Code"), action_type=int(action))
