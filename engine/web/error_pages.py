"""What a person sees when something went wrong: one clear sentence, never a traceback."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from engine.ports.outcomes import ConnectorError, Unavailable
from engine.web.pages import Pages

SENTENCES = {
    404: ("Not found", "There is no page at this address."),
    405: ("Not possible here", "This address can't be used that way; go there by its button."),
    500: ("Something failed", "The page could not be made; the server's log says why."),
}
OTHER_TITLE = "Not done"
_STANDARD_DETAILS = ("Not Found", "Method Not Allowed")


class ErrorPages:
    """Handlers for everything that is raised."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages

    async def refused(self, request: Request, error: Exception) -> Response:
        """A request that can't be served: the sentence says why and what to do."""
        status_code = error.status_code if isinstance(error, HTTPException) else 500
        title, sentence = SENTENCES.get(status_code, (OTHER_TITLE, ""))
        if isinstance(error, HTTPException) and error.detail not in _STANDARD_DETAILS:
            sentence = error.detail
        return self._error(request, status_code, title, sentence)

    async def connector_failed(self, request: Request, error: Exception) -> Response:
        """Procore or Spectrum did not do what was asked."""
        assert isinstance(error, ConnectorError)
        name = error.system.capitalize()
        if isinstance(error, Unavailable):
            sentence = f"{name} does not answer at the moment; try again shortly."
        else:
            sentence = f"{name} did not {error.operation}: {error.detail}."
        return self._error(request, 502, f"{name} could not be read", sentence)

    async def unknown_record(self, request: Request, error: Exception) -> Response:
        """A record that neither set of books has; the error names it and where it was sought."""
        return self._error(request, 404, SENTENCES[404][0], str(error))

    async def failed(self, request: Request, error: Exception) -> Response:
        """A fault of ours: its details go to the server's log, not to the page."""
        del error
        return self._error(request, 500, *SENTENCES[500])

    def _error(self, request: Request, status_code: int, title: str, sentence: str) -> Response:
        return self._pages.error_page(request, status_code, title=title, sentence=sentence)
