"""A rules folder read into a `Rulebook`, or refused with every finding there is.

    rules/facts.yaml  rules/sources.yaml  rules/{eligibility,lifecycle,mapping,markup}/*.yaml
    and, where it is told what scenarios need not show, rules/coverage.yaml

Phases: read and place every file, check each against its schema, build the model, check across
files. A later phase runs only on what the earlier ones let through, rule by rule: one mistake, one
finding.
"""

import hashlib
import re
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from engine.rulebook.builders import (
    build_eligibility,
    build_facts,
    build_lifecycle,
    build_mapping,
    build_markup,
    build_sources,
)
from engine.rulebook.capabilities import Capabilities
from engine.rulebook.cross_check import cross_check
from engine.rulebook.findings import FINDINGS_MAX, Code, Finding, RulebookError, Severity
from engine.rulebook.location import Location
from engine.rulebook.model import (
    Eligibility,
    Lifecycle,
    MappingTable,
    MarkupRules,
    Rulebook,
)
from engine.rulebook.refused_moves import with_refused_moves
from engine.rulebook.rule_overlap import constant_rules, overlapping_rules
from engine.rulebook.schema_check import KINDS, check_against_schema
from engine.rulebook.sound_parts import NOTHING, Gaps, SoundPart, gaps_of, sound_part
from engine.rulebook.statement_coverage import (
    NOTHING_COVERED,
    build_coverage,
    coverage_check,
)
from engine.rulebook.use_check import completeness_check
from engine.rulebook.vocabulary import FactDeclaration
from engine.rulebook.yaml_positions import YamlFile, YamlNode, read_yaml_file

DEFAULT_RULES = Path(__file__).parents[2] / "rules"
FILES_MAX = 1_000
_FILES_BY_KIND = {
    "facts.yaml": "facts",
    "sources.yaml": "sources",
    "coverage.yaml": "coverage",
}
_DISPENSABLE = ("coverage",)
_YAML_NAME = re.compile(r"\.ya?ml(?![a-z0-9])", re.IGNORECASE)
_FOLDER_KINDS = tuple(kind for kind in KINDS if kind not in _FILES_BY_KIND.values())

Named = TypeVar("Named", Eligibility, Lifecycle, MappingTable, MarkupRules)


@dataclass(frozen=True)
class CheckedRules:
    """The outcome of a check: a rulebook unless a finding is an error.

    `source_lines` serve the underlining of findings: file name to its lines.
    """

    rulebook: Rulebook | None
    findings: tuple[Finding, ...]
    source_lines: Mapping[str, tuple[str, ...]]

    def rendered(self) -> list[str]:
        """Each finding with its place, its underlined source line and its help."""
        return [finding.render(self._line(finding.location)) for finding in self.findings]

    def _line(self, location: Location) -> str | None:
        lines = self.source_lines.get(location.file, ())
        return lines[location.line - 1] if 0 < location.line <= len(lines) else None


@dataclass(frozen=True, slots=True)
class RuleFile:
    """One file, what is wrong with it by itself, and the part of it that can be built."""

    kind: str
    file: YamlFile
    findings: tuple[Finding, ...]
    part: SoundPart


@dataclass(frozen=True, slots=True)
class RulesFolder:
    """Every rule file of a folder in name order; `misplaced` is about files in no place for rules
    and about those that lack."""

    name: str
    files: tuple[RuleFile, ...]
    misplaced: tuple[Finding, ...]


def load_rulebook(path: Path = DEFAULT_RULES, can: Capabilities | None = None) -> Rulebook:
    """The rulebook under `path`; `RulebookError` with every finding when any is an error.

    With `can` the rules are checked against the engine too; without, only against each other.
    """
    checked = check_rules(path, can)
    if checked.rulebook is None:
        raise RulebookError(checked.findings)
    return checked.rulebook


def check_rules(path: Path = DEFAULT_RULES, can: Capabilities | None = None) -> CheckedRules:
    """Reads and checks everything under `path`; never raises for what the files hold.

    With `can` the rules are checked against the engine too; without, only against each other.
    """
    return check_files(read_rules(path), can)


def check_files(
    folder: RulesFolder, can: Capabilities | None = None, tolerated: AbstractSet[Code] = frozenset()
) -> CheckedRules:
    """Checks files that have been read against each other, as `check_rules` does.

    Findings of the `tolerated` codes are told, but do not refuse the rulebook.
    """
    findings = [*folder.misplaced, *(found for each in folder.files for found in each.findings)]
    sound: dict[str, list[YamlNode]] = {kind: [] for kind in KINDS}
    for each in folder.files:
        if each.part.root is not None:
            sound[each.kind].append(each.part.root)
    gaps = gaps_of((each.kind, each.file.name, each.part) for each in folder.files)
    book = _build(sound, _content_hash(folder), gaps, findings)
    if book is not None:
        findings += constant_rules(book, tuple(findings))
        findings += overlapping_rules(book)
        findings += coverage_check(book.coverage)
        findings += cross_check(book, gaps, can, Location(folder.name, 1, 1))
        if not gaps.files:
            findings += completeness_check(book, {finding.code for finding in findings}, can)
    if any(f.code.severity is Severity.ERROR and f.code not in tolerated for f in findings):
        book = None
    ordered = sorted(findings, key=lambda f: (f.location, f.code))[:FINDINGS_MAX]
    lines = {each.file.name: each.file.lines for each in folder.files}
    return CheckedRules(book, tuple(ordered), lines)


def read_rules(path: Path = DEFAULT_RULES) -> RulesFolder:
    """Every rule file under `path`, each checked by itself; never raises for what they hold."""
    files, misplaced = _read(path)
    return RulesFolder(
        path.name, tuple(rule_file(kind, file) for kind, file in files), tuple(misplaced)
    )


def rule_file(kind: str, file: YamlFile) -> RuleFile:
    """A file of a kind, checked by itself."""
    findings = _file_findings(file, kind)
    part = sound_part(file.root, kind, findings) if file.root is not None else NOTHING
    return RuleFile(kind, file, tuple(findings), part)


def _read(path: Path) -> tuple[list[tuple[str, YamlFile]], list[Finding]]:
    """Every rule file with its kind, in name order, and findings for files out of place."""
    files: list[tuple[str, YamlFile]] = []
    findings: list[Finding] = []
    folder = Location(path.name, 1, 1)
    found = sorted(p for p in path.rglob("*") if _is_meant_as_rules(p))
    if len(found) > FILES_MAX:
        message = f"{len(found)} rule files; at most {FILES_MAX} are read"
        findings.append(Finding(Code.UNREADABLE, message, folder, "", "name another folder"))
        found = []
    for file in found:
        relative = file.relative_to(path)
        name = f"{path.name}/{relative.as_posix()}"
        kind = _FILES_BY_KIND.get(relative.as_posix())
        if kind is None and len(relative.parts) == 2 and file.suffix == ".yaml":
            kind = relative.parts[0] if relative.parts[0] in _FOLDER_KINDS else None
        if kind is None:
            help_line = (
                "rule files are "
                + ", ".join(_FILES_BY_KIND)
                + " and "
                + ", ".join(f"{folder_kind}/*.yaml" for folder_kind in _FOLDER_KINDS)
            )
            message = "this file is in no place for rules"
            if file.suffix != ".yaml":
                message = "rule files end in `.yaml`"
                help_line = f"rename it to {_YAML_NAME.split(file.name)[0]}.yaml"
            at = Location(name, 1, 1)
            findings.append(Finding(Code.UNKNOWN_KIND, message, at, "", help_line))
            continue
        files.append((kind, read_yaml_file(file, name)))
    for name, kind in _FILES_BY_KIND.items():
        is_there = any(kind == found_kind for found_kind, _ in files)
        if not is_there and kind not in _DISPENSABLE:
            message = f"there is no `{name}`"
            help_line = f"write {path.name}/{name}, or name another folder"
            findings.append(Finding(Code.UNREADABLE, message, folder, "", help_line))
    return files, findings


def _is_meant_as_rules(path: Path) -> bool:
    """Any file whose name says YAML in some way, but for copies that editors keep beside it."""
    is_copy = path.name.startswith(".") or path.name.endswith("~")
    says_yaml = path.suffix == ".yaml" or (_YAML_NAME.search(path.name) and not is_copy)
    return bool(says_yaml) and path.is_file()


def _file_findings(file: YamlFile, kind: str) -> list[Finding]:
    """What is wrong with one file by itself: how it reads, its first line, its shape."""
    found = list(file.findings)
    if file.root is not None:
        misread = {finding.location for finding in found}
        shapes = check_against_schema(file.root, kind)
        found += _check_schema_line(file, kind)
        # What lacks a key is told where its first key stands, which may be misread besides.
        found += [
            finding
            for finding in shapes
            if finding.location not in misread or finding.code is Code.MISSING_KEY
        ]
    return found


def _check_schema_line(file: YamlFile, kind: str) -> list[Finding]:
    """Editors complete and check a file only when its first line names the schema."""
    first = file.lines[0] if file.lines else ""
    if first.startswith("# yaml-language-server: $schema=") and first.endswith(
        f"/schemas/{kind}.schema.json"
    ):
        return []
    message = "the first line does not name the schema"
    ups = "../" * (file.name.count("/"))
    help_line = f"begin with `# yaml-language-server: $schema={ups}schemas/{kind}.schema.json`"
    return [Finding(Code.SCHEMA_LINE, message, Location(file.name, 1, 1), first, help_line)]


def _build(
    sound: Mapping[str, list[YamlNode]], content_hash: str, gaps: Gaps, findings: list[Finding]
) -> Rulebook | None:
    """The model of all sound files; None when the vocabulary is broken, on which all rests."""
    if not sound["facts"]:
        return None
    facts: dict[str, FactDeclaration] = build_facts(sound["facts"][0])

    def eligibility(root: YamlNode) -> Eligibility:
        return build_eligibility(root, facts, gaps.names, findings)

    def lifecycle(root: YamlNode) -> Lifecycle:
        return build_lifecycle(root, facts, gaps.names, findings)

    eligibilities = _by_name(sound["eligibility"], eligibility, findings)
    lifecycles = _by_name(sound["lifecycle"], lifecycle, findings)
    return Rulebook(
        facts=facts,
        sources=build_sources(sound["sources"][0]) if sound["sources"] else {},
        eligibilities=with_refused_moves(eligibilities, lifecycles, facts),
        lifecycles=lifecycles,
        mappings=_by_name(sound["mapping"], build_mapping, findings),
        markups=_by_name(sound["markup"], build_markup, findings),
        content_hash=content_hash,
        coverage=build_coverage(sound["coverage"][0]) if sound["coverage"] else NOTHING_COVERED,
    )


def _by_name(
    roots: list[YamlNode], build: Callable[[YamlNode], Named], findings: list[Finding]
) -> dict[str, Named]:
    """A second file of a name is kept under its place, so that the rest of it is checked too."""
    built: dict[str, Named] = {}
    for root in roots:
        item = build(root)
        first = built.setdefault(item.name or str(item.location), item)
        if first is not item:
            built[str(item.location)] = item
            message = f"the name `{item.name}` is used by two files"
            help_line = f"choose another; the first is at {first.location}"
            finding = Finding(Code.DUPLICATE_NAME, message, item.location, item.name, help_line)
            findings.append(finding)
    return built


def _content_hash(folder: RulesFolder) -> str:
    """SHA-256 over names and lines of all rule files: names a decision's rulebook exactly."""
    digest = hashlib.sha256()
    for each in folder.files:
        name = each.file.name.removeprefix(f"{folder.name}/")
        digest.update("\n".join([name, *each.file.lines, ""]).encode())
    return digest.hexdigest()
