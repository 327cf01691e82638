"""Enhanced authentication, when it is on: POST /connect/token and POST /secretRotation."""

from simulator.http.message import Reply, Request
from simulator.http.operation import Evidence, Operation, PathParameters
from simulator.spectrum.authorization import wire
from simulator.spectrum.authorization.access_tokens import SCOPE, AccessClient
from simulator.spectrum.stores import SpectrumStores
from simulator.world.identifiers import Identifiers

SECRET_LENGTH = 40
TOKEN_LENGTH = 64


def operations(stores: SpectrumStores, ids: Identifiers) -> tuple[Operation[Request], ...]:
    """The two operations over these stores; `ids` draws tokens and secrets."""

    def token(request: Request, path_parameters: PathParameters) -> Reply:
        del path_parameters
        client = _client(stores, request)
        if isinstance(client, Reply):
            return client
        drawn = ids.token(TOKEN_LENGTH)
        stores.state.access.issue(client, drawn, stores.clock.seconds())
        return wire.token_reply(drawn)

    def rotate(request: Request, path_parameters: PathParameters) -> Reply:
        del path_parameters
        client = _client(stores, request)
        if isinstance(client, Reply):
            return client
        if not client.may_rotate_itself:
            return wire.refusal(403, "access_denied", "self-rotation is off for this client")
        secret = ids.token(SECRET_LENGTH)
        ends_at = stores.state.access.rotate(client, secret, stores.clock.seconds())
        return wire.rotation_reply(secret, ends_at)

    source = "spectrum_api.md 1.1 (ENH); error bodies assumed"
    return (
        Operation("connect.token", "POST", "/connect/token", token, Evidence.PUBLISHED, source),
        Operation("secretRotation", "POST", "/secretRotation", rotate, Evidence.PUBLISHED, source),
    )


def _client(stores: SpectrumStores, request: Request) -> AccessClient | Reply:
    """The client that a form proves to be, or the refusal."""
    if not stores.state.switches.is_enhanced_authentication_on:
        return wire.refusal(404, "not_found", "enhanced authentication is off")
    form = wire.read_form(request)
    if form is None:
        return wire.refusal(400, "invalid_request", "the body is not a form")
    if form["grant_type"] != "client_credentials":
        return wire.refusal(400, "unsupported_grant_type", "grant_type must be client_credentials")
    if form["scope"] != SCOPE:
        return wire.refusal(400, "invalid_scope", f"scope must be {SCOPE}")
    client = stores.state.access.clients.get(form["client_id"])
    if client is None or client.secret != form["client_secret"]:
        return wire.refusal(401, "invalid_client", "client_id or client_secret is wrong")
    if stores.clock.seconds() >= client.secret_expires_at:
        return wire.refusal(401, "invalid_client", "the client_secret has expired")
    return client
