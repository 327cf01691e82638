"""Pages that change something: pressing a button of the tool, and choosing whom to act as."""

from functools import partial
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from engine.erp_integrations.tool import ErpIntegrations
from engine.sync.outcome import Outcome
from engine.web.action_form import ActionForm, read_action
from engine.web.addresses import HOME, JOURNAL, own_address
from engine.web.forms import read_form
from engine.web.pages import Pages
from engine.web.submissions import Submissions
from engine.web.workers import Workers


class ActionPages:
    """Each answers a form, and leads on to a page that may be reloaded."""

    def __init__(
        self, pages: Pages, tool: ErpIntegrations, workers: Workers, submissions: Submissions
    ) -> None:
        self._pages = pages
        self._tool = tool
        self._workers = workers
        self._submissions = submissions

    async def act(self, request: Request) -> Response:
        """Press a button as the person the form names; leads to the journal's entry of it."""
        fields = await read_form(request, self._pages.visitor(request))
        form = read_action(fields, self._known(fields.get("login", "")))
        if not fields.get("form_id"):
            raise HTTPException(400, "The form has no id; reload the page and try again.")

        async def press() -> str:
            outcome = await self._workers.act(form.record.writer_key, partial(self._ask, form))
            return await self._workers.read(partial(self._entry_address, form, outcome))

        address = await self._submissions.once(fields["form_id"], press)
        back = own_address(fields.get("return_to", HOME))
        return self._pages.see_other(f"{address}?{urlencode({'back': back})}")

    async def choose_person(self, request: Request) -> Response:
        fields = await read_form(request, self._pages.visitor(request))
        login = self._known(fields.get("login", ""))
        return self._pages.see_other(own_address(fields.get("return_to", HOME)), login)

    def _known(self, login: str) -> str:
        if not self._pages.knows(login):
            raise HTTPException(400, f"{login[:200]!r} is nobody one can act as here.")
        return login

    def _ask(self, form: ActionForm) -> Outcome:
        return self._tool.ask(form.declaration.operation, form.login, form.record, form.choices)

    def _entry_address(self, form: ActionForm, outcome: Outcome) -> str:
        """Where the journal tells of this outcome: its latest entry of the kind."""
        for entry in reversed(self._tool.journal(outcome.record)):
            if entry.login == form.login and entry.operation == outcome.operation:
                return f"{JOURNAL}/{entry.request_id}"
        raise HTTPException(500, "The journal has no entry of what was just done.")
