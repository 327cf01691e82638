"""Every change of one thing: which there are, what one makes of the rules, and those declared."""

from collections import Counter
from pathlib import Path

import pytest

from engine.erp_integrations.capabilities import engine_capabilities
from engine.rulebook.load import check_files, read_rules
from engine.rulebook.model import Rulebook
from engine.rulebook.mutation.equivalents import EquivalentsError, read_equivalents
from engine.rulebook.mutation.mutants import Mutant, mutants_of, mutated, says_the_same
from engine.rulebook.schema_check import KINDS
from engine.rulebook.vocabulary import Edition

CAN = engine_capabilities()
FOLDER = read_rules()


@pytest.fixture(scope="module")
def book() -> Rulebook:
    found = check_files(FOLDER, CAN).rulebook
    assert found is not None
    return found


@pytest.fixture(scope="module")
def mutants(book: Rulebook) -> tuple[Mutant, ...]:
    return mutants_of(FOLDER, book, CAN)


def changes(mutants: tuple[Mutant, ...], subject: str) -> set[str]:
    return {mutant.change for mutant in mutants if mutant.subject == subject}


def the(mutants: tuple[Mutant, ...], subject: str, change: str) -> Mutant:
    (found,) = [m for m in mutants if (m.subject, m.change) == (subject, change)]
    return found


def under(mutant: Mutant) -> Rulebook:
    changed = mutated(FOLDER, mutant, CAN).rulebook
    assert changed is not None, mutant
    return changed


def test_everything_in_a_rule_is_changed_one_thing_at_a_time(mutants: tuple[Mutant, ...]) -> None:
    assert changes(mutants, "pcco.amount-out-of-range") == {
        "the rule -> nothing",
        "every edition -> editions: [2020]",
        "every edition -> editions: [current]",
        f"{ANY} -> {{ not: {ANY} }}",
        f"{ANY} -> {ANY.replace('any', 'all')}",
        *(
            change
            for part, value in ((MORE, "999999999999"), (LESS, "-999999999999"))
            for change in (
                f"{part} -> nothing",
                f"{part} -> {{ not: {part} }}",
                f"{part} -> {part.replace('largest_amount', 'header_minus_lines')}",
                f"{part} -> {part.replace('largest_amount', 'unexplained_difference')}",
            )
        ),
        "pcco.largest_amount_cents: { more_than: 999999999999 } -> { at_least: 999999999999 }",
        "pcco.largest_amount_cents: { more_than: 999999999999 } -> { less_than: 999999999999 }",
        "pcco.largest_amount_cents: { less_than: -999999999999 } -> { at_most: -999999999999 }",
        "pcco.largest_amount_cents: { less_than: -999999999999 } -> { more_than: -999999999999 }",
        "pcco.largest_amount_cents: more_than: 999999999999 -> 1000000000000",
        "pcco.largest_amount_cents: more_than: 999999999999 -> 999999999998",
        "pcco.largest_amount_cents: less_than: -999999999999 -> -999999999998",
        "pcco.largest_amount_cents: less_than: -999999999999 -> -1000000000000",
    }


MORE = "{ pcco.largest_amount_cents: { more_than: 999999999999 } }"
LESS = "{ pcco.largest_amount_cents: { less_than: -999999999999 } }"
ANY = f"{{ any: [{MORE}, {LESS}] }}"


@pytest.mark.parametrize(
    ("subject", "change"),
    [
        ("pcco.accept", "includes: pcco.exportable -> nothing"),
        ("accept.needs-erp-integrations-standard", "user.erp_integrations_level: "
         "{ at_least: standard } -> { more_than: standard }"),
        ("accept.needs-erp-integrations-standard",
         "user.erp_integrations_level: at_least: standard -> admin"),
        ("reimport.unapproved", "editions: [2020] -> every edition"),
        ("reimport.unapproved",
         "prime_contract.status: one_of: [approved, complete] -> [approved]"),
        ("pcco: unlink", "from: [synced] -> [synced, rejected]"),
        ("pcco: retry", "to: synced -> not_sent"),
        ("pcco", "initial: not_sent -> synced"),
        ("send.synced", "in: [synced] -> [synced, not_sent]"),
        ("pcco.status", "max_length: 2 -> 1"),
        ("pcco.status", "setting: spectrum_status_code -> edition"),
        ("estimate.amount", 'format: "-10.2" -> -9.2'),
        ("estimate.amount", 'format: "-10.2" -> 10.2'),
        ("prime_contract.title", 'format: "{value} Prime Contract" -> {value}'),
        ("estimate.description", "on_too_long: leave_blank -> refuse"),
        ("rounding", "is: half_up -> half_even"),
        ("order", "is: [horizontal, vertical] -> [vertical, horizontal]"),
        ("pcco.approved_date", "may_be_missing: true -> nothing"),
        ("user.erp_integrations_level",
         "values: [none, read_only, standard, admin] -> [none, standard, read_only, admin]"),
    ],
)  # fmt: skip
def test_these_are_among_the_mutants(
    mutants: tuple[Mutant, ...], subject: str, change: str
) -> None:
    assert change in changes(mutants, subject), sorted(changes(mutants, subject))


def test_each_mutant_is_another_change_and_says_where(mutants: tuple[Mutant, ...]) -> None:
    named = Counter((mutant.file, mutant.subject, mutant.change) for mutant in mutants)
    assert [name for name, count in named.items() if count > 1] == []
    lines = {each.file.name: each.file.lines for each in FOLDER.files}
    for mutant in mutants:
        at = mutant.edit.location
        assert lines[mutant.file][at.line - 1][at.column - 1 :].strip(), mutant


def test_every_rule_row_and_setting_has_mutants(
    mutants: tuple[Mutant, ...], book: Rulebook
) -> None:
    subjects = {mutant.subject for mutant in mutants}
    rows = {row.id for table in book.mappings.values() for row in table.rows}
    settings = {each.key for rules in book.markups.values() for each in rules.settings}
    assert {*book.rules, *rows} <= subjects
    # What the schema gives one word for, no slip of the hand can change.
    single = {"allocation", "total", "vertical_destination", "revenue_amount"}
    assert settings - subjects <= single
    assert {each.kind for each in FOLDER.files} == set(KINDS)


def test_a_mutant_changes_nothing_else(mutants: tuple[Mutant, ...], book: Rulebook) -> None:
    changed = under(the(mutants, "pcco.number-too-long",
                        "pcco.change_request_number: longer_than: 8 -> 9"))  # fmt: skip
    differing = [name for name, rule in book.rules.items() if changed.rules[name] != rule]
    assert differing == ["pcco.number-too-long"]
    assert (changed.facts, changed.mappings, changed.lifecycles, changed.markups) == (
        book.facts, book.mappings, book.lifecycles, book.markups,
    )  # fmt: skip


def test_a_rule_goes_with_its_mutant(mutants: tuple[Mutant, ...], book: Rulebook) -> None:
    changed = under(the(mutants, "post.number-taken", "the rule -> nothing"))
    assert set(book.rules) - set(changed.rules) == {"post.number-taken"}


def test_an_edition_less(mutants: tuple[Mutant, ...]) -> None:
    changed = under(the(mutants, "accept.needs-push-to-accounting",
                        "every edition -> editions: [2020]"))  # fmt: skip
    assert changed.rules["accept.needs-push-to-accounting"].editions == {Edition.SEEDS}


def test_what_cannot_work_is_refused_by_the_loader(mutants: tuple[Mutant, ...]) -> None:
    checked = mutated(FOLDER, the(mutants, "pcco.status", "max_length: 2 -> 3"), CAN)
    assert checked.rulebook is None
    assert "beyond-target" in {finding.code for finding in checked.findings}


def test_a_limit_that_stands_in_the_mapping_too_does_not_refuse_its_mutant(
    mutants: tuple[Mutant, ...],
) -> None:
    change = "pcco.longest_cost_type: longer_than: 3 -> 2"
    checked = mutated(FOLDER, the(mutants, "pcco.cost-type-too-long", change), CAN)
    assert checked.rulebook is not None
    assert {finding.code for finding in checked.findings} == {"limit-differs"}


def test_other_words_for_the_same_are_known(mutants: tuple[Mutant, ...], book: Rulebook) -> None:
    same = "user.prime_contracts_level: admin -> { at_least: admin }"
    assert says_the_same(book, under(the(mutants, "unlink.needs-prime-contracts-admin", same)))
    other = "user.prime_contracts_level: admin -> standard"
    assert not says_the_same(book, under(the(mutants, "unlink.needs-prime-contracts-admin", other)))
    gone = the(mutants, "unlink.needs-prime-contracts-admin", "the rule -> nothing")
    assert not says_the_same(book, under(gone))
    edition = the(
        mutants, "unlink.needs-prime-contracts-admin", "every edition -> editions: [2020]"
    )
    assert not says_the_same(book, under(edition))


DECLARED = """equivalents:
  - subject: pcco.title-too-long
    changes:
      - "pcco.title: longer_than: 255 -> 256"
      - the rule -> nothing
    because: Procore saves no longer title (D-174).
"""


def test_declared_equivalents_are_read_each_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "equivalent_mutants.yaml"
    path.write_text(DECLARED)
    first, second = read_equivalents(path)
    assert (first.subject, first.change) == (
        "pcco.title-too-long", "pcco.title: longer_than: 255 -> 256",
    )  # fmt: skip
    assert second.change == "the rule -> nothing"
    assert first.because == second.because == "Procore saves no longer title (D-174)."
    assert str(second.location) == "equivalent_mutants.yaml:5:9"


SHAPE = "an entry has `subject`, `changes` (a list of texts in quotes) and `because`"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("equivalents:", "others:",
         "equivalent_mutants.yaml:1:1: write a list under `equivalents`"),
        ("    because: Procore saves no longer title (D-174).\n", "",
         f"equivalent_mutants.yaml:2:5: {SHAPE}"),
        ("    changes:\n", "    change:\n", f"equivalent_mutants.yaml:2:5: {SHAPE}"),
        ("- the rule -> nothing", "- [the rule]", f"equivalent_mutants.yaml:5:9: {SHAPE}"),
        ("the rule -> nothing", '"pcco.title: longer_than: 255 -> 256"',
         "equivalent_mutants.yaml:5:9: `pcco.title: longer_than: 255 -> 256` of "
         "pcco.title-too-long is declared twice"),
        ("subject: pcco", "subject: yes\n    other: pcco",
         "equivalent_mutants.yaml:2:14: `yes` is read as true or false"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_the_declarations_is_told(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    path = tmp_path / "equivalent_mutants.yaml"
    assert DECLARED.count(old) == 1
    path.write_text(DECLARED.replace(old, new))
    with pytest.raises(EquivalentsError) as refused:
        read_equivalents(path)
    assert str(refused.value).startswith(message)
