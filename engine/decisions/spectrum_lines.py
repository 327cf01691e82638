"""Facts about what a PCCO's lines name in Spectrum: phases, cost types and billing items.

They have to be there before a change request that names them (D-153, D-158).
"""

from collections.abc import Iterable, Sequence

from engine.records.change_order import ChangeOrder, ChangeOrderLine
from engine.records.phase import Phase
from engine.records.prime_contract import ContractLine
from engine.rulebook.vocabulary import FactValue

COMPLETE = "C"


def phase_facts(
    lines: Sequence[ChangeOrderLine], phases: Sequence[Phase] | None
) -> dict[str, FactValue]:
    """Which lines' phases the job lacks or has as complete; missing while no job is known."""
    statuses = {(phase.phase_code, phase.cost_type): phase.status_code for phase in phases or ()}
    named = [
        (f"{_label(line)} (phase {phase_code}, cost type {cost_type})", (phase_code, cost_type))
        for line in lines
        if (phase_code := phase_code_of(line)) and (cost_type := line.cost_type)
    ]
    return {
        "pcco.lines_without_phase": _joined(
            name for name, pair in named if phases is not None and pair not in statuses
        ),
        "pcco.lines_with_complete_phase": _joined(
            name for name, pair in named if statuses.get(pair) == COMPLETE
        ),
    }


def billing_item_facts(
    order: ChangeOrder,
    contract_lines: Sequence[ContractLine],
    billing_item_codes: frozenset[str] | None,
) -> dict[str, FactValue]:
    """Which lines and markups name a billing item that the Spectrum contract lacks."""
    codes = {line.id: line.origin_data for line in contract_lines if line.origin_data}
    return {
        "pcco.billing_items_not_in_spectrum": _joined(
            f"{name} (billing item {codes[contract_line_id]})"
            for name, contract_line_id in _naming(order)
            if contract_line_id in codes
            and billing_item_codes is not None
            and codes[contract_line_id] not in billing_item_codes
        )
    }


def phase_code_of(line: ChangeOrderLine) -> str | None:
    """The line's cost code as Spectrum names the phase: without dashes (D-153)."""
    return line.cost_code.replace("-", "") if line.cost_code else None


def _naming(order: ChangeOrder) -> Iterable[tuple[str, int | None]]:
    """Each line and each markup with the prime contract line it names."""
    yield from ((_label(line), line.prime_line_item_id) for line in order.lines)
    yield from ((f"markup {each.name}", each.prime_line_item_id) for each in order.markups)


def _label(line: ChangeOrderLine) -> str:
    return f"{line.position} {line.description}".strip()


def _joined(names: Iterable[str]) -> str | None:
    return ", ".join(names) or None
