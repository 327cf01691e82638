"""YAML read so that every key and value knows its line and column, and nothing is guessed.

PyYAML reads YAML 1.1, editors and JSON Schema tools read YAML 1.2. Where the two differ (`yes`,
`on`, `010`, `12:30`, `1_000`) a file would mean different things to its author and to us, so such
words are refused with the way to write them. Dates stay texts; the type of the fact they are
compared with decides.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from engine.rulebook.findings import Code, Finding
from engine.rulebook.location import Location
from engine.rulebook.yaml_characters import BYTE_ORDER_MARK, readable_text
from engine.rulebook.yaml_syntax import syntax_finding
from engine.rulebook.yaml_types import TAG, kind_in_words, way_to_write

FILE_BYTES_MAX = 1_000_000
DEPTH_MAX = 40

YamlValue = str | int | bool | None
JsonValue = str | int | bool | None | list["JsonValue"] | dict[str, "JsonValue"]

_INTEGER = re.compile(r"-?(0|[1-9][0-9]*)")
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_CUT_OFF = re.compile(r"[ \t]+(#.*)")


@dataclass(frozen=True, slots=True)
class YamlScalar:
    """A single value: `text` without quotes, `written` as it stands in the file's line."""

    value: YamlValue
    text: str
    written: str
    location: Location


@dataclass(frozen=True, slots=True)
class YamlEntry:
    key: YamlScalar
    value: "YamlNode"


@dataclass(frozen=True, slots=True)
class YamlMapping:
    entries: tuple[YamlEntry, ...]
    location: Location

    def get(self, key: str) -> "YamlNode | None":
        return next((entry.value for entry in self.entries if entry.key.text == key), None)

    def key_node(self, key: str) -> YamlScalar:
        return next(entry.key for entry in self.entries if entry.key.text == key)


@dataclass(frozen=True, slots=True)
class YamlSequence:
    items: tuple["YamlNode", ...]
    location: Location


YamlNode = YamlScalar | YamlMapping | YamlSequence


@dataclass(frozen=True, slots=True)
class YamlFile:
    """A rule file as read: `root` is None when it could not be read; `findings` say why."""

    name: str
    lines: tuple[str, ...]
    root: YamlNode | None
    findings: tuple[Finding, ...]


def read_yaml_file(path: Path, name: str) -> YamlFile:
    """Reads `path`, calling it `name` in every location. Never raises for what the file holds."""
    try:
        content = path.read_bytes()
        if len(content) > FILE_BYTES_MAX:
            return _unreadable(name, f"the file has {len(content)} bytes", "split the file")
        return read_yaml(content.decode("utf-8"), name)
    except UnicodeDecodeError as error:
        return _unreadable(name, f"byte {error.start} is not UTF-8", "save the file as UTF-8")
    except OSError as error:
        return _unreadable(name, f"the file can't be read: {error.strerror}", "check the path")


def read_yaml(text: str, name: str) -> YamlFile:
    """Reads YAML text, collecting all findings; only a syntax error ends the reading."""
    written = text.removeprefix(BYTE_ORDER_MARK).replace("\r\n", "\n").replace("\r", "\n")
    text, unreadable = readable_text(written, name)
    reader = _Reader(name, text)
    reader.findings += unreadable
    documents: list[yaml.Node | None] = []
    try:
        loader = reader.suitable_loader()
        documents = list(yaml.compose_all(text, Loader=loader))
    except yaml.MarkedYAMLError as error:
        if not (error.problem or "").startswith("found undefined alias"):  # told already
            reader.findings.append(syntax_finding(error, text, name))
    except _TooDeep as error:
        message = f"nested more than {DEPTH_MAX} deep"
        reader.find(Code.SYNTAX, message, error.location, "", "flatten the rule")
    else:
        reader.check_one_document(documents)
    reader.findings += reader.aliases
    first = documents[0] if documents and not reader.aliases else None
    root = reader.read(first) if first is not None else None
    lines = tuple(written.removesuffix("\n").split("\n"))
    return YamlFile(name, lines, root, tuple(reader.findings))


def plain(node: YamlNode) -> JsonValue:
    """The same value as plain lists and dictionaries, for JSON Schema."""
    if isinstance(node, YamlScalar):
        return node.value
    if isinstance(node, YamlSequence):
        return [plain(item) for item in node.items]
    return {entry.key.text: plain(entry.value) for entry in node.entries}


def node_at(node: YamlNode, path: Iterable[str | int]) -> YamlNode:
    """The node a JSON Schema path leads to."""
    for step in path:
        if isinstance(node, YamlSequence) and isinstance(step, int):
            node = node.items[step]
        elif isinstance(node, YamlMapping):
            node = next(e.value for e in node.entries if e.key.text == str(step))
    return node


def _unreadable(name: str, message: str, help_line: str) -> YamlFile:
    finding = Finding(Code.UNREADABLE, message, Location(name, 1, 1), "", help_line)
    return YamlFile(name, (), None, (finding,))


class _TooDeep(Exception):  # not an error: a finding
    def __init__(self, location: Location) -> None:
        self.location = location


class _Reader:
    """Turns PyYAML nodes into ours; collects findings instead of raising."""

    def __init__(self, name: str, text: str) -> None:
        self._name = name
        self._text = text
        self.findings: list[Finding] = []
        self.aliases: list[Finding] = []

    def find(self, code: Code, message: str, at: Location, value: str, help_line: str) -> None:
        self.findings.append(Finding(code, message, at, value, help_line))

    def suitable_loader(self) -> type[yaml.SafeLoader] | type[yaml.CSafeLoader]:
        """libyaml's, twenty times as fast, if it is there; PyYAML's own errors say more.

        Raises _TooDeep before a loader could: libyaml's composer would overflow the stack.
        """
        if yaml.__with_libyaml__:
            try:
                self._check_events(yaml.parse(self._text, Loader=yaml.CSafeLoader))
            except yaml.YAMLError:
                pass  # told by the one below
            else:
                return yaml.CSafeLoader
        self._check_events(yaml.parse(self._text, Loader=yaml.SafeLoader))
        return yaml.SafeLoader

    def _check_events(self, events: Iterable[yaml.Event]) -> None:
        """Nesting is bounded; an alias repeats a value, and many can blow a small file up."""
        self.aliases = []
        depth = -1  # of the outermost value it is 0
        for event in events:
            mark = event.start_mark
            assert mark is not None, "the parser marks every event of a text"
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            elif isinstance(event, yaml.AliasEvent):
                at, written = (
                    Location(self._name, mark.line + 1, mark.column + 1),
                    f"*{event.anchor}",
                )
                message = f"the alias `{written}` is used"
                help_line = "write the value out; rules are read one at a time"
                self.aliases.append(Finding(Code.AMBIGUOUS_YAML, message, at, written, help_line))
            if depth > DEPTH_MAX:
                raise _TooDeep(Location(self._name, mark.line + 1, mark.column + 1))

    def check_one_document(self, documents: Sequence[yaml.Node | None]) -> None:
        if not documents or documents[0] is None:
            self.find(
                Code.SYNTAX,
                "the file is empty",
                Location(self._name, 1, 1),
                "",
                "write the rules, or remove the file",
            )
        for extra in documents[1:]:
            at = self._location(extra) if extra is not None else Location(self._name, 1, 1)
            self.find(
                Code.SYNTAX,
                "a second document in one file",
                at,
                "",
                "put what follows `---` into a file of its own",
            )

    def read(self, node: yaml.Node) -> YamlNode:
        at = self._location(node)
        if isinstance(node, yaml.MappingNode):
            return self._read_mapping(node, at)
        if isinstance(node, yaml.SequenceNode):
            return YamlSequence(tuple(self.read(item) for item in node.value), at)
        return self._read_scalar(node, at)

    def _read_mapping(self, node: yaml.MappingNode, at: Location) -> YamlMapping:
        entries: dict[str, YamlEntry] = {}
        for key_node, value_node in node.value:
            value = self.read(value_node)
            key_at = self._location(key_node)
            if not isinstance(key_node, yaml.ScalarNode) or key_node.tag == f"{TAG}merge":
                self.find(
                    Code.AMBIGUOUS_YAML,
                    "a key that is not a plain word",
                    key_at,
                    "",
                    "use a plain word as the key",
                )
                continue
            text = key_node.value
            if key_node.tag not in (f"{TAG}str", f"{TAG}timestamp"):
                self.find(
                    Code.AMBIGUOUS_YAML,
                    f"the key `{text}` is read as {kind_in_words(key_node.tag)}",
                    key_at,
                    text,
                    f'put it in quotes: "{text}"',
                )
            if text in entries:
                first = entries[text].key.location
                self.find(
                    Code.DUPLICATE_KEY,
                    f"the key `{text}` stands twice",
                    key_at,
                    text,
                    f"remove one; the first is in line {first.line}",
                )
                continue
            key = YamlScalar(text, text, self._written(key_node), key_at)
            entries[text] = YamlEntry(key, value)
        return YamlMapping(tuple(entries.values()), at)

    def _read_scalar(self, node: yaml.Node, at: Location) -> YamlScalar:
        text, written = str(node.value), self._written(node)
        if node.tag == f"{TAG}str":
            if isinstance(node, yaml.ScalarNode) and not node.style:  # None or, of libyaml, ''
                self._check_cut_off(node, text)
            return YamlScalar(text, text, written, at)
        if node.tag == f"{TAG}bool" and text in ("true", "false"):
            return YamlScalar(text == "true", text, written, at)
        if node.tag == f"{TAG}int" and _INTEGER.fullmatch(text):
            return YamlScalar(int(text), text, written, at)
        if node.tag == f"{TAG}timestamp" and _ISO_DATE.fullmatch(text):
            return YamlScalar(text, text, written, at)
        if node.tag == f"{TAG}null" and text in ("", "null"):
            return YamlScalar(None, text, written, at)
        message = f"`{text}` is read as {kind_in_words(node.tag)}"
        self.find(Code.AMBIGUOUS_YAML, message, at, written, way_to_write(node.tag, text))
        return YamlScalar(text, text, written, at)

    def _check_cut_off(self, node: yaml.ScalarNode, text: str) -> None:
        """A ` #` ends a text without quotes. After a single word it may well be a comment."""
        cut = _CUT_OFF.match(self._text, node.end_mark.index)
        if cut is None:
            return
        is_comment = cut[1][1:2] in (" ", "") and " " not in text
        if not is_comment:
            column = node.end_mark.column + cut.start(1) - cut.start()
            at = Location(self._name, node.end_mark.line + 1, column + 1)
            help_line = "put the whole text in quotes, or the comment on a line of its own"
            message = "` #` begins a comment, so the text ends before it"
            self.find(Code.AMBIGUOUS_YAML, message, at, cut[1], help_line)

    def _written(self, node: yaml.Node) -> str:
        """The node as it stands in the file, up to the end of its first line."""
        return self._text[node.start_mark.index : node.end_mark.index].partition("\n")[0]

    def _location(self, node: yaml.Node) -> Location:
        return Location(self._name, node.start_mark.line + 1, node.start_mark.column + 1)
