"""Pressing buttons: what they do in both products, and that each press counts once."""

from typing import Any

import anyio
import httpx
import pytest

from engine.erp_integrations.names import ListFilter
from engine.operations.records import ContractRef
from engine.operations.request import Operation
from simulator.portfolio.demo import jobs

READY_TO_IMPORT = "/prime-contracts?list=ready-to-import"
SYNCED_CONTRACTS = "/prime-contracts?list=synced"
READY_TO_EXPORT = "/change-orders?list=ready-to-export"
FAILED_TO_EXPORT = "/change-orders?list=failed-to-export"
SYNCED_PCCOS = "/change-orders?list=synced"


def headings(browser: Any, address: str) -> list[str]:
    return [browser.words(title) for title in browser.look(address).find_class("row-title")]


def project_page(browser: Any, job: jobs.DemoJob) -> str:
    return f"/projects/{browser.stage.project_ids[job.number]}/change-orders"


@pytest.fixture
def with_pccos(browser: Any) -> Any:
    """The horizontal job is imported and has three approved PCCOs."""
    login = browser.stage.people["accountant"]
    assert browser.tool.ask(Operation.IMPORT, login, ContractRef(jobs.HORIZONTAL.number)).is_done
    browser.play_next_chapter()
    browser.play_next_chapter()
    browser.simulation.world.faults.clear()
    return browser


def test_a_contract_is_added_to_procore_and_moves_to_synced(browser: Any) -> None:
    stage = browser.stage
    ready = browser.look(READY_TO_IMPORT)
    row = next(r for r in ready.find_class("sheet") if jobs.GROWING.number in browser.words(r))
    title = browser.words(row.find_class("row-title")[0])
    outcome = browser.press(READY_TO_IMPORT, title, "Add to Procore")
    assert "Done. Imported" in browser.words(outcome.find_class("verdict")[0])
    assert stage.prime_contract_of(jobs.GROWING.number).title == "24-111 Prime Contract"
    assert headings(browser, SYNCED_CONTRACTS) == ["24-111 Prime Contract"]
    back = outcome.xpath("//a[text()='Back']/@href")
    assert back == [READY_TO_IMPORT]


def test_a_pcco_goes_from_send_by_accept_to_synced_and_the_books_tie_out(with_pccos: Any) -> None:
    browser = with_pccos
    sent = browser.press(project_page(browser, jobs.HORIZONTAL), "001 ", "Send to ERP")
    assert "Done." in browser.words(sent.find_class("verdict")[0])
    accepted = browser.press(READY_TO_EXPORT, "001 ", "Accept", transaction_date="2020-04-30")
    told = browser.words(accepted)
    assert "Exported PCCO 001 as change request 001." in told
    assert "Change request 001 Revenue of 0100 nothing" in told
    assert [name[:4] for name in headings(browser, SYNCED_PCCOS)] == ["001 "]
    row = browser.words(browser.look(SYNCED_PCCOS).find_class("sheet")[0])
    assert "Transaction date 2020-04-30" in row
    verdict = browser.words(browser.look("/").find_class("verdict")[0])
    assert "The books tie out." in verdict


def test_a_reject_keeps_its_comment_as_text(with_pccos: Any) -> None:
    browser = with_pccos
    browser.press(project_page(browser, jobs.HORIZONTAL), "002 ", "Send to ERP")
    comment = 'Wrong <b>amount</b> & "quotes"'
    browser.press(READY_TO_EXPORT, "002 ", "Reject", comment=comment)
    page = browser.look(project_page(browser, jobs.HORIZONTAL))
    row = next(r for r in page.find_class("sheet") if "002 " in browser.words(r))
    assert f"Comment {comment}" in browser.words(row)
    assert not row.xpath(".//b")
    again = browser.press(project_page(browser, jobs.HORIZONTAL), "002 ", "Resend to ERP")
    assert "Done." in browser.words(again.find_class("verdict")[0])
    taken_back = browser.press(project_page(browser, jobs.HORIZONTAL), "002 ", "Retrieve from ERP")
    assert "Done." in browser.words(taken_back.find_class("verdict")[0])


def test_an_accept_without_its_date_is_refused_by_the_rule(with_pccos: Any) -> None:
    browser = with_pccos
    browser.press(project_page(browser, jobs.HORIZONTAL), "001 ", "Send to ERP")
    refused = browser.press(READY_TO_EXPORT, "001 ", "Accept", transaction_date="")
    assert "Refused: nothing was sent." in browser.words(refused)
    assert "1 reason" in browser.words(refused)
    assert "Rule post.transaction-date-missing" in browser.words(refused)
    assert refused.xpath("//a[@href='/rules/post.transaction-date-missing']")


def test_a_failed_export_shows_its_error_and_is_tried_again(browser: Any) -> None:
    login = browser.stage.people["accountant"]
    assert browser.tool.ask(
        Operation.IMPORT, login, ContractRef(jobs.FAILING_EXPORT.number)
    ).is_done
    browser.play_next_chapter()
    browser.play_next_chapter()
    browser.press(project_page(browser, jobs.FAILING_EXPORT), "001 ", "Send to ERP")
    failed = browser.press(READY_TO_EXPORT, "001 ", "Accept")
    assert "Failed: the other side did not take it." in browser.words(failed)
    error = browser.look(FAILED_TO_EXPORT).find_class("note-bad")[0]
    assert browser.words(error).startswith("Error: ")
    assert "Approved_Date '12/30/2019'" in browser.words(error)

    browser.play_next_chapter()  # the processing dates are opened in Spectrum
    exported = browser.press(FAILED_TO_EXPORT, "001 ", "Export")
    assert "Done. Exported PCCO 001" in browser.words(exported.find_class("verdict")[0])
    assert [name[:4] for name in headings(browser, SYNCED_PCCOS)] == ["001 "]


def test_unlinking_what_spectrum_still_has_is_refused_by_the_rule(with_pccos: Any) -> None:
    browser = with_pccos
    browser.press(project_page(browser, jobs.HORIZONTAL), "001 ", "Send to ERP")
    browser.press(READY_TO_EXPORT, "001 ", "Accept")
    page = browser.look(SYNCED_PCCOS)
    button = page.xpath("//button[text()='Unlink' and @disabled]")[0]
    why = page.get_element_by_id(button.get("aria-describedby").split()[1])
    assert "Rule unlink.still-in-spectrum" in browser.words(why)


def test_a_form_sent_twice_acts_once_and_leads_to_the_same_outcome(browser: Any) -> None:
    fields = browser.form(READY_TO_IMPORT, "", "Add to Procore")
    first, second = browser.send_form(fields), browser.send_form(fields)
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.headers["location"] == second.headers["location"]
    assert len(browser.tool.journal()) == 1


def test_two_clicks_at_the_same_time_act_once(browser: Any) -> None:
    fields = browser.form(READY_TO_IMPORT, "", "Add to Procore")
    replies: list[httpx.Response] = []

    async def click(client: httpx.AsyncClient) -> None:
        replies.append(
            await client.post("/act", data=fields, headers={"origin": "http://localhost"})
        )

    async def click_twice() -> None:
        transport = httpx.ASGITransport(browser.client.app)
        cookies = dict(browser.client.cookies)
        async with (
            httpx.AsyncClient(
                transport=transport, base_url="http://localhost", cookies=cookies
            ) as client,
            anyio.create_task_group() as tasks,
        ):
            tasks.start_soon(click, client)
            tasks.start_soon(click, client)

    anyio.run(click_twice)
    assert [reply.status_code for reply in replies] == [303, 303]
    assert replies[0].headers["location"] == replies[1].headers["location"]
    assert len(browser.tool.journal()) == 1
    login = browser.stage.people["accountant"]
    assert len(browser.tool.contracts(ListFilter.SYNCED, login)) == 1


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"operation": "delete"}, "The operation is &#39;delete&#39; and should be one of import,"),
        ({"login": "nobody@example.com"}, "is nobody one can act as here."),
        ({"job_number": ""}, "The job number is &#39;&#39; and should be 1 to 200 characters."),
        ({"form_id": ""}, "The form has no id; reload the page and try again."),
        (
            {"transaction_date": "30/04/2020"},
            "The transaction date is &#39;30/04/2020&#39; and should be a date such as 2020-04-09.",
        ),
        (
            {"comment": "x" * 1_001},
            "The comment has 1,001 characters and may have 1,000.",
        ),
        (
            {"comment": "why"},
            "import takes no comment, and &#39;why&#39; was given; leave it out. "
            "It takes accounting method.",
        ),
        (
            {"operation": "send", "project_id": "seven"},
            "The project id is &#39;seven&#39; and should be a whole number.",
        ),
    ],
)
def test_a_field_that_makes_no_sense_is_named_and_nothing_is_done(
    browser: Any, changed: dict[str, str], sentence: str
) -> None:
    fields = browser.form(READY_TO_IMPORT, "", "Add to Procore")
    reply = browser.send_form({**fields, **changed})
    assert reply.status_code == 400
    assert sentence in reply.text
    assert browser.tool.journal() == []
