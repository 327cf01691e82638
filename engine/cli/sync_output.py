"""How `tieout sync` prints outcomes, lists and the tie-out."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import msgspec
import typer
from rich.table import Table

from engine.cli.console import console_for_output
from engine.cli.tie_out_output import print_tie_out, verdict
from engine.erp_integrations.names import ListFilter
from engine.erp_integrations.rows import Button, ChangeOrderRow, ContractRow
from engine.erp_integrations.status import Status
from engine.executors.verdict import Reason
from engine.presentation.words import amount
from engine.sync.outcome import Outcome
from engine.sync.outcome_json import decision_as_data, outcome_as_data
from engine.sync.store.settings import CompanySettings

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


def print_settings(settings: CompanySettings, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(asdict(settings), indent=2))
        return
    for name, value in asdict(settings).items():
        typer.echo(f"{name}: {'' if value is None else value}")


def print_status(status: Status) -> None:
    """Each list as a table, then the tie-out."""
    console = console_for_output()
    if not status.tabs:
        console.print("The feature is not enabled: there are no tabs.")
    for contract_filter, contracts in status.contracts.items():
        console.print(_contract_table(contract_filter, contracts))
    for order_filter, orders in status.change_orders.items():
        console.print(_change_order_table(order_filter, orders))
    print_tie_out(console, status.tie_out)
    console.print(verdict(status.tie_out))


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
        table.add_column(column, justify="right", no_wrap=column != "Unsynced lines")
    table.add_column("Buttons")
    for row in rows:
        table.add_row(
            row.job_number,
            row.title,
            row.project_name or "",
            row.status or "",
            amount(row.spectrum_cents),
            "" if row.procore_cents is None else amount(row.procore_cents),
            str(row.unsynced_line_count),
            _buttons(row.buttons, [row.parked_reason] if row.parked_reason else []),
        )
    return table


def _change_order_table(list_filter: ListFilter, rows: Sequence[ChangeOrderRow]) -> Table:
    table = Table(title=f"PCCOs: {list_filter.value}", title_justify="left")
    for column in ("Project", "Number", "Title"):
        table.add_column(column)
    table.add_column("Amount", justify="right", no_wrap=True)
    table.add_column("Buttons and errors")
    for row in rows:
        table.add_row(
            row.project_name,
            row.number,
            row.title,
            amount(row.grand_total_cents),
            _buttons(row.buttons, row.errors),
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
