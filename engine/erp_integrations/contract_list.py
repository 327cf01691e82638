"""The Prime Contracts tab."""

from engine.decisions.money import cents, nearest_cents
from engine.decisions.prime_contract import unsynced_items
from engine.decisions.project import is_job_synced
from engine.erp_integrations.names import STATE_OF_FILTER, ListFilter, operations_in_list
from engine.erp_integrations.rows import Button, ContractRow
from engine.operations.records import ContractRef
from engine.operations.request import Operation, Request
from engine.records.spectrum_contract import SpectrumContract
from engine.sync.context import ReadContext
from engine.sync.contracts.sides import ContractSides, decide_on_contract, load_contract_sides
from engine.sync.store.settings import CompanySettings


def contract_rows(context: ReadContext, list_filter: ListFilter, login: str) -> list[ContractRow]:
    """The contracts of one list, by Spectrum's key. A contract of a job that is not synced never
    shows as ready to be imported (D-027)."""
    settings = context.settings()
    with context.store.reading() as books:
        parked = {parked.record_key: parked.reason for parked in books.parked.all()}
    rows = []
    for contract in context.spectrum.contracts():
        request = request_for(contract, login)
        sides = load_contract_sides(context, request)
        if is_listed(sides, list_filter):
            rows.append(_row(context, request, sides, list_filter, settings, parked))
    return rows


def request_for(
    contract: SpectrumContract, login: str, operation: Operation = Operation.IMPORT
) -> Request:
    """The request a button in this contract's row makes."""
    return Request(
        request_id="look",
        operation=operation,
        login=login,
        record=ContractRef(contract.key.job_number, contract.key.customer_code),
    )


def is_listed(sides: ContractSides, list_filter: ListFilter) -> bool:
    if sides.erp_status != STATE_OF_FILTER[list_filter]:
        return False
    return list_filter is ListFilter.SYNCED or is_job_synced(sides.project, sides.key)


def _row(
    context: ReadContext,
    request: Request,
    sides: ContractSides,
    list_filter: ListFilter,
    settings: CompanySettings,
    parked: dict[str, str],
) -> ContractRow:
    contract = sides.contract
    lifecycle = context.rulebook.lifecycles[ContractRef.lifecycle]
    return ContractRow(
        job_number=sides.key.job_number,
        customer_code=sides.key.customer_code,
        title=contract.title if contract else sides.spectrum.job_description,
        project_id=sides.project.id if sides.project else None,
        project_name=sides.project.name if sides.project else None,
        contract_id=contract.id if contract else None,
        status=contract.status if contract else None,
        spectrum_cents=cents(sides.spectrum.original_contract),
        procore_cents=nearest_cents(contract.grand_total) if contract else None,
        unsynced_line_count=len(unsynced_items(sides.case)),
        parked_reason=parked.get(request.record.key),
        buttons=tuple(
            Button(operation, decide_on_contract(context, operation, sides, settings))
            for operation in operations_in_list(list_filter, lifecycle)
        ),
    )
