"""The page on which a person lets an application in, and the page that shows a code."""

from collections.abc import Mapping, Sequence
from html import escape

from simulator.http.message import Reply
from simulator.procore.people.model import User

HTML = "text/html; charset=utf-8"


def ask(asked: Mapping[str, str], users: Sequence[User], action: str) -> Reply:
    """Who are you, and may this application act for you? The answer is posted to `action`."""
    hidden = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
        for name, value in asked.items()
    )
    options = "".join(
        f'<option value="{escape(user.login)}">{escape(user.name)} ({escape(user.login)})</option>'
        for user in users
    )
    return _page(
        "Authorize",
        f'<form method="post" action="{escape(action)}">{hidden}'
        f"<p>Application <code>{escape(asked['client_id'])}</code> asks to act for you.</p>"
        f'<label>You are <select name="login">{options}</select></label> '
        '<button name="decision" value="allow">Allow</button> '
        '<button name="decision" value="deny">Deny</button></form>',
    )


def show_code(code: str) -> Reply:
    """For applications without an address of their own (procore_api.md 1)."""
    return _page("Authorization code", f"<p>Authorization code:</p><code>{escape(code)}</code>")


def show_denial() -> Reply:
    """There is no address to lead the person back to."""
    return _page("Access denied", "<p>The application may not act for you: there is no code.</p>")


def _page(title: str, content: str) -> Reply:
    html = (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>'
        f"<body><h1>{title}</h1>{content}</body></html>"
    )
    return Reply(200, html.encode(), content_type=HTML)
