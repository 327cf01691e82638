"""Lines of a prime contract whose billing item is gone from Spectrum: removed where the company
wants it so, else kept and told (U-04)."""

from collections.abc import Sequence
from dataclasses import replace

from engine.decisions.prime_contract import deleted_lines, removable_lines
from engine.ports.outcomes import Refused
from engine.records.prime_contract import ContractLine, PrimeContract
from engine.sync.context import SyncContext
from engine.sync.contracts.sides import ContractSides
from engine.sync.outcome import Change, NotYetVerified


def remove_lines(
    context: SyncContext, contract: PrimeContract, lines: Sequence[ContractLine]
) -> None:
    """Take the lines out of Procore. One that is gone already, by an earlier attempt or by hand, is
    no failure; Refused when Procore keeps one."""
    for line in lines:
        try:
            context.procore.remove_contract_line(contract.project_id, contract.id, line.id)
        except Refused:
            held = context.procore.prime_contract(contract.project_id, contract.id).lines
            if any(other.id == line.id for other in held):
                raise


def demand_removed(contract: PrimeContract, lines: Sequence[ContractLine]) -> None:
    """NotYetVerified while the contract, read back, still holds one of the lines."""
    held = {line.id for line in contract.lines}
    for line in lines:
        if line.id in held:
            raise NotYetVerified(
                f"prime contract {contract.id} still holds the line {line.origin_id}"
            )


def removals(lines: Sequence[ContractLine]) -> list[Change]:
    return [Change(f"line {line.origin_data}", "amount", str(line.amount), None) for line in lines]


def remaining_differences(sides: ContractSides, contract: PrimeContract) -> tuple[str, ...]:
    """A message for each line that Procore still holds and no billing item stands behind; one that
    people added there too (X-05)."""
    case = replace(sides.case, contract=contract)
    wanted = {line.id for line in removable_lines(replace(case, removes_deleted_lines=True))}
    gone = [
        f"Line {line.origin_data} ({line.description}, {line.amount}) is no longer in Spectrum; it "
        f"was kept in Procore, {_why_kept(line.id in wanted)}"
        for line in deleted_lines(case)
    ]
    added = [
        f"Line {line.position} ({line.description}, {line.amount}) was added in Procore; Spectrum "
        "has no such billing item. Remove it, or add one there."
        for line in contract.lines
        if line.origin_id is None
    ]
    return (*gone, *added)


def _why_kept(could_go: bool) -> str:
    if could_go:
        return "as the company has chosen. Remove it there, or set deleted_lines to remove."
    return "since PCCOs name it. Name another line in them first."
