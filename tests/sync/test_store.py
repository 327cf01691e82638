"""The engine's own books."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from engine.sync.running.runner import RetryPolicy
from engine.sync.store.change_order_states import ChangeOrderState
from engine.sync.store.contract_links import ContractLink, LineLink
from engine.sync.store.intents import IntentState
from engine.sync.store.journal import JournalEntry
from engine.sync.store.leases import LEASE_SECONDS, LeaseHeld
from engine.sync.store.parked_requests import ParkedRequest
from engine.sync.store.settings import (
    CompanySettings,
    SettingRefusedError,
    settings_from_texts,
    settings_to_texts,
)
from engine.sync.store.store import Store

NOW = datetime(2020, 4, 9, 12, 0, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(f"sqlite:///{tmp_path / 'engine.sqlite'}")


def test_what_is_kept_is_there_when_the_books_are_opened_again(
    store: Store, tmp_path: Path
) -> None:
    link = ContractLink("T|1|C", 10, 20, NOW, (LineLink("0100", "Walls", -12345),))
    state = ChangeOrderState(
        5, 10, "001", "failed_to_export", "a", NOW, "why", date(2020, 4, 9), "hash", ("one", "two")
    )
    with store.transaction() as books:
        books.settings.write(CompanySettings(is_feature_enabled=True, spectrum_status_code="A"))
        books.contract_links.put(link)
        books.change_orders.put(state)
    store.close()
    with Store.open(f"sqlite:///{tmp_path / 'engine.sqlite'}").reading() as books:
        assert books.settings.read() == CompanySettings(
            is_feature_enabled=True, spectrum_status_code="A"
        )
        assert books.contract_links.get("T|1|C") == link
        assert list(books.change_orders.all()) == [state]


def test_a_step_that_fails_keeps_nothing(store: Store) -> None:
    def cut_off() -> None:
        with store.transaction() as books:
            books.settings.write(CompanySettings(is_feature_enabled=True))
            raise RuntimeError("cut off")

    with pytest.raises(RuntimeError):
        cut_off()
    with store.reading() as books:
        assert books.settings.read() == CompanySettings()


def test_a_link_is_replaced_whole(store: Store) -> None:
    with store.transaction() as books:
        books.contract_links.put(ContractLink("T|1|C", 1, 2, NOW, (LineLink("1", "a", 1),)))
        books.contract_links.put(ContractLink("T|1|C", 1, 2, NOW, (LineLink("2", "b", 2),)))
        assert [line.billing_item_code for line in books.contract_links.all()[0].lines] == ["2"]


def test_an_intent_is_declared_once_and_replaced_by_another_payload(store: Store) -> None:
    with store.transaction() as books:
        for payload in ("p1", "p1", "p2"):
            books.intents.declare("T|1|C|CR|001", "accept", "change order 5", payload, 1, NOW)
        assert [(i.payload_hash, i.state) for i in books.intents.of("T|1|C|CR|001")] == [
            ("p1", IntentState.ABANDONED),
            ("p2", IntentState.INTENDED),
        ]
        books.intents.confirm("T|1|C|CR|001")
        assert books.intents.open_for("T|1|C|CR|001") == []
        books.intents.abandon("T|1|C|CR|001")
        assert {i.state for i in books.intents.of("T|1|C|CR|001")} == {IntentState.ABANDONED}


def test_a_lease_has_one_owner_until_it_ends(store: Store) -> None:
    with store.transaction() as books:
        books.leases.take("job 1", "one", NOW)
        books.leases.take("job 1", "one", NOW)
        with pytest.raises(LeaseHeld, match="job 1 is being written by another run") as held:
            books.leases.take("job 1", "two", NOW + timedelta(seconds=LEASE_SECONDS - 5))
        assert held.value.expires_in_seconds == 5
        books.leases.take("job 1", "two", NOW + timedelta(seconds=LEASE_SECONDS))
        books.leases.give_back("two")
        books.leases.take("job 1", "three", NOW)


def test_one_parked_request_a_record_and_operation(store: Store) -> None:
    with store.transaction() as books:
        for reason in ("first", "second"):
            books.parked.put(ParkedRequest("job 1", "import", "{}", reason, NOW))
        books.parked.put(ParkedRequest("job 1", "refresh", "{}", "third", NOW))
        assert [parked.reason for parked in books.parked.all()] == ["second", "third"]
        books.parked.remove("job 1", "import")
        assert [parked.reason for parked in books.parked.all()] == ["third"]
        books.parked.remove("job 1")
        assert books.parked.all() == []


def test_the_journal_keeps_its_order_and_one_entry_a_request(store: Store) -> None:
    with store.transaction() as books:
        for number in range(3):
            books.journal.add(
                JournalEntry(f"r{number}", NOW, "send", f"PCCO {number % 2}", "a", "done", "{}")
            )
        assert [entry.request_id for entry in books.journal.entries()] == ["r0", "r1", "r2"]
        assert [entry.request_id for entry in books.journal.entries("PCCO 0")] == ["r0", "r2"]
        found = books.journal.of_request("r1")
        assert found is not None
        assert found.record == "PCCO 1"
        assert books.journal.of_request("r9") is None


def test_settings_come_back_from_their_texts() -> None:
    settings = CompanySettings(True, True, "A", "current", "another", True)
    assert settings_from_texts(settings_to_texts(settings)) == settings


def test_an_unknown_setting_is_named() -> None:
    with pytest.raises(SettingRefusedError, match="unknown setting 'is_feature_on'; the settings"):
        settings_from_texts({"is_feature_on": "true"})


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("is_feature_enabled", "perhaps", "'is_feature_enabled' is true or false, not 'perhaps'"),
        ("edition", "2021", "'edition' is 2020 or current, not '2021'"),
        ("erp_connector", "sage", "'erp_connector' is none, spectrum or another, not 'sage'"),
    ],
)
def test_an_impossible_value_is_named(name: str, text: str, message: str) -> None:
    with pytest.raises(SettingRefusedError, match=message):
        settings_from_texts({name: text})


@pytest.mark.parametrize(
    ("attempt", "asked_s", "wait_s"),
    [
        (1, None, 1.0),
        (2, None, 2.0),
        (5, None, 16.0),
        (6, None, None),
        (2, 0.5, 2.0),
        (2, 90.0, 90.0),
        (2, 901.0, None),
    ],
)
def test_waits(attempt: int, asked_s: float | None, wait_s: float | None) -> None:
    assert RetryPolicy().wait_s(attempt, asked_s) == wait_s


def test_no_backoff_is_longer_than_its_limit() -> None:
    policy = RetryPolicy(max_attempts=20)
    assert policy.wait_s(19, None) == policy.longest_backoff_s
