"""What every test of a page needs: the rulebook, and a strict reading of HTML."""

from collections.abc import Callable

import pytest
from lxml import etree, html

from engine.rulebook.load import load_rulebook
from engine.rulebook.model import Rulebook

REFERRING = ("for", "aria-labelledby", "aria-describedby", "aria-controls")
LABELLED = "//input[not(@type='hidden')] | //select | //textarea"


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    return load_rulebook()


@pytest.fixture(scope="session")
def faults_in_html() -> Callable[[str], list[str]]:
    """What is wrong with a page's HTML, one sentence a fault."""
    return _faults_in_html


def _faults_in_html(text: str) -> list[str]:
    parser = html.HTMLParser()
    page = html.document_fromstring(text.encode(), parser=parser)
    faults = [
        f"line {entry.line}: {entry.message}"
        for entry in parser.error_log
        # The parser is older than main, nav, header and footer.
        if entry.type != etree.ErrorTypes.HTML_UNKNOWN_TAG
    ]
    if not text.startswith("<!doctype html>"):
        faults.append("no doctype")
    for path in ("/html/@lang", "//title/text()", "//meta[@name='viewport']", "//main"):
        if not page.xpath(path):
            faults.append(f"nothing at {path}")
    if len(page.xpath("//h1")) != 1:
        faults.append("not exactly one h1")
    ids = set(page.xpath("//@id"))
    for name in REFERRING:
        for value in page.xpath(f"//@{name}"):
            faults += [f"{name} names no id: {i}" for i in value.split() if i not in ids]
    labelled = set(page.xpath("//label/@for"))
    faults += [
        f"no label for {field.tag} {field.get('name')}"
        for field in page.xpath(LABELLED)
        if field.get("id") not in labelled
    ]
    faults += [
        f"{element.tag} without text: {etree.tostring(element)[:80]!r}"
        for element in page.xpath("//button | //a | //summary | //h1 | //h2 | //h3 | //th")
        if not "".join(element.itertext()).strip()
    ]
    faults += [f"style on {element.tag}" for element in page.xpath("//*[@style]")]
    outside = page.xpath("//@src | //link/@href | //form/@action")
    faults += [f"from outside: {place}" for place in outside if "//" in place]
    if page.xpath("//form//form"):
        faults.append("a form in a form")
    return faults
