"""The harness's small parts: wordings, tables, the report page."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, strategies

from engine.rulebook.load import DEFAULT_RULES, load_rulebook
from features.harness.evidence import Call, Decision, ScenarioResult, StepResult
from features.harness.expressions import TYPES, ExpressionError, parser_for, placeholders
from features.harness.ledger import Ledger, RequiredRule
from features.harness.report import merge, render
from features.harness.table import Table, TableError
from features.support.rule_words import readable

VALUES = {
    "Text": ("North Wing", "North Wing"),
    "Word": ("Ada", "Ada"),
    "Money": ("-1,200,300.05", Decimal("-1200300.05")),
    "Percent": ("7.5", Decimal("7.5")),
    "Count": ("12", 12),
    "Date": ("2020-04-09", date(2020, 4, 9)),
}


@pytest.mark.parametrize("type_name", TYPES)
def test_each_type_reads_its_values(type_name: str) -> None:
    written, value = VALUES[type_name]
    parser = parser_for(f'it says "{{it:{type_name}}}" at last')
    assert parser.parse_arguments(f'it says "{written}" at last') == {"it": value}


@pytest.mark.parametrize("written", ["1200", "1,2000.00", "1.5", "12.345", "1,200", "x"])
def test_money_is_written_with_its_cents(written: str) -> None:
    assert not parser_for("{it:Money} is left").is_matching(f"{written} is left")


@given(strategies.decimals(-(10**9), 10**9, places=2))
def test_any_amount_is_read_exactly(amount: Decimal) -> None:
    parser = parser_for("{it:Money} is left")
    assert parser.parse_arguments(f"{amount:,.2f} is left") == {"it": amount}


def test_a_text_ends_at_its_quotation_mark() -> None:
    assert not parser_for('"{it:Text}" is left').is_matching('"a" and "b" is left')


def test_case_counts_and_nothing_may_follow() -> None:
    parser = parser_for("it is done")
    assert not parser.is_matching("It is done")
    assert not parser.is_matching("it is done twice")


@pytest.mark.parametrize("pattern", ["{it}", "{:Text}", "{it:Money} {it:Money}", "{it:Euro}"])
def test_a_placeholder_needs_a_name_and_a_known_type(pattern: str) -> None:
    with pytest.raises(ExpressionError):
        placeholders(pattern)


def test_a_table_is_read_by_its_heading() -> None:
    table = Table((("code", "amount"), ("0100", "1.00"), ("0300", "2.00")))
    assert table.rows(("code", "amount"), ("note",)) == [
        {"note": "", "code": "0100", "amount": "1.00"},
        {"note": "", "code": "0300", "amount": "2.00"},
    ]
    with pytest.raises(TableError, match="missing: price; unknown: amount"):
        table.rows(("code", "price"))
    with pytest.raises(TableError, match="one column; got 2"):
        table.column()


def test_a_table_of_pairs_knows_its_names() -> None:
    table = Table((("title", "A"), ("date", "")))
    assert table.pairs(("title", "date")) == {"title": "A", "date": ""}
    with pytest.raises(TableError, match="unknown: date; this step knows title"):
        table.pairs(("title",))


def result(name: str, state: str = "passed") -> ScenarioResult:
    return ScenarioResult(
        file="features/x.feature",
        line=3,
        feature="X",
        name=name,
        tags=["rule:send.waiting"],
        state=state,
        seconds=0.2,
        steps=[StepResult("Given", "a <job>", 4, state, "", [["code"], ["0100"]])],
        decisions=[Decision("send PCCO 001", "refused", "send.waiting", "It waits.", "send#1")],
        calls=[Call(7, "procore", "show_me", "GET", "/rest/v1.0/me", 403, "no right", "")],
        calls_left_out=3,
    )


def rule(rule_id: str) -> RequiredRule:
    return RequiredRule(rule_id, "It waits.", "send#1", Path("send.yaml"), 1)


def test_the_report_shows_rules_calls_and_tables_escaped() -> None:
    page = render([result("Waits")], Ledger({"send.waiting": rule("send.waiting")}))
    for expected in ("send.waiting", "It waits.", "4 calls on both systems", "3 more calls"):
        assert expected in page
    assert "GET /rest/v1.0/me" in page
    assert "no right" in page
    assert "a &lt;job&gt;" in page
    assert "<h2>Failed</h2>" not in page


def test_the_ledger_shows_rules_that_were_not_run_and_why_others_are_excused() -> None:
    ledger = Ledger(
        {name: rule(name) for name in ("send.synced", "pcco.title-too-long")},
        excused={"pcco.title-too-long": "cannot happen"},
    )
    page = render([result("Waits")], ledger)
    assert (
        '<td class="not-run">send.synced</td><td>It waits.</td><td>send#1</td><td>not run' in page
    )
    assert "<td>cannot happen</td>" in page


def test_a_rule_names_what_it_would_tell_instead_of_a_placeholder() -> None:
    book = load_rulebook(DEFAULT_RULES)
    told = {name: readable(rule.because, book.facts) for name, rule in book.rules.items()}
    assert told["pcco.not-approved"] == (
        "The PCCO is not Approved; its status is [the PCCO's status in Procore]."
    )
    assert "[length of the PCCO's title" in told["pcco.title-too-long"]
    assert not [sentence for sentence in told.values() if "{" in sentence]


def test_a_failure_while_clearing_up_wins() -> None:
    merged = merge([result("Waits"), result("Waits", "failed"), result("Goes")])
    assert [(one.name, one.state) for one in merged] == [("Waits", "failed"), ("Goes", "passed")]


def test_a_result_travels_as_plain_data() -> None:
    assert ScenarioResult.from_data(result("Waits").as_data()) == result("Waits")
