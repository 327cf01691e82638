"""The tie-out as the command line prints it."""

from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from engine.cli.console import print_indented
from engine.erp_integrations.open_changes import OpenChange
from engine.erp_integrations.tie_out import TieOutRow
from engine.presentation.tie_out_view import compared_amounts, totals
from engine.presentation.words import amount, counted

WIDTH_OF_TABLE = 132


def verdict(rows: Sequence[TieOutRow]) -> str:
    """Whether everything ties out, and what is in neither column because one side lacks it."""
    differing = sum(not row.ties_out for row in rows)
    if not rows:
        return "Nothing is synced, so there is nothing to tie out."
    if differing:
        return f"{differing} of {counted(len(rows), 'contract')} do not tie out."
    is_one = len(rows) == 1
    said = "The contract ties out" if is_one else f"All {len(rows)} contracts tie out"
    rounding = sum(abs(row.rounding_cents) for row in rows)
    said += f", but for {amount(rounding)}, explained above." if rounding else ", to the cent."
    items = [item for row in rows for item in _open_items(row)]
    if not items:
        return said
    sums = [
        f"{amount(sum(item.amount_cents for _, item in on_side))} in {side} only"
        for side in ("Procore", "Spectrum")
        if (on_side := [item for item in items if item[0] == side])
    ]
    return f"{said} Not synced, each with its reason above: {' and '.join(sums)}."


def print_tie_out(console: Console, rows: Sequence[TieOutRow]) -> None:
    """Both columns contract by contract, what differs, and what only one side counts."""
    console.print("\n[bold]Tie-out[/bold]")
    if console.width < WIDTH_OF_TABLE:
        console.print(f"      {'':<17}{'Procore':>18} {'Spectrum':>18}")
        for row in rows:
            _print_stacked(console, row)
    else:
        console.print(_table(rows))
    for row in rows:
        for difference in row.differences:
            console.print(f"   [bold red]{escape(row.title)}: {escape(difference)}[/bold red]")
        for explanation in row.explanations:
            console.print(f"   {escape(row.title)}: {escape(explanation)}.")
        if row.header_excess_cents:
            more = "more" if row.header_excess_cents > 0 else "less"
            excess = amount(abs(row.header_excess_cents))
            text = f"Spectrum's header has {excess} {more} than its billing items (D-035)."
            console.print(f"   {escape(row.title)}: {text}")
    _print_open_items(console, rows)


def _print_stacked(console: Console, row: TieOutRow) -> None:
    """One contract where a table would not fit: never an amount cut off."""
    said = "[green]ties out[/green]" if row.ties_out else "[bold red]DOES NOT TIE OUT[/bold red]"
    if row.ties_out and row.rounding_cents:
        said = f"[green]ties out but for {amount(row.rounding_cents)}[/green]"
    console.print(f"   {escape(row.title)}: {said}")
    for compared in compared_amounts(row):
        amounts = f"{amount(compared.procore_cents):>18} {amount(compared.spectrum_cents):>18}"
        console.print(f"      {compared.name:<17}{amounts}")


def _table(rows: Sequence[TieOutRow]) -> Table:
    table = Table()
    table.add_column("contract", overflow="fold")
    for heading in ("original", "approved changes", "revised"):
        table.add_column(f"{heading}\nProcore", justify="right", no_wrap=True)
        table.add_column("\nSpectrum", justify="right", no_wrap=True)
    table.add_column("on one\nside", justify="right", no_wrap=True)
    table.add_column("ties\nout")
    for row in rows:
        cells = [
            amount(cents)
            for compared in compared_amounts(row)
            for cents in (compared.procore_cents, compared.spectrum_cents)
        ]
        open_count = len(_open_items(row))
        table.add_row(
            escape(row.title),
            *cells,
            str(open_count) if open_count else "",
            _table_word(row),
        )
    if rows:
        sums = [
            amount(cents)
            for compared in totals(rows)
            for cents in (compared.procore_cents, compared.spectrum_cents)
        ]
        table.add_section()
        table.add_row("All contracts", *sums, "", "")
    return table


def _table_word(row: TieOutRow) -> str:
    if not row.ties_out:
        return "[bold red]NO[/bold red]"
    return (
        f"[green]but for {amount(row.rounding_cents)}[/green]"
        if row.rounding_cents
        else "[green]yes[/green]"
    )


def _print_open_items(console: Console, rows: Sequence[TieOutRow]) -> None:
    """What only one side counts, and why: it is in neither column above."""
    items = [(row, where, item) for row in rows for where, item in _open_items(row)]
    if not items:
        return
    console.print("\n[bold]On one side only[/bold]")
    for row, where, item in items:
        what = (
            f"{escape(row.title)}, in {where}: {escape(item.record)}, {amount(item.amount_cents)}"
        )
        print_indented(console, 3, what)
        print_indented(console, 6, escape(" ".join(item.reasons)))


def _open_items(row: TieOutRow) -> list[tuple[str, OpenChange]]:
    return [
        *(("Spectrum", item) for item in (*row.not_imported, *row.not_from_procore)),
        *(("Procore", item) for item in (*row.only_in_procore, *row.not_exported)),
    ]
