"""Results as a table for people and as JSON for machines."""

import json
import os
import platform
from dataclasses import asdict
from datetime import UTC, datetime

from benchmarks.load import Measured
from benchmarks.run import Results, Row

OURS = "Tieout"
CEILING = "same bytes"
HEADINGS = (
    "server",
    "what",
    "connections",
    "per second",
    "p50 ms",
    "p99 ms",
    "CPU us",
    "our rate",
    "our CPU",
)


def machine() -> str:
    return (
        f"{os.cpu_count()} processors, Python {platform.python_version()}, {platform.system()},"
        f" load {os.getloadavg()[0]:.1f} before"
    )


def as_json(results: Results, on: str) -> str:
    return json.dumps(
        {
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "machine": on,
            "rows": [
                {**asdict(row), "per_second": round(row.measured.per_second)}
                for row in results.rows
            ],
            "footprints": [asdict(footprint) for footprint in results.footprints],
            "state": asdict(results.state) if results.state else None,
            "missing": results.missing,
        },
        indent=2,
    )


def as_markdown(results: Results, on: str) -> str:
    """Two tables and what was not measured. `our rate` and `our CPU`: how many times the peer's
    rate ours is, and how many calls of ours its processor time for one call would pay for."""
    ours = {
        (row.scenario, row.connections): row.measured for row in results.rows if row.server == OURS
    }
    lines = [f"Machine: {on}.", "", *_head(HEADINGS)]
    lines += [_line(_cells(row, ours)) for row in results.rows]
    lines += ["", *_head(("server", "first 200 s", "MiB started", "MiB loaded"))]
    lines += [
        _line((seen.server, f"{seen.first_answer_s:.2f}", f"{seen.started_mib:.0f}",
               f"{seen.loaded_mib:.0f}"))
        for seen in results.footprints
    ]  # fmt: skip
    if results.state is not None:
        state = results.state
        lines += [
            "",
            f"Demo company over the control plane: snapshot {state.snapshot_ms:.1f} ms,"
            f" restore {state.restore_ms:.1f} ms, reset {state.reset_ms:.0f} ms.",
        ]
    lines += ["", *(f"Not measured: {name} ({why})." for name, why in results.missing.items())]
    return "\n".join(lines).rstrip() + "\n"


def _cells(row: Row, ours: dict[tuple[str, int], Measured]) -> tuple[str, ...]:
    measured = row.measured
    own = ours.get((row.scenario, row.connections))
    is_peer = own is not None and row.server not in (OURS, CEILING)
    return (
        row.server,
        row.scenario,
        str(row.connections),
        f"{measured.per_second:,.0f}",
        f"{measured.p50_ms:.2f}",
        f"{measured.p99_ms:.2f}",
        f"{measured.server_cpu_us:.0f}",
        f"{own.per_second / measured.per_second:.1f} x" if own and is_peer else "",
        f"{measured.server_cpu_us / own.server_cpu_us:.1f} x" if own and is_peer else "",
    )


def _head(names: tuple[str, ...]) -> list[str]:
    return [_line(names), _line(tuple("---" for _ in names))]


def _line(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"
