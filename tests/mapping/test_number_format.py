"""Change request numbers in the company's format: never too long unseen, never two alike unseen,
and read back as they were written (D-147, D-163, D-165, E-08)."""

from dataclasses import replace
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.mapping.number_format import formatted_number
from engine.records.contract_key import ContractKey
from engine.sync.store.settings import (
    CompanySettings,
    SettingRefusedError,
    settings_from_texts,
    settings_to_texts,
)

KEY = ContractKey("TST", "24-101", "C101")
NUMBERS = st.text(st.characters(codec="utf-8", exclude_categories=("C",)), min_size=1).filter(
    lambda number: number.strip()
)
PREFIXES = st.text("ABCPO0123456789-", max_size=7)


@st.composite
def formats(draw: st.DrawFn) -> CompanySettings:
    """A format that the settings take, with or without a cut."""
    prefix = draw(PREFIXES)
    last = draw(st.none() | st.integers(1, 8 - len(prefix)))
    texts = {"change_request_prefix": prefix}
    return settings_from_texts(
        texts if last is None else {**texts, "change_request_last_characters": str(last)}
    )


@pytest.mark.parametrize(
    ("prefix", "last", "number", "expected"),
    [
        ("", None, " 001 ", "001"),
        ("PCO", None, "001", "PCO001"),
        ("S001-", "3", "SC-AG2501-002", "S001-002"),
        ("", "3", "1-001", "001"),
        ("P", "3", "7", "P7"),
        ("P", "3", "A 1 7", "P1 7"),
        ("P", "2", "A1 7", "P7"),
    ],
)
def test_a_number_in_its_format(prefix: str, last: str | None, number: str, expected: str) -> None:
    texts = {"change_request_prefix": prefix}
    if last is not None:
        texts["change_request_last_characters"] = last
    assert formatted_number(number, texts) == expected


@given(NUMBERS)
def test_without_settings_a_number_goes_as_it_is(number: str) -> None:
    assert formatted_number(number, MappingProxyType({})) == number.strip()
    assert formatted_number(number, settings_to_texts(CompanySettings())) == number.strip()


@given(NUMBERS, formats())
def test_a_cut_number_always_fits_and_ends_as_the_pccos_does(
    number: str, settings: CompanySettings
) -> None:
    formatted = formatted_number(number, settings_to_texts(settings))
    prefix, last = settings.change_request_prefix, settings.change_request_last_characters
    assert formatted.startswith(prefix)
    assert formatted == formatted.strip()
    kept = formatted.removeprefix(prefix)
    assert kept
    assert number.strip().endswith(kept)
    if last is not None:
        assert len(formatted) <= 8


@given(NUMBERS, NUMBERS, PREFIXES)
def test_a_prefix_alone_keeps_all_numbers_apart(one: str, other: str, prefix: str) -> None:
    texts = {"change_request_prefix": prefix}
    is_same = formatted_number(one, texts) == formatted_number(other, texts)
    assert is_same == (one.strip() == other.strip())


@given(NUMBERS, formats())
def test_the_number_is_read_back_from_what_names_the_change_request(
    number: str, settings: CompanySettings
) -> None:
    formatted = formatted_number(number, settings_to_texts(settings))
    assert KEY.change_request_number(KEY.change_request_origin_id(formatted)) == formatted
    another = replace(KEY, customer_code="C102")
    assert another.change_request_number(KEY.change_request_origin_id(formatted)) is None
    assert KEY.change_request_number(KEY.origin_id) is None


@given(formats())
def test_a_format_is_kept_as_it_was_given(settings: CompanySettings) -> None:
    assert settings_from_texts(settings_to_texts(settings)) == settings


@pytest.mark.parametrize(
    ("texts", "message"),
    [
        (
            {"change_request_prefix": "PCCO-NR-"},
            "'change_request_prefix' has at most 7 characters, not 8 as 'PCCO-NR-': a change "
            "request number has at most 8",
        ),
        (
            {"change_request_prefix": "P O"},
            "'change_request_prefix' has no blanks and no '|' in it, unlike 'P O'",
        ),
        (
            {"change_request_prefix": "P|"},
            "'change_request_prefix' has no blanks and no '|' in it, unlike 'P|'",
        ),
        (
            {"change_request_last_characters": "9"},
            "'change_request_last_characters' is a number from 1 to 8, or 'all', not '9'",
        ),
        (
            {"change_request_prefix": "PCO", "change_request_last_characters": "6"},
            "'change_request_last_characters' is a number from 1 to 5 behind the prefix 'PCO', or "
            "'all', not '6'",
        ),
        (
            {"change_request_last_characters": "0"},
            "'change_request_last_characters' is a number from 1 to 8, or 'all', not '0'",
        ),
        (
            {"change_request_last_characters": "three"},
            "'change_request_last_characters' is a number from 1 to 8, or 'all', not 'three'",
        ),
    ],
)
def test_a_format_that_could_not_fit_is_refused(texts: dict[str, str], message: str) -> None:
    with pytest.raises(SettingRefusedError) as refused:
        settings_from_texts(texts)
    assert str(refused.value) == message


def test_all_characters_sets_the_cut_back() -> None:
    texts = {"change_request_prefix": "P", "change_request_last_characters": "all"}
    assert settings_from_texts(texts) == CompanySettings(change_request_prefix="P")
