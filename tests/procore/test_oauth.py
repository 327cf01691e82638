"""Tokens: four ways to log in, 5,400 seconds on the world's clock, revoking."""

from datetime import timedelta

import httpx
import pytest

from simulator.procore.oauth import model
from simulator.procore.site import ProcoreSite
from simulator.world.world import World


def grant(site: ProcoreSite) -> dict[str, str]:
    return {
        "grant_type": "client_credentials",
        "client_id": site.credentials["client_id"],
        "client_secret": site.credentials["client_secret"],
    }


def test_json_form_and_multipart_bodies_are_taken(
    site: ProcoreSite, anonymous: httpx.Client
) -> None:
    fields = grant(site)
    replies = [
        anonymous.post("/oauth/token", json=fields),
        anonymous.post("/oauth/token", data=fields),
        anonymous.post("/oauth/token", files={k: (None, v) for k, v in fields.items()}),
    ]
    assert [reply.status_code for reply in replies] == [200, 200, 200]


def test_basic_credentials_are_taken(site: ProcoreSite, anonymous: httpx.Client) -> None:
    fields = grant(site)
    reply = anonymous.post(
        "/oauth/token",
        data={"grant_type": "client_credentials"},
        auth=(fields["client_id"], fields["client_secret"]),
    )
    assert reply.status_code == 200


def test_a_token_has_the_documented_fields_and_no_refresh_token(
    site: ProcoreSite, anonymous: httpx.Client, world: World
) -> None:
    answer = anonymous.post("/oauth/token", json=grant(site)).json()
    assert answer["access_token"].startswith("eyJ0eXAi")
    assert answer["token_type"] == "bearer"
    assert answer["expires_in"] == 5400
    assert answer["created_at"] == int(world.clock.seconds())
    assert "refresh_token" not in answer


def test_a_token_ends_after_5400_seconds(client: httpx.Client, world: World) -> None:
    world.clock.advance(timedelta(seconds=5399))
    assert client.get("/rest/v1.0/me").status_code == 200
    world.clock.advance(timedelta(seconds=1))
    reply = client.get("/rest/v1.0/me")
    assert reply.status_code == 401
    assert reply.json()["message"] == "The access token is invalid"


def test_token_info_tells_whose_it_is_and_how_long_it_lives(
    site: ProcoreSite, client: httpx.Client, world: World
) -> None:
    world.clock.advance(timedelta(seconds=400))
    answer = client.get("/oauth/token/info").json()
    assert answer["expires_in_seconds"] == 5000
    assert answer["application"] == {"uid": site.credentials["client_id"]}
    assert answer["resource_owner_id"] == client.get("/rest/v1.0/me").json()["id"]


def test_a_revoked_token_is_refused_and_revoking_again_is_fine(
    site: ProcoreSite, client: httpx.Client, token: str
) -> None:
    fields = {**grant(site), "token": token}
    assert client.post("/oauth/revoke", json=fields).status_code == 200
    assert client.get("/rest/v1.0/me").status_code == 401
    assert client.post("/oauth/revoke", json=fields).status_code == 200


@pytest.mark.parametrize(
    ("changed", "status", "error"),
    [
        ({"client_secret": "wrong"}, 401, "invalid_client"),
        ({"client_id": "nobody"}, 401, "invalid_client"),
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
    ],
)
def test_a_wrong_token_request_is_refused(
    site: ProcoreSite,
    anonymous: httpx.Client,
    changed: dict[str, str],
    status: int,
    error: str,
) -> None:
    reply = anonymous.post("/oauth/token", json={**grant(site), **changed})
    assert (reply.status_code, reply.json()["error"]) == (status, error)


def test_a_call_without_a_token_is_refused(anonymous: httpx.Client) -> None:
    reply = anonymous.get("/rest/v1.0/me")
    assert reply.status_code == 401
    assert reply.json()["errors"] == "Unauthorized"


def test_the_tokens_held_are_bounded_and_the_oldest_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "MAX_TOKENS", 2)
    store = model.OauthStore()
    for name in ("first", "second", "third"):
        store.keep(model.AccessToken(name, "client", 1, 0.0, 10.0))
    assert store.live("first", 1.0) is None
    assert store.live("second", 1.0) is not None
    assert store.live("third", 1.0) is not None
