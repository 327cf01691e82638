"""The ledger of both products as the texts of its two files."""

from collections.abc import Mapping

from simulator.fidelity.ledger import ledger, recorded_tests
from simulator.fidelity.page import as_json, as_markdown
from simulator.http.operation import Evidence
from simulator.http.site import AnySite
from simulator.simulation import Simulation


def written_ledger() -> dict[str, str]:
    """File names with their contents, from the operations as they are now."""
    recorded = recorded_tests()
    sites = Simulation().sites
    rows = [
        row
        for system, site in sites.items()
        for row in ledger(system, site.router.operations, recorded)
    ]
    columns = {
        name: names for site in sites.values() for name, names in _assumed_columns(site).items()
    }
    return {"fidelity.md": as_markdown(rows, columns), "fidelity.json": as_json(rows)}


def _assumed_columns(site: AnySite) -> dict[str, list[str]]:
    return {table["name"]: _assumed(table["columns"]) for table in site.tables()}


def _assumed(evidence_by_column: Mapping[str, str]) -> list[str]:
    return [name for name, kind in evidence_by_column.items() if kind == Evidence.ASSUMED]
