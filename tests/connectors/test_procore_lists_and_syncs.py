"""Procore's lists, page by page, and its syncs, item by item, where they go wrong."""

from dataclasses import replace
from decimal import Decimal

import pytest

from engine.ports.outcomes import Refused, Unavailable, UncertainOutcome, Unreadable
from engine.ports.procore import ContractLineValues, ExternalLink


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


def test_a_sync_that_repeats_secrets_does_not_get_them_into_errors(bench) -> None:
    error = {"origin_id": "k|0", "errors": {"base": [f"no {bench.secrets[0]} here"]}}
    books, _ = bench.procore(bench.acts.reply(200, {"entities": [], "errors": [error]}))
    with pytest.raises(Refused, match=r"line k\|0: base no \*\*\* here"):
        books.sync_contract_lines(1, 2, _lines(1))


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
