"""The pages as one Starlette application."""

import secrets
from collections.abc import Callable, Mapping, Sequence

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from engine.erp_integrations.tool import ErpIntegrations
from engine.ports.outcomes import ConnectorError
from engine.presentation.environment import style_sheet
from engine.rulebook.model import Rulebook
from engine.sync.outcome import UnknownRecordError
from engine.web.action_pages import ActionPages
from engine.web.error_pages import ErrorPages
from engine.web.pages import HEADERS, Pages
from engine.web.rule_pages import RulePages
from engine.web.submissions import Submissions
from engine.web.tool_pages import ToolPages
from engine.web.visitor import Visitors
from engine.web.workers import Workers

LOCAL_HOSTS = ("127.0.0.1", "localhost")
SESSION_BYTES = 32


def new_session() -> str:
    """Unguessable characters for a browser's session."""
    return secrets.token_urlsafe(SESSION_BYTES)


def create_app(
    tool: ErpIntegrations,
    rulebook: Rulebook,
    *,
    people: Mapping[str, str],
    allowed_hosts: Sequence[str] = LOCAL_HOSTS,
    new_session: Callable[[], str] = new_session,
    workers: Workers | None = None,
) -> Starlette:
    """The application over an open tool, which the caller closes.

    `people` are the logins one may act as, by role; the first is acted as until another is chosen,
    and NobodyToActAsError says that there is none. `allowed_hosts` are the names a browser may
    reach the pages by.
    """
    workers = workers or Workers()
    pages = Pages(Visitors(new_session), people, tool.tabs, workers)
    errors = ErrorPages(pages)
    rules = RulePages(pages, rulebook)
    looking = ToolPages(pages, tool, workers)
    acting = ActionPages(pages, tool, workers, Submissions())
    return Starlette(
        routes=[
            Route("/", looking.home),
            Route("/prime-contracts", looking.contracts),
            Route("/change-orders", looking.change_orders),
            Route("/projects/{project_id:int}/change-orders", looking.project_change_orders),
            Route("/journal", looking.journal),
            Route("/journal/{request_id}", looking.journal_entry),
            Route("/act", acting.act, methods=["POST"]),
            Route("/acting-as", acting.choose_person, methods=["POST"]),
            Route("/rules", rules.every_rule),
            Route("/rules/{rule_id}", rules.one_rule),
            Route("/tieout.css", _style_page),
        ],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=list(allowed_hosts))],
        exception_handlers={
            HTTPException: errors.refused,
            ConnectorError: errors.connector_failed,
            UnknownRecordError: errors.unknown_record,
            Exception: errors.failed,
        },
    )


async def _style_page(request: Request) -> Response:
    del request
    headers = {**HEADERS, "Cache-Control": "max-age=3600"}
    return PlainTextResponse(style_sheet(), headers=headers, media_type="text/css")
