"""A tie-out as a table shows it: three amounts a contract, in both systems, and their sums."""

from collections.abc import Sequence
from typing import NamedTuple

from engine.erp_integrations.open_changes import OpenChange
from engine.erp_integrations.tie_out import TieOutRow


class ComparedAmount(NamedTuple):
    """One amount as both systems have it, in integer cents."""

    name: str
    procore_cents: int
    spectrum_cents: int


def compared_amounts(row: TieOutRow) -> tuple[ComparedAmount, ...]:
    """What has to be equal; what one side alone counts is left out, and listed as open items."""
    return (
        ComparedAmount(
            "Original", row.procore_synced_original_cents, row.spectrum_synced_original_cents
        ),
        ComparedAmount(
            "Approved changes", row.procore_synced_changes_cents, row.spectrum_synced_changes_cents
        ),
        ComparedAmount("Revised", row.procore_revised_cents, row.spectrum_revised_cents),
    )


def totals(rows: Sequence[TieOutRow]) -> tuple[ComparedAmount, ...]:
    """The sums over all contracts; empty without contracts."""
    return tuple(
        ComparedAmount(
            column[0].name,
            sum(compared.procore_cents for compared in column),
            sum(compared.spectrum_cents for compared in column),
        )
        for column in zip(*map(compared_amounts, rows), strict=True)
    )


def differing_first(rows: Sequence[TieOutRow]) -> list[TieOutRow]:
    """Contracts that do not tie out before those that do, otherwise in their order."""
    return sorted(rows, key=lambda row: row.ties_out)


def open_items(row: TieOutRow) -> list[tuple[str, OpenChange]]:
    """What only one side counts, with the name of that side."""
    return [
        *(("Spectrum", item) for item in (*row.not_imported, *row.not_from_procore)),
        *(("Procore", item) for item in (*row.only_in_procore, *row.not_exported)),
    ]


def open_item_count(rows: Sequence[TieOutRow]) -> int:
    return sum(len(open_items(row)) for row in rows)
