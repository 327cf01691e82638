"""Every answer a person sees: a template, its frame, and what a browser may do with it."""

from collections.abc import Callable, Mapping
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from engine.erp_integrations.names import Tab
from engine.presentation.environment import page_environment
from engine.web.addresses import TAB_ADDRESSES, list_address, project_address
from engine.web.visitor import Visitor, Visitors
from engine.web.workers import Workers

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


class NobodyToActAsError(ValueError):
    """The pages were opened without a single person."""

    def __init__(self) -> None:
        super().__init__("people is empty; give at least one role with its login")


class Pages:
    """Renders templates. `people` are the logins one may act as, by role; `tabs` asks the tool
    which of its tabs are there."""

    def __init__(
        self,
        visitors: Visitors,
        people: Mapping[str, str],
        tabs: Callable[[], tuple[Tab, ...]],
        workers: Workers,
    ) -> None:
        if not people:
            raise NobodyToActAsError
        self._environment = page_environment(TEMPLATES)
        self._environment.globals.update(
            tab_addresses=TAB_ADDRESSES,
            list_address=list_address,
            project_address=project_address,
            new_form_id=visitors.new_session,
        )
        self._visitors = visitors
        self._people = dict(people)
        self._tabs = tabs
        self._workers = workers

    def visitor(self, request: Request) -> Visitor:
        return self._visitors.of(request)

    def knows(self, login: str) -> bool:
        return login in self._people.values()

    def acting_as(self, visitor: Visitor) -> str:
        """The login acted as: the chosen one, or else the first."""
        if visitor.acting_as is not None and self.knows(visitor.acting_as):
            return visitor.acting_as
        return next(iter(self._people.values()))

    async def page(self, request: Request, template: str, **values: object) -> Response:
        """A page in its frame; may raise what asking the tool raises."""
        tabs = await self._workers.read(self._tabs)
        return self._render(request, template, 200, tabs, values)

    def error_page(self, request: Request, status_code: int, **values: object) -> Response:
        """A page that asks the tool nothing, since that may be what failed."""
        return self._render(request, "error.html", status_code, (), values)

    def see_other(self, address: str, acting_as: str | None = None) -> Response:
        """Go there and look, so that reloading a page never repeats what was asked."""
        response = RedirectResponse(address, 303, headers=HEADERS)
        if acting_as is not None:
            self._visitors.remember_acting_as(acting_as, response)
        return response

    def _render(
        self,
        request: Request,
        template: str,
        status_code: int,
        tabs: tuple[Tab, ...],
        values: Mapping[str, object],
    ) -> Response:
        visitor = self.visitor(request)
        query = f"?{request.url.query}" if request.url.query else ""
        text = self._environment.get_template(template).render(
            **values,
            tabs=tabs,
            path=request.url.path,
            address=request.url.path + query,
            people=self._people,
            acting_as=self.acting_as(visitor),
            form_token=visitor.form_token,
        )
        response = HTMLResponse(text, status_code, headers=HEADERS)
        self._visitors.remember(visitor, response)
        return response
