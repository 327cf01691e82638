"""The run report: what it says, that it stands alone, and that a run gives one text."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from lxml import html

from engine.erp_integrations.open_changes import OpenChange
from engine.report.report import render_report, write_report
from engine.report.run_report import (
    ROWS_MAX,
    CallCount,
    ReportTooLongError,
    RunReport,
)


def words(element: html.HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())


def test_the_verdict_comes_first_and_says_that_the_books_tie_out(run_report: RunReport) -> None:
    page = html.document_fromstring(render_report(run_report))
    first_section = page.xpath("//main/section")[0]
    assert "The books tie out." in words(first_section)
    assert "3 contracts, every synced amount the same" in words(first_section)
    assert first_section.xpath(".//table")


def test_one_cent_of_difference_is_the_verdict_and_the_first_row(run_report: RunReport) -> None:
    lines = list(run_report.tie_out)
    lines[2] = replace(lines[2], spectrum_approved_cents=lines[2].spectrum_approved_cents + 1)
    page = html.document_fromstring(render_report(replace(run_report, tie_out=tuple(lines))))
    assert "The books do not tie out. 1 contract of 3 differs" in words(
        page.find_class("verdict-bad")[0]
    )
    first_row = page.xpath("//tbody/tr")[0]
    assert "SIM|001003|CUST03" in words(first_row)
    assert "0.00 0.01 987,654.32 987,654.33 Different" in words(first_row)
    different = [words(cell) for cell in first_row.find_class("is-different")]
    assert different == ["0.00", "0.01", "987,654.32", "987,654.33"]


def test_no_contracts_is_not_called_a_tie_out(run_report: RunReport) -> None:
    empty = replace(run_report, tie_out=())
    text = render_report(empty)
    assert "Nothing to tie out yet." in text
    assert "The books tie out." not in text


def test_totals_are_exact_sums_of_cents(run_report: RunReport) -> None:
    page = html.document_fromstring(render_report(run_report))
    assert words(page.xpath("//tfoot")[0]) == (
        "Total 9,583,798.32 9,583,798.32 -2,570.65 -2,570.65 9,581,227.67 9,581,227.67"
    )


def test_what_one_side_alone_counts_is_an_open_item_with_its_reason(
    run_report: RunReport,
) -> None:
    row = run_report.tie_out[0]
    row = replace(
        row,
        spectrum_original_cents=row.spectrum_original_cents + 300,
        not_imported=(OpenChange("billing item 0300", 300, ("It waits to be re-imported.",)),),
        procore_original_cents=row.procore_original_cents + 400,
        only_in_procore=(OpenChange("line 5 Signs", 400, ("It was added in Procore.",)),),
        procore_approved_cents=row.procore_approved_cents + 500,
        not_exported=(
            OpenChange("PCCO 004", 500, ("Its state is rejected.", "The PCCO has no date.")),
        ),
        spectrum_approved_cents=row.spectrum_approved_cents + 700,
        not_from_procore=(OpenChange("change request X9", 700, ("No synced PCCO.",)),),
        header_excess_cents=125,
    )
    page = html.document_fromstring(render_report(replace(run_report, tie_out=(row,))))
    remarks = [words(item) for item in page.xpath("//tr[@class='remarks']//li")]
    assert remarks == [
        "Only Spectrum counts billing item 0300, 3.00 . It waits to be re-imported.",
        "Only Spectrum counts change request X9, 7.00 . No synced PCCO.",
        "Only Procore counts line 5 Signs, 4.00 . It was added in Procore.",
        "Only Procore counts PCCO 004, 5.00 . Its state is rejected. The PCCO has no date.",
        "Spectrum's contract amount is 1.25 more than its billing items, which no line can carry.",
    ]
    assert "The books tie out." in words(page.find_class("verdict")[0])
    assert "Counted by one side only so far: 4 amounts," in words(page.find_class("verdict")[0])


def test_a_difference_in_a_synced_record_breaks_the_tie_out_and_is_named(
    run_report: RunReport,
) -> None:
    row = replace(run_report.tie_out[0], differences=("PCCO 003 has 5 cents, the other 6",))
    page = html.document_fromstring(render_report(replace(run_report, tie_out=(row,))))
    assert "The books do not tie out." in words(page.find_class("verdict-bad")[0])
    assert words(page.find_class("bad")[0]) == "PCCO 003 has 5 cents, the other 6."


def test_a_refusal_shows_every_rule_with_wording_id_source_and_facts(
    run_report: RunReport,
) -> None:
    page = html.document_fromstring(render_report(run_report))
    reasons = [words(reason) for reason in page.find_class("reason")]
    assert reasons == [
        "The prime contract is unapproved; its status is draft. Rule reimport.unapproved "
        "Source reimport#unapproved Seen: prime_contract.status = draft",
        "The contract is synced and has no new or changed lines. Rule reimport.nothing-new "
        "Source reimport#nothing-new, choices#unsynced-line "
        "Seen: prime_contract.unsynced_line_count = 0",
    ]


def test_everything_that_was_done_and_asked_is_listed(run_report: RunReport) -> None:
    text = words(html.document_fromstring(render_report(run_report)))
    assert "14 lines created" in text
    assert "It took 2 attempts." in text
    assert "Change request 003." in text
    assert "create-prime-contract 12" in text
    assert "ARChangeRequest 7" in text
    assert "PCCO 004 of project 7 Export: failed Spectrum refused the job." in text
    assert "PCCO 003 of project 7 Send" in text


def test_a_hostile_title_is_text_and_the_page_runs_only_its_own_script(
    run_report: RunReport,
) -> None:
    text = render_report(run_report)
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert" in text
    page = html.document_fromstring(text)
    assert len(page.xpath("//script")) == 1
    policy = page.xpath("//meta[@http-equiv]/@content")[0]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy


def test_the_page_needs_no_other_file(run_report: RunReport) -> None:
    page = html.document_fromstring(render_report(run_report))
    assert not page.xpath("//link | //img | //iframe | //*[@src] | //*[@style]")
    assert {link[:1] for link in page.xpath("//@href")} == {"#"}
    style = page.xpath("//style")[0].text
    assert "url(" not in style
    assert "@import" not in style


def test_two_runs_of_one_seed_differ_only_in_their_times(run_report: RunReport) -> None:
    later = replace(
        run_report,
        started=run_report.started + timedelta(days=400, microseconds=3),
        finished=run_report.finished + timedelta(days=401),
    )
    first, second = (html.document_fromstring(render_report(r)) for r in (run_report, later))
    assert html.tostring(first) != html.tostring(second)
    for page in (first, second):
        for time in page.xpath("//time"):
            time.text = ""
            time.set("datetime", "")
    assert html.tostring(first) == html.tostring(second)
    assert render_report(run_report) == render_report(run_report)


def test_the_file_is_written_with_its_folder(run_report: RunReport, tmp_path: Path) -> None:
    path = tmp_path / "reports" / "run.html"
    write_report(path, run_report)
    assert path.read_text(encoding="utf-8") == render_report(run_report)


def test_a_list_that_is_too_long_is_refused_by_name(run_report: RunReport) -> None:
    calls = (CallCount("procore", "list-projects", 1),) * (ROWS_MAX + 1)
    with pytest.raises(ReportTooLongError) as refusal:
        replace(run_report, calls=calls)
    assert str(refusal.value) == (
        "the report's list calls has 5,001 entries and may have 5,000; "
        "report on fewer contracts at a time"
    )
