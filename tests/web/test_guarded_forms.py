"""Only a form of these pages, sent by the browser it was made for, changes anything."""

from typing import Any

import pytest

from engine.web.app import create_app
from engine.web.forms import FORM_BYTES_MAX
from engine.web.pages import NobodyToActAsError

READY_TO_IMPORT = "/prime-contracts"
BUTTON = "Add to Procore"


def press_with(browser: Any, headers: dict[str, str], **changed: str) -> Any:
    fields = {**browser.form(READY_TO_IMPORT, "", BUTTON), **changed}
    return browser.client.post("/act", data=fields, headers=headers, follow_redirects=False)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "null"},
        {"origin": "https://evil.example"},
        {"origin": "http://localhost.evil.example"},
        {"origin": "http://localhost:9999"},
    ],
)
def test_a_form_from_another_site_is_refused(browser: Any, headers: dict[str, str]) -> None:
    reply = press_with(browser, headers)
    assert reply.status_code == 403
    assert "Only a form of these pages may change anything here." in reply.text
    assert browser.tool.journal() == []


@pytest.mark.parametrize("token", ["", "0" * 64, "ü"])
def test_a_form_without_this_browsers_token_is_refused(browser: Any, token: str) -> None:
    reply = press_with(browser, {"origin": "http://localhost"}, form_token=token)
    assert reply.status_code == 403
    assert "This form is no longer valid" in reply.text
    assert browser.tool.journal() == []


def test_another_browsers_form_is_refused(browser: Any) -> None:
    fields = browser.form(READY_TO_IMPORT, "", BUTTON)
    browser.client.cookies.clear()
    assert browser.send_form(fields).status_code == 403
    assert browser.tool.journal() == []


def test_choosing_a_person_is_guarded_too(browser: Any) -> None:
    viewer = browser.stage.people["viewer"]
    reply = browser.client.post("/acting-as", data={"login": viewer})
    assert reply.status_code == 403
    assert "tieout_acting_as" not in reply.headers.get("set-cookie", "")


def test_a_form_that_is_too_large_is_refused(browser: Any) -> None:
    reply = press_with(browser, {"origin": "http://localhost"}, comment="x" * FORM_BYTES_MAX)
    assert reply.status_code == 413
    assert "The form is larger than 16,384 bytes." in reply.text


@pytest.mark.parametrize("body", [b"\xff\xfe", b"a=1&" * 50])
def test_what_is_no_form_is_refused(browser: Any, body: bytes) -> None:
    reply = browser.client.post("/act", content=body, headers={"origin": "http://localhost"})
    assert reply.status_code == 400
    assert "can&#39;t be read as a form" in reply.text


@pytest.mark.parametrize(
    "address", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_nobody_is_led_to_another_site(browser: Any, address: str) -> None:
    reply = press_with(browser, {"origin": "http://localhost"}, return_to=address)
    assert reply.status_code == 303
    assert reply.headers["location"].startswith("/journal/")
    entry = browser.look(reply.headers["location"])
    assert entry.xpath("//a[text()='Back']/@href") == ["/"]
    named = browser.look(f"/journal/{browser.tool.journal()[0].request_id}?back={address}")
    assert named.xpath("//a[text()='Back']/@href") == ["/"]


def test_a_name_that_is_not_this_machines_is_refused(browser: Any) -> None:
    assert browser.client.get("/", headers={"host": "evil.example"}).status_code == 400


def test_every_page_forbids_what_it_does_not_need(browser: Any) -> None:
    reply = browser.client.get("/")
    policy = reply.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    cookie = reply.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie


def test_pages_without_anyone_to_act_as_are_not_opened(browser: Any) -> None:
    with pytest.raises(NobodyToActAsError) as refusal:
        create_app(browser.tool, browser.tool.context.rulebook, people={})
    assert str(refusal.value) == "people is empty; give at least one role with its login"
