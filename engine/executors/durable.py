"""The durable_rules executor, behind a wall.

The library is used through its C interface, for three reasons: its Python host starts timer
threads that never stop, swallows what goes wrong in actions, and never frees a rule set. Here one
decision is one fresh context: assert one complete flat fact, note the names of the rules that
fire, delete the context, always. The loop over firings is bounded. Nothing the library returns is
trusted beyond the names of rules.

Every rule set has one rule more, the witness, which fires for every record. It proves that the
record was looked at, and it keeps the library from a crash: deleting a context in which no rule
has ever fired frees memory that was never set. So a first record, made for the witness alone, is
decided at loading, before anything can go wrong in a context.
"""

import itertools
import json
import sys
import threading
import weakref
from collections.abc import Mapping, Sequence

from engine.executors.durable_form import DurableForm, Expression
from engine.executors.durable_limits import SIMULTANEOUS_MAX, check_properties, spread
from engine.executors.watchdog import DECISION_SECONDS_MAX, LOAD_SECONDS_MAX, ends_process_after
from engine.rulebook.model import Rule
from engine.rulebook.vocabulary import FactDeclaration, Facts

try:
    import durable_rules_engine
except ImportError as error:
    raise ImportError(
        "durable-rules is installed but can't be loaded on Python "
        f"{sys.version_info.major}.{sys.version_info.minor} ({error}). On Python 3.13 and later "
        "build it with CPPFLAGS=-DPyEval_CallObject=PyObject_CallObject."
    ) from error

_LIBRARY_LOCK = threading.Lock()
"""One caller at a time: the library is not safe when two threads work on one context, and the
watchdog watches one call at a time. Calls hold the interpreter lock anyway, so nothing is lost."""
_numbers = itertools.count()
_RESULT_HANDLED = 0
_WITNESS, _WITNESS_RECORD = "witness", {"asked": 1}
_ERROR_MEANINGS: Mapping[int, str] = {
    302: "too many properties",
    303: "too many conditions true at once",
}


class DurableRulesError(RuntimeError):
    """durable_rules failed or answered what it can't have meant; the decision is not taken."""


class DurableExecutor:
    """Decides a fixed list of rules through durable_rules. Safe under threads.

    DurableLimitError when the rules are beyond the library's limits.
    """

    def __init__(self, rules: Sequence[Rule], vocabulary: Mapping[str, FactDeclaration]) -> None:
        self._form = DurableForm(rules, vocabulary)
        self._order = tuple(rule.id for rule in rules)
        check_properties(self._form.property_names)
        self._handles: list[int] = []
        for rule_set in spread(rules, self._form.expressions):
            self._handles.append(_load({_WITNESS: dict(_WITNESS_RECORD), **rule_set}))
        weakref.finalize(self, _delete_all, tuple(self._handles))

    def standing_rules(self, facts: Facts) -> tuple[str, ...]:
        """The ids of the rules whose condition holds, in the order given."""
        record = self._form.encode_facts(facts)
        fired: set[str] = set()
        with _LIBRARY_LOCK, ends_process_after(DECISION_SECONDS_MAX):
            for handle in self._handles:
                fired |= _rules_fired(handle, record)
        strangers = fired - set(self._order)
        if strangers:
            raise DurableRulesError(f"durable_rules fired unknown rules: {sorted(strangers)}")
        return tuple(rule_id for rule_id in self._order if rule_id in fired)


def _load(expressions: Mapping[str, Expression]) -> int:
    definition = {name: {"all": [{"m": expression}]} for name, expression in expressions.items()}
    with _LIBRARY_LOCK, ends_process_after(LOAD_SECONDS_MAX):
        try:
            handle: int = durable_rules_engine.create_ruleset(
                f"r{next(_numbers)}", json.dumps(definition)
            )
        except durable_rules_engine.error as error:
            raise DurableRulesError(f"durable_rules did not load the rules: {error}") from error
        _rules_fired(handle, {})
    return handle


def _delete_all(handles: tuple[int, ...]) -> None:
    for handle in handles:
        durable_rules_engine.delete_ruleset(handle)


def _rules_fired(handle: int, record: Mapping[str, int | str]) -> set[str]:
    """The names of the rules that fire for one record, in a context of its own."""
    context = f"c{next(_numbers)}"
    asked = {**record, **_WITNESS_RECORD, "sid": context}
    try:
        result, state = durable_rules_engine.assert_fact(handle, json.dumps(asked))
        fired = _drain(handle, state) if result == _RESULT_HANDLED else set()
        if _WITNESS not in fired:
            raise DurableRulesError(f"durable_rules did not look at the record (result {result})")
        return fired - {_WITNESS}
    except durable_rules_engine.error as error:
        code = next((code for code in _ERROR_MEANINGS if str(code) in str(error)), None)
        meaning = f" ({_ERROR_MEANINGS[code]})" if code is not None else ""
        raise DurableRulesError(f"durable_rules failed: {error}{meaning}") from error
    finally:
        durable_rules_engine.delete_state(handle, context)


def _drain(handle: int, state: int) -> set[str]:
    started = durable_rules_engine.start_action_for_state(handle, state)
    message = started[1] if started else None
    fired: set[str] = set()
    for _ in range(SIMULTANEOUS_MAX + 2):
        if message is None:
            return fired
        fired.add(next(iter(json.loads(message))))
        message = durable_rules_engine.complete_and_start_action(handle, state)
    raise DurableRulesError(f"durable_rules fired more than {SIMULTANEOUS_MAX} times for one fact")
