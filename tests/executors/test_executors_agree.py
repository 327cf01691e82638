"""Random rules, random facts: both executors give the same answer, and both mean `not` and absence
alike. The values are those on which durable_rules is known to go wrong."""

from collections.abc import Callable, Mapping
from datetime import date

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from engine.executors.compiled import CompiledExecutor, compile_condition
from engine.executors.durable import DurableExecutor
from engine.executors.explanation import explain_condition
from engine.rulebook.conditions import (
    ORDERING_OPERATORS,
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    Not,
    Operator,
)
from engine.rulebook.location import Location
from engine.rulebook.model import Rulebook
from engine.rulebook.vocabulary import FactDeclaration, FactType, FactValue

HERE = Location("rules/eligibility/made.yaml", 1, 1)
MakeBook = Callable[[Mapping[str, FactDeclaration], Mapping[str, Condition]], Rulebook]
WORDS = ("none", "read_only", "standard", "admin")
PATTERNS = ("[0-9]+", "A.*", "[^-]{1,4}", "(true|false)", "")

NASTY_TEXTS = st.sampled_from(
    ["", "ACME", "ACME CORP", "90", "200", "9.5", "10.25", "1000.00", "999.99", "1e16", "-0",
     "true", "false", "null", "1", "é", "e\u0301", "🏗", "\x00", "a\x00b", '"', "\\", "\n", "\ud800",
     "$and", "sid", "x" * 300, "x" * 301]
)  # fmt: skip
TEXTS = NASTY_TEXTS | st.text(max_size=8)
OPERAND_NUMBERS = st.sampled_from([0, 1, -1, 100, 2**31, 2**53 - 1, -(2**53) + 1])
NUMBERS = (
    OPERAND_NUMBERS
    | st.sampled_from(
        [2**62 - 1, 2**62, 2**62 + 1, 2**63 - 1, 2**63, 2**63 + 1, -(2**63), -(2**63) - 1, 10**30]
    )
    | st.integers()
)
OPERAND_NUMBERS |= st.integers(-(2**53) + 1, 2**53 - 1)
DATES = st.sampled_from([date.min, date(2020, 4, 9), date.max]) | st.dates()


def _fact(name: str, fact_type: FactType, may_be_missing: bool) -> FactDeclaration:
    is_one_of = fact_type is FactType.ONE_OF
    return FactDeclaration(
        name=name,
        type=fact_type,
        meaning="Made for a test.",
        derived="Given.",
        unit=None,
        values=WORDS if is_one_of else (),
        is_ordered=is_one_of,
        may_be_missing=may_be_missing,
        minimum=None,
        location=HERE,
    )


# `a.b_c` and `a_b.c` differ in dots and underscores only: their safe names must not meet.
VOCABULARY = {
    fact.name: fact
    for fact_type in FactType
    for fact in (
        _fact(f"a.b_{fact_type}", fact_type, may_be_missing=True),
        _fact(f"a_b.{fact_type}", fact_type, may_be_missing=False),
    )
}
VALUES: Mapping[FactType, st.SearchStrategy[bool | int | str | date]] = {
    FactType.BOOLEAN: st.booleans(),
    FactType.INTEGER: NUMBERS,
    FactType.MONEY_CENTS: NUMBERS,
    FactType.TEXT: TEXTS,
    FactType.DATE: DATES,
    FactType.ONE_OF: st.sampled_from(WORDS),
}
OPERANDS = {**VALUES, FactType.INTEGER: OPERAND_NUMBERS, FactType.MONEY_CENTS: OPERAND_NUMBERS}


@st.composite
def comparisons(draw: st.DrawFn) -> Comparison:
    fact = draw(st.sampled_from(list(VOCABULARY.values())))
    operators = [Operator.EQUALS, Operator.ONE_OF, Operator.MISSING, Operator.PRESENT]
    if fact.type is FactType.TEXT:
        operators += [Operator.LONGER_THAN, Operator.MATCHES]
    elif fact.type is not FactType.BOOLEAN:
        operators += sorted(ORDERING_OPERATORS)
    operator = draw(st.sampled_from(operators))
    operand: bool | int | str | date | tuple[bool | int | str | date, ...] | None
    match operator:
        case Operator.MISSING | Operator.PRESENT:
            operand = None
        case Operator.LONGER_THAN:
            operand = draw(st.integers(0, 301))
        case Operator.MATCHES:
            operand = draw(st.sampled_from(PATTERNS))
        case Operator.ONE_OF:
            operand = tuple(draw(st.lists(OPERANDS[fact.type], min_size=1, max_size=3)))
        case _:
            operand = draw(OPERANDS[fact.type])
    return Comparison(fact.name, operator, operand, HERE)


def _groups(parts: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    lists = st.lists(parts, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        parts.map(lambda part: Not(part, HERE)),
        lists.map(lambda part: AllOf(part, HERE)),
        lists.map(lambda part: AnyOf(part, HERE)),
    )


CONDITIONS: st.SearchStrategy[Condition] = st.recursive(comparisons(), _groups, max_leaves=6)
FACTS = st.fixed_dictionaries(
    {
        name: (st.none() | VALUES[fact.type] if fact.may_be_missing else VALUES[fact.type])
        for name, fact in VOCABULARY.items()
    }
)
RULES = st.lists(CONDITIONS, min_size=1, max_size=6)


@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(conditions=RULES, several_facts=st.lists(FACTS, min_size=1, max_size=4))
def test_both_executors_say_the_same(
    conditions: list[Condition], several_facts: list[dict[str, FactValue]], make_book: MakeBook
) -> None:
    book = make_book(VOCABULARY, {f"made.r{n}": c for n, c in enumerate(conditions)})
    rules = tuple(book.rules.values())
    compiled, durable = CompiledExecutor(rules, VOCABULARY), DurableExecutor(rules, VOCABULARY)
    for facts in several_facts:
        assert durable.standing_rules(facts) == compiled.standing_rules(facts)


@given(comparison=comparisons(), facts=FACTS)
def test_a_comparison_with_a_missing_fact_is_not_satisfied(
    comparison: Comparison, facts: dict[str, FactValue]
) -> None:
    without = {**facts, comparison.fact: None}
    holds = compile_condition(comparison, VOCABULARY)(without)
    assert holds == (comparison.operator is Operator.MISSING)


@given(condition=CONDITIONS, facts=FACTS)
def test_not_turns_every_answer_round(condition: Condition, facts: dict[str, FactValue]) -> None:
    holds = compile_condition(condition, VOCABULARY)(facts)
    assert compile_condition(Not(condition, HERE), VOCABULARY)(facts) is (not holds)


@example(condition=Comparison("a.b_text", Operator.EQUALS, "", HERE), facts={"a.b_text": ""})
@given(condition=CONDITIONS, facts=FACTS)
def test_the_explanation_holds_exactly_when_the_condition_does(
    condition: Condition, facts: dict[str, FactValue]
) -> None:
    explanation = explain_condition(condition, facts, VOCABULARY)
    assert explanation.held == compile_condition(condition, VOCABULARY)(facts)
    match condition:
        case Comparison():
            assert explanation.expected
            assert explanation.actual is not None
        case Not():
            assert explanation.held is not explanation.parts[0].held
        case AllOf():
            assert explanation.held == all(part.held for part in explanation.parts)
        case AnyOf():
            assert explanation.held == any(part.held for part in explanation.parts)
