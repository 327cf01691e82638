"""Random histories of people, mishaps and crashes; then faults stop, and all comes to its end."""

from dataclasses import replace
from decimal import Decimal
from types import ModuleType
from typing import Any

import hypothesis.strategies as st
from hypothesis import HealthCheck, settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from engine.operations.declarations import OPERATIONS
from engine.operations.records import RecordRef
from engine.operations.request import Operation
from engine.records.change_request import BillingLine, ChangeRequest
from engine.records.spectrum_contract import BillingItem
from engine.sync.attempt import unparked
from engine.sync.outcome import Result

NUMBERS = ("001", "002", "003")
PREFIX = "PCO"
PREFIXES = ("", PREFIX)
CALLS = (
    "create_prime_contract",
    "sync_contract_lines",
    "remove_contract_line",
    "put_change_request_entry",
    "put_change_request_note",
    "write_external_links",
)
AMOUNTS = st.integers(min_value=-500_000, max_value=500_000).map(lambda n: Decimal(n) / 100)
NEXT_MOVES = {
    "not_sent": Operation.SEND,
    "retrieved": Operation.RESEND,
    "rejected": Operation.RESEND,
    "ready_to_export": Operation.ACCEPT,
    "failed_to_export": Operation.EXPORT,
    "synced": Operation.UNLINK,
}
UNLOCKED = ("not_sent", "retrieved", "rejected")


class Histories(RuleBasedStateMachine):
    """What people and accidents do; `memory` and `promises` are set before it runs."""

    memory: ModuleType
    promises: ModuleType

    @initialize(is_imported=st.sampled_from([True, True, False]))
    def begin(self, is_imported: bool) -> None:
        self.company: Any = self.memory.make_company()
        self.foreign: dict[Any, Any] = {}
        self.deleted: set[str] = set()
        if is_imported:
            assert self.company.run(Operation.IMPORT).is_done
            for number in NUMBERS:
                self.memory.add_change_order(self.company, number)

    # People

    @rule(
        operation=st.sampled_from([Operation.IMPORT, Operation.REIMPORT, Operation.REFRESH]),
        crash_in=st.none() | st.integers(min_value=1, max_value=12),
    )
    def ask_about_the_contract(self, operation: Operation, crash_in: int | None) -> None:
        self._ask(operation, crash_in)

    @precondition(lambda self: self.company.procore.orders)
    @rule(
        number=st.sampled_from(NUMBERS),
        crash_in=st.none() | st.integers(min_value=1, max_value=26),
    )
    def move_a_pcco_on(self, number: str, crash_in: int | None) -> None:
        self._move(NEXT_MOVES[self._state_of(number)], number, crash_in)

    @precondition(lambda self: self.company.procore.orders)
    @rule(
        operation=st.sampled_from(
            [op for op, declared in OPERATIONS.items() if not declared.is_about_contracts]
        ),
        number=st.sampled_from(NUMBERS),
        crash_in=st.none() | st.integers(min_value=1, max_value=26),
    )
    def ask_about_a_pcco(self, operation: Operation, number: str, crash_in: int | None) -> None:
        self._move(operation, number, crash_in)

    @precondition(lambda self: self._has_lines())
    @rule(number=st.sampled_from(NUMBERS), amounts=st.tuples(AMOUNTS, AMOUNTS))
    def write_or_correct_a_pcco(self, number: str, amounts: tuple[Decimal, Decimal]) -> None:
        orders = [o for o in self.company.procore.orders.values() if o.number == number]
        order = orders[0] if orders else self.memory.add_change_order(self.company, number)
        if self._state_of(number) not in UNLOCKED or self._is_named(order):
            return
        lines = tuple(
            replace(line, amount=amount) for line, amount in zip(order.lines, amounts, strict=True)
        )
        total = sum(amounts, Decimal("0.00"))
        self.company.procore.orders[order.id] = replace(order, lines=lines, grand_total=total)

    @rule(code=st.sampled_from(["0100", "0200", "0300", "0900"]), amount=AMOUNTS)
    def change_the_contract_in_spectrum(self, code: str, amount: Decimal) -> None:
        contracts = self.company.spectrum.contract_list
        contract = contracts[self.memory.KEY]
        items = {item.code: item for item in contract.billing_items}
        items[code] = BillingItem(code, f"Work {code}", amount)
        contracts[self.memory.KEY] = replace(contract, billing_items=tuple(items.values()))

    @rule(prefix=st.sampled_from(PREFIXES))
    def choose_another_format_of_numbers(self, prefix: str) -> None:
        with self.company.store.transaction() as books:
            chosen = replace(books.settings.read(), change_request_prefix=prefix)
            books.settings.write(chosen)

    @rule(prefix=st.sampled_from(PREFIXES), number=st.sampled_from(NUMBERS))
    def enter_a_change_request_by_hand(self, prefix: str, number: str) -> None:
        key = (self.memory.KEY, prefix + number)
        if key in self.company.spectrum.requests:
            return
        by_hand = (BillingLine("0100", "By hand", Decimal("77.00")),)
        self.company.spectrum.requests[key] = self.foreign[key] = ChangeRequest(
            *key, "By hand", "Q", None, "", (), by_hand
        )

    @rule(prefix=st.sampled_from(PREFIXES), number=st.sampled_from(NUMBERS))
    def delete_a_change_request_in_spectrum(self, prefix: str, number: str) -> None:
        key = (self.memory.KEY, prefix + number)
        if self.company.spectrum.requests.pop(key, None) is not None:
            self.foreign.pop(key, None)
            self.deleted.add(number)

    # Accidents

    @rule(
        call=st.sampled_from(CALLS),
        failures=st.lists(
            st.sampled_from([None, "lost", "unavailable", "refused"]), min_size=1, max_size=8
        ),
    )
    def plan_a_mishap(self, call: str, failures: list[str | None]) -> None:
        self.company.mishaps.failures[call] = list(failures)

    @rule()
    def take_up_what_was_given_up(self) -> None:
        self._resume()

    # What must hold

    @invariant()
    def nothing_is_broken(self) -> None:
        found = self.promises.broken(self.company, self.foreign, frozenset(self.deleted))
        assert found == []
        ours = self.company.spectrum.requests.keys() - self.foreign.keys()
        key = self.memory.KEY
        twice = [n for n in NUMBERS if {(key, n), (key, PREFIX + n)} <= ours]
        assert twice == [], "S1: these PCCOs are in Spectrum under both formats"

    def teardown(self) -> None:
        """Faults stop: the tool alone finishes what is eligible (L1), and names the rest."""
        self.company.restart()
        self._resume()
        with self.company.store.reading() as books:
            assert books.parked.all() == []
        self.company.run(Operation.IMPORT)
        for order in self.company.procore.orders.values():
            operation = {
                "ready_to_export": Operation.ACCEPT,
                "failed_to_export": Operation.EXPORT,
            }.get(self._state_of(order.number))
            if operation is None:
                continue
            outcome = self.company.run(operation, self.company.pcco(order.number))
            if outcome.result is Result.REFUSED:
                assert outcome.decision is not None
                assert set(outcome.decision.rule_ids) <= {
                    "post.number-taken",
                    "post.changed-since-sent",
                    "post.transaction-date-missing",
                    "accept.not-ready",
                }
            else:
                assert outcome.is_done, outcome
                assert self._state_of(order.number) == "synced"
        self.nothing_is_broken()

    def _move(self, operation: Operation, number: str, crash_in: int | None) -> None:
        self._ask(operation, crash_in, self.company.pcco(number))
        if self._state_of(number) == "not_sent":
            self.deleted.discard(number)

    def _ask(
        self, operation: Operation, crash_in: int | None, record: RecordRef | None = None
    ) -> None:
        mishaps = self.company.mishaps
        mishaps.crash_at = None if crash_in is None else mishaps.passed + crash_in
        try:
            self.company.run(operation, record)
        except self.memory.Crash:
            mishaps.is_dead = False
        mishaps.crash_at = None

    def _resume(self) -> None:
        with self.company.store.reading() as books:
            parked = books.parked.all()
        for number, one in enumerate(parked):
            name = f"resumed {self.company.requests_made} {number}"
            self.company.requests_made += 1
            self.company.run_request(unparked(one, name))

    def _state_of(self, number: str) -> str:
        with self.company.store.reading() as books:
            states = [x.state for x in books.change_orders.all() if x.number == number]
        return states[0] if states else "not_sent"

    def _is_named(self, order: Any) -> bool:
        """Whether the PCCO carries an ERP id: then Procore keeps it locked."""
        return ("change_order", order.package_id) in self.company.procore.links

    def _has_lines(self) -> bool:
        contracts = list(self.company.procore.contracts.values())
        return bool(contracts) and len(contracts[0].lines) >= 2


def test_histories(memory: ModuleType, promises: ModuleType) -> None:
    Histories.memory, Histories.promises = memory, promises
    run_state_machine_as_test(
        Histories,
        settings=settings(
            max_examples=40,
            stateful_step_count=25,
            suppress_health_check=list(HealthCheck),
        ),
    )
