"""The token endpoints (procore_api.md 1), on the same origin as /rest."""

from collections.abc import Sequence

from simulator.http.message import Reply, Request
from simulator.http.operation import Operation, PathParameters
from simulator.procore.books import Books
from simulator.procore.dialect import shown
from simulator.procore.entrance import Entrance
from simulator.procore.oauth import errors, wire
from simulator.procore.oauth.model import ACCESS_TOKEN_LIFE_SECONDS, AccessToken, Application
from simulator.procore.offer import published

SOURCE = "procore_api.md 1"
TOKEN_LENGTH = 64


class OauthRoutes:
    def __init__(self, books: Books, entrance: Entrance) -> None:
        self._books = books
        self._entrance = entrance

    def operations(self) -> Sequence[Operation]:
        return (
            published("request_token", "POST /oauth/token", self.request_token, SOURCE),
            published("show_token_info", "GET /oauth/token/info", self.show_token_info, SOURCE),
            published("revoke_token", "POST /oauth/revoke", self.revoke_token, SOURCE),
        )

    def request_token(self, request: Request, path: PathParameters) -> Reply:
        sent = wire.parameters(request)
        application = self._application(sent)
        if application is None:
            return errors.invalid_client()
        grant_type = sent.get("grant_type")
        if grant_type == "client_credentials":
            token = self._issue(application, application.service_account_id)
            return shown(wire.token_answer(token, refresh_token=None))
        if grant_type is None:
            return errors.invalid_request("Missing required parameter: grant_type")
        return errors.unsupported_grant_type()

    def show_token_info(self, request: Request, path: PathParameters) -> Reply:
        token = self._entrance.token(request)
        application = self._books.oauth.applications[token.client_id]
        return shown(wire.token_info(token, application, self._books.world.clock.seconds()))

    def revoke_token(self, request: Request, path: PathParameters) -> Reply:
        """200 also for a token that does not exist (procore_api.md 1)."""
        sent = wire.parameters(request)
        if self._application(sent) is None:
            return errors.invalid_client()
        self._books.oauth.access_tokens.pop(sent.get("token", ""), None)
        return shown({})

    def _application(self, sent: dict[str, str]) -> Application | None:
        application = self._books.oauth.applications.get(sent.get("client_id", ""))
        if application is None or application.client_secret != sent.get("client_secret"):
            return None
        return application

    def _issue(self, application: Application, user_id: int) -> AccessToken:
        now = self._books.world.clock.seconds()
        # Looks like the JWT that the real one is (procore_api.md 1).
        text = "eyJ0eXAi" + self._books.world.ids.token(TOKEN_LENGTH)
        token = AccessToken(
            text, application.client_id, user_id, now, now + ACCESS_TOKEN_LIFE_SECONDS
        )
        self._books.oauth.keep(token)
        return token
