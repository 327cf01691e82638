"""The made-up company: its people, and what they do next."""

from simulator.control.replies import ControlError, ok
from simulator.control.scope import Scope
from simulator.http.message import Reply, Request
from simulator.portfolio.build import Portfolio


def show(scope: Scope, request: Request) -> Reply:
    """People by role, chapters, and what happened in the latest one."""
    del request
    return ok(_shown(_portfolio(scope)))


def play_next(scope: Scope, request: Request) -> Reply:
    """Let people do what the next chapter says; 409 after the last."""
    del request
    portfolio = _portfolio(scope)
    try:
        portfolio.play_next()
    except ValueError as error:
        raise ControlError(str(error), status=409) from error
    return ok(_shown(portfolio))


def _portfolio(scope: Scope) -> Portfolio:
    portfolio = scope.simulation.portfolio
    if portfolio is None:
        raise ControlError(
            'no portfolio is in play; reset with one: POST state/reset {"portfolio": "demo"}', 409
        )
    return portfolio


def _shown(portfolio: Portfolio) -> dict[str, object]:
    return {
        "name": portfolio.name,
        "people": portfolio.builder.people,
        "chapters": [
            {"title": chapter.title, "is_played": number < portfolio.played_count}
            for number, chapter in enumerate(portfolio.chapters)
        ],
        "events": portfolio.builder.events,
    }
