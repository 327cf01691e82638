"""The OAuth 2 endpoints (procore_api.md 1), on the same origin as /rest."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode, urlsplit

from simulator.http.message import Reply, Request
from simulator.http.operation import PathParameters
from simulator.procore.access import Access, no_live_token
from simulator.procore.call import Call
from simulator.procore.declarations import PAGE, Form, one
from simulator.procore.oauth import consent_page, errors, wire
from simulator.procore.oauth.model import OUT_OF_BAND_REDIRECT, AccessToken, Application
from simulator.procore.oauth.writer import GrantRefused, TokenWriter
from simulator.procore.operations import ProcoreOperation, published
from simulator.procore.query import Parameter
from simulator.procore.responses import OAUTH_PREFIX, Refusal, shown
from simulator.procore.stores import ProcoreStores

SOURCE = "procore_api.md 1"
CONSENT_SOURCE = "procore_api.md 1; the look of the page and its form are ours (assumed)"
TOKEN_PATH = f"{OAUTH_PREFIX}token"
ASKED = ("client_id", "redirect_uri", "response_type", "state")

GRANT_TYPES = ("client_credentials", "authorization_code", "refresh_token")
_CLIENT = ("client_id", "client_secret")
CONSENT_FORM = Form(
    texts=(*ASKED, "login"),
    choices={"decision": ("allow", "deny")},
    required=("client_id", "redirect_uri", "response_type"),
)
TOKEN_FORM = Form(
    texts=(*_CLIENT, "code", "redirect_uri", "refresh_token"),
    choices={"grant_type": GRANT_TYPES},
    required=("grant_type",),
)
REVOKING_FORM = Form(texts=("token", *_CLIENT), choices={}, required=("token",))

# A client id, alone or with a company's id; None for nobody.
Caller = str | tuple[str, int | None] | None


class OauthRoutes:
    def __init__(self, stores: ProcoreStores, access: Access) -> None:
        self._stores = stores
        self._access = access
        self._tokens = TokenWriter(stores)

    def operations(self) -> Sequence[ProcoreOperation]:
        authorize = "/oauth/authorize"
        return (
            published(
                "authorize",
                f"GET {authorize}",
                self.authorize,
                CONSENT_SOURCE,
                answers=PAGE,
                query=tuple(Parameter(name) for name in ASKED),
            ),
            published(
                "decide_consent",
                f"POST {authorize}",
                self.decide,
                CONSENT_SOURCE,
                answers=PAGE,
                statuses=(200, 302),
                body=CONSENT_FORM,
            ),
            published(
                "request_token",
                f"POST {TOKEN_PATH}",
                self.request_token,
                SOURCE,
                answers=one("oauth:AccessToken"),
                statuses=(200,),
                body=TOKEN_FORM,
            ),
            published(
                "show_token_info",
                "GET /oauth/token/info",
                self.show_token_info,
                SOURCE,
                answers=one("oauth:TokenInfo"),
            ),
            published(
                "revoke_token",
                "POST /oauth/revoke",
                self.revoke_token,
                SOURCE,
                answers=one("oauth:Revoked"),
                statuses=(200,),
                body=REVOKING_FORM,
            ),
        )

    def caller(self, request: Request, token: AccessToken | None) -> Caller:
        """Who is calling, as far as rate limits go: an application, and of its service account in
        the company that the call names (procore_api.md 5). Whoever does not say is nobody."""
        if request.path.startswith(OAUTH_PREFIX):
            return _sent(request).get("client_id")
        if token is None:
            return None
        if token.user_id == self._stores.service_account_id:
            return token.client_id, self._access.named_company_id(request)
        return token.client_id

    def fail(self, request: Request) -> None:
        """What is left of a request that was received and then refused, by a limit or a fault:
        an attempt to refresh has ended its token all the same (procore_api.md 1)."""
        if request.path == TOKEN_PATH:
            self._tokens.take_refresh_token(_sent(request))

    def authorize(self, call: Call, path: PathParameters) -> Reply:
        request = call.request
        asked = _asked(dict(request.query_pairs))
        users = [u for u in self._stores.people.users.values() if not u.is_service_account]
        action = f"{request.root}{request.path}"
        return self._wrong_ask(asked) or consent_page.ask(asked, users, action)

    def decide(self, call: Call, path: PathParameters) -> Reply:
        """Allow or deny: back to the application with a code or an error, and its state."""
        sent = wire.parameters(call.request)
        asked = _asked(sent)
        refused = self._wrong_ask(asked)
        if refused is not None:
            return refused
        application = self._stores.oauth.applications[asked["client_id"]]
        user = self._stores.people.with_login(sent.get("login", ""))
        is_out_of_band = asked["redirect_uri"] == OUT_OF_BAND_REDIRECT
        if sent.get("decision") != "allow":
            if is_out_of_band:
                return consent_page.show_denial()
            return _redirect(asked, {"error": "access_denied"})
        if user is None:
            return errors.invalid_request("login is not the login of a user")
        code = self._tokens.code(application, user.id, asked["redirect_uri"]).code
        if is_out_of_band:
            return consent_page.show_code(code)
        return _redirect(asked, {"code": code})

    def request_token(self, call: Call, path: PathParameters) -> Reply:
        sent = wire.parameters(call.request)
        grant_type = sent.get("grant_type")
        refresh_token = self._tokens.take_refresh_token(sent)
        application = self._application(sent)
        if application is None:
            return errors.invalid_client()
        if grant_type == "client_credentials":
            token = self._tokens.access_token(application, application.service_account_id)
            return shown(wire.token_answer(token, refresh_token=None))
        if grant_type == "authorization_code":
            return self._by_code(application, sent)
        if grant_type == "refresh_token":
            if refresh_token is None or refresh_token.client_id != application.client_id:
                return errors.invalid_grant("the refresh token is unknown or was used already")
            return self._with_refresh_token(application, refresh_token.user_id)
        if grant_type is None:
            return errors.invalid_request("Missing required parameter: grant_type")
        return errors.unsupported_grant_type()

    def show_token_info(self, call: Call, path: PathParameters) -> Reply:
        token = call.token
        if token is None:
            raise no_live_token(call.request)
        application = self._stores.oauth.applications[token.client_id]
        return shown(wire.token_info(token, application, self._stores.world.clock.seconds()))

    def revoke_token(self, call: Call, path: PathParameters) -> Reply:
        """200 also for a token that does not exist (procore_api.md 1)."""
        sent = wire.parameters(call.request)
        if self._application(sent) is None:
            return errors.invalid_client()
        self._tokens.revoke(sent.get("token", ""))
        return shown({})

    def _by_code(self, application: Application, sent: Mapping[str, str]) -> Reply:
        code, redirect_uri = sent.get("code", ""), sent.get("redirect_uri", "")
        try:
            user_id = self._tokens.user_of_code(application, code, redirect_uri)
        except GrantRefused as refusal:
            return errors.invalid_grant(str(refusal))
        return self._with_refresh_token(application, user_id)

    def _with_refresh_token(self, application: Application, user_id: int) -> Reply:
        token = self._tokens.access_token(application, user_id)
        return shown(wire.token_answer(token, self._tokens.refresh_token(token).token))

    def _application(self, sent: Mapping[str, str]) -> Application | None:
        application = self._tokens.application(sent.get("client_id"))
        if application is None or application.client_secret != sent.get("client_secret"):
            return None
        return application

    def _wrong_ask(self, asked: Mapping[str, str]) -> Reply | None:
        """What is wrong with a request for consent; it never leads back to the address given."""
        application = self._tokens.application(asked.get("client_id"))
        if application is None:
            return errors.invalid_client()
        if asked.get("response_type") != "code":
            return errors.invalid_request("response_type must be code")
        redirect_uri = asked.get("redirect_uri", "")
        allowed = application.redirect_uris
        if allowed and redirect_uri not in allowed:
            return errors.bad_redirect_uri()
        if redirect_uri != OUT_OF_BAND_REDIRECT and not _is_address(redirect_uri):
            return errors.bad_redirect_uri()
        return None


def _sent(request: Request) -> Mapping[str, str]:
    """The parameters of a request, none when it cannot be read."""
    try:
        return wire.parameters(request)
    except Refusal:
        return {}


def _asked(sent: Mapping[str, str]) -> dict[str, str]:
    return {name: sent[name] for name in ASKED if name in sent}


def _is_address(written: str) -> bool:
    """An absolute http address of printable ASCII, so that it is safe in a header, and without a
    fragment (RFC 6749, 3.1.2)."""
    if not (written.isascii() and written.isprintable()) or "#" in written:
        return False
    try:
        parts = urlsplit(written)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def _redirect(asked: Mapping[str, str], added: Mapping[str, str]) -> Reply:
    query = dict(added)
    if "state" in asked:
        query["state"] = asked["state"]
    joint = "&" if "?" in asked["redirect_uri"] else "?"
    location = f"{asked['redirect_uri']}{joint}{urlencode(query)}"
    return Reply(302, b"", headers=(("Location", location),))
