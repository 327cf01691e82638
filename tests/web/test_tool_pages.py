"""The pages of the ERP Integrations tool, over both simulated products."""

from typing import Any

import pytest

from engine.operations.records import ContractRef
from engine.operations.request import Operation
from simulator.portfolio.demo import jobs
from simulator.world.faults import Fault, FaultKind

SYNCED_CONTRACTS = "/prime-contracts?list=synced"


def tab_names(page: Any) -> list[str]:
    return [link.text for link in page.xpath("//nav[@aria-label='Main']//a")]


def import_contract(browser: Any, job: jobs.DemoJob) -> None:
    accountant = browser.stage.people["accountant"]
    assert browser.tool.ask(Operation.IMPORT, accountant, ContractRef(job.number)).is_done


def test_the_tabs_are_not_there_until_the_feature_is_enabled(new_browser: Any) -> None:
    page = new_browser.look("/")
    assert tab_names(page) == ["Home", "Journal", "Rulebook"]
    assert "ERP Integrations is off" in new_browser.words(page)
    for address in ("/prime-contracts", "/change-orders"):
        reply = new_browser.client.get(address)
        assert reply.status_code == 404
        assert "ERP Integrations is off for this company, so there is no tab" in reply.text

    new_browser.tool.enable_feature()
    page = new_browser.look("/")
    assert tab_names(page) == ["Home", "Prime Contracts", "PCCOs", "Journal", "Rulebook"]
    assert new_browser.words(new_browser.look("/prime-contracts").xpath("//h1")[0]) == (
        "Prime Contracts"
    )
    assert new_browser.words(new_browser.look("/change-orders").xpath("//h1")[0]) == (
        "Prime Contract Change Orders (PCCOs)"
    )


@pytest.mark.parametrize(
    ("address", "lists"),
    [
        ("/prime-contracts", ["Ready to Import", "Synced"]),
        ("/change-orders", ["Ready to Export", "Failed to Export", "Synced"]),
    ],
)
def test_each_tab_has_its_lists(busy_browser: Any, address: str, lists: list[str]) -> None:
    page = busy_browser.look(address)
    links = page.xpath("//nav[@aria-label='Lists']//a")
    assert [link.text for link in links] == lists
    for link in links:
        chosen = busy_browser.look(link.get("href")).xpath(
            "//nav[@aria-label='Lists']//a[@aria-current]"
        )
        assert [each.text for each in chosen] == [link.text]


def test_home_shows_the_tie_out_and_how_much_each_list_holds(browser: Any) -> None:
    assert "Nothing to tie out yet." in browser.words(browser.look("/"))
    import_contract(browser, jobs.PUBLISHED)
    page = browser.look("/")
    assert "The books tie out. 1 contract" in browser.words(page.find_class("verdict")[0])
    row = browser.words(page.xpath("//tbody")[0])
    assert f"{jobs.PUBLISHED.number} Prime Contract" in row
    assert "7,396,144.00 7,396,144.00 0.00 0.00 7,396,144.00 7,396,144.00 Equal" in row
    counts = {
        browser.words(figure.find("dt")): browser.words(figure.find("dd"))
        for figure in page.find_class("figure")
    }
    assert counts["Synced"] == "0"  # of PCCOs, which come last
    accountant = browser.stage.people["accountant"]
    ready = browser.tool.status(accountant).contracts
    assert counts["Ready to Import"] == str(len(next(iter(ready.values()))))


def test_a_dimmed_button_tells_every_reason_with_rule_and_source(browser: Any) -> None:
    import_contract(browser, jobs.QUIET)
    browser.client.cookies.set("tieout_acting_as", browser.stage.people["viewer"])
    page = browser.look(SYNCED_CONTRACTS)
    button = page.xpath("//button[text()='Re-Import']")[0]
    assert button.get("disabled") is not None
    assert not button.xpath("ancestor::form")
    described = [page.get_element_by_id(i) for i in button.get("aria-describedby").split()]
    told = " ".join(browser.words(element) for element in described)
    assert f"{jobs.QUIET.number} Prime Contract" in told
    for expected in (
        "Re-importing takes Admin on ERP Integrations; this person has read_only.",
        "Rule reimport.needs-erp-integrations-admin Source reimport#right-erp-integrations",
        "Re-importing takes Admin on the project's Prime Contracts; this person has read_only.",
        "Rule reimport.needs-prime-contracts-admin Source reimport#right-prime-contracts",
        "The contract is synced and has no new or changed lines.",
        "Rule reimport.nothing-new Source reimport#nothing-new",
        "prime_contract.unsynced_line_count = 0",
    ):
        assert expected in told
    # It opens by a tap or by the keyboard, not by hovering.
    details = described[-1].xpath("ancestor::details")[0]
    assert browser.words(details.find("summary")) == "Why it is dimmed: 3 reasons"
    links = described[-1].xpath(".//a/@href")
    assert "/rules/reimport.nothing-new" in links
    browser.look("/rules/reimport.nothing-new")


def test_buttons_are_those_of_the_person_acted_as(browser: Any) -> None:
    import_contract(browser, jobs.QUIET)
    page = browser.look(SYNCED_CONTRACTS)
    assert page.xpath("//button[text()='Refresh' and not(@disabled)]")
    people = browser.stage.people
    reply = browser.client.post(
        "/acting-as",
        data={
            "form_token": page.xpath("//input[@name='form_token']/@value")[0],
            "return_to": SYNCED_CONTRACTS,
            "login": people["viewer"],
        },
        headers={"origin": "http://localhost"},
        follow_redirects=False,
    )
    assert (reply.status_code, reply.headers["location"]) == (303, SYNCED_CONTRACTS)
    page = browser.look(SYNCED_CONTRACTS)
    assert page.xpath("//select/option[@selected]/@value") == [people["viewer"]]
    assert page.xpath("//button[text()='Refresh' and @disabled]")


def test_a_project_shows_its_change_orders_with_its_own_buttons(browser: Any) -> None:
    import_contract(browser, jobs.HORIZONTAL)
    browser.play_next_chapter()
    browser.play_next_chapter()
    page = browser.look(SYNCED_CONTRACTS)
    project = page.xpath("//a[starts-with(@href, '/projects/')]/@href")[0]
    assert project == f"/projects/{browser.stage.project_ids[jobs.HORIZONTAL.number]}/change-orders"
    page = browser.look(project)
    rows = page.xpath("//li[@class='sheet']")
    assert len(rows) == 3
    buttons = [button.text for button in rows[0].xpath(".//button")]
    assert buttons == ["Send to ERP", "Retrieve from ERP", "Resend to ERP"]


def test_a_project_that_is_not_there_is_said_so(busy_browser: Any) -> None:
    reply = busy_browser.client.get("/projects/987654321/change-orders")
    assert reply.status_code == 404
    assert "987654321" in reply.text


@pytest.mark.parametrize("address", ["/prime-contracts?list=archived", "/change-orders?list="])
def test_a_list_that_a_tab_does_not_have_is_not_found(busy_browser: Any, address: str) -> None:
    reply = busy_browser.client.get(address)
    assert reply.status_code == 404
    assert "has no list" in reply.text


def test_a_product_that_does_not_answer_is_named_in_one_sentence(browser: Any) -> None:
    browser.simulation.world.plan(
        Fault("procore", "list_projects", FaultKind.ERROR, times=1_000, status=503)
    )
    reply = browser.client.get("/")
    assert reply.status_code == 502
    assert "Procore does not answer at the moment; try again shortly." in reply.text
    assert "Traceback" not in reply.text
    assert browser.client.get("/rules").status_code == 200


def test_the_journal_tells_what_was_asked_latest_first_and_page_by_page(browser: Any) -> None:
    assert "Nothing has been asked of the tool yet." in browser.words(browser.look("/journal"))
    viewer = browser.stage.people["viewer"]
    for _ in range(51):
        browser.tool.ask(Operation.IMPORT, viewer, ContractRef(jobs.QUIET.number))
    import_contract(browser, jobs.QUIET)
    page = browser.look("/journal")
    entries = page.xpath("//tbody")
    assert len(entries) == 50
    accountant = browser.stage.people["accountant"]
    assert browser.words(entries[0]).startswith(
        f"Import: prime contract of job {jobs.QUIET.number} Done {accountant}"
    )
    assert f"Refused {viewer}" in browser.words(entries[1])
    older = browser.look(page.xpath("//a[text()='Earlier entries']/@href")[0])
    assert len(older.xpath("//tbody")) == 2
    assert not older.xpath("//a[text()='Earlier entries']")
    assert older.xpath("//a[text()='Later entries']")
    entry = browser.look(entries[1].xpath(".//a/@href")[0])
    assert "Refused: nothing was sent." in browser.words(entry)
    assert "Rule import.needs-" in browser.words(entry.find_class("reasons")[0])


@pytest.mark.parametrize("page", ["0", "-1", "x", "1.5", "99999", "²"])
def test_a_journal_page_that_cannot_be_is_not_found(busy_browser: Any, page: str) -> None:
    assert busy_browser.client.get("/journal", params={"page": page}).status_code == 404


def test_an_entry_that_the_journal_does_not_have_is_not_found(busy_browser: Any) -> None:
    reply = busy_browser.client.get("/journal/none")
    assert reply.status_code == 404
    assert "The journal has no such entry." in reply.text
