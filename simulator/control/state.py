"""Reset, snapshot and restore of both products."""

from simulator.control.replies import ControlError, fields_of, ok, whole_number
from simulator.control.scope import Scope
from simulator.http.message import Reply, Request


def show(scope: Scope, request: Request) -> Reply:
    """Seed, portfolio, credentials, snapshots, and how much journal and books hold."""
    del request
    simulation = scope.simulation
    return ok(
        {
            "seed": simulation.seed,
            "portfolio": simulation.portfolio.name if simulation.portfolio else None,
            "credentials": simulation.credentials,
            "journal_entries": len(simulation.world.journal),
            "snapshots": simulation.snapshots,
            "records": {name: site.record_counts() for name, site in simulation.sites.items()},
        }
    )


def reset(scope: Scope, request: Request) -> Reply:
    """Begin anew with a seed and, when named, a portfolio: {"seed": 2020, "portfolio": "demo"}."""
    fields = fields_of(request)
    seed = whole_number(fields, "seed", scope.simulation.seed)
    portfolio = fields.get("portfolio")
    if portfolio is not None and not isinstance(portfolio, str):
        raise ControlError(f"portfolio must be text, not {portfolio!r}")
    try:
        scope.simulation.reset(seed, portfolio)
    except ValueError as error:
        raise ControlError(str(error)) from error
    return show(scope, request)


def take_snapshot(scope: Scope, request: Request) -> Reply:
    """Keep the state of both products under a number; the newest hundred are kept."""
    del request
    return ok({"snapshot": scope.simulation.take_snapshot()})


def restore(scope: Scope, request: Request) -> Reply:
    """Put both products back: {"snapshot": 1}."""
    fields = fields_of(request)
    number = whole_number(fields, "snapshot", 0)
    try:
        scope.simulation.restore_snapshot(number)
    except ValueError as error:
        raise ControlError(str(error), status=404) from error
    return ok({"snapshot": number})
