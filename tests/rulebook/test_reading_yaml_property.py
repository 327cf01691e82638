"""The reader answers every text with a value or a finding, never with an exception."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from engine.rulebook.yaml_positions import YamlMapping, YamlScalar, plain, read_yaml

FILES = sorted(
    path
    for folder in (Path("rules"), Path("tests/rulebook/samples"))
    for path in folder.rglob("*.yaml")
)

words = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Zs", "Zl", "Zp"])
    | st.just(" "),
    min_size=1,
    max_size=12,
)
"""Without what can't be seen but plain spaces: the samples pin what is said about the rest."""
values = st.recursive(
    st.booleans() | st.integers() | words,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4),
    max_leaves=12,
)


@given(st.text(max_size=200))
def test_no_text_makes_the_reader_raise(text: str) -> None:
    file = read_yaml(text, "any.yaml")
    assert file.root is not None or file.findings


@given(st.dictionaries(words, values, min_size=1, max_size=4))
def test_what_is_written_plainly_is_read_back_unchanged(document: dict[str, object]) -> None:
    text = yaml.safe_dump(document, allow_unicode=True, sort_keys=False, width=10_000)
    file = read_yaml(text, "any.yaml")
    if any("is read as" not in finding.message for finding in file.findings):
        pytest.fail(f"{file.findings}")
    assert file.root is not None
    if not file.findings:
        assert plain(file.root) == document


@given(st.lists(words, min_size=1, max_size=6, unique=True))
def test_every_key_knows_its_place(keys: list[str]) -> None:
    text = "".join(f"{yaml.safe_dump(key, width=10_000).splitlines()[0]}: v\n" for key in keys)
    file = read_yaml(text, "any.yaml")
    assert isinstance(file.root, YamlMapping)
    for number, entry in enumerate(file.root.entries, start=1):
        assert (entry.key.location.line, entry.key.location.column) == (number, 1)


@pytest.mark.parametrize(
    ("written", "help_line"),
    [
        ("yes", 'write `true`, or "yes" in quotes for the text'),
        ("Off", 'write `false`, or "Off" in quotes for the text'),
        ("True", 'write `true`, or "True" in quotes for the text'),
        ("~", 'write "~" in quotes for the text'),
        ("0x1F", 'write it in plain digits without leading zero, or "0x1F" in quotes for the text'),
        (
            "1_000",
            'write it in plain digits without leading zero, or "1_000" in quotes for the text',
        ),
        (".inf", 'write money in whole cents, or ".inf" in quotes for the text'),
        ("2020-04-09 10:00:00", 'write "2020-04-09 10:00:00" in quotes for the text'),
    ],
)
def test_words_that_yaml_versions_read_differently_are_refused(
    written: str, help_line: str
) -> None:
    file = read_yaml(f"key: {written}\n", "any.yaml")
    assert [(f.value, str(f.location), f.help) for f in file.findings] == [
        (written, "any.yaml:1:6", help_line)
    ]


def test_a_date_is_a_text_until_a_fact_says_otherwise() -> None:
    file = read_yaml("on_the: 2020-04-09\n", "any.yaml")
    assert file.findings == ()
    assert isinstance(file.root, YamlMapping)
    value = file.root.get("on_the")
    assert isinstance(value, YamlScalar)
    assert value.value == "2020-04-09"


def test_without_libyaml_every_file_is_read_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [path.read_bytes().decode("utf-8", "replace") for path in FILES]
    assert len(texts) > 100
    monkeypatch.setattr(yaml, "__with_libyaml__", True)
    fast = [read_yaml(text, "any.yaml") for text in texts]
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    assert [read_yaml(text, "any.yaml") for text in texts] == fast


@given(st.dictionaries(words, values, min_size=1, max_size=4))
def test_without_libyaml_any_text_is_read_the_same(document: dict[str, object]) -> None:
    text = yaml.safe_dump(document, allow_unicode=True, sort_keys=False, width=40)
    fast = read_yaml(text, "any.yaml")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml, "__with_libyaml__", False)
        assert read_yaml(text, "any.yaml") == fast
