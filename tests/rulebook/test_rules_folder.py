"""What is found about a rules folder as a whole, and the rulebook that comes with Tieout."""

from pathlib import Path

import pytest

from engine.erp_integrations.capabilities import engine_capabilities
from engine.executors.limit_findings import limit_findings
from engine.rulebook.findings import RulebookError
from engine.rulebook.load import DEFAULT_RULES, check_rules, load_rulebook
from engine.rulebook.model import SourceKind
from engine.rulebook.references import citations_in
from engine.rulebook.vocabulary import Edition
from tests.rulebook.conftest import capabilities


def test_the_rules_of_tieout_have_no_findings() -> None:
    checked = check_rules(DEFAULT_RULES, engine_capabilities())
    assert checked.rendered() == []
    assert checked.rulebook is not None
    assert limit_findings(checked.rulebook) == ()


def test_what_a_reader_should_know_is_a_note_and_no_comment() -> None:
    """Comments reach nobody who reads the pages. The facts' own are headings."""
    for kind in ("eligibility", "lifecycle", "mapping", "markup"):
        for path in (DEFAULT_RULES / kind).glob("*.yaml"):
            for line in path.read_text("utf-8").splitlines()[1:]:
                assert not line.lstrip().startswith("#"), path
                assert " # " not in line, path


def test_every_statement_of_the_seeds_has_a_fact_or_a_reason_not_to_be_a_rule() -> None:
    statements = load_rulebook().sources.values()
    seeds = [s for s in statements if s.reference.split("#")[0] in ("reimport", "release")]
    assert len(seeds) == 31
    assert all(s.facts or s.not_a_rule for s in seeds)


def test_every_contradiction_and_unknown_is_decided_or_declared_out_of_scope() -> None:
    """X-01 to X-19 and U-01 to U-15."""
    book = load_rulebook()
    cited = {citation.reference for citation in citations_in(book)}
    decided = {n for source in book.sources.values() if source.reference in cited or
               source.not_a_rule is not None for n in source.facts}  # fmt: skip
    numbers = {f"X-{n:02}" for n in range(1, 20)} | {f"U-{n:02}" for n in range(1, 16)}
    assert numbers <= decided | set(book.coverage.reasons)


def test_what_the_seeds_say_is_documented_and_what_we_chose_is_marked() -> None:
    sources = load_rulebook().sources.values()
    for statement in sources:
        document = statement.reference.split("#")[0]
        if document in ("reimport", "release"):
            assert statement.kind is SourceKind.DOCUMENTED, statement.reference
        if document == "choices":
            assert statement.kind is SourceKind.INTERPRETATION, statement.reference


def test_rules_of_an_eligibility_are_its_own_then_the_included_ones() -> None:
    ids = [rule.id for rule in load_rulebook().rules_of("pcco.send", Edition.SEEDS)]
    assert ids[0] == "send.needs-prime-contracts-admin"
    assert ids.index("send.waiting") < ids.index("pcco.not-approved")


def test_rules_of_an_edition_leave_the_other_edition_out() -> None:
    book = load_rulebook()
    seeds = {rule.id for rule in book.rules_of("prime_contract.reimport", Edition.SEEDS)}
    current = {rule.id for rule in book.rules_of("prime_contract.reimport", Edition.CURRENT)}
    assert seeds - current == {
        "reimport.unapproved",
        "reimport.job-not-synced",
        "reimport.two-projects",
        "reimport.approved-pccos",
    }
    assert current <= seeds


def test_the_content_hash_changes_with_any_rule_file(world: Path) -> None:
    before = load_rulebook(world).content_hash
    assert load_rulebook(world).content_hash == before
    file = world / "eligibility" / "world.yaml"
    file.write_text(file.read_text("utf-8").replace("more_than: 3", "more_than: 4"), "utf-8")
    assert load_rulebook(world).content_hash != before


def test_loading_a_folder_with_errors_raises_all_of_them(world: Path) -> None:
    for name in ("one", "two"):
        (world / "eligibility" / f"{name}.yaml").write_text("title: x\n", "utf-8")
    with pytest.raises(RulebookError) as caught:
        load_rulebook(world)
    files = {finding.location.file for finding in caught.value.findings}
    assert files == {"rules/eligibility/one.yaml", "rules/eligibility/two.yaml"}


def test_a_file_in_no_place_for_rules_is_found(world: Path) -> None:
    (world / "eligibilty").mkdir()
    (world / "eligibilty" / "send.yaml").write_text("eligibility: order.send\n", "utf-8")
    assert check_rules(world).rendered() == [
        "rules/eligibilty/send.yaml:1:1: error: this file is in no place for rules [unknown-kind]\n"
        "    help: rule files are facts.yaml, sources.yaml, coverage.yaml and eligibility/*.yaml, "
        "lifecycle/*.yaml, mapping/*.yaml, markup/*.yaml"
    ]


def test_a_yml_file_is_found_rather_than_passed_over(world: Path) -> None:
    (world / "eligibility" / "send.yml").write_text("eligibility: order.send\n", "utf-8")
    assert check_rules(world).rendered() == [
        "rules/eligibility/send.yml:1:1: error: rule files end in `.yaml` [unknown-kind]\n"
        "    help: rename it to send.yaml"
    ]


@pytest.mark.parametrize("name", ["send.YAML", "send.yaml.txt", "send.Yml", "send.yaml.bak"])
def test_a_file_with_another_ending_is_found_rather_than_passed_over(
    name: str, world: Path
) -> None:
    (world / "eligibility" / name).write_text("eligibility: order.send\n", "utf-8")
    assert check_rules(world).rendered() == [
        f"rules/eligibility/{name}:1:1: error: rule files end in `.yaml` [unknown-kind]\n"
        "    help: rename it to send.yaml"
    ]


@pytest.mark.parametrize("name", [".send.yaml.swp", "send.yaml~", "yaml.md", "notes.txt"])
def test_what_editors_keep_and_what_is_no_yaml_is_passed_over(name: str, world: Path) -> None:
    (world / "eligibility" / name).write_text("eligibility: order.send\n", "utf-8")
    assert check_rules(world).rendered() == []


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_line_ends_of_other_systems_move_no_place(line_end: str, world: Path) -> None:
    text = (world / "eligibility" / "world.yaml").read_text("utf-8")
    misspelt = text.replace("order.title", "order.titel").replace("\n", line_end)
    (world / "eligibility" / "world.yaml").write_bytes(misspelt.encode())
    assert check_rules(world).rendered() == [
        "rules/eligibility/world.yaml:11:11: error: unknown fact `order.titel` [unknown-fact]\n"
        "            - order.titel: { longer_than: 5 }\n"
        "              ^^^^^^^^^^^\n"
        "    help: did you mean `order.title`?"
    ]


def test_what_the_engine_needs_and_no_file_declares_is_found(world: Path) -> None:
    (world / "eligibility" / "world.yaml").unlink()
    facts = world / "facts.yaml"
    facts.write_text(facts.read_text("utf-8").partition("  order.sent_on")[0], "utf-8")
    assert check_rules(world, capabilities("lifecycle")).rendered()[:5] == [
        f"rules:1:1: error: there is no {what}, and the engine needs it [{code}]\n"
        f"    help: declare {name} under rules/"
        for what, name, code in (
            ("eligibility `order.world`", "order.world", "unknown-eligibility"),
            ("fact `order.sent_on`", "order.sent_on", "unknown-fact"),
            ("fact `order.state`", "order.state", "unknown-fact"),
            ("fact `user.level`", "user.level", "unknown-fact"),
            ("lifecycle `order`", "order", "unknown-lifecycle"),
        )
    ]


def test_a_fact_that_rules_use_and_the_engine_does_not_derive_is_found(world: Path) -> None:
    with (world / "facts.yaml").open("a", encoding="utf-8") as facts:
        facts.write("  shop.is_open:\n    type: boolean\n    meaning: It is.\n    derived: Seen.\n")
    file = world / "eligibility" / "world.yaml"
    text = file.read_text("utf-8").replace(
        "      all:\n", "      all:\n        - shop.is_open: true\n"
    )
    file.write_text(text, "utf-8")
    (found,) = check_rules(world, capabilities("world")).rendered()
    assert found == (
        "rules/facts.yaml:38:3: error: the engine knows no fact `shop.is_open` [unknown-fact]\n"
        "      shop.is_open:\n"
        "      ^^^^^^^^^^^^\n"
        "    help: use one of `order.is_approved`, `order.line_count`, `order.sent_on`, "
        "`order.state`, `order.title`, `order.total_cents`, `user.level`"
    )


def test_a_folder_without_vocabulary_is_found(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    assert check_rules(tmp_path / "rules").rendered() == [
        "rules:1:1: error: there is no `facts.yaml` [unreadable]\n"
        "    help: write rules/facts.yaml, or name another folder",
        "rules:1:1: error: there is no `sources.yaml` [unreadable]\n"
        "    help: write rules/sources.yaml, or name another folder",
    ]


def test_a_file_that_is_not_utf8_is_found(world: Path) -> None:
    (world / "eligibility" / "latin.yaml").write_bytes("title: Müller\n".encode("latin-1"))
    assert check_rules(world).rendered() == [
        "rules/eligibility/latin.yaml:1:1: error: byte 8 is not UTF-8 [unreadable]\n"
        "    help: save the file as UTF-8"
    ]


def test_an_empty_file_is_found(world: Path) -> None:
    (world / "eligibility" / "empty.yaml").write_text("", "utf-8")
    assert [finding.message for finding in check_rules(world).findings] == ["the file is empty"]


def test_a_file_beyond_the_size_bound_is_found(world: Path) -> None:
    (world / "eligibility" / "big.yaml").write_text("#" * 1_000_001, "utf-8")
    assert [finding.message for finding in check_rules(world).findings] == [
        "the file has 1000001 bytes"
    ]


def test_deep_nesting_is_found(world: Path) -> None:
    (world / "eligibility" / "deep.yaml").write_text("a: " + "[" * 60 + "]" * 60, "utf-8")
    messages = {finding.message for finding in check_rules(world).findings}
    assert "nested more than 40 deep" in messages


def test_nesting_too_deep_to_read_is_found_at_its_place(world: Path) -> None:
    deep = "# first\na: " + "[" * 400_000 + "]" * 400_000
    (world / "eligibility" / "deep.yaml").write_text(deep, "utf-8")
    (found,) = check_rules(world).findings
    assert found.render() == (
        "rules/eligibility/deep.yaml:2:44: error: nested more than 40 deep [syntax]\n"
        "    help: flatten the rule"
    )


def test_an_error_in_the_facts_hides_no_error_elsewhere(world: Path) -> None:
    facts = world / "facts.yaml"
    facts.write_text(facts.read_text("utf-8").replace("type: text", "type: txt"), "utf-8")
    (world / "eligibility" / "world.yaml").write_text("titel: x\n", "utf-8")
    files = {finding.location.file for finding in check_rules(world).findings}
    assert files == {"rules/facts.yaml", "rules/eligibility/world.yaml"}
