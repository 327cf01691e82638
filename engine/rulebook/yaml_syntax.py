"""What PyYAML stops at, said in the words of whoever wrote the file and told where they erred.

PyYAML names its own tokens (`<block end>`), and tells an unclosed quote or bracket where the file
ends. The place that helps is where it was opened.
"""

import re
from dataclasses import dataclass

import yaml

from engine.rulebook.findings import Code, Finding
from engine.rulebook.location import Location

_OPENERS = {"while parsing a flow sequence": ("[", "]"), "while parsing a flow mapping": ("{", "}")}
_MISREAD_BEGINNINGS = (
    "while scanning an alias",
    "while scanning an anchor",
    "while scanning a block scalar",
)
_FOUND = re.compile(r"but (?:found|got) '(.*)'", re.DOTALL)
_SECOND_COLON = re.compile(r"\S:\s+\S")
_STARTED_BLOCKS = ("<block mapping start>", "<block sequence start>")


@dataclass(frozen=True, slots=True)
class _Fault:
    """`value` is the text at `index` that is underlined."""

    message: str
    help: str
    index: int
    value: str = ""


def syntax_finding(error: yaml.MarkedYAMLError, text: str, name: str) -> Finding:
    """What is wrong with `text` where the parser stopped, or where that began."""
    fault = _fault(error, text)
    start = text.rfind("\n", 0, fault.index) + 1
    line = text.count("\n", 0, fault.index) + 1
    at = Location(name, line, fault.index - start + 1)
    return Finding(Code.SYNTAX, fault.message, at, fault.value, fault.help)


def _fault(error: yaml.MarkedYAMLError, text: str) -> _Fault:
    mark = error.problem_mark or error.context_mark
    index = mark.index if mark is not None else 0
    opened = error.context_mark.index if error.context_mark is not None else index
    problem, context = error.problem or "", error.context or ""
    found = _FOUND.search(problem)
    token = found[1] if found is not None else ""
    if text[index : index + 1] == "\t":
        return _Fault("a tab stands where only spaces may", "use spaces", index)
    if context == "while scanning a quoted scalar":
        return _unclosed_quote(text, opened)
    if context in _OPENERS:
        return _unclosed_bracket(text, opened, index, token, *_OPENERS[context])
    if problem.startswith("expected <block end>"):
        return _out_of_block(text, index, token)
    if problem.startswith("mapping values are not allowed"):
        return _second_value(text, index)
    if problem == "could not find expected ':'":
        return _no_key(text, opened)
    if "that cannot start any token" in problem:
        return _wrong_beginning(text, index)
    if context in _MISREAD_BEGINNINGS:
        return _wrong_beginning(text, opened)
    if problem.startswith("found unknown escape character"):
        value = text[index - 1 : index + 1]
        help_line = "write the text in single quotes, or the backslash twice"
        return _Fault(f"`{value}` means nothing in double quotes", help_line, index - 1, value)
    if problem.startswith("expected the node content") and token in ("]", "}"):
        return _closes_nothing(index, token)
    if problem.startswith("expected '<document start>'"):
        message, help_line = "the file has ended before this", "remove the `...` above, or this"
        return _Fault(message, help_line, index, _word_at(text, index))
    words = problem.replace("<", "").replace(">", "")
    help_line = "check indentation, quotes and colons near this place"
    return _Fault(f"not YAML: {words}", help_line, index)


def _wrong_beginning(text: str, index: int) -> _Fault:
    first = text[index : index + 1]
    help_line = "put the text in quotes"
    if first == ">":
        help_line = "put a text in quotes; write a comparison as `{ more_than: 255 }`"
    return _Fault(f"a text can't begin with `{first}`", help_line, index, first)


def _unclosed_quote(text: str, opened: int) -> _Fault:
    quote = text[opened : opened + 1]
    help_line = f"close it with {quote} at the end of the text"
    return _Fault("the quote that opens here is never closed", help_line, opened, quote)


def _unclosed_bracket(
    text: str, opened: int, index: int, token: str, opener: str, closer: str
) -> _Fault:
    help_line = f"close it with `{closer}`"
    if "\n" in text[opened:index]:
        return _Fault(f"the `{opener}` that opens here is not closed", help_line, opened, opener)
    if token in ("]", "}"):
        message = f"this `{token}` can't close the `{opener}` before it"
        return _Fault(message, help_line, index, token)
    message = f"expected `,` or `{closer}` here"
    help_line = "put a comma between two values, and a text with `: ` or `,` in quotes"
    return _Fault(message, help_line, index, text[index : index + 1].strip())


def _out_of_block(text: str, index: int, token: str) -> _Fault:
    word = _word_at(text, index)
    if token in _STARTED_BLOCKS:
        message = "this line begins in a column where no line above it begins"
        return _Fault(message, "line it up with the lines it belongs to", index, word)
    if token == "-":
        message = "a list item stands among `key: value` lines"
        return _Fault(message, "indent it under its key, or remove the dash", index, "-")
    if token == "?":
        message = "a `key: value` line stands among list items"
        return _Fault(message, "begin it with a dash, or indent it under one", index, word)
    if token in ("]", "}"):
        return _closes_nothing(index, token)
    earlier = _quoted_before(text, index)
    if earlier is not None and "\n" in text[earlier[0] : earlier[1]]:
        line = text.count("\n", 0, earlier[1]) + 1
        message = f"the quote that opens here is closed only in line {line}"
        return _Fault(message, "close it where its text ends", earlier[0], text[earlier[0]])
    if earlier is not None:
        message = "a text goes on after its closing quote"
        help_line = "put all of it in quotes, and write a quote inside twice"
        return _Fault(message, help_line, index, word)
    before = text[:index].rstrip()[-1:]
    message = f"a text goes on after `{before}`" if before in ("]", "}") else "this has no key"
    return _Fault(message, "put the whole text in quotes", index, word)


def _quoted_before(text: str, index: int) -> tuple[int, int] | None:
    """Where the last value before `index` begins and ends, when it stands in quotes."""
    last: tuple[int, int] | None = None
    for token in yaml.scan(text, Loader=yaml.SafeLoader):
        if token.start_mark.index >= index:
            break
        is_quoted = isinstance(token, yaml.ScalarToken) and token.style in ("'", '"')
        last = (token.start_mark.index, token.end_mark.index) if is_quoted else None
    return last


def _second_value(text: str, index: int) -> _Fault:
    start = text.rfind("\n", 0, index) + 1
    if _SECOND_COLON.search(text[start:index]):
        return _Fault("a second `: ` stands in this line", "put the text in quotes", index, ":")
    begin = _line_begin(text, start)
    above = text.rfind("\n", 0, max(start - 1, 0)) + 1
    if begin - start <= _line_begin(text, above) - above:
        return _no_key(text, _line_begin(text, above))
    message = "this line is indented under one that already has its value"
    return _Fault(message, "line it up with the line above", begin, text[begin : index + 1])


def _no_key(text: str, index: int) -> _Fault:
    help_line = "write `key: value`, with a space after the colon"
    line = text[index:].partition("\n")[0].rstrip()
    return _Fault("this line has no `key: value`", help_line, index, line)


def _line_begin(text: str, start: int) -> int:
    """Where the line that starts at `start` has its first character that is no space."""
    line = text[start:].partition("\n")[0]
    return start + len(line) - len(line.lstrip(" "))


def _closes_nothing(index: int, token: str) -> _Fault:
    help_line = "remove it, or put the text in quotes"
    return _Fault(f"this `{token}` closes nothing", help_line, index, token)


def _word_at(text: str, index: int) -> str:
    return next(iter(text[index:].split(None, 1)), "") if text[index : index + 1].strip() else ""
