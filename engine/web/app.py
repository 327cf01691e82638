"""The pages as one Starlette application."""

import secrets
from collections.abc import Sequence

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from engine.connectors.outcomes import ConnectorError
from engine.look.environment import style_sheet
from engine.rulebook.model import Rulebook
from engine.web.error_pages import ErrorPages
from engine.web.pages import HEADERS, Pages
from engine.web.rule_pages import RulePages
from engine.web.visitor import Visitors

LOCAL_HOSTS = ("127.0.0.1", "localhost")
SESSION_BYTES = 32


def create_app(
    rulebook: Rulebook,
    *,
    people: Sequence[str],
    allowed_hosts: Sequence[str] = LOCAL_HOSTS,
) -> Starlette:
    visitors = Visitors(lambda: secrets.token_urlsafe(SESSION_BYTES))
    pages = Pages(visitors, tuple(people))
    errors = ErrorPages(pages)
    rules = RulePages(pages, rulebook)
    style = style_sheet()

    async def style_page(request: Request) -> Response:
        del request
        headers = {**HEADERS, "Cache-Control": "max-age=3600"}
        return PlainTextResponse(style, headers=headers, media_type="text/css")

    return Starlette(
        routes=[
            Route("/tieout.css", style_page),
            Route("/rules", rules.every_rule),
            Route("/rules/{rule_id}", rules.one_rule),
        ],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=list(allowed_hosts))],
        exception_handlers={
            HTTPException: errors.refused,
            ConnectorError: errors.connector_failed,
            Exception: errors.failed,
        },
    )
