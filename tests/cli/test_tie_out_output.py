"""The tie-out in print: no amount is ever cut off, and what one side lacks has its sum."""

import io
import re

import pytest
from rich.console import Console

from engine.cli.tie_out_output import print_tie_out, verdict
from engine.erp_integrations.open_changes import OpenChange
from engine.erp_integrations.tie_out import TieOutRow

LARGE_CENTS = 999_999_999_999


def row(**changed: object) -> TieOutRow:
    values = {
        "contract": "447|24-101|C1",
        "job_number": "24-101",
        "title": "24-101 Prime Contract",
        "project_name": "Harbour Hall",
        "procore_original_cents": LARGE_CENTS,
        "spectrum_original_cents": LARGE_CENTS,
        "header_excess_cents": 0,
        "procore_approved_cents": 193_085,
        "spectrum_approved_cents": 192_985,
        "not_imported": (),
        "only_in_procore": (),
        "not_exported": (OpenChange("PCCO 004", 100, ("It has no date.",)),),
        "not_from_procore": (),
        "differences": (),
    }
    return TieOutRow(**{**values, **changed})  # type: ignore[arg-type]  # tests name fields by keyword


def printed(rows: list[TieOutRow], width: int) -> str:
    file = io.StringIO()
    print_tie_out(Console(file=file, width=width), rows)
    return file.getvalue()


@pytest.mark.parametrize("width", [60, 80, 120, 140, 200])
def test_no_amount_is_cut_off(width: int) -> None:
    text = printed([row()], width)
    amounts = re.findall(r"-?[\d,]+\.\d\d", text)
    wanted = ["9,999,999,999.99"] * 2 + ["1,929.85"] * 2 + ["10,000,001,929.84"] * 2
    assert amounts[:6] == wanted
    assert "…" not in text
    assert "It has no date." in text


def test_what_one_side_lacks_is_summed_up() -> None:
    assert verdict([row()]) == (
        "The contract ties out, to the cent. "
        "Not synced, each with its reason above: 1.00 in Procore only."
    )


def test_a_difference_is_the_first_thing_said() -> None:
    rows = [row(spectrum_approved_cents=0, differences=("PCCO 001 differs.",)), row()]
    assert verdict(rows) == "1 of 2 contracts do not tie out."
    assert "PCCO 001 differs." in printed(rows, 80)


@pytest.mark.parametrize("width", [80, 140])
def test_explained_cents_are_named_beside_the_verdict(width: int) -> None:
    explained = row(
        procore_approved_cents=193_083,
        rounding_cents=-2,
        explanations=("PCCO 001 ties but for -0.02: it is rounded on each line",),
    )
    assert verdict([explained]).startswith("The contract ties out, but for 0.02, explained above.")
    text = " ".join(printed([explained], width).split())
    assert "but for -0.02" in text
    assert "PCCO 001 ties but for -0.02: it is rounded on each line." in text
    assert verdict([row(procore_approved_cents=193_083)]) == "1 of 1 contract do not tie out."


def test_nothing_synced_is_no_proof() -> None:
    assert verdict([]) == "Nothing is synced, so there is nothing to tie out."
