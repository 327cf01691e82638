"""How calls to Procore end when it misbehaves: every row on real sockets, as read and as write."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from email.utils import format_datetime

import pytest

from engine.connectors.outcomes import (
    ConnectorError,
    Refused,
    Unavailable,
    UncertainOutcome,
    Unreadable,
)
from engine.connectors.ports import ContractLineValues, ExternalLink, PrimeContractHeader

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
    books, _ = bench.procore(bench.acts.drip, limits=replace(bench.limits, max_call_s=0.2))
    with pytest.raises(ConnectorError, match=r"was not complete after 0\.2 s") as caught:
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


def _lines(count: int) -> list[ContractLineValues]:
    return [ContractLineValues(f"k|{n}", str(n), "Line", Decimal(1)) for n in range(count)]


def test_a_sync_names_every_item_that_was_not_taken(bench) -> None:
    errors = [
        {"origin_id": "k|0", "amount": "1.00", "errors": {"amount": ["is not a number", "is odd"]}},
        {"origin_id": "k|2", "errors": {"origin_id": ["has already been taken"]}},
    ]
    books, _ = bench.procore(bench.acts.reply(200, {"entities": [{"id": 1}], "errors": errors}))
    with pytest.raises(Refused) as caught:
        books.sync_contract_lines(1, 2, _lines(3))
    assert caught.value.detail == (
        "line k|0: amount is not a number; amount is odd; "
        "line k|2: origin_id has already been taken"
    )


def test_a_sync_answer_that_forgets_items_leaves_them_open(bench) -> None:
    books, _ = bench.procore(bench.acts.reply(200, {"entities": [{"id": 1}], "errors": []}))
    with pytest.raises(UncertainOutcome, match="names 1 taken and 0 refused of 2 items"):
        books.sync_contract_lines(1, 2, _lines(2))


def test_a_sync_that_breaks_off_between_its_calls_is_uncertain(bench) -> None:
    first = {"entities": [{"id": n} for n in range(1000)], "errors": []}
    books, server = bench.procore(bench.acts.reply(200, first), bench.acts.reply(429))
    with pytest.raises(UncertainOutcome, match="the first 1000 of 1001 were sent, then: HTTP 429"):
        books.sync_contract_lines(1, 2, _lines(1001))
    assert len(server.seen) == 3


def test_a_refused_link_is_named_by_its_item(bench) -> None:
    error = {"item_type": "change_order", "item_id": 9, "errors": {"item_id": ["not found"]}}
    books, _ = bench.procore(bench.acts.reply(200, {"entities": [], "errors": [error]}))
    with pytest.raises(Refused, match="change_order 9: item_id not found"):
        books.write_external_links([ExternalLink("change_order", 9, "k")])


def _page(bench, ids, *, total: int, has_next: bool):
    link = {"Link": '<http://127.0.0.1:9/rest/v1.0/x?page=2>; rel="next"'} if has_next else {}
    rows = [{"id": each, "item_type": "t", "item_id": 1, "origin_id": "k"} for each in ids]
    return bench.acts.reply(200, rows, {"Total": str(total), **link})


def test_pages_are_read_to_the_end_and_links_are_not_followed(bench) -> None:
    books, server = bench.procore(
        _page(bench, [1, 2], total=3, has_next=True), _page(bench, [3], total=3, has_next=False)
    )
    assert len(books.external_links("t", [1])) == 3
    assert [each.target.partition("?")[2] for each in server.seen[1:]] == [
        f"item_type=t&item_id=1&page={page}&per_page=100" for page in (1, 2)
    ]


@pytest.mark.parametrize(
    ("second_ids", "second_total", "how"),
    [
        ([3], 4, "Total went from 3 to 4"),
        ([2], 3, "external datum 2 came twice"),
        ([], 3, "2 of 3 records came"),
    ],
)
def test_a_list_that_changes_while_it_is_read(bench, second_ids, second_total, how: str) -> None:
    books, _ = bench.procore(
        _page(bench, [1, 2], total=3, has_next=True),
        _page(bench, second_ids, total=second_total, has_next=False),
    )
    with pytest.raises(Unavailable, match=f"changed while it was read: {how}; read again"):
        books.external_links("t", [1])


def test_a_list_without_an_end_is_given_up(bench) -> None:
    pages = [_page(bench, [number], total=9, has_next=True) for number in range(5)]
    books, server = bench.procore(*pages, limits=replace(bench.limits, max_pages=3))
    with pytest.raises(Unreadable, match="the list has more than 3 pages"):
        books.external_links("t", [1])
    assert len(server.seen) == 4
