"""Under which number the mapping puts a PCCO's change request (D-184)."""

from collections.abc import Callable

from engine.mapping.change_request_fields import NUMBER, TARGETS, header_fields
from engine.mapping.refusal import MappingRefused
from engine.mapping.selected_rows import CompanySettings, select_rows, table_of
from engine.records.change_order import ChangeOrder
from engine.records.contract_key import ContractKey
from engine.rulebook.model import Rulebook
from engine.rulebook.vocabulary import Edition

TABLE = "pcco"
NO_CONTRACT = ContractKey("", "", "")


def numbers_by_mapping(
    contract: ContractKey | None,
    company_settings: CompanySettings,
    rulebook: Rulebook,
    edition: Edition,
) -> Callable[[ChangeOrder], str]:
    """What gives each PCCO of the contract its change request number, however long.

    Where the mapping refuses, the number is the PCCO's own; the export then says why it can't be.
    """
    try:
        rows = select_rows(table_of(rulebook, TABLE), edition, TARGETS, company_settings)
    except MappingRefused:
        return lambda order: order.number.strip()

    def number_of(order: ChangeOrder) -> str:
        fields = header_fields(order, contract or NO_CONTRACT, None)
        try:
            return rows.unfitted_text(NUMBER, fields, f"PCCO {order.number}").strip()
        except MappingRefused:
            return order.number.strip()

    return number_of
