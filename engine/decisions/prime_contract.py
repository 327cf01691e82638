"""Facts about a prime contract and its Spectrum counterpart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from engine.decisions.money import amount, nearest_cents
from engine.records.change_order import ChangeOrder
from engine.records.prime_contract import ContractLine, PrimeContract
from engine.records.spectrum_contract import BillingItem, SpectrumContract
from engine.rulebook.vocabulary import FactValue


@dataclass(frozen=True, slots=True)
class ContractCase:
    """A contract as both sides show it.

    `contract` is the prime contract of this project that carries the Spectrum contract's ERP id;
    `is_import_unfinished` that it was created by an import of ours which has not ended yet.
    `last_synced` maps a billing item's code to its values at the last sync; None when the engine
    has no record of one. `other_project_names` are the other projects that hold the same contract.
    `removes_deleted_lines` is the company's consent to remove what is gone from Spectrum.
    """

    spectrum: SpectrumContract | None
    contract: PrimeContract | None
    is_import_unfinished: bool
    last_synced: Mapping[str, BillingItem] | None
    other_project_names: Sequence[str]
    change_orders: Sequence[ChangeOrder]
    accounting_method: str = "amount_based"
    removes_deleted_lines: bool = False


def prime_contract_facts(case: ContractCase) -> dict[str, FactValue]:
    contract = case.contract
    return {
        "prime_contract.erp_status": erp_status_of(contract, case.is_import_unfinished),
        "prime_contract.status": status_word(contract.status) if contract is not None else None,
        "prime_contract.is_unit_price": case.spectrum is not None and case.spectrum.is_unit_price,
        "prime_contract.accounting_method": case.accounting_method,
        "prime_contract.other_project_names": ", ".join(case.other_project_names) or None,
        "prime_contract.unsynced_line_count": len(unsynced_items(case)),
        "prime_contract.removable_line_count": len(_removable_codes(case)),
        "prime_contract.approved_pcco_count": sum(
            1
            for order in case.change_orders
            if contract is not None and order.contract_id == contract.id and order.is_approved
        ),
    }


def erp_status_of(contract: PrimeContract | None, is_import_unfinished: bool) -> str:
    """Synced when the prime contract carries an ERP id and its import has ended."""
    is_tied = contract is not None and (contract.origin_id or contract.origin_data) is not None
    return "synced" if is_tied and not is_import_unfinished else "ready_to_import"


def unsynced_items(case: ContractCase) -> list[BillingItem]:
    """The billing items that are new or changed since the last sync (X-02, D-042, D-047).

    Without a record of the last sync, Procore's own lines say what was synced; they are compared
    at the nearest cent.
    """
    if case.spectrum is None:
        return []
    known = case.last_synced if case.last_synced is not None else _at_the_cent(case.contract)
    return [item for item in case.spectrum.billing_items if known.get(item.code) != item]


def deleted_lines(case: ContractCase) -> list[ContractLine]:
    """The lines that came from Spectrum and whose billing item is gone there (U-04)."""
    if case.spectrum is None or case.contract is None:
        return []
    codes = {item.code for item in case.spectrum.billing_items}
    return [
        line
        for line in case.contract.lines
        if line.origin_id is not None and line.origin_data not in codes
    ]


def removable_lines(case: ContractCase) -> list[ContractLine]:
    """The deleted lines that the company has removed, but for those that a PCCO's line or markup
    names: Procore keeps these, and the change order needs them (D-143, D-257)."""
    if not case.removes_deleted_lines:
        return []
    named = {line.prime_line_item_id for order in case.change_orders for line in order.lines}
    named |= {mark.prime_line_item_id for order in case.change_orders for mark in order.markups}
    return [line for line in deleted_lines(case) if line.id not in named]


def _removable_codes(case: ContractCase) -> set[str | None]:
    """The codes of the removable lines, and of those that the last sync had: what an attempt has
    removed counts until it is recorded, as what it has written does (X-02)."""
    if not case.removes_deleted_lines or case.spectrum is None:
        return set()
    known = {item.code for item in case.spectrum.billing_items}
    removable = removable_lines(case)
    gone = {line.origin_data for line in removable}
    removable_ids = {line.id for line in removable}
    kept = {line.origin_data for line in deleted_lines(case) if line.id not in removable_ids}
    return (gone | set(case.last_synced or ())) - known - kept


def held_items(contract: PrimeContract | None) -> dict[str, BillingItem]:
    """The billing items a prime contract holds, by code."""
    if contract is None:
        return {}
    return {
        line.origin_data: BillingItem(line.origin_data, line.description, line.amount)
        for line in contract.lines
        if line.origin_id is not None and line.origin_data is not None
    }


def _at_the_cent(contract: PrimeContract | None) -> dict[str, BillingItem]:
    return {
        code: replace(item, original_contract=amount(nearest_cents(item.original_contract)))
        for code, item in held_items(contract).items()
    }


def status_word(status: str) -> str:
    """Procore's status as the vocabulary writes it: lower case, joined by underscores."""
    return "_".join(status.lower().split())
