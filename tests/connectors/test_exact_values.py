"""Money and dates keep their value on every way in and out."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.connectors.exact import (
    amount_of,
    date_of,
    money_of,
    money_text,
    number_of,
    us_date_text,
)
from engine.connectors.spectrum.infolink.cells import Cells
from engine.records.contract_key import ContractKey

amounts = st.integers(-(10**12), 10**12).map(lambda cents: Decimal(cents).scaleb(-2))
codes = st.text(
    st.characters(codec="ascii", categories=("L", "N"), include_characters="-. "), min_size=1
).filter(lambda code: code.strip() == code)


def _as_ruby_writes(amount: Decimal) -> str:
    """Ruby's BigDecimal: no padding, at least one place (procore_api.md 2)."""
    text = f"{amount.normalize():f}"
    return text if "." in text else f"{text}.0"


@given(amounts)
def test_money_survives_procores_v1(amount: Decimal) -> None:
    assert money_of(_as_ruby_writes(amount)) == amount


@given(amounts)
def test_money_survives_two_places(amount: Decimal) -> None:
    text = money_text(amount)
    assert money_of(text) == amount
    assert text.rpartition(".")[2].isdigit()
    assert len(text.rpartition(".")[2]) == 2


@given(amounts)
def test_money_has_two_places_and_no_negative_zero(amount: Decimal) -> None:
    read = money_of(str(amount))
    assert read.as_tuple().exponent == -2
    assert str(read) != "-0.00"


@given(amounts)
def test_money_survives_the_floats_of_sqlite(amount: Decimal) -> None:
    cells = Cells("test", "T", {"A": float(amount)})
    assert cells.money("A") == amount


@pytest.mark.parametrize(
    "value", ["", "abc", "1,000.00", "NaN", "Infinity", "1e99", "0.005", "--1", 1.1, True, None]
)
def test_what_is_no_amount_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match=r"is not|fractions"):
        money_of(value)


@pytest.mark.parametrize(
    "written", ["5.00505", "-12345.6789", "0.005", "1234567890123.4" + "5" * 25]
)
def test_an_amount_of_procore_keeps_its_parts_of_a_cent(written: str) -> None:
    assert str(amount_of(written)) == written


def test_half_cents_are_never_sent() -> None:
    with pytest.raises(ValueError, match="fractions of a cent"):
        money_text(Decimal("1.005"))


@pytest.mark.parametrize(
    ("written", "value"),
    [("0.73961440e7", "7396144.00"), ("-12345.6", "-12345.60"), ("343.85", "343.85"), ("0", "0")],
)
def test_documented_ways_of_writing_an_amount(written: str, value: str) -> None:
    assert money_of(written) == Decimal(value)


@given(st.decimals(-1000, 1000, allow_nan=False, places=20))
def test_percentages_keep_every_digit(percentage: Decimal) -> None:
    assert number_of(str(percentage)) == percentage


@given(st.dates(), st.times())
def test_dates_survive(day: date, time: object) -> None:
    assert date_of(day.isoformat()) == day
    assert date_of(f"{day.isoformat()}T{time}Z") == day


@given(st.dates())
def test_dates_go_to_spectrum_month_first(day: date) -> None:
    month, day_of_month, year = us_date_text(day).split("/")
    assert (len(month), len(day_of_month), len(year)) == (2, 2, 4)
    assert date(int(year), int(month), int(day_of_month)) == day


@pytest.mark.parametrize(
    "value", ["04/09/2020", "2020-W15-4", "2020-02-30", "20200409", "2020-04-09x", "", 20200409]
)
def test_what_is_no_date_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="is not a date"):
        date_of(value)


@given(codes, codes, codes)
def test_contract_keys_survive_as_origin_ids(company: str, job: str, customer: str) -> None:
    key = ContractKey(company, job, customer)
    assert ContractKey.from_origin_id(key.origin_id) == key


@pytest.mark.parametrize("origin_id", ["", "a|b", "a|b|c|d", "a||c", "|b|c", "a|b|"])
def test_other_origin_ids_are_no_contract_keys(origin_id: str) -> None:
    with pytest.raises(ValueError, match=r"expected company\|job\|customer"):
        ContractKey.from_origin_id(origin_id)
