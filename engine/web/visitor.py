"""Who is at the browser: a session for the token that guards forms, and the person acted as."""

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

SESSION_COOKIE = "tieout_session"
ACTING_COOKIE = "tieout_acting_as"
COOKIE_AGE_S = 12 * 60 * 60
SESSION_CHARACTERS = 43
"""As long as 32 random bytes are in URL-safe base64."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """One browser. `form_token` has to come back with every form that this browser sends."""

    session: str
    form_token: str
    acting_as: str | None


class Visitors:
    """Recognises browsers. `new_session` gives SESSION_CHARACTERS unguessable characters."""

    def __init__(self, new_session: Callable[[], str]) -> None:
        self.new_session = new_session
        self._key = new_session().encode()

    def of(self, request: Request) -> Visitor:
        session = request.cookies.get(SESSION_COOKIE, "")
        if len(session) != SESSION_CHARACTERS:
            session = self.new_session()
        token = hmac.new(self._key, session.encode(), hashlib.sha256).hexdigest()
        return Visitor(session, token, request.cookies.get(ACTING_COOKIE))

    def remember(self, visitor: Visitor, response: Response) -> None:
        """Have the browser send its session with its next request."""
        _set(response, SESSION_COOKIE, visitor.session)

    def remember_acting_as(self, login: str, response: Response) -> None:
        _set(response, ACTING_COOKIE, login)


def is_token_of(visitor: Visitor, token: str) -> bool:
    """Whether the form that carries `token` was made for this browser."""
    return hmac.compare_digest(visitor.form_token.encode(), token.encode())


def _set(response: Response, name: str, value: str) -> None:
    response.set_cookie(name, value, max_age=COOKIE_AGE_S, httponly=True, samesite="strict")
