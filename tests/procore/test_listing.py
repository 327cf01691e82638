"""Lists by themselves: whatever the page size, every row comes once and in order."""

from datetime import UTC, datetime, timedelta

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.http.message import Request
from simulator.procore.listing import Listing
from simulator.procore.responses import Refusal

START = datetime(2020, 4, 9, tzinfo=UTC)
LISTING = Listing[int](
    filters={
        "id": lambda row: row,
        "odd": lambda row: row % 2 == 1,
        "day": lambda row: (START + timedelta(days=row)).date(),
        "at": lambda row: START + timedelta(days=row) if row != 3 else None,
    },
    sorts={
        "digit": lambda row: row % 10,
        "id": lambda row: row,
        "at": lambda row: None if row == 3 else START + timedelta(days=row),
    },
    default_per_page=7,
    max_per_page=50,
)


def ask(query: str, rows: range = range(1, 31)) -> list[int]:
    page, _ = LISTING.page(rows, Request("GET", "/rest/v1.0/rows", query))
    return list(page)


@given(st.integers(0, 120), st.integers(1, 70))
def test_following_next_gives_every_row_once(row_count: int, per_page: int) -> None:
    rows = range(row_count)
    seen: list[int] = []
    query: str | None = f"project_id=5&per_page={per_page}&x=%C3%A9%26"
    while query is not None:
        request = Request("GET", "/rest/v1.0/rows", query)
        page, headers = LISTING.page(rows, request)
        seen += page
        assert dict(headers)["Total"] == str(row_count)
        assert dict(headers)["Per-Page"] == str(min(per_page, 50))
        links = httpx.Response(200, headers=dict(headers)).links
        query = links["next"]["url"].partition("?")[2] if "next" in links else None
        assert query is None or Request("GET", "/", query).query_value("x") == "é&"
    assert seen == list(rows)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("filters[id]=3", [3]),
        ("filters[id][]=3&filters[id][]=5", [3, 5]),
        ("filters[id]=[3,5]", [3, 5]),
        ("filter[id]=4", [4]),
        ("filters[id]=4...6", [4, 5, 6]),
        ("filters[odd]=true&filters[id]=1...4", [1, 3]),
        ("filters[day]=2020-04-10...2020-04-11", [1, 2]),
        ("filters[at]=2020-04-11...2020-04-12", [2]),
        ("filters[at]=%222020-04-10T00:00:00Z...2020-04-10T00:00:00Z%22", [1]),
        ("filters[at]=2020-04-10T00:00:00Z", [1]),
        ("filters[unknown]=1", [1, 2, 3, 4, 5, 6, 7]),
        ("filters[id]=none", []),
        ("sort=-id&per_page=2", [30, 29]),
        ("sort=digit,-id&per_page=4", [30, 20, 10, 21]),
        ("sort=-digit,id&per_page=2", [9, 19]),
        ("sort=at&per_page=2&page=15", [30, 3]),
        ("sort=unknown&per_page=2", [1, 2]),
        ("per_page=0&page=0", [1, 2, 3, 4, 5, 6, 7]),
        ("per_page=99999999999&page=1", [1, 2, 3, 4, 5, 6, 7]),
        ("page=99", []),
    ],
)
def test_filters_and_sorts(query: str, expected: list[int]) -> None:
    assert ask(query) == expected


@pytest.mark.parametrize("written", ["a...b", "2020-04-09...", "...", "1...x"])
def test_a_range_that_is_none_is_refused(written: str) -> None:
    with pytest.raises(Refusal) as caught:
        ask(f"filters[at]={written}")
    assert caught.value.status == 400
    assert written in caught.value.message
