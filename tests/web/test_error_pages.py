"""What a person sees when something went wrong."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from engine.erp_integrations.opening import BOOKS_FILE
from engine.web.app import create_app
from simulator.world.faults import Fault, FaultKind


@pytest.mark.parametrize(
    ("method", "address", "status_code", "sentence"),
    [
        ("GET", "/no-such-page", 404, "There is no page at this address."),
        ("GET", "/rules/no.such-rule", 404, "There is no rule &#39;no.such-rule&#39;;"),
        ("GET", "/rules?edition=1999", 404, "There is no edition &#39;1999&#39;; there are 2020"),
        ("GET", "/projects/seven/change-orders", 404, "There is no page at this address."),
        ("GET", "/act", 405, "This address can&#39;t be used that way; go there by its button."),
        ("POST", "/", 405, "This address can&#39;t be used that way; go there by its button."),
    ],
)
def test_each_error_is_one_clear_sentence(
    busy_browser: Any,
    method: str,
    address: str,
    status_code: int,
    sentence: str,
    faults_in_html: Any,
) -> None:
    reply = busy_browser.client.request(method, address)
    assert reply.status_code == status_code
    assert sentence in reply.text
    assert faults_in_html(reply.text) == []


def test_a_fault_of_ours_shows_no_traceback(
    browser: Any, tmp_path: Path, faults_in_html: Any
) -> None:
    with sqlite3.connect(tmp_path / BOOKS_FILE) as books:
        books.execute("DROP TABLE journal")
    reply = browser.client.get("/journal")
    assert reply.status_code == 500
    assert "The page could not be made; the server&#39;s log says why." in reply.text
    for detail in ("Traceback", "sqlite", "journal WHERE", "no such table"):
        assert detail not in reply.text
    assert faults_in_html(reply.text) == []


def test_a_person_that_procore_does_not_know_is_said_so(browser: Any) -> None:
    app = create_app(
        browser.tool, browser.tool.context.rulebook, people={"ghost": "ghost@example.com"}
    )
    client = type(browser.client)(app, base_url="http://localhost")
    reply = client.get("/prime-contracts")
    assert reply.status_code == 502
    assert (
        "Procore did not list company users: "
        "the company has no user with the login &#39;ghost@example.com&#39;." in reply.text
    )


def test_an_answer_that_is_cut_off_is_said_so(browser: Any) -> None:
    browser.simulation.world.plan(
        Fault("procore", "list_projects", FaultKind.TRUNCATED_BODY, times=1_000)
    )
    reply = browser.client.get("/prime-contracts")
    assert reply.status_code == 502
    assert "Procore does not answer at the moment; try again shortly." in reply.text
