"""The made-up company: its people, and what they do next."""

import msgspec

from simulator.control.inputs import TakingNothing
from simulator.control.replies import ControlError
from simulator.control.scope import Scope
from simulator.portfolio.build import Portfolio


class ChapterState(msgspec.Struct, frozen=True):
    title: str
    is_played: bool


class PortfolioState(msgspec.Struct, frozen=True):
    """`people` are logins by role; `events` what happened in the latest chapter."""

    name: str
    people: dict[str, str]
    chapters: list[ChapterState]
    events: list[str]


def show(scope: Scope, asked: TakingNothing) -> PortfolioState:
    """People by role, chapters, and what happened in the latest one."""
    del asked
    return _shown(_portfolio(scope))


def play_next(scope: Scope, asked: TakingNothing) -> PortfolioState:
    """Let people do what the next chapter says; 409 after the last."""
    del asked
    portfolio = _portfolio(scope)
    try:
        portfolio.play_next()
    except ValueError as error:
        raise ControlError(str(error), status=409) from error
    return _shown(portfolio)


def _portfolio(scope: Scope) -> Portfolio:
    portfolio = scope.simulation.portfolio
    if portfolio is None:
        raise ControlError(
            'no portfolio is in play; reset with one: POST state/reset {"portfolio": "demo"}', 409
        )
    return portfolio


def _shown(portfolio: Portfolio) -> PortfolioState:
    return PortfolioState(
        name=portfolio.name,
        people=portfolio.builder.people,
        chapters=[
            ChapterState(chapter.title, number < portfolio.played_count)
            for number, chapter in enumerate(portfolio.chapters)
        ],
        events=portfolio.builder.events,
    )
