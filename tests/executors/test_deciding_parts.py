"""Which parts of a compound condition are seen to decide alone, and which cases lack."""

from engine.executors.deciding_parts import is_compound, unseen_cases
from engine.rulebook.load import load_rulebook
from engine.rulebook.vocabulary import Facts

BOOK = load_rulebook()
SYNC, EXPORT = "company.is_prime_contract_sync_enabled", "company.is_pcco_export_enabled"


def lacking(rule: str, *cases: Facts) -> list[tuple[str, bool]]:
    return [
        (case.part.fact, case.holds) for case in unseen_cases(BOOK.rules[rule], cases, BOOK.facts)
    ]


def test_without_a_case_everything_lacks() -> None:
    assert lacking("pcco.export-switched-off") == [
        (SYNC, True), (SYNC, False), (EXPORT, True), (EXPORT, False),
    ]  # fmt: skip


def test_of_any_each_part_must_hold_alone_and_all_must_fail_once() -> None:
    neither = {SYNC: True, EXPORT: True}
    both = {SYNC: False, EXPORT: False}
    sync_alone = {SYNC: False, EXPORT: True}
    export_alone = {SYNC: True, EXPORT: False}
    assert lacking("pcco.export-switched-off", both) == lacking("pcco.export-switched-off")
    assert lacking("pcco.export-switched-off", neither, export_alone) == [(SYNC, True)]
    assert lacking("pcco.export-switched-off", neither, sync_alone, export_alone) == []


def test_of_all_each_part_must_fail_alone_and_all_must_hold_once() -> None:
    method, tracking = "prime_contract.accounting_method", "company.is_unit_tracking_enabled"
    refused = {method: "unit_based", tracking: False}
    tracked = {method: "unit_based", tracking: True}
    by_amounts = {method: "amount_based", tracking: False}
    rule = "import.unit-based-not-enabled"
    assert lacking(rule, refused, by_amounts) == [(tracking, False)]
    assert lacking(rule, tracked, by_amounts) == [(method, True), (tracking, True)]
    assert lacking(rule, refused, tracked, by_amounts) == []


def test_a_part_inside_another_decides_where_the_others_let_it() -> None:
    pccos, new, gone = (
        f"prime_contract.{name}_count"
        for name in ("approved_pcco", "unsynced_line", "removable_line")
    )
    rule = "refresh.approved-pccos"
    names = {pccos: 1, new: 1, gone: 0}, {pccos: 0, new: 1, gone: 0}, {pccos: 1, new: 0, gone: 0}
    assert lacking(rule, *names) == [(gone, True)]
    assert lacking(rule, *names, {pccos: 1, new: 1, gone: 1}) == [(gone, True)]
    assert lacking(rule, *names, {pccos: 1, new: 0, gone: 1}) == []


def test_a_need_with_one_part_is_not_compound() -> None:
    assert not is_compound(BOOK.rules["accept.needs-push-to-accounting"])
    assert is_compound(BOOK.rules["pcco.amount-out-of-range"])
