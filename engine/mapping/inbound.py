"""A Spectrum contract as the prime contract that Procore is to hold (D-180 to D-183)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from engine.mapping.selected_rows import CompanySettings, SelectedRows, select_rows, table_of
from engine.mapping.target import Target, Value, ValueKind
from engine.ports.procore import ContractLineValues, PrimeContractHeader
from engine.records.contract_key import ContractKey
from engine.records.spectrum_contract import BillingItem, SpectrumContract
from engine.rulebook.model import Rulebook
from engine.rulebook.vocabulary import DEFAULT_EDITION, Edition

TABLE = "prime_contract"
TITLE = "PrimeContract.title"
STATUS = "PrimeContract.status"
TOTAL = "PrimeContract.grand_total"
LINE_DESCRIPTION = "PrimeContractLine.description"
LINE_AMOUNT = "PrimeContractLine.amount"

CONTRACT_TEXTS = frozenset({"job.number", "job.description", "contract.customer_code"})
ITEM_TEXTS = frozenset({"billing_item.code", "billing_item.description"})
TARGETS: Mapping[str, Target] = {
    TITLE: Target(ValueKind.TEXT, CONTRACT_TEXTS, is_required=True),
    STATUS: Target(ValueKind.TEXT, CONTRACT_TEXTS, is_required=True),
    TOTAL: Target(ValueKind.AMOUNT, frozenset({"contract.original_contract"}), is_required=True),
    LINE_DESCRIPTION: Target(ValueKind.TEXT, CONTRACT_TEXTS | ITEM_TEXTS),
    LINE_AMOUNT: Target(
        ValueKind.AMOUNT, frozenset({"billing_item.original_contract"}), is_required=True
    ),
}


@dataclass(frozen=True, slots=True)
class MappedPrimeContract:
    """What an import writes: the header, the lines in Spectrum's order.

    `total_amount` is Spectrum's header amount. Procore works its own total out from the lines, and
    the two differ when Spectrum's do (D-035).
    """

    header: PrimeContractHeader
    lines: tuple[ContractLineValues, ...]
    total_amount: Decimal


def mapped_prime_contract(
    contract: SpectrumContract,
    rulebook: Rulebook,
    company_settings: CompanySettings,
    edition: Edition = DEFAULT_EDITION,
) -> MappedPrimeContract:
    """The contract as Procore is to hold it; MappingRefused when a value has no place there."""
    rows = select_rows(table_of(rulebook, TABLE), edition, TARGETS, company_settings)
    record = f"contract {contract.key.origin_id}"
    fields: dict[str, Value] = {
        "job.number": contract.key.job_number,
        "job.description": contract.job_description,
        "contract.customer_code": contract.key.customer_code,
        "contract.original_contract": contract.original_contract,
    }
    return MappedPrimeContract(
        header=PrimeContractHeader(
            title=rows.text(TITLE, fields, record),
            status=rows.text(STATUS, fields, record),
            origin_id=contract.key.origin_id,
            origin_data=contract.key.origin_id,
        ),
        lines=tuple(_line(item, contract.key, rows, fields) for item in contract.billing_items),
        total_amount=rows.amount(TOTAL, fields, record),
    )


def _line(
    item: BillingItem, key: ContractKey, rows: SelectedRows, contract_fields: Mapping[str, Value]
) -> ContractLineValues:
    record = f"contract {key.origin_id} billing item {item.code}"
    fields: dict[str, Value] = {
        **contract_fields,
        "billing_item.code": item.code,
        "billing_item.description": item.description,
        "billing_item.original_contract": item.original_contract,
    }
    return ContractLineValues(
        origin_id=key.billing_item_origin_id(item.code),
        origin_data=item.code,
        description=rows.text(LINE_DESCRIPTION, fields, record),
        amount=rows.amount(LINE_AMOUNT, fields, record),
    )
