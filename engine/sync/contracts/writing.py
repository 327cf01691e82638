"""Writing a prime contract to Procore, and reading it back (S2, S3)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from engine.decisions.money import cents
from engine.mapping.inbound import MappedPrimeContract, mapped_prime_contract
from engine.ports.outcomes import Refused
from engine.ports.procore import ContractLineValues, PrimeContractHeader
from engine.records.prime_contract import ContractLine, PrimeContract
from engine.records.project import Project
from engine.records.spectrum_contract import BillingItem
from engine.rulebook.vocabulary import Edition
from engine.sync.context import ReadContext, SyncContext
from engine.sync.contracts.sides import ContractSides, own_contract
from engine.sync.outcome import Change, NotYetVerified
from engine.sync.store.contract_links import ContractLink, LineLink
from engine.sync.store.settings import CompanySettings, settings_to_texts


def mapped_contract(
    context: ReadContext, sides: ContractSides, settings: CompanySettings
) -> MappedPrimeContract:
    """What Procore is to hold; MappingRefused when a value has no place there."""
    return mapped_prime_contract(
        sides.spectrum, context.rulebook, settings_to_texts(settings), Edition(settings.edition)
    )


def created_contract(
    context: SyncContext, project: Project, sides: ContractSides, mapped: MappedPrimeContract
) -> int:
    """Create the prime contract; gives its id.

    Origin ids are unique in a company, so a refusal may mean that an earlier call, or a second
    delivery of this one, has done it already: then that contract is the one.
    """
    try:
        return context.procore.create_prime_contract(project.id, mapped.header)
    except Refused:
        contract = own_contract(context.procore.prime_contracts(project.id), sides.key)
        if contract is None:
            raise
        return contract.id


def lines_to_write(
    mapped: MappedPrimeContract, contract: PrimeContract | None
) -> list[ContractLineValues]:
    """The lines Procore lacks, or holds with other values."""
    held = {
        line.origin_id: line
        for line in (contract.lines if contract is not None else ())
        if line.origin_id is not None
    }
    return [values for values in mapped.lines if not _holds(held.get(values.origin_id), values)]


def header_to_write(
    mapped: MappedPrimeContract, contract: PrimeContract
) -> PrimeContractHeader | None:
    """The header that Procore holds with another title, or None (D-180).

    The contract's status stays as people have set it: only an import chooses one (U-03).
    """
    if contract.title == mapped.header.title:
        return None
    return replace(
        mapped.header,
        status=contract.status,
        origin_id=contract.origin_id or mapped.header.origin_id,
        origin_data=contract.origin_data or mapped.header.origin_data,
    )


def verified_contract(
    context: ReadContext, project_id: int, contract_id: int, mapped: MappedPrimeContract
) -> PrimeContract:
    """The contract read back; NotYetVerified unless it holds its title, and every line to the
    cent."""
    try:
        contract = context.procore.prime_contract(project_id, contract_id)
    except Refused as not_found:  # a reader may lag behind what was just written
        raise NotYetVerified(str(not_found)) from not_found
    if mapped.header.origin_id not in (contract.origin_id, contract.origin_data):
        raise NotYetVerified(
            f"prime contract {contract_id} does not carry {mapped.header.origin_id} yet"
        )
    if header_to_write(mapped, contract) is not None:
        raise NotYetVerified(
            f"prime contract {contract_id} is called {contract.title!r}, "
            f"not {mapped.header.title!r} yet"
        )
    missing = lines_to_write(mapped, contract)
    if missing:
        raise NotYetVerified(
            f"prime contract {contract_id} does not hold the line {missing[0].origin_id} as written"
        )
    return contract


def item_changes(known: Mapping[str, BillingItem], items: tuple[BillingItem, ...]) -> list[Change]:
    """What differs between the values known before and the billing items now, old to new."""
    changes: list[Change] = []
    for item in items:
        old = known.get(item.code)
        record = f"line {item.code}"
        if old is None or old.description != item.description:
            old_description = old.description if old else None
            changes.append(Change(record, "description", old_description, item.description))
        if old is None or old.original_contract != item.original_contract:
            old_amount = str(old.original_contract) if old else None
            changes.append(Change(record, "amount", old_amount, str(item.original_contract)))
    return changes


def link_of(sides: ContractSides, contract: PrimeContract, at: datetime) -> ContractLink:
    """The link with the values that are synced now."""
    return ContractLink(
        origin_id=sides.key.origin_id,
        project_id=contract.project_id,
        contract_id=contract.id,
        synced_at=at,
        lines=tuple(
            LineLink(item.code, item.description, cents(item.original_contract))
            for item in sides.spectrum.billing_items
        ),
    )


def _holds(line: ContractLine | None, values: ContractLineValues) -> bool:
    return (
        line is not None
        and line.description == values.description
        and line.amount == values.amount
        and line.origin_data == values.origin_data
    )
