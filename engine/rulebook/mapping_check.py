"""Mappings against what the engine writes: fields, formats, limits, and rules about the same value.

The engine refuses most of this too, at the first record it maps; here it is told before.
"""

from collections.abc import Iterator, Mapping

from engine.rulebook.capabilities import Capabilities, MappingFields, TargetField
from engine.rulebook.conditions import Operator
from engine.rulebook.findings import Code, Finding
from engine.rulebook.location import Location
from engine.rulebook.model import (
    MappingRow,
    MappingTable,
    OnMissing,
    OnTooLong,
    Rulebook,
)
from engine.rulebook.names import suggest
from engine.rulebook.names_used import Names, differences
from engine.rulebook.references import comparisons_in
from engine.rulebook.sound_parts import Gaps
from engine.rulebook.vocabulary import Edition
from engine.rulebook.wording import shown

DIRECTIONS = ("spectrum_to_procore", "procore_to_spectrum")
"""Those of the schema, which finds any other word."""


def mapping_check(
    rulebook: Rulebook, gaps: Gaps, can: Capabilities, folder: Location
) -> Iterator[Finding]:
    """Every error that would refuse each record of a kind at its first mapping."""
    tables = rulebook.mappings.values()
    if "mapping" not in gaps.kinds:
        declared = {table.name: table.location for table in tables}
        wanted = set(can.mappings)
        yield from differences(Names("mapping", declared, wanted, Code.UNKNOWN_MAPPING, folder))
    for table in tables:
        fields = can.mappings.get(table.name)
        if fields is None:
            continue
        yield from _direction(table, fields)
        for row in table.rows:
            yield from _row(row, fields, can)
            target = fields.targets.get(row.to_field)
            if target is not None:
                yield from _limit_of_rules(row, target, rulebook, can)
        if table.location.file not in gaps.files:
            yield from _unfilled(table, fields)


def _direction(table: MappingTable, fields: MappingFields) -> Iterator[Finding]:
    if table.direction in DIRECTIONS and table.direction != fields.direction:
        message = f"`{table.name}` goes the other way: its fields are {fields.direction}"
        help_line = f"write `direction: {fields.direction}`"
        yield Finding(Code.WRONG_DIRECTION, message, table.location, table.name, help_line)


def _row(row: MappingRow, fields: MappingFields, can: Capabilities) -> Iterator[Finding]:
    target = fields.targets.get(row.to_field)
    if row.setting is not None and row.setting not in can.company_settings:
        message = f"there is no company setting `{row.setting}`"
        help_line = suggest(row.setting, can.company_settings, "name a setting of the company")
        yield _at(row, "setting", Code.UNKNOWN_FIELD, message, help_line)
    if target is None:
        message = f"the engine writes no field `{row.to_field}`"
        help_line = suggest(row.to_field, fields.targets, "name a field that it writes")
        yield _at(row, "to", Code.UNKNOWN_FIELD, message, help_line)
        return
    if row.from_field is not None and row.from_field not in target.sources:
        message = f"`{row.to_field}` can't be filled from `{row.from_field}`"
        help_line = suggest(row.from_field, target.sources, "name another field")
        yield _at(row, "from", Code.UNKNOWN_FIELD, message, help_line)
    for key, is_given in (("constant", row.constant), ("setting", row.setting)):
        if is_given is not None and not target.is_text:
            message = f"`{row.to_field}` is no text, and a {key} is one"
            yield _at(row, key, Code.UNKNOWN_FIELD, message, "fill it with `from:`")
    yield from _format(row, target)
    yield from _length(row, target)
    if "on_repeat" in row.places and not target.may_repeat:
        message = f"`{row.to_field}` never gets two amounts for one line"
        yield _at(row, "on_repeat", Code.NEVER_REPEATED, message, "remove `on_repeat:`")
    for key, is_blank in (
        ("on_missing", row.on_missing is OnMissing.LEAVE_BLANK),
        ("on_too_long", row.on_too_long is OnTooLong.LEAVE_BLANK),
    ):
        if target.is_required and is_blank:
            message = f"nothing can be written without `{row.to_field}`"
            yield _at(row, key, Code.LEFT_BLANK, message, "write `refuse`")


def _format(row: MappingRow, target: TargetField) -> Iterator[Finding]:
    if not target.takes_format(row.format):
        shown = f"the format `{row.format}`" if row.format is not None else "no format"
        message = f"`{row.to_field}` can't have {shown}"
        help_line = suggest(row.format or "", target.format_names, f"use {target.formats_in_words}")
        if not help_line.startswith("did you mean"):
            help_line = f"use {target.formats_in_words}"
        yield _at(row, "format", Code.WRONG_FORMAT, message, help_line)


def _length(row: MappingRow, target: TargetField) -> Iterator[Finding]:
    most = target.max_length
    if most is None:
        return
    if row.max_length is None:
        message = f"`{row.to_field}` holds at most {most} characters, and the row says no limit"
        yield _at(row, "to", Code.BEYOND_TARGET, message, f"add `max_length: {most}`")
    elif row.max_length > most:
        message = f"`{row.to_field}` holds at most {most} characters"
        yield _at(row, "max_length", Code.BEYOND_TARGET, message, f"write {most} or less")
    length = len(row.constant or "")
    if length > min(most, row.max_length or most):
        message = f"this constant has {length} characters, more than `{row.to_field}` holds"
        yield _at(row, "constant", Code.BEYOND_TARGET, message, "write a shorter one")


def _limit_of_rules(
    row: MappingRow, target: TargetField, rulebook: Rulebook, can: Capabilities
) -> Iterator[Finding]:
    """A rule about the value of a row has the row's limit: else a record that the rules let pass
    is refused when it is mapped, or the other way round."""
    key, operator, limit = "max_length", Operator.LONGER_THAN, row.max_length
    if not target.is_text:
        key, operator = "format", Operator.MORE_THAN
        limit = target.largest_cents(row.format)
    for fact, targets in can.limited_facts.items():
        if row.to_field not in targets or limit is None or fact not in rulebook.facts:
            continue
        limits = sorted(
            {
                comparison.operand
                for rule in rulebook.rules.values()
                if rule.editions & row.editions
                for comparison in comparisons_in(rule.when)
                if comparison.fact == fact and comparison.operator is operator
                if isinstance(comparison.operand, int)
            }
        )
        if limits and limit not in limits:
            declared = rulebook.facts[fact]
            words = " and ".join(shown(each, declared) for each in limits)
            message = (
                f"the rules stop `{fact}` at {words}, and this row at {shown(limit, declared)}"
            )
            yield _at(row, key, Code.LIMIT_DIFFERS, message, "write the same limit in both")


def _unfilled(table: MappingTable, fields: MappingFields) -> Iterator[Finding]:
    lacking: dict[str, list[str]] = {}
    for name in sorted(fields.targets):
        for edition in sorted(Edition):
            rows = [row for row in table.rows if edition in row.editions]
            strangers = [row for row in rows if row.to_field not in fields.targets]
            if not any(row.to_field == name for row in rows) and not strangers:
                lacking.setdefault(name, []).append(edition)
    for name, editions in lacking.items():
        where = "" if len(editions) == len(Edition) else f" in the edition {editions[0]}"
        message = f"no row fills `{name}`{where}"
        at, help_line = table.location, f"add a row with `to: {name}`"
        yield Finding(Code.UNFILLED_TARGET, message, at, table.name, help_line)


def _at(row: MappingRow, key: str, code: Code, message: str, help_line: str) -> Finding:
    """At the value of the row's `key`; at the row's id when it has no such key."""
    places: Mapping[str, tuple[Location, str]] = row.places
    location, value = places.get(key, (row.location, row.id))
    return Finding(code, message, location, value, help_line)
