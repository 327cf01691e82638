"""The table of `docs/facts.md` that says what each cited fact number stands for.

It is written from rules/sources.yaml by `tieout rules facts-page`; the rest of the page is written
by hand, for the numbers that no source statement names.
"""

from collections.abc import Mapping
from pathlib import Path

from engine.rulebook.model import SourceStatement

FACTS_PAGE = Path(__file__).parents[2] / "docs" / "facts.md"
TABLE_BEGIN = "<!-- The table is written by `tieout rules facts-page`. -->\n"
TABLE_END = "<!-- End of the table. -->\n"


def facts_table(sources: Mapping[str, SourceStatement]) -> str:
    """A row for each number and statement, by letter and number; Markdown."""
    rows = sorted(
        ((number, statement) for statement in sources.values() for number in statement.facts),
        key=lambda row: ("DXUE".index(row[0][0]), row[0]),  # stable: else in file order
    )
    lines = ["| Fact | Statement | Kind | In rules/sources.yaml |", "| --- | --- | --- | --- |"]
    lines += [
        f"| {number} | {statement.says.replace('|', '/')} | {statement.kind} "
        f"| `{statement.reference}` |"
        for number, statement in rows
    ]
    return "\n".join(lines) + "\n"


def with_facts_table(page: str, sources: Mapping[str, SourceStatement]) -> str:
    """The page with its table written anew. ValueError when it does not mark the table's place."""
    before, begin, rest = page.partition(TABLE_BEGIN)
    _, end, after = rest.partition(TABLE_END)
    if not (begin and end):
        raise ValueError(f"the page needs the lines {TABLE_BEGIN!r} and {TABLE_END!r}")
    return f"{before}{begin}\n{facts_table(sources)}\n{end}{after}"


def write_facts_page(sources: Mapping[str, SourceStatement]) -> Path:
    """Writes the table into the page and returns the page's place."""
    FACTS_PAGE.write_text(with_facts_table(FACTS_PAGE.read_text("utf-8"), sources), "utf-8")
    return FACTS_PAGE
