"""Two opinions: agreement decides, disagreement decides nothing, and threads change neither."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest

from engine.executors.compiled import CompiledExecutor
from engine.executors.durable import DurableExecutor
from engine.executors.explanation import explain_rule
from engine.executors.two_opinions import ExecutorsDisagree, TwoOpinions, decide
from engine.rulebook.conditions import Not
from engine.rulebook.load import load_rulebook
from engine.rulebook.vocabulary import Edition, FactValue

AllowingFacts = Callable[..., dict[str, FactValue]]


def test_a_disagreement_is_raised_with_both_opinions_and_the_facts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One executor is given the opposite of every rule, as a broken one might have it."""

    class Contrary(CompiledExecutor):
        def __init__(self, rules, vocabulary):  # type: ignore[no-untyped-def]  # as its parent
            super().__init__([replace(r, when=Not(r.when, r.location)) for r in rules], vocabulary)

    monkeypatch.setattr("engine.executors.two_opinions.CompiledExecutor", Contrary)
    facts: dict[str, FactValue] = {"company.erp_connector": "spectrum"}
    with pytest.raises(ExecutorsDisagree) as caught:
        TwoOpinions(load_rulebook()).decide("company.connector", facts)
    forbidding = ("company.connector-not-spectrum",)
    assert caught.value.opinions == {"compiled": forbidding, "durable": ()}
    assert caught.value.facts == facts
    assert str(caught.value) == (
        "the executors disagree on `company.connector` (edition 2020), nothing may be written. "
        "Rules that forbid, by compiled: company.connector-not-spectrum; durable: none. "
        "Facts: {'company.erp_connector': 'spectrum'}"
    )


def test_the_module_decides_by_the_rules_of_tieout() -> None:
    decision = decide("company.connector", {"company.erp_connector": "none"})
    assert decision.rule_ids == ("company.connector-not-spectrum",)
    assert decision.rulebook_hash == load_rulebook().content_hash


def test_the_same_facts_can_be_decided_again_and_again(
    opinions: TwoOpinions, allowing_facts: AllowingFacts
) -> None:
    facts = allowing_facts("pcco.send")
    assert all(opinions.decide("pcco.send", facts).allowed for _ in range(50))


def test_threads_get_the_answers_to_their_own_facts(
    opinions: TwoOpinions, allowing_facts: AllowingFacts
) -> None:
    base = allowing_facts("pcco.accept")
    changes: list[tuple[dict[str, FactValue], tuple[str, ...]]] = [
        ({}, ()),
        ({"pcco.approved_date": None}, ("pcco.date-missing",)),
        ({"job.is_active": False}, ("post.job-inactive",)),
        ({"pcco.change_request_number": "123456789"}, ("pcco.number-too-long",)),
    ]

    def ask(turn: int) -> bool:
        change, expected = changes[turn % len(changes)]
        return opinions.decide("pcco.accept", {**base, **change}).rule_ids == expected

    with ThreadPoolExecutor(max_workers=8) as pool:
        assert all(pool.map(ask, range(800)))


def test_deciding_starts_no_threads_that_stay(
    opinions: TwoOpinions, allowing_facts: AllowingFacts
) -> None:
    """The library's own host starts two timer threads that never end (durable_rules.md 2.5)."""
    before = threading.active_count()
    opinions.decide("pcco.send", allowing_facts("pcco.send"))
    assert threading.active_count() == before


def test_an_explanation_agrees_with_the_decision_rule_by_rule(
    opinions: TwoOpinions, allowing_facts: AllowingFacts
) -> None:
    facts = {**allowing_facts("pcco.send"), "pcco.status": "draft", "pcco.approved_date": None}
    decision = opinions.decide("pcco.send", facts)
    book = opinions.rulebook
    told = [
        explain_rule(rule, decision.facts, book.facts)
        for rule in book.rules_of("pcco.send", Edition.SEEDS)
    ]
    assert tuple(item.rule.id for item in told if item.stands) == decision.rule_ids
    not_approved = next(item for item in told if item.rule.id == "pcco.not-approved").condition
    assert (not_approved.words, not_approved.held) == ("not (pcco.status is approved)", True)
    leaf = not_approved.parts[0]
    assert (leaf.fact, leaf.expected, leaf.actual, leaf.held) == (
        "pcco.status",
        "approved",
        "draft",
        False,
    )


def test_both_executors_answer_in_the_order_of_the_rules(opinions: TwoOpinions) -> None:
    book = opinions.rulebook
    rules = book.rules_of("prime_contract.refresh", Edition.SEEDS)
    facts: dict[str, FactValue] = {
        "user.erp_integrations_level": "none",
        "user.prime_contracts_level": "none",
        "company.erp_connector": "none",
        "company.is_prime_contract_sync_enabled": False,
        "prime_contract.erp_status": "ready_to_import",
        "prime_contract.approved_pcco_count": 1,
        "prime_contract.unsynced_line_count": 1,
        "prime_contract.removable_line_count": 0,
    }
    for executor in (CompiledExecutor(rules, book.facts), DurableExecutor(rules, book.facts)):
        assert executor.standing_rules(facts) == tuple(rule.id for rule in rules)
        backwards = type(executor)(rules[::-1], book.facts)
        assert backwards.standing_rules(facts) == tuple(rule.id for rule in rules[::-1])


def test_a_date_is_shown_as_written(opinions: TwoOpinions, allowing_facts: AllowingFacts) -> None:
    facts = {**allowing_facts("pcco.accept"), "pcco.approved_date": date(2020, 2, 29)}
    book = opinions.rulebook
    dated = explain_rule(book.rules["pcco.date-missing"], facts, book.facts)
    assert dated.condition.actual == "2020-02-29"


def test_under_a_changed_rulebook_only_what_changed_is_decided_otherwise() -> None:
    book = load_rulebook()
    opinions = TwoOpinions(book)
    facts = {"company.is_prime_contract_sync_enabled": False}
    assert opinions.decide("visibility.erp_tabs", {**facts, **SPECTRUM}).rule_ids == (
        "tabs.feature-off",
    )
    tabs = replace(book.eligibilities["visibility.erp_tabs"], rules=())
    changed = replace(book, eligibilities={**book.eligibilities, "visibility.erp_tabs": tabs})
    other = opinions.under(changed)
    assert other.decide("visibility.erp_tabs", {**facts, **SPECTRUM}).allowed
    assert not opinions.decide("visibility.erp_tabs", {**facts, **SPECTRUM}).allowed
    assert other.needed_facts("pcco.reject") == opinions.needed_facts("pcco.reject")


SPECTRUM = {"company.erp_connector": "spectrum"}
