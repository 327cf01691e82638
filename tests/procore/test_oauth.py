"""Tokens: four ways to log in, 5,400 seconds on the world's clock, revoking."""

from datetime import timedelta

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.http.in_process import InProcessTransport
from simulator.procore.oauth import model
from simulator.procore.site import ProcoreSite
from simulator.world.faults import Fault, FaultKind
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


@pytest.mark.parametrize(
    "body", [b"{", b"[]", b'{"grant_type": "\xff"}'], ids=["cut off", "a list", "no text"]
)
def test_an_unreadable_token_request_is_refused_in_the_shape_of_oauth(
    anonymous: httpx.Client, body: bytes
) -> None:
    reply = anonymous.post("/oauth/token", content=body)
    assert (reply.status_code, reply.json()["error"]) == (400, "invalid_request")


@pytest.mark.parametrize(
    ("fault", "status", "error"),
    [
        (Fault("procore", "request_token", FaultKind.ERROR, status=500), 500, "server_error"),
        (
            Fault("procore", "request_token", FaultKind.ERROR, status=503),
            503,
            "temporarily_unavailable",
        ),
        (
            Fault("procore", "request_token", FaultKind.TOO_MANY_REQUESTS),
            429,
            "temporarily_unavailable",
        ),
    ],
)
def test_a_fault_of_the_token_endpoint_has_the_shape_of_oauth(
    site: ProcoreSite,
    anonymous: httpx.Client,
    world: World,
    fault: Fault,
    status: int,
    error: str,
) -> None:
    world.plan(fault)
    reply = anonymous.post("/oauth/token", json=grant(site))
    assert (reply.status_code, reply.json()["error"]) == (status, error)
    assert set(reply.json()) == {"error", "error_description"}


def log_in(site: ProcoreSite, login: str) -> list[str]:
    """The code, the access token and the refresh token that a person gets."""
    client = httpx.Client(transport=InProcessTransport(site), base_url="http://procore.test")
    back, credentials = "https://app.example.com/back", grant(site)
    form = {"client_id": credentials["client_id"], "redirect_uri": back, "login": login}
    form |= {"response_type": "code", "decision": "allow"}
    location = client.post("/oauth/authorize", data=form).headers["Location"]
    code = httpx.URL(location).params["code"]
    fields = {"grant_type": "authorization_code", "code": code, "redirect_uri": back}
    answer = client.post("/oauth/token", json={**credentials, **fields}).json()
    return [code, answer["access_token"], answer["refresh_token"]]


STEPS = ("person", "service", "refresh", "application", "snapshot", "restore", "stale")


@settings(max_examples=40)
@given(st.lists(st.sampled_from(STEPS), max_size=30))
def test_nothing_secret_is_ever_given_twice(steps: list[str]) -> None:
    world = World(seed=7)
    site = ProcoreSite(world)
    site.fixtures["user"]({"login": "a@example.com"})
    client = httpx.Client(transport=InProcessTransport(site), base_url="http://procore.test")
    snapshots, given_out = [world.snapshot()], [*grant(site).values()][1:]
    for step in steps:
        if step == "person":
            given_out += log_in(site, "a@example.com")
        elif step == "service":
            given_out.append(client.post("/oauth/token", json=grant(site)).json()["access_token"])
        elif step == "refresh":
            fields = {"grant_type": "refresh_token", "refresh_token": given_out[-1]}
            answer = client.post("/oauth/token", json={**grant(site), **fields}).json()
            given_out += [
                answer[name] for name in ("access_token", "refresh_token") if answer.get(name)
            ]
        elif step == "application":
            made = site.fixtures["application"]({})
            given_out += [str(made["client_id"]), str(made["client_secret"])]
        elif step == "snapshot":
            snapshots.append(world.snapshot())
        elif step == "stale":
            world.plan(Fault("procore", "request_token", FaultKind.STALE_READ))
        else:
            world.restore(snapshots[len(given_out) % len(snapshots)])
    assert len(set(given_out)) == len(given_out)


def test_the_same_seed_gives_the_same_tokens_anew() -> None:
    def drawn(seed: int) -> list[str]:
        site = ProcoreSite(World(seed))
        site.fixtures["user"]({"login": "a@example.com"})
        return [*site.credentials.values(), *log_in(site, "a@example.com")]

    assert drawn(1) == drawn(1)
    assert not set(drawn(1)[3:]) & set(drawn(2)[3:])


def test_a_person_who_is_gone_with_a_restore_is_logged_out(
    site: ProcoreSite, anonymous: httpx.Client, world: World
) -> None:
    """The next user made has the id that was theirs."""
    snapshot = world.snapshot()
    gone = site.fixtures["user"]({"login": "gone@example.com"})
    _, token, refresh_token = log_in(site, "gone@example.com")
    anonymous.headers["Authorization"] = f"Bearer {token}"
    assert anonymous.get("/rest/v1.0/me").json()["login"] == "gone@example.com"
    world.restore(snapshot)
    assert site.fixtures["user"]({"login": "new@example.com"})["id"] == gone["id"]
    assert anonymous.get("/rest/v1.0/me").status_code == 401
    fields = {"grant_type": "refresh_token", "refresh_token": refresh_token}
    reply = anonymous.post("/oauth/token", json={**grant(site), **fields})
    assert reply.json()["error"] == "invalid_grant"


def test_the_tokens_held_are_bounded_and_the_oldest_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "MAX_TOKENS", 2)
    store = model.OauthStore()
    for name in ("first", "second", "third"):
        store.keep(model.AccessToken(name, "client", 1, 0.0, 10.0))
    assert store.live("first", 1.0) is None
    assert store.live("second", 1.0) is not None
    assert store.live("third", 1.0) is not None
