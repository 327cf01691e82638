"""The token of Procore's service account: fetched once, renewed in time, never a lost write."""

from datetime import timedelta

import pytest

from engine.ports.outcomes import ConnectorError, Refused, Unavailable, Unreadable
from engine.ports.procore import PrimeContractHeader

HEADER = PrimeContractHeader("2020-01 Prime Contract", "Approved", "TI1|2020-01|OWNER", "x")


def test_every_call_names_the_company(bench) -> None:
    books, server = bench.procore(bench.acts.reply(201, {"id": 5}))
    assert books.create_prime_contract(1, HEADER) == 5
    token_request, request = server.seen
    assert token_request.target == "/oauth/token"
    assert request.headers["procore-company-id"] == "562949953421000"
    assert request.headers["authorization"].startswith("Bearer ")


def test_a_token_that_has_run_out_is_renewed(bench) -> None:
    acts = bench.acts
    books, server = bench.procore(
        acts.reply(201, {"id": 5}),
        acts.reply(200, bench.token_answer),
        acts.reply(201, {"id": 6}),
    )
    books.create_prime_contract(1, HEADER)
    bench.now += timedelta(seconds=5400)
    books.create_prime_contract(1, HEADER)
    assert [each.target for each in server.seen] == [
        "/oauth/token",
        "/rest/v1.0/prime_contract",
        "/oauth/token",
        "/rest/v1.0/prime_contract",
    ]


def test_a_token_made_earlier_lives_shorter(bench) -> None:
    acts = bench.acts
    made_earlier = {**bench.token_answer, "created_at": bench.token_answer["created_at"] - 5000}
    server = bench.start(
        acts.reply(200, made_earlier),
        acts.reply(201, {"id": 5}),
        acts.reply(200, bench.token_answer),
        acts.reply(201, {"id": 6}),
    )
    books = bench.procore_at(server.url)
    books.create_prime_contract(1, HEADER)
    bench.now += timedelta(seconds=400)
    books.create_prime_contract(1, HEADER)
    assert len(server.seen) == 4


def test_a_server_in_another_time_does_not_cost_a_token_a_call(bench) -> None:
    acts = bench.acts
    long_ago = {**bench.token_answer, "created_at": 1_586_433_600}
    server = bench.start(acts.reply(200, long_ago), acts.reply(201, {"id": 5}))
    books = bench.procore_at(server.url)
    books.create_prime_contract(1, HEADER)
    books.create_prime_contract(1, HEADER)
    assert [each.target for each in server.seen].count("/oauth/token") == 1


def test_a_refused_token_is_renewed_once_also_for_a_write(bench) -> None:
    acts = bench.acts
    books, server = bench.procore(
        acts.reply(401, {"errors": "Unauthorized"}),
        acts.reply(200, {**bench.token_answer, "access_token": "another"}),
        acts.reply(201, {"id": 5}),
    )
    assert books.create_prime_contract(1, HEADER) == 5
    assert server.seen[-1].headers["authorization"] == "Bearer another"


def test_a_token_refused_twice_is_a_refusal(bench) -> None:
    acts = bench.acts
    refused = acts.reply(401, {"errors": "Unauthorized"})
    books, server = bench.procore(refused, acts.reply(200, bench.token_answer), refused)
    with pytest.raises(Refused, match="HTTP 401: Unauthorized"):
        books.create_prime_contract(1, HEADER)
    assert len(server.seen) == 4


@pytest.mark.parametrize(
    ("answer", "expected", "text"),
    [
        (lambda a: a.reply(401, {"error": "invalid_client"}), Refused, "HTTP 401: invalid_client"),
        (lambda a: a.reply(500), Unavailable, "HTTP 500"),
        (lambda a: a.stall, Unavailable, "ReadTimeout"),
        (lambda a: a.reply(200, "oops"), Unreadable, "not a JSON object"),
        (
            lambda a: a.reply(200, {"access_token": "a b", "expires_in": 9}),
            Unreadable,
            "not a token",
        ),
        (
            lambda a: a.reply(200, {"access_token": "a\n", "expires_in": 9}),
            Unreadable,
            "not a token",
        ),
        (lambda a: a.reply(200, {"access_token": "a"}), Unreadable, "expires_in is missing"),
    ],
)
def test_a_failed_login_leaves_no_write_open(bench, answer, expected, text: str) -> None:
    books = bench.procore_at(bench.start(answer(bench.acts)).url)
    with pytest.raises(ConnectorError, match=f"procore: log in: .*{text}") as caught:
        books.create_prime_contract(1, HEADER)
    assert type(caught.value) is expected
