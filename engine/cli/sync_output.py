"""How `tieout sync` prints outcomes, lists and the tie-out."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import msgspec
import typer
from rich.console import Console
from rich.table import Table

from engine.erp_integrations.names import ListFilter
from engine.erp_integrations.rows import Button, ChangeOrderRow, ContractRow
from engine.erp_integrations.status import Status
from engine.erp_integrations.tie_out import TieOutRow
from engine.executors.verdict import Reason
from engine.sync.outcome import Outcome
from engine.sync.outcome_json import decision_as_data, outcome_as_data
from engine.sync.store.settings import Settings

__all__ = [
    "outcome_as_data",
    "print_outcomes",
    "print_settings",
    "print_status",
    "status_as_data",
]


def print_outcomes(outcomes: Iterable[Outcome]) -> None:
    for outcome in outcomes:
        typer.echo("\n".join(outcome_lines(outcome)))


def outcome_lines(outcome: Outcome) -> list[str]:
    """How it ended, every message, every change, and every reason with its rule and source."""
    tries = f" after {outcome.attempts} attempts" if outcome.attempts > 1 else ""
    lines = [f"{outcome.result.value}: {outcome.operation.value} {outcome.record}{tries}"]
    lines += [f"  {message}" for message in outcome.messages]
    lines += [
        f"  {change.record}: {change.field}: {change.old or '-'} -> {change.new or '-'}"
        for change in outcome.changes
    ]
    if outcome.decision is not None:
        lines += [f"  {_reason_line(reason)}" for reason in outcome.decision.reasons]
    return lines


def print_settings(settings: Settings, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(asdict(settings), indent=2))
        return
    for name, value in asdict(settings).items():
        typer.echo(f"{name}: {'' if value is None else value}")


def print_status(status: Status) -> None:
    """Each list as a table, then the tie-out."""
    console = Console()
    if not status.tabs:
        console.print("The feature is not enabled: there are no tabs.")
    for contract_filter, contracts in status.contracts.items():
        console.print(_contract_table(contract_filter, contracts))
    for order_filter, orders in status.change_orders.items():
        console.print(_change_order_table(order_filter, orders))
    console.print(_tie_out_table(status.tie_out))
    for row in status.tie_out:
        for note in tie_out_notes(row):
            console.print(f"{row.job_number}: {note}", highlight=False)
    console.print("The books tie out." if status.ties_out else "The books do not tie out.")


def tie_out_notes(row: TieOutRow) -> list[str]:
    """What is outside the comparison, and what differs."""
    open_changes = (
        *((change, "not imported") for change in row.not_imported),
        *((change, "only in Procore") for change in row.only_in_procore),
        *((change, "not in Spectrum") for change in row.not_exported),
        *((change, "only in Spectrum") for change in row.not_from_procore),
    )
    notes = [
        f"{change.record}, {_money(change.amount_cents)}, {where}: {' '.join(change.reasons)}"
        for change, where in open_changes
    ]
    if row.header_excess_cents:
        notes.append(
            f"Spectrum's header has {_money(row.header_excess_cents)} beyond its billing items."
        )
    return [*notes, *row.differences]


def status_as_data(status: Status) -> dict[str, object]:
    """The status in JSON's own types."""
    return {
        "tabs": [tab.value for tab in status.tabs],
        "contracts": _lists_as_data(status.contracts),
        "change_orders": _lists_as_data(status.change_orders),
        "tie_out": [
            {**msgspec.to_builtins(row), "ties_out": row.ties_out} for row in status.tie_out
        ],
        "ties_out": status.ties_out,
    }


def _lists_as_data(
    lists: Mapping[ListFilter, Sequence[ContractRow]]
    | Mapping[ListFilter, Sequence[ChangeOrderRow]],
) -> dict[str, list[dict[str, Any]]]:
    return {each.value: [_row_as_data(row) for row in rows] for each, rows in lists.items()}


def _row_as_data(row: ContractRow | ChangeOrderRow) -> dict[str, Any]:
    data = {
        name: msgspec.to_builtins(getattr(row, name)) for name in row.__slots__ if name != "buttons"
    }
    return {**data, "buttons": [_button_as_data(button) for button in row.buttons]}


def _button_as_data(button: Button) -> dict[str, object]:
    return {
        "name": button.name,
        "is_enabled": button.is_enabled,
        "decision": decision_as_data(button.decision),
    }


def _contract_table(list_filter: ListFilter, rows: Sequence[ContractRow]) -> Table:
    table = Table(title=f"Prime Contracts: {list_filter.value}", title_justify="left")
    for column in ("Job", "Title", "Project", "Status"):
        table.add_column(column)
    for column in ("Spectrum", "Procore", "Unsynced lines"):
        table.add_column(column, justify="right")
    table.add_column("Buttons")
    for row in rows:
        table.add_row(
            row.job_number,
            row.title,
            row.project_name or "",
            row.status or "",
            _money(row.spectrum_cents),
            "" if row.procore_cents is None else _money(row.procore_cents),
            str(row.unsynced_line_count),
            _buttons(row.buttons, [row.parked_reason] if row.parked_reason else []),
        )
    return table


def _change_order_table(list_filter: ListFilter, rows: Sequence[ChangeOrderRow]) -> Table:
    table = Table(title=f"PCCOs: {list_filter.value}", title_justify="left")
    for column in ("Project", "Number", "Title"):
        table.add_column(column)
    table.add_column("Amount", justify="right")
    table.add_column("Buttons and errors")
    for row in rows:
        table.add_row(
            row.project_name,
            row.number,
            row.title,
            _money(row.grand_total_cents),
            _buttons(row.buttons, row.errors),
        )
    return table


def _tie_out_table(rows: Sequence[TieOutRow]) -> Table:
    table = Table(title="Tie-out, Procore / Spectrum", title_justify="left")
    table.add_column("Job")
    for column in ("Original", "Synced changes", "Revised"):
        table.add_column(column, justify="right")
    table.add_column("Equal")
    for row in rows:
        table.add_row(
            row.job_number,
            _both(row.procore_synced_original_cents, row.spectrum_synced_original_cents),
            _both(row.procore_synced_changes_cents, row.spectrum_synced_changes_cents),
            _both(row.procore_revised_cents, row.spectrum_revised_cents),
            "yes" if row.ties_out else "NO",
        )
    return table


def _buttons(buttons: Sequence[Button], errors: Sequence[str]) -> str:
    lines = []
    for button in buttons:
        lines.append(button.name if button.is_enabled else f"({button.name})")
        lines += [f"  {reason.rule_id}: {reason.wording}" for reason in button.reasons]
    return "\n".join([*lines, *errors])


def _reason_line(reason: Reason) -> str:
    sources = ", ".join(source.reference for source in reason.sources)
    return f"{reason.rule_id}: {reason.wording} [{sources}]"


def _both(procore_cents: int, spectrum_cents: int) -> str:
    return f"{_money(procore_cents)}\n{_money(spectrum_cents)}"


def _money(amount_cents: int) -> str:
    sign = "-" if amount_cents < 0 else ""
    return f"{sign}{abs(amount_cents) // 100:,}.{abs(amount_cents) % 100:02}"
