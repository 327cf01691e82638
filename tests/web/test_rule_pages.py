"""The rulebook in a browser."""

from typing import Any

from engine.rulebook.model import Rulebook
from engine.rulebook.rule_counts import rule_counts


def test_the_rulebook_lists_every_rule_lifecycle_and_markup_choice(
    new_browser: Any, rulebook: Rulebook
) -> None:
    page = new_browser.look("/rules")
    links = set(page.xpath("//a/@href"))
    rows = [row.id for mapping in rulebook.mappings.values() for row in mapping.rows]
    for rule_id in [*rulebook.rules, *rows]:
        assert f"/rules/{rule_id}" in links
    text = new_browser.words(page)
    assert rule_counts(rulebook) + "." in text  # the words of `tieout rules check`
    assert len(page.xpath("//a[@class='rule-link']")) == len(rulebook.rules) + len(rows)
    assert "as read when these pages were started" in text
    for lifecycle in rulebook.lifecycles.values():
        assert lifecycle.title in text
        for state in lifecycle.states:
            assert state.meaning in text
    for markup in rulebook.markups.values():
        for setting in markup.settings:
            assert setting.sources[0].reference in text


def test_the_lifecycles_show_where_a_move_is_refused_and_where_records_end(
    new_browser: Any, rulebook: Rulebook
) -> None:
    page = new_browser.look("/rules")
    text = new_browser.words(page)
    assert "Ready to import (first)" in text
    assert "Synced (last)" in text  # of the contracts alone
    assert text.count("(last)") == 1
    assert "Retrieved, Rejected: send.use-resend" in text
    assert "Tells the creator: ERP PCCO Rejection Notification" in text
    links = page.xpath("//td[@data-label='Refused in']//a/@href")
    refusals = [
        each
        for item in rulebook.lifecycles.values()
        for m in item.transitions
        for each in m.otherwise
    ]
    assert links == [f"/rules/{refusal.id}" for refusal in refusals]
    text = new_browser.words(new_browser.look("/rules/send.use-resend"))
    assert "Refused when pcco.erp_status is one of retrieved, rejected" in text
    assert "rules/lifecycle/pcco.yaml:" in text


def test_what_the_rules_do_not_decide_is_listed_with_its_reason(
    new_browser: Any, rulebook: Rulebook
) -> None:
    page = new_browser.look("/rules")
    (table,) = page.xpath("//section[@aria-labelledby='out-of-scope']//tbody")
    rows = [[" ".join(cell.text_content().split()) for cell in row] for row in table]
    groups = rulebook.coverage.out_of_scope
    assert rows == [[", ".join(s.number for s in g.statements), g.words] for g in groups]
    assert len(rows) >= 5


def test_notes_are_shown_and_found(new_browser: Any, rulebook: Rulebook) -> None:
    text = new_browser.words(new_browser.look("/rules"))
    groups = (*rulebook.eligibilities.values(), *rulebook.mappings.values())
    notes = [item.note for item in (*groups, *rulebook.lifecycles.values()) if item.note]
    notes += [choice.note for markup in rulebook.markups.values() for choice in markup.settings
              if choice.note]  # fmt: skip
    assert len(notes) >= 10
    for note in notes:
        assert note in text
    row = "revenue.billing-item"
    assert "holds 11 characters" in new_browser.words(new_browser.look(f"/rules/{row}"))
    page = new_browser.look("/rules?words=holds+11+characters")
    assert page.xpath("//a[@class='rule-link']/@href") == [f"/rules/{row}"]


def test_a_search_finds_by_words_ids_and_sources(new_browser: Any, rulebook: Rulebook) -> None:
    page = new_browser.look("/rules?words=d-046")
    assert page.xpath("//a[@class='rule-link']/@href") == ["/rules/reimport.two-projects"]
    assert page.xpath("//input[@name='words']/@value") == ["d-046"]
    assert f"1 found, of {rule_counts(rulebook)}." in new_browser.words(page)
    page = new_browser.look("/rules?words=reimport.&edition=current")
    ids = page.xpath("//a[@class='rule-link']/@href")
    assert "/rules/reimport.nothing-new" in ids
    assert "/rules/reimport.approved-pccos" not in ids
    assert "Nothing was found" in new_browser.words(new_browser.look("/rules?words=no-such-word"))


def test_a_rules_page_tells_words_condition_sources_editions_and_facts(
    new_browser: Any, rulebook: Rulebook
) -> None:
    text = new_browser.words(new_browser.look("/rules/reimport.approved-pccos"))
    source = rulebook.sources["reimport#approved-pccos"]
    for expected in (
        "The contract has prime contract approved pcco count PCCO(s) in the status Approved.",
        "Edition 2020 only",
        "Refused when prime_contract.approved_pcco_count is more than 0",
        source.says,
        "Documented D-048, U-13",
        source.document_title,
        rulebook.facts["prime_contract.approved_pcco_count"].meaning,
        "rules/eligibility/prime_contract_reimport.yaml:",
    ):
        assert expected in text


def test_an_interpretation_is_told_apart_from_what_is_documented(new_browser: Any) -> None:
    text = new_browser.words(new_browser.look("/rules/reimport.unapproved"))
    assert "choices#unapproved Interpretation" in text
    assert "reimport#unapproved Documented" in text
