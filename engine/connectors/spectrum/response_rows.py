"""The rows of a service's reply, and what their error codes say (spectrum_api.md 1.2)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from lxml import etree

Row = Mapping[str, str]

REFUSING_CODES = {
    "A": "not authorized",
    "E": "not authorized",  # one page has E where another has A
    "I": "invalid",
    "M": "missing",
}
WARNING = "W"
POSITIVE_CODES = ("", "G", "S", WARNING)
MAX_ROWS = 100_000


def read_rows(reply: object) -> Sequence[Row]:
    """The `response` rows of what zeep made of a reply: texts by element name, trimmed.

    Get replies have them inside an element named after the method, Put replies right under
    `returnData`. ValueError when a row is not flat or its error code is unknown.
    """
    rows = [_row(element) for element in _responses(reply)]
    for row in rows:
        code = _code(row)
        if code not in POSITIVE_CODES and code not in REFUSING_CODES:
            raise ValueError(f"unknown error code {code!r} with {_text(row)!r}")
    return rows


def refusals(rows: Iterable[Row]) -> list[str]:
    """The text and column of every row that refuses."""
    return [
        f"{REFUSING_CODES[code]}: {_text(row)} (column {_column(row) or 'not named'})"
        for row in rows
        if (code := _code(row)) in REFUSING_CODES
    ]


def has_warning(row: Row) -> bool:
    """Whether this is the extra row that marks a list cut at the row cap."""
    return _code(row) == WARNING


def _responses(value: object, depth: int = 0) -> Iterator[etree._Element]:
    if depth > 6:
        raise ValueError("the reply is nested too deeply")
    if isinstance(value, etree._Element):
        if etree.QName(value).localname == "response":
            yield value
        else:
            for child in value.iterchildren(tag=etree.Element):
                yield from _responses(child, depth + 1)
    elif isinstance(value, list):
        if len(value) > MAX_ROWS:
            raise ValueError(f"the reply has more than {MAX_ROWS} rows")
        for each in value:
            yield from _responses(each, depth)
    elif value is not None:
        named = getattr(value, "__values__", None)  # zeep's compound values
        if not isinstance(named, dict):
            raise ValueError(f"{type(value).__name__} where rows were expected")
        for each in named.values():
            yield from _responses(each, depth + 1)


def _row(element: etree._Element) -> Row:
    row: dict[str, str] = {}
    for cell in element.iterchildren(tag=etree.Element):
        name = etree.QName(cell).localname
        if len(cell) or name in row:
            raise ValueError(f"{name} in a row is not a single text")
        row[name] = (cell.text or "").strip()
    return row


def _code(row: Row) -> str:
    return row.get("Error_Code", row.get("error_code", ""))


def _text(row: Row) -> str:
    return row.get("Error_Description", row.get("desc", ""))


def _column(row: Row) -> str:
    return row.get("Error_Column", row.get("column", ""))
