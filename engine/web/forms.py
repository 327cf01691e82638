"""Reading a form that writes: bounded, from these pages, and from this browser."""

from urllib.parse import parse_qsl, urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request

from engine.web.visitor import Visitor, is_token_of

FORM_BYTES_MAX = 16_384
FORM_FIELDS_MAX = 20


async def read_form(request: Request, visitor: Visitor) -> dict[str, str]:
    """The fields of a form of ours, first of each name.

    HTTPException 403 when the form comes from another site or another browser, 413 when it is too
    large, 400 when it is not a form.
    """
    _demand_same_origin(request)
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > FORM_BYTES_MAX:
            raise HTTPException(413, f"The form is larger than {FORM_BYTES_MAX:,} bytes.")
    try:
        pairs = parse_qsl(
            body.decode("utf-8"), keep_blank_values=True, max_num_fields=FORM_FIELDS_MAX
        )
    except ValueError:
        raise HTTPException(400, "What was sent can't be read as a form.") from None
    fields: dict[str, str] = {}
    for name, value in pairs:
        fields.setdefault(name, value)
    if not is_token_of(visitor, fields.get("form_token", "")):
        raise HTTPException(
            403, "This form is no longer valid; go back, reload the page and try again."
        )
    return fields


def _demand_same_origin(request: Request) -> None:
    """Browsers name the page that sends a form; one of another site writes nothing here."""
    origin = request.headers.get("origin", "")
    if not origin or urlsplit(origin).netloc != request.headers.get("host"):
        raise HTTPException(403, "Only a form of these pages may change anything here.")
