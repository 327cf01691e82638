"""Every answer a person sees: a template, its frame, and what a browser may do with it."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from engine.look.environment import page_environment
from engine.web.visitor import Visitor, Visitors

TEMPLATES = Path(__file__).parent / "templates"
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


class Pages:
    """Renders templates. `people` are the logins one may act as."""

    def __init__(self, visitors: Visitors, people: tuple[str, ...]) -> None:
        self._environment = page_environment(TEMPLATES)
        self._visitors = visitors
        self._people = people

    def visitor(self, request: Request) -> Visitor:
        return self._visitors.of(request)

    def acting_as(self, visitor: Visitor) -> str:
        """The person acted as: the chosen one, or else the first."""
        chosen = visitor.acting_as
        return chosen if chosen in self._people and chosen is not None else self._people[0]

    def page(
        self,
        request: Request,
        template: str,
        values: dict[str, object],
        *,
        visitor: Visitor | None = None,
        status_code: int = 200,
    ) -> Response:
        visitor = visitor or self.visitor(request)
        text = self._environment.get_template(template).render(
            **values,
            path=request.url.path,
            address=_address(request),
            people=self._people,
            acting_as=self.acting_as(visitor),
            form_token=visitor.form_token,
        )
        response = HTMLResponse(text, status_code, headers=HEADERS)
        self._visitors.remember(visitor, response)
        return response

    def see_other(self, address: str, acting_as: str | None = None) -> Response:
        """Go there and look, so that reloading a page never repeats what was asked."""
        response = RedirectResponse(address, 303, headers=HEADERS)
        if acting_as is not None:
            self._visitors.remember_acting_as(acting_as, response)
        return response

    def knows(self, login: str) -> bool:
        return login in self._people


def _address(request: Request) -> str:
    """The page's own address, without the site, to come back to."""
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")
