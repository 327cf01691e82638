"""Contracts with their schedules of values."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, select

from engine.connectors.spectrum.infolink.cells import SYSTEM, Cells
from engine.connectors.spectrum.infolink.database import InfoLink, ReadTransaction
from engine.connectors.spectrum.infolink.jobs import price_method
from engine.connectors.spectrum.infolink.tables import (
    CONTRACTS,
    FIXED_PRICE_ITEMS,
    JOBS,
    UNIT_PRICE_ITEMS,
    is_code,
    is_of_contract,
)
from engine.ports.outcomes import Unreadable
from engine.records.contract_key import ContractKey
from engine.records.spectrum_contract import BillingItem, SpectrumContract


def read_contracts(info_link: InfoLink, operation: str) -> list[SpectrumContract]:
    """Every contract of the company, by key."""
    of_company = is_code("Company_Code", info_link.company_code)
    with info_link.read_transaction(operation) as tables:
        return _contracts(tables, jobs_where=of_company, rows_where=of_company)


def read_contract(info_link: InfoLink, operation: str, key: ContractKey) -> SpectrumContract | None:
    """One contract, or None."""
    of_job = is_code("Company_Code", key.company_code) & is_code("Job_Number", key.job_number)
    with info_link.read_transaction(operation) as tables:
        found = _contracts(tables, jobs_where=of_job, rows_where=is_of_contract(key))
    return found[0] if found else None


def contract_key(row: Cells) -> ContractKey:
    """The key columns that every table of contracts has."""
    return ContractKey(row.code("Company_Code"), row.code("Job_Number"), row.code("Customer_Code"))


def billing_item_code(row: Cells) -> str:
    """The item's code; with unit prices the group counts as its beginning (spectrum_api.md 4.1)."""
    return row.code("Billing_Group_Code") + row.code("Billing_Item_Code")


def _contracts(
    tables: ReadTransaction, jobs_where: ColumnElement[bool], rows_where: ColumnElement[bool]
) -> list[SpectrumContract]:
    contracts = tables.rows(CONTRACTS.name, select(CONTRACTS).where(rows_where))
    jobs = tables.rows(JOBS.name, select(JOBS).where(jobs_where))
    fixed = tables.rows(
        FIXED_PRICE_ITEMS.name,
        select(FIXED_PRICE_ITEMS).where(rows_where).order_by(FIXED_PRICE_ITEMS.c.Sequence),
    )
    unit = tables.rows(
        UNIT_PRICE_ITEMS.name,
        select(UNIT_PRICE_ITEMS).where(rows_where).order_by(UNIT_PRICE_ITEMS.c.Sequence),
    )
    items: dict[ContractKey, list[BillingItem]] = defaultdict(list)
    for row in fixed:
        items[contract_key(row)].append(
            BillingItem(
                code=row.code("Billing_Item_Code"),
                description=row.text("Billing_Item_Description"),
                original_contract=row.money("Original_Contract"),
            )
        )
    for row in unit:
        items[contract_key(row)].append(
            BillingItem(
                code=billing_item_code(row),
                description=row.text("Billing_Item_Description"),
                original_contract=row.money("Original_Amount"),
            )
        )
    jobs_by_number = {row.code("Job_Number"): row for row in jobs}
    found = [_contract(tables.operation, row, jobs_by_number, items) for row in contracts]
    return sorted(found, key=lambda contract: contract.key)


def _contract(
    operation: str,
    row: Cells,
    jobs: Mapping[str, Cells],
    items: Mapping[ContractKey, Sequence[BillingItem]],
) -> SpectrumContract:
    key = contract_key(row)
    job = jobs.get(key.job_number)
    if job is None:
        raise Unreadable(
            SYSTEM, operation, f"contract {key.origin_id}: job {key.job_number} is not there"
        )
    return SpectrumContract(
        key=key,
        job_description=job.text("Job_Description"),
        price_method=price_method(job),
        original_contract=row.money("Original_Contract"),
        approved_changes=row.money("Approved_Changes"),
        billing_items=tuple(items.get(key, ())),
    )
