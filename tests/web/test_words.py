"""Values as people read them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.presentation.words import amount, counted, headed, moment, spoken


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_an_amount_keeps_every_cent(cents: int) -> None:
    text = amount(cents)
    whole, _, part = text.partition(".")
    assert len(part) == 2
    assert int(whole.replace(",", "") + part) == cents
    assert all(len(group) == 3 for group in whole.lstrip("-").split(",")[1:])


@pytest.mark.parametrize(
    ("cents", "text"), [(0, "0.00"), (-5, "-0.05"), (739_807_385, "7,398,073.85")]
)
def test_amounts(cents: int, text: str) -> None:
    assert amount(cents) == text


@pytest.mark.parametrize(
    ("count", "text"), [(0, "no rules"), (1, "1 rule"), (2, "2 rules"), (1_000, "1,000 rules")]
)
def test_counts(count: int, text: str) -> None:
    assert counted(count, "rule") == text


def test_moments_and_names() -> None:
    assert moment(datetime(2020, 4, 9, 8, 0, 41, 999, tzinfo=UTC)) == "2020-04-09 08:00:41 UTC"
    assert spoken("ready_to_export") == "Ready to export"
    assert spoken("reimport") == "Re-import"
    assert headed("prime contract of job 24-101") == "Prime contract of job 24-101"
