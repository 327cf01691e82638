"""docs/facts.md: every fact number and every section of a note that is cited is explained there."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.cli import rules
from engine.rulebook import facts_page
from engine.rulebook.facts_page import FACTS_PAGE, TABLE_BEGIN, TABLE_END, with_facts_table
from engine.rulebook.load import load_rulebook

REPOSITORY = FACTS_PAGE.parents[1]
FOLDERS = ("rules", "schemas", "engine", "simulator", "features", "tests", "benchmarks", "docs")
SUFFIXES = {".py", ".yaml", ".json", ".md", ".feature", ".toml", ".html"}
NUMBER = re.compile(r"\b(D-\d{3}|[XUE]-\d{2})\b(?: to ([DXUE])-(\d{2,3})\b)?")
SECTIONS = re.compile(r"\b([a-z]+_api|durable_rules|domain)\.md ((?:\d+(?:\.\d+)?(?:, | to )?)+)")
ROW = re.compile(r"^\| (D-\d{3}|[XUE]-\d{2}) \|", re.MULTILINE)
"""Of a table; a number elsewhere on the page explains nothing."""


def test_the_table_is_what_the_sources_give_now() -> None:
    page = FACTS_PAGE.read_text("utf-8")
    assert page == with_facts_table(page, load_rulebook().sources), "run: tieout rules facts-page"


def test_the_command_writes_the_table_and_leaves_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "facts.md"
    page.write_text(f"# Before\n{TABLE_BEGIN}Outdated row.\n{TABLE_END}After.\n", "utf-8")
    monkeypatch.setattr(facts_page, "FACTS_PAGE", page)
    rules.facts_page()
    text = page.read_text("utf-8")
    assert text.startswith(f"# Before\n{TABLE_BEGIN}\n| Fact | Statement | Kind |")
    assert text.endswith(f"|\n\n{TABLE_END}After.\n")
    assert (
        "| D-141 | A PCCO's billing item code has at most 10 characters. "
        "| documented | `release#billing-item-length` |\n"
    ) in text
    assert "Outdated row" not in text
    order = [number[0] for number in ROW.findall(text)]
    assert order == sorted(order, key="DXUE".index)
    assert capsys.readouterr().out.endswith("/facts.md\n")


def test_a_page_without_a_place_for_the_table_is_refused() -> None:
    with pytest.raises(ValueError, match="the page needs the lines"):
        with_facts_table(f"no end\n{TABLE_BEGIN}", load_rulebook().sources)


def test_every_cited_number_is_explained() -> None:
    explained = set(ROW.findall(FACTS_PAGE.read_text("utf-8")))
    lacking = {
        number: place
        for place, text in _texts()
        for number in _numbers(text, ends_only=True)
        if number not in explained
    }
    assert lacking == {}, "explain them in docs/facts.md, under The other numbers"


def test_every_explained_number_is_cited_and_explained_in_one_place() -> None:
    page = FACTS_PAGE.read_text("utf-8")
    generated, by_hand = page.split(TABLE_END)
    written = ROW.findall(by_hand)
    assert len(written) == len(set(written))
    doubled = set(written) & {n for n in ROW.findall(generated) if n[0] in "DE"}
    assert doubled == set(), "a statement of the rules says it already"
    cited = {number for _, text in _texts() for number in _numbers(text, ends_only=False)}
    assert set(written) - cited == set(), "nothing cites them any more"


def test_every_contradiction_and_unknown_is_named_besides_what_the_rules_make_of_it() -> None:
    generated, by_hand = FACTS_PAGE.read_text("utf-8").split(TABLE_END)
    decided = {number for number in ROW.findall(generated) if number[0] in "XU"}
    assert decided
    assert decided <= set(ROW.findall(by_hand))


def test_every_cited_section_of_a_note_is_named() -> None:
    named = _named_sections(FACTS_PAGE.read_text("utf-8"))
    lacking = {
        (note, section): place
        for place, text in _texts()
        for note, sections in SECTIONS.findall(text)
        for section in re.findall(r"\d+(?:\.\d+)?", sections)
        if section not in named.get(f"{note}.md", set())
    }
    assert "10.6" in named["procore_api.md"]
    assert lacking == {}, "name the section in docs/facts.md, under The notes"


def _named_sections(page: str) -> dict[str, set[str]]:
    parts = re.split(r"^### (\w+\.md)$", page, flags=re.MULTILINE)
    return {
        note: set(re.findall(r"^\| (\d+(?:\.\d+)?) \|", text.split("\n## ")[0], re.MULTILINE))
        for note, text in zip(parts[1::2], parts[2::2], strict=True)
    }


def _numbers(text: str, *, ends_only: bool) -> Iterator[str]:
    """The cited numbers; of `D-105 to D-111` the ends, or all numbers between as well."""
    for first, _, last in NUMBER.findall(text):
        yield first
        letter, digits = first.split("-")
        if last and ends_only:
            yield f"{letter}-{last}"
        elif last:
            yield from (
                f"{letter}-{number:0{len(digits)}}" for number in range(int(digits), int(last) + 1)
            )


def _texts() -> Iterator[tuple[str, str]]:
    """Every file that cites, by its path in the repository; docs/facts.md itself does not."""
    paths = [REPOSITORY / "README.md", *REPOSITORY.glob("*.toml")]
    for folder in FOLDERS:
        paths += sorted((REPOSITORY / folder).rglob("*"))
    for path in paths:
        if path.suffix in SUFFIXES and path not in (FACTS_PAGE, Path(__file__)):
            yield path.relative_to(REPOSITORY).as_posix(), path.read_text("utf-8")
