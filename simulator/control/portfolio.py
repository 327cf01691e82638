"""The made-up company: its people, and what they do next."""

from simulator.control.place import Place
from simulator.control.replies import ControlError, ok
from simulator.http.message import Reply, Request
from simulator.portfolio.build import Portfolio


def show(place: Place, request: Request) -> Reply:
    """People by role, chapters, and what happened in the latest one."""
    del request
    return ok(_shown(_portfolio(place)))


def play_next(place: Place, request: Request) -> Reply:
    """Let people do what the next chapter says; 409 after the last."""
    del request
    portfolio = _portfolio(place)
    try:
        portfolio.play_next()
    except ValueError as error:
        raise ControlError(str(error), status=409) from error
    return ok(_shown(portfolio))


def _portfolio(place: Place) -> Portfolio:
    portfolio = place.simulation.portfolio
    if portfolio is None:
        raise ControlError(
            'no portfolio is in play; reset with one: POST state/reset {"portfolio": "demo"}', 409
        )
    return portfolio


def _shown(portfolio: Portfolio) -> dict[str, object]:
    return {
        "name": portfolio.name,
        "people": portfolio.stage.people,
        "chapters": [
            {"title": chapter.title, "is_played": number < portfolio.played_count}
            for number, chapter in enumerate(portfolio.chapters)
        ],
        "events": portfolio.stage.events,
    }
