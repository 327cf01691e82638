"""The known faults of durable_rules 2.0.28 (durable_rules.md 2.2 to 2.5), each twice.

First the library itself, to show that the fault is there; should a new version mend it, the test
says so. Then the same question through our executor, to show that the wall holds. What kills or
hangs a process runs in one of its own.
"""

import itertools
import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import date

import durable_rules_engine
import pytest

from engine.executors.compiled import CompiledExecutor
from engine.executors.durable import DurableExecutor
from engine.executors.durable_limits import DurableLimitError
from engine.executors.limit_findings import limit_findings
from engine.rulebook.conditions import (
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
Declare = Callable[..., FactDeclaration]
MakeBook = Callable[[Mapping[str, FactDeclaration], Mapping[str, Condition]], Rulebook]
Ask = Callable[[FactType, Condition, FactValue], bool]
_numbers = itertools.count()
FIRINGS_MAX = 20
SECONDS_MAX = 300


def fired_by_the_library(expression: object, record: Mapping[str, object]) -> int:
    """How often one rule fires for one record in the library alone, counted up to a bound.

    The context is left in place: deleting it can crash (see the test of the witness).
    """
    rules = json.dumps({"r": {"all": [{"m": expression}]}})
    handle = durable_rules_engine.create_ruleset(f"raw{next(_numbers)}", rules)
    result, state = durable_rules_engine.assert_fact(handle, json.dumps({**record, "sid": "one"}))
    if result != 0:
        return 0
    started = durable_rules_engine.start_action_for_state(handle, state)
    count = 0
    while started is not None and count < FIRINGS_MAX:
        count += 1
        started = durable_rules_engine.complete_and_start_action(handle, state)
    return count


def run_alone(
    code: str, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        env=environment,
        capture_output=True,
        text=True,
        timeout=SECONDS_MAX,
        check=False,
    )


@pytest.fixture
def ask(declare: Declare, make_book: MakeBook) -> Ask:
    """Whether a condition on the fact `a.fact` holds, by both executors, which must agree."""

    def holds(fact_type: FactType, condition: Condition, value: FactValue) -> bool:
        vocabulary = {"a.fact": declare("a.fact", fact_type)}
        rules = tuple(make_book(vocabulary, {"made.r": condition}).rules.values())
        answers = [
            bool(executor.standing_rules({"a.fact": value}))
            for executor in (
                DurableExecutor(rules, vocabulary),
                CompiledExecutor(rules, vocabulary),
            )
        ]
        assert answers[0] == answers[1]
        return answers[0]

    return holds


def compare(operator: Operator, operand: object) -> Comparison:
    return Comparison("a.fact", operator, operand, HERE)  # type: ignore[arg-type]  # any operand


def test_texts_compare_as_numbers_and_prefixes_compare_as_equal(ask: Ask) -> None:
    assert fired_by_the_library({"$gt": {"a": 100}}, {"a": "90"})
    assert not fired_by_the_library({"$lt": {"a": "ACME CORP"}}, {"a": "ACME"})
    assert fired_by_the_library({"a": "true"}, {"a": True})

    assert not ask(FactType.TEXT, compare(Operator.EQUALS, "ACME CORP"), "ACME")
    assert not ask(FactType.TEXT, compare(Operator.EQUALS, "ACME"), "ACME CORP")
    assert not ask(FactType.TEXT, compare(Operator.EQUALS, "90"), "90.0")
    assert not ask(FactType.TEXT, compare(Operator.EQUALS, "true"), "1")
    assert ask(FactType.TEXT, compare(Operator.EQUALS, "90"), "90")


def test_not_equal_is_not_satisfied_by_an_absent_property(ask: Ask) -> None:
    assert not fired_by_the_library({"$neq": {"a": 1}}, {"b": 1})

    assert ask(FactType.INTEGER, Not(compare(Operator.EQUALS, 1), HERE), None)
    assert not ask(FactType.INTEGER, compare(Operator.EQUALS, 1), None)


def test_a_rule_on_bare_absence_fires_for_ever(ask: Ask) -> None:
    code = (
        "from durable.lang import *\n"
        "count = 0\n"
        "with ruleset('absent'):\n"
        "    @when_all(-m.a)\n"
        "    def fire(c):\n"
        "        global count\n"
        "        count += 1\n"
        "        if count > 20: import os; os._exit(77)\n"
        "assert_fact('absent', {'b': 1})\n"
    )
    assert run_alone(code).returncode == 77

    assert ask(FactType.DATE, compare(Operator.MISSING, None), None)
    assert not ask(FactType.DATE, compare(Operator.MISSING, None), date(2020, 4, 9))


def test_large_integers_saturate(ask: Ask) -> None:
    assert fired_by_the_library({"a": 2**63 + 1}, {"a": 2**63})

    limit = compare(Operator.MORE_THAN, 2**53 - 1)
    for value in (2**53, 2**62, 2**63 - 1, 2**63, 2**63 + 1, 10**30):
        assert ask(FactType.MONEY_CENTS, limit, value)
        assert not ask(FactType.MONEY_CENTS, limit, -value)


def test_numbers_with_an_exponent_are_not_understood() -> None:
    with pytest.raises(durable_rules_engine.error, match="204"):
        fired_by_the_library({"a": 1}, {"a": 1e-05})
    # Facts are never floats: see test_facts_of_a_decision.


def test_of_two_keys_in_one_condition_only_the_first_is_read(
    declare: Declare, make_book: MakeBook
) -> None:
    assert fired_by_the_library({"a": 1, "b": 2}, {"a": 1, "b": 3})

    vocabulary = {name: declare(name, FactType.INTEGER) for name in ("x.a", "x.b")}
    parts = tuple(
        Comparison(name, Operator.EQUALS, value, HERE) for name, value in (("x.a", 1), ("x.b", 2))
    )
    rules = tuple(make_book(vocabulary, {"made.r": AllOf(parts, HERE)}).rules.values())
    assert DurableExecutor(rules, vocabulary).standing_rules({"x.a": 1, "x.b": 3}) == ()


def test_a_misspelt_property_is_accepted_and_never_matches(ask: Ask) -> None:
    assert not fired_by_the_library({"statsu": 1}, {"status": 1})
    # A rule on an undeclared fact is refused at loading: samples/eligibility/unknown-fact.


def test_names_that_the_library_keeps_for_itself_are_ordinary_facts(
    declare: Declare, make_book: MakeBook
) -> None:
    """Rules that test `id` or `sid` for presence loop in the library."""
    vocabulary = {name: declare(name, FactType.TEXT) for name in ("my.id", "my.sid")}
    present = {
        f"made.{name}": Comparison(name, Operator.PRESENT, None, HERE) for name in vocabulary
    }
    rules = tuple(make_book(vocabulary, present).rules.values())
    standing = DurableExecutor(rules, vocabulary).standing_rules({"my.id": "1", "my.sid": None})
    assert standing == ("made.my.id",)


def test_more_than_64_conditions_true_at_once_fail(declare: Declare, make_book: MakeBook) -> None:
    many = {"$or": [{f"a{n}": 1} for n in range(65)]}
    with pytest.raises(durable_rules_engine.error, match="303"):
        fired_by_the_library(many, {f"a{n}": 1 for n in range(65)})

    vocabulary = {"a.fact": declare("a.fact", FactType.INTEGER)}
    conditions = {f"made.r{n}": compare(Operator.MORE_THAN, n) for n in range(300)}
    rules = tuple(make_book(vocabulary, conditions).rules.values())
    executor = DurableExecutor(rules, vocabulary)
    assert executor.standing_rules({"a.fact": 1000}) == tuple(conditions)
    assert executor.standing_rules({"a.fact": 200}) == tuple(conditions)[:200]


def test_a_rule_with_too_many_ways_to_hold_is_found_with_its_place(
    declare: Declare, make_book: MakeBook
) -> None:
    vocabulary = {"a.fact": declare("a.fact", FactType.INTEGER)}
    pair = AnyOf((compare(Operator.MORE_THAN, 1), compare(Operator.LESS_THAN, 9)), HERE)
    book = make_book(vocabulary, {"made.r": AllOf((pair,) * 6, HERE)})
    with pytest.raises(DurableLimitError):
        DurableExecutor(tuple(book.rules.values()), vocabulary)
    assert [finding.render() for finding in limit_findings(book)] == [
        "rules/eligibility/made.yaml:1:1: error: the rule `made.r` has 12 comparisons and up to 64 "
        "ways to hold at once; at most 500 and 48 fit [beyond-executor]\n"
        "    help: split it into several rules"
    ]


def test_more_than_252_properties_fail(declare: Declare, make_book: MakeBook) -> None:
    with pytest.raises(durable_rules_engine.error, match="302"):
        fired_by_the_library({"a0": 1}, {f"a{n}": 1 for n in range(253)})

    def book(facts: int) -> Rulebook:
        vocabulary = {f"a.f{n}": declare(f"a.f{n}", FactType.INTEGER) for n in range(facts)}
        conditions = {
            f"made.r{n}": Comparison(name, Operator.EQUALS, 1, HERE)
            for n, name in enumerate(vocabulary)
        }
        return make_book(vocabulary, conditions)

    fitting = book(251)
    executor = DurableExecutor(tuple(fitting.rules.values()), fitting.facts)
    assert len(executor.standing_rules(dict.fromkeys(fitting.facts, 1))) == 251
    assert [finding.message for finding in limit_findings(book(252))] == [
        "the rules look at 252 properties; at most 251 fit"
    ]


def test_too_many_branches_at_one_level_hang_and_the_watchdog_ends_it() -> None:
    code = (
        "import json, durable_rules_engine\n"
        "from engine.executors.watchdog import ends_process_after\n"
        "rules = {f'r{n}': {'all': [{'m': {'a': n}}]} for n in range(%d)}\n"
        "with ends_process_after(3):\n"
        "    durable_rules_engine.create_ruleset('branches', json.dumps(rules))\n"
    )
    assert run_alone(code % 511).returncode == 0
    hung = run_alone(code % 600)
    assert hung.returncode == 1
    assert "Timeout" in hung.stderr


def test_any_number_of_branches_is_spread_below_that_limit(
    declare: Declare, make_book: MakeBook
) -> None:
    vocabulary = {"a.fact": declare("a.fact", FactType.INTEGER)}
    conditions = {f"made.r{n}": compare(Operator.EQUALS, n) for n in range(1200)}
    rules = tuple(make_book(vocabulary, conditions).rules.values())
    assert DurableExecutor(rules, vocabulary).standing_rules({"a.fact": 777}) == ("made.r777",)


def test_contexts_that_are_left_behind_run_out(ask: Ask) -> None:
    code = (
        "import json, durable_rules_engine as library\n"
        "handle = library.create_ruleset('full', json.dumps({'r': {'all': [{'m': {'a': 1}}]}}))\n"
        "for n in range(1025):\n"
        "    library.assert_fact(handle, json.dumps({'a': 1, 'sid': str(n)}))\n"
    )
    assert "MemoryError" in run_alone(code).stderr


def test_our_contexts_never_run_out(declare: Declare, make_book: MakeBook) -> None:
    vocabulary = {"a.fact": declare("a.fact", FactType.INTEGER)}
    rules = tuple(make_book(vocabulary, {"made.r": compare(Operator.EQUALS, 1)}).rules.values())
    executor = DurableExecutor(rules, vocabulary)
    answers = [executor.standing_rules({"a.fact": n % 2}) for n in range(3000)]
    assert answers == [(), ("made.r",)] * 1500


UNSET_MEMORY = {"MALLOC_PERTURB_": "165"}
"""Makes the C library fill fresh memory, so that freeing an unset pointer fails every time."""


def test_deleting_a_context_in_which_nothing_fired_crashes() -> None:
    code = (
        "import json, durable_rules_engine as library\n"
        "rules = {f'r{n}': {'all': [{'m': {f'a{n}': 1}}]} for n in range(4)}\n"
        "for turn in range(50):\n"
        "    handle = library.create_ruleset(f'set{turn}', json.dumps(rules))\n"
        "    library.assert_fact(handle, json.dumps({'a0': 2, 'sid': 'one'}))\n"
        "    library.delete_state(handle, 'one')\n"
    )
    assert run_alone(code, UNSET_MEMORY).returncode < 0


def test_the_witness_keeps_that_crash_away() -> None:
    code = (
        "from engine.executors.two_opinions import default_opinions\n"
        "from engine.executors.durable import DurableExecutor\n"
        "from engine.rulebook.model import Edition\n"
        "book = default_opinions().rulebook\n"
        "rules = book.rules_of('company.connector', Edition.SEEDS)\n"
        "for turn in range(50):\n"
        "    executor = DurableExecutor(rules, book.facts)\n"
        "    facts = {'company.erp_connector': 'spectrum'}\n"
        "    assert executor.standing_rules(facts) == ()\n"
    )
    alone = run_alone(code, UNSET_MEMORY)
    assert (alone.returncode, alone.stderr) == (0, "")


def test_integer_division_by_zero_in_a_condition_kills_the_process() -> None:
    code = (
        "from durable.lang import *\n"
        "with ruleset('divide'):\n"
        "    @when_all(m.x == m.a / 0)\n"
        "    def fire(c): pass\n"
        "assert_fact('divide', {'a': 1, 'x': 1})\n"
    )
    assert run_alone(code).returncode < 0
    # Our conditions have no arithmetic: sums and differences are facts of their own.


def test_a_library_that_was_built_wrongly_is_explained() -> None:
    """On Python 3.13 and later the library installs and then can't be imported (2.1)."""
    code = "import sys; sys.modules['durable_rules_engine'] = None; import engine.executors.durable"
    stderr = run_alone(code).stderr
    assert "durable-rules is installed but can't be loaded on Python 3." in stderr
    assert "CPPFLAGS=-DPyEval_CallObject=PyObject_CallObject" in stderr
