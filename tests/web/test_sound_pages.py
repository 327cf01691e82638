"""Every page that a person can reach is sound HTML, and no record's text is ever taken for it."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from lxml import html

from engine.operations.records import ChangeOrderRef, ContractRef
from engine.operations.request import Operation
from engine.report.from_outcomes import run_report
from engine.report.report import render_report
from engine.sync.outcome_json import outcome_from_json
from simulator.portfolio.demo import jobs

PAGES_MAX = 400
HOSTILE = "<script>x()</script>"
FaultsInHtml = Callable[[str], list[str]]


def test_every_page_that_links_lead_to_is_sound(
    busy_browser: Any, faults_in_html: FaultsInHtml
) -> None:
    to_visit, seen, faults = ["/"], {"/"}, {}
    while to_visit:
        address = to_visit.pop()
        reply = busy_browser.client.get(address)
        assert reply.status_code == 200, address
        if found := faults_in_html(reply.text):
            faults[address] = found
        page = html.document_fromstring(reply.text)
        for fragment in page.xpath("//a/@href[starts-with(., '#')]"):
            assert page.xpath("//*[@id=$name]", name=fragment[1:]), (address, fragment)
        for link in page.xpath("//a/@href[starts-with(., '/')]"):
            place = link.partition("#")[0]
            if place not in seen and len(seen) < PAGES_MAX:
                seen.add(place)
                to_visit.append(place)
    assert faults == {}
    assert PAGES_MAX > len(seen) > 100
    for kind in ("/rules/", "/journal/", "/projects/", "/change-orders?", "/prime-contracts?"):
        assert any(address.startswith(kind) for address in seen), kind


def test_the_report_of_real_outcomes_is_sound_and_shows_the_real_reasons(
    busy_browser: Any, faults_in_html: FaultsInHtml
) -> None:
    tool, rulebook = busy_browser.tool, busy_browser.tool.context.rulebook
    outcomes = [outcome_from_json(e.outcome_json, rulebook) for e in tool.journal()]
    now = datetime(2020, 4, 9, tzinfo=UTC)
    report = run_report(
        seed=2020,
        edition="2020",
        started=now,
        finished=now,
        outcomes=outcomes,
        tie_out=tool.tie_out(busy_browser.stage.people["accountant"]),
        calls=(),
        vocabulary=rulebook.facts,
    )
    assert report.imported
    assert report.exported
    assert report.refused
    text = render_report(report)
    assert faults_in_html(text) == []
    page = html.document_fromstring(text)
    shown = {code.text for code in page.xpath("//*[@class='reason']//code")}
    assert {r.rule_id for o in outcomes if o.decision for r in o.decision.reasons} <= shown
    assert "The books tie out." in busy_browser.words(page.find_class("verdict")[0])


def test_hostile_texts_of_both_products_are_shown_as_text(browser: Any) -> None:
    stage, login = browser.stage, browser.stage.people["accountant"]
    number = jobs.QUIET.number
    company_code = stage.spectrum.credentials["company_code"]
    stage.make_in_spectrum(
        "job",
        number="24-900",
        description=HOSTILE,
        customer_code=stage.customer_codes[number],
        original_contract="1.00",
    )
    stage.make_in_procore(
        "project", name=HOSTILE, number="24-900", origin_id=f"{company_code}|24-900"
    )
    ready = browser.client.get("/prime-contracts").text
    assert HOSTILE not in ready
    assert "&lt;script&gt;x()" in ready

    assert browser.tool.ask(Operation.IMPORT, login, ContractRef(number)).is_done
    contract = stage.prime_contract_of(number)
    stage.make_in_procore(
        "change_order",
        project_id=stage.project_ids[number],
        contract_id=contract["id"],
        number='"><i>',
        title=HOSTILE,
        status="approved",
        lines=[],
    )
    place = f"/projects/{stage.project_ids[number]}/change-orders"
    text = browser.client.get(place).text
    assert HOSTILE not in text
    assert "&lt;script&gt;x()" in text
    assert "<i>" not in text
    refused = browser.tool.ask(
        Operation.SEND, login, ChangeOrderRef(stage.project_ids[number], '"><i>')
    )
    assert not refused.is_done
    for address in ("/journal", f"/journal/{browser.tool.journal()[-1].request_id}", "/"):
        assert "<i>" not in browser.client.get(address).text
    searched = browser.client.get("/rules", params={"words": '"><i>'}).text
    assert "<i>" not in searched
    assert "&#34;&gt;&lt;i&gt;" in searched
