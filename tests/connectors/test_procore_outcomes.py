"""How calls to Procore end when it misbehaves: every row on real sockets, as read and as write."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from email.utils import format_datetime

import pytest

from engine.ports.outcomes import (
    ConnectorError,
    Refused,
    Unavailable,
    UncertainOutcome,
    Unreadable,
)
from engine.ports.procore import PrimeContractHeader

HEADER = PrimeContractHeader("2020-01 Prime Contract", "Approved", "TI1|2020-01|OWNER", "x")

# What the server does; how a read ends, how a write ends, and what the error says.
ENDINGS: dict[str, tuple[Callable, type[ConnectorError], type[ConnectorError], str]] = {
    "reset": (lambda a: a.drop, Unavailable, UncertainOutcome, "the connection failed on the way"),
    "hung up": (lambda a: a.hang_up, Unavailable, UncertainOutcome, "the connection failed"),
    "no answer": (lambda a: a.stall, Unavailable, UncertainOutcome, "ReadTimeout"),
    "cut off": (lambda a: a.cut_off, Unavailable, UncertainOutcome, "the connection failed"),
    "no HTTP": (lambda a: a.babble, Unavailable, UncertainOutcome, "RemoteProtocolError"),
    "500": (
        lambda a: a.reply(500, {"message": "went wrong"}),
        Unavailable,
        UncertainOutcome,
        "HTTP 500: went wrong",
    ),
    "502 as HTML": (
        lambda a: a.reply(502, "<h1>Bad Gateway</h1>"),
        Unavailable,
        UncertainOutcome,
        "HTTP 502: <h1>Bad Gateway</h1>",
    ),
    "503": (lambda a: a.reply(503), Unavailable, UncertainOutcome, "HTTP 503"),
    "503 with a rate limit header alone": (
        lambda a: a.reply(503, b"", {"X-Rate-Limit-Reset": "1772366460"}),
        Unavailable,
        UncertainOutcome,
        "HTTP 503",
    ),
    "503 with Retry-After": (
        lambda a: a.reply(503, b"", {"Retry-After": "3"}),
        Unavailable,
        Unavailable,
        "HTTP 503",
    ),
    "429": (
        lambda a: a.reply(429, {"message": "slow down"}, {"Retry-After": "7"}),
        Unavailable,
        Unavailable,
        "HTTP 429: slow down",
    ),
    "408": (lambda a: a.reply(408), Unavailable, UncertainOutcome, "HTTP 408"),
    "501": (
        lambda a: a.reply(501, {"message": "prime_contracts_v3"}),
        Refused,
        Refused,
        "HTTP 501: prime_contracts_v3",
    ),
    "400": (lambda a: a.reply(400, {"message": "no"}), Refused, Refused, "HTTP 400: no"),
    "403 in a list": (
        lambda a: a.reply(403, {"errors": ["App is not connected to this company."]}),
        Refused,
        Refused,
        "HTTP 403: App is not connected to this company.",
    ),
    "404": (lambda a: a.reply(404, {"code": 404, "message": "gone"}), Refused, Refused, "gone"),
    "422 with fields": (
        lambda a: a.reply(422, {"errors": {"origin_id": ["is taken"], "title": ["too long", "x"]}}),
        Refused,
        Refused,
        "origin_id is taken; title too long; title x",
    ),
    "v2's error": (
        lambda a: a.reply(
            400,
            {
                "error": {
                    "code": "BAD_REQUEST",
                    "message": "Bad Request",
                    "details": [{"reason_code": "INVALID_PROPERTY", "message": "amount"}],
                }
            },
        ),
        Refused,
        Refused,
        "BAD_REQUEST; Bad Request; INVALID_PROPERTY amount",
    ),
    "redirect": (
        lambda a: a.reply(302, b"", {"Location": "http://elsewhere.example/"}),
        Unreadable,
        UncertainOutcome,
        "redirects are not followed",
    ),
    "HTML": (lambda a: a.reply(200, "<html>"), Unreadable, UncertainOutcome, "is not JSON"),
    "empty": (lambda a: a.reply(200), Unreadable, UncertainOutcome, "is not JSON"),
    "NaN": (lambda a: a.reply(200, '{"id": NaN}'), Unreadable, UncertainOutcome, "NaN is not JSON"),
    "deep": (lambda a: a.reply(200, "[" * 100_000), Unreadable, UncertainOutcome, "is not JSON"),
    "a list": (lambda a: a.reply(200, []), Unreadable, UncertainOutcome, "is not a record"),
    "no id": (lambda a: a.reply(200, {"x": 1}), Unreadable, UncertainOutcome, "is missing"),
    "huge": (
        lambda a: a.reply(200, b" " * 2_000_001),
        Unreadable,
        UncertainOutcome,
        "larger than 2000000 bytes",
    ),
}


@pytest.mark.parametrize("ending", ENDINGS)
def test_how_a_read_ends(bench, ending: str) -> None:
    act, expected, _, text = ENDINGS[ending]
    books, _ = bench.procore(act(bench.acts))
    with pytest.raises(ConnectorError) as caught:
        books.prime_contract(1, 2)
    _check(bench, caught.value, expected, text)


@pytest.mark.parametrize("ending", ENDINGS)
def test_how_a_write_ends(bench, ending: str) -> None:
    act, _, expected, text = ENDINGS[ending]
    books, server = bench.procore(act(bench.acts))
    with pytest.raises(ConnectorError) as caught:
        books.create_prime_contract(1, HEADER)
    _check(bench, caught.value, expected, text)
    assert [each.method for each in server.seen] == ["POST", "POST"]  # the token, then once


def _check(bench, error: ConnectorError, expected: type[ConnectorError], text: str) -> None:
    assert type(error) is expected, error
    assert text in str(error)
    assert "\n" not in str(error)
    for secret in bench.secrets:
        assert secret not in str(error)


def test_nothing_listens(bench) -> None:
    server = bench.start(bench.acts.drop)
    server.stop()
    bench.servers.remove(server)
    books = bench.procore_at(server.url)
    for call in (
        lambda: books.prime_contract(1, 2),
        lambda: books.create_prime_contract(1, HEADER),
    ):
        with pytest.raises(Unavailable, match="nothing was sent: ConnectError"):
            call()


@pytest.mark.parametrize("is_write", [False, True])
def test_a_reply_that_never_ends(bench, is_write: bool) -> None:
    books, _ = bench.procore(bench.acts.drip, limits=replace(bench.limits, max_call_s=1.5))
    with pytest.raises(ConnectorError, match=r"was not complete after 1\.5 s") as caught:
        books.create_prime_contract(1, HEADER) if is_write else books.prime_contract(1, 2)
    assert type(caught.value) is (UncertainOutcome if is_write else Unavailable)


@pytest.mark.parametrize(
    ("headers", "wait_s"),
    [
        ({"Retry-After": "7"}, 7.0),
        ({"Retry-After": "-7"}, 0.0),
        ({"Retry-After": "86400"}, 3600.0),
        ({"Retry-After": "soon"}, None),
        ({"Retry-After": "7", "X-Rate-Limit-Reset": "1772366460"}, 7.0),
        ({"X-Rate-Limit-Reset": "1772366460"}, 60.0),
        ({"X-Rate-Limit-Reset": "1586433600"}, None),  # a clock of another year
        ({"X-Rate-Limit-Reset": "1586433610", "Date": "Thu, 09 Apr 2020 12:00:00 GMT"}, 10.0),
        ({}, None),
    ],
)
def test_how_long_to_wait(bench, headers: dict[str, str], wait_s: float | None) -> None:
    books, _ = bench.procore(bench.acts.reply(429, b"", headers))
    with pytest.raises(Unavailable) as caught:
        books.create_prime_contract(1, HEADER)
    assert caught.value.retry_after_seconds == wait_s


def test_retry_after_as_a_moment(bench) -> None:
    moment = format_datetime(bench.now + timedelta(seconds=90), usegmt=True)
    books, _ = bench.procore(bench.acts.reply(503, b"", {"Retry-After": moment}))
    with pytest.raises(Unavailable) as caught:
        books.create_prime_contract(1, HEADER)
    assert caught.value.retry_after_seconds == 90.0


def test_a_server_that_repeats_secrets_does_not_get_them_into_errors(bench) -> None:
    secret, token, _ = bench.secrets
    echo = bench.acts.reply(400, {"message": f"you sent {secret} and {token}"})
    books, _ = bench.procore(echo)
    with pytest.raises(Refused, match=r"HTTP 400: you sent \*\*\* and \*\*\*$"):
        books.prime_contract(1, 2)
