"""The ERP Integrations tool to look at: home, the lists of its tabs, a project's PCCOs, journal."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from engine.erp_integrations.names import FILTERS_OF_TAB, ListFilter, Tab
from engine.erp_integrations.tool import ErpIntegrations
from engine.presentation.shown_reason import shown_reasons
from engine.sync.outcome_json import outcome_from_json
from engine.web.addresses import HOME, list_named, list_word, own_address
from engine.web.pages import Pages
from engine.web.workers import Workers

JOURNAL_ENTRIES_SHOWN = 50
PAGE_NUMBER_MAX = 10_000


class ToolPages:
    """Pages for looking; nothing here changes anything."""

    def __init__(self, pages: Pages, tool: ErpIntegrations, workers: Workers) -> None:
        self._pages = pages
        self._tool = tool
        self._workers = workers

    async def home(self, request: Request) -> Response:
        login = self._login(request)
        status = await self._workers.read(lambda: self._tool.status(login))
        return await self._pages.page(
            request,
            "home.html",
            status=status,
            parked=await self._workers.read(self._tool.parked),
            edition=self._tool.settings.edition,
        )

    async def contracts(self, request: Request) -> Response:
        chosen = _chosen_list(request, Tab.PRIME_CONTRACTS)
        login = self._login(request)
        await self._demand(Tab.PRIME_CONTRACTS)
        rows = await self._workers.read(lambda: self._tool.contracts(chosen, login))
        return await self._list_page(
            request, "contracts.html", tab=Tab.PRIME_CONTRACTS, chosen=chosen, rows=rows
        )

    async def change_orders(self, request: Request) -> Response:
        chosen = _chosen_list(request, Tab.CHANGE_ORDERS)
        login = self._login(request)
        await self._demand(Tab.CHANGE_ORDERS)
        rows = await self._workers.read(lambda: self._tool.change_orders(chosen, login))
        return await self._list_page(
            request, "change_orders.html", tab=Tab.CHANGE_ORDERS, chosen=chosen, rows=rows
        )

    async def project_change_orders(self, request: Request) -> Response:
        project_id = request.path_params["project_id"]
        login = self._login(request)
        rows = await self._workers.read(lambda: self._tool.project_change_orders(project_id, login))
        return await self._list_page(
            request, "project_change_orders.html", project_id=project_id, rows=rows
        )

    async def journal(self, request: Request) -> Response:
        number = request.query_params.get("page", "1")
        page_number = int(number) if number.isdecimal() and len(number) < 6 else 0
        if not 1 <= page_number <= PAGE_NUMBER_MAX:
            raise HTTPException(404, f"The journal has no page {number[:20]!r}.")
        entries = list(reversed(await self._workers.read(self._tool.journal)))
        begin = (page_number - 1) * JOURNAL_ENTRIES_SHOWN
        return await self._pages.page(
            request,
            "journal.html",
            entries=entries[begin : begin + JOURNAL_ENTRIES_SHOWN],
            entry_count=len(entries),
            page_number=page_number,
            has_older=begin + JOURNAL_ENTRIES_SHOWN < len(entries),
        )

    async def journal_entry(self, request: Request) -> Response:
        request_id = request.path_params["request_id"]
        entries = await self._workers.read(self._tool.journal)
        entry = next((each for each in entries if each.request_id == request_id), None)
        if entry is None:
            raise HTTPException(404, "The journal has no such entry.")
        rulebook = self._tool.context.rulebook
        outcome = outcome_from_json(entry.outcome_json, rulebook)
        decision = outcome.decision
        return await self._pages.page(
            request,
            "journal_entry.html",
            entry=entry,
            outcome=outcome,
            reasons=() if decision is None else shown_reasons(decision, rulebook.facts),
            back=own_address(request.query_params.get("back", HOME)),
        )

    async def _list_page(self, request: Request, template: str, **values: object) -> Response:
        return await self._pages.page(
            request,
            template,
            **values,
            filters_of_tab=FILTERS_OF_TAB,
            list_word=list_word,
            today=self._tool.context.clock().date(),
            vocabulary=self._tool.context.rulebook.facts,
            shown_reasons=shown_reasons,
        )

    async def _demand(self, tab: Tab) -> None:
        """HTTPException 404 while the company has no such tab (D-006)."""
        if tab not in await self._workers.read(self._tool.tabs):
            raise HTTPException(
                404, f"ERP Integrations is off for this company, so there is no tab {tab}."
            )

    def _login(self, request: Request) -> str:
        return self._pages.acting_as(self._pages.visitor(request))


def _chosen_list(request: Request, tab: Tab) -> ListFilter:
    word = request.query_params.get("list")
    try:
        return list_named(tab, word)
    except KeyError:
        raise HTTPException(404, f"{tab} has no list {(word or '')[:60]!r}.") from None
