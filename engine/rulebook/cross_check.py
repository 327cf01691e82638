"""What no single file can know: names that point nowhere or twice.

Every check yields findings and never stops at the first.
"""

from collections.abc import Iterator

from engine.rulebook.capabilities import Capabilities
from engine.rulebook.findings import Code, Finding
from engine.rulebook.lifecycle_check import lifecycle_check
from engine.rulebook.location import Location
from engine.rulebook.mapping_check import mapping_check
from engine.rulebook.model import MappingRow, Rule, Rulebook
from engine.rulebook.names import suggest
from engine.rulebook.references import citations_in
from engine.rulebook.sound_parts import Gaps
from engine.rulebook.use_check import engine_names_check


def cross_check(
    rulebook: Rulebook, gaps: Gaps, can: Capabilities | None, folder: Location
) -> Iterator[Finding]:
    """Every error across the files of a rulebook, and with `can` between them and the engine.

    What could not be built leaves `gaps`: a name may be absent for that reason alone, so nothing
    is said about it. What is absent altogether is told at `folder`.
    """
    yield from _duplicate_ids(rulebook)
    if "sources" not in gaps.kinds:
        yield from _unknown_sources(rulebook, gaps)
    yield from _without_rules(rulebook, gaps)
    if "eligibility" not in gaps.kinds:
        yield from _includes(rulebook)
    yield from lifecycle_check(rulebook, gaps, can, folder)
    yield from _mapping_rows(rulebook)
    if can is not None:
        yield from engine_names_check(rulebook, gaps, can, folder)
        yield from mapping_check(rulebook, gaps, can, folder)


def _duplicate_ids(rulebook: Rulebook) -> Iterator[Finding]:
    """Ids are unique in the whole book: a decision names a rule without its file."""
    found: list[Rule | MappingRow] = []
    for eligibility in rulebook.eligibilities.values():
        found += eligibility.rules
    for table in rulebook.mappings.values():
        found += table.rows
    first_seen: dict[str, Location] = {}
    for item in found:
        first = first_seen.setdefault(item.id, item.location)
        if first != item.location:
            message = f"the id `{item.id}` is used twice"
            help_line = f"choose another; the first is at {first}"
            yield Finding(Code.DUPLICATE_NAME, message, item.location, item.id, help_line)


def _unknown_sources(rulebook: Rulebook, gaps: Gaps) -> Iterator[Finding]:
    known = {*rulebook.sources, *gaps.names}
    for citation in citations_in(rulebook):
        if citation.reference not in known:
            message = f"unknown source `{citation.reference}`"
            help_line = suggest(citation.reference, rulebook.sources, "add it to sources.yaml")
            yield Finding(
                Code.UNKNOWN_SOURCE, message, citation.location, citation.reference, help_line
            )


def _without_rules(rulebook: Rulebook, gaps: Gaps) -> Iterator[Finding]:
    if "lifecycle" in gaps.kinds:  # whose refused moves may be the rules
        return
    for eligibility in rulebook.eligibilities.values():
        at, value = eligibility.location, eligibility.name
        if not eligibility.rules and not eligibility.includes and at.file not in gaps.files:
            message = f"`{eligibility.name}` has no rules, so it would always allow"
            help_line = "add `needs:`, `blocked_when:` or `includes:`"
            yield Finding(Code.NO_RULES, message, at, value, help_line)


def _includes(rulebook: Rulebook) -> Iterator[Finding]:
    names = {eligibility.name for eligibility in rulebook.eligibilities.values()}
    for eligibility in rulebook.eligibilities.values():
        for cited in eligibility.includes:
            included = rulebook.eligibilities.get(cited.reference)
            if included is None:
                message = f"unknown eligibility `{cited.reference}`"
                help_line = suggest(cited.reference, names, "write its file")
            elif included.includes:
                message = f"`{cited.reference}` itself includes others"
                help_line = "include what it includes directly; one step only"
            else:
                continue
            yield Finding(
                Code.UNKNOWN_ELIGIBILITY, message, cited.location, cited.reference, help_line
            )


def _mapping_rows(rulebook: Rulebook) -> Iterator[Finding]:
    """A row has one origin, and a target field has one writer in each edition."""
    for table in rulebook.mappings.values():
        writers: dict[tuple[str, str, str], str] = {}
        for row in table.rows:
            origins = [row.from_field, row.constant, row.setting]
            if sum(origin is not None for origin in origins) != 1:
                message = f"`{row.id}` needs exactly one of `from`, `constant` and `setting`"
                help_line = "say once where the value comes from"
                yield Finding(Code.MAPPING_ORIGIN, message, row.location, row.id, help_line)
            for edition in sorted(row.editions):
                target = (row.object, row.to_field, edition)
                writer = writers.setdefault(target, row.id)
                if writer != row.id:
                    message = f"`{row.to_field}` is already written by `{writer}`"
                    help_line = "keep one row, or give the rows different editions"
                    yield Finding(Code.TWO_WRITERS, message, row.location, row.id, help_line)
                    break
