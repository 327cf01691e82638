"""What Spectrum's services answered, and what Info-Link shows of it."""

from features.harness.steps import then
from features.harness.table import Table
from features.support.info_link import row_shows
from features.support.spectrum_desk import SpectrumDesk

ACCEPTED = "accepted"


@then('Spectrum answers "{verdict:Text}"')
def answers(desk: SpectrumDesk, verdict: str) -> None:
    assert not desk.answer.trouble, f"no answer can be read: {desk.answer.trouble}"
    found = "; ".join(desk.answer.verdicts) or desk.answer.fault or ACCEPTED
    assert found == verdict, f"Spectrum answers {found!r}: {desk.answer.words}"


@then("no answer of Spectrum can be read")
def no_answer(desk: SpectrumDesk) -> None:
    assert desk.answer.trouble, f"it answers {desk.answer}"


@then('Spectrum explains "{words:Text}"')
def explains(desk: SpectrumDesk, words: str) -> None:
    told = desk.answer.words or desk.answer.fault
    assert words in told, f"Spectrum says {told!r}"


@then("the HTTP status is {status:Count}")
def http_status(desk: SpectrumDesk, status: int) -> None:
    assert desk.answer.status == status, f"it is {desk.answer.status}"


@then('the answer has a "{member:Text}"')
def has_member(desk: SpectrumDesk, member: str) -> None:
    values = desk.answer.values or {}
    assert values.get(member), f"it has {', '.join(values)}"


@then('the answer\'s "{member:Text}" is "{words:Text}"')
def member_is(desk: SpectrumDesk, member: str, words: str) -> None:
    found = (desk.answer.values or {}).get(member)
    assert found == words, f"it is {found!r}"


@then("these rows come back")
def rows(desk: SpectrumDesk, table: Table) -> None:
    found = [tuple(row.get(name) for name in table.heading) for row in desk.answer.rows]
    expected = [tuple(row) for row in table.cells[1:]]
    assert found == expected, f"these come back: {found}"


@then("{count:Count} rows come back")
def number_of_rows(desk: SpectrumDesk, count: int) -> None:
    assert len(desk.answer.rows) == count, f"{len(desk.answer.rows)} come back"


@then('every "{column:Text}" is {length:Count} characters long')
def padded(desk: SpectrumDesk, column: str, length: int) -> None:
    found = [row[column] for row in desk.answer.rows]
    assert found, "no row came back"
    assert all(len(text) == length for text in found), f"they are {found}"


@then('Info-Link\'s "{name:Text}" shows')
def info_link_shows(desk: SpectrumDesk, name: str, table: Table) -> None:
    found = sorted(desk.info_link.rows(name, table.heading), key=repr)
    expected = [dict(zip(table.heading, cells, strict=True)) for cells in table.cells[1:]]
    missing = [words for words in expected if not any(row_shows(row, words) for row in found)]
    assert not missing, f"{name} does not show {missing}; it shows {found}"
    assert len(found) == len(expected), f"{name} has {len(found)} rows: {found}"


@then('the "{column:Text}" in Info-Link\'s "{name:Text}" has {length:Count} characters')
def info_link_length(desk: SpectrumDesk, column: str, name: str, length: int) -> None:
    found = [len(str(row[0])) for row in desk.info_link.rows(name, [column])]
    assert found == [length], f"the lengths are {found}"


@then("the database refuses it")
def database_refuses(desk: SpectrumDesk) -> None:
    assert desk.database_refusal, "the database did as it was told"


@then("Info-Link is as it was before")
def info_link_unchanged(desk: SpectrumDesk) -> None:
    after = desk.info_link.everything()
    changed = [name for name, rows in after.items() if rows != desk.tables_before[name]]
    assert desk.tables_before, "nothing was called"
    assert not changed, f"{', '.join(changed)} changed"
