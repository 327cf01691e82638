"""The strict reading of HTML that the page tests rely on finds what it should."""

from collections.abc import Callable

import pytest

SOUND = (
    '<!doctype html>\n<html lang="en"><head><title>T</title>'
    '<meta name="viewport" content="width=device-width"></head>'
    "<body><main><h1>T</h1>{}</main></body></html>"
)


def test_a_sound_page_has_no_faults(faults_in_html: Callable[[str], list[str]]) -> None:
    body = '<form action="/x"><label for="a">A</label><input id="a"><button>Go</button></form>'
    assert faults_in_html(SOUND.format(body)) == []


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ('<p id="a">x</p><p id="a">y</p>', "line 2: ID a already defined"),
        ('<input id="a" name="n">', "no label for input n"),
        ("<button> </button>", "button without text: b'<button> </button>'"),
        ('<p aria-describedby="gone">x</p>', "aria-describedby names no id: gone"),
        ('<p style="color:red">x</p>', "style on p"),
        ('<img src="https://example.com/x.png">', "from outside: https://example.com/x.png"),
        ("<p>x</div>", "line 2: Unexpected end tag : div"),
        ("<h1>Again</h1>", "not exactly one h1"),
    ],
)
def test_each_kind_of_fault_is_found(
    body: str, fault: str, faults_in_html: Callable[[str], list[str]]
) -> None:
    assert faults_in_html(SOUND.format(body)) == [fault]
