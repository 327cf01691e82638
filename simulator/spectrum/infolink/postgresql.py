"""Info-Link in a PostgreSQL database, so that a client on another machine can connect."""

from typing import cast

import sqlalchemy

from simulator.spectrum.infolink.store import Connection, Dialect, InfoLinkStore

POSTGRESQL = Dialect("%s", "BEGIN", "TIMESTAMP", " CASCADE")
READ_ONLY = "-c default_transaction_read_only=on"


def open_postgresql(place: str, company_code: str) -> InfoLinkStore:
    """The store at a URL of SQLAlchemy's form; readers are given it read-only."""
    url = sqlalchemy.make_url(place)
    if url.get_backend_name() != "postgresql":
        raise ValueError(f"Info-Link can't be kept in {url!r}; give a file or a postgresql URL")
    pooled = sqlalchemy.create_engine(url).raw_connection()
    driver = pooled.driver_connection
    if driver is None:
        raise ValueError(f"no connection to {url!r}")
    pooled.detach()  # ours to keep: the pool would take it back
    driver.autocommit = True
    readers = url.update_query_dict({"options": READ_ONLY})
    return InfoLinkStore(
        cast(Connection, driver),
        POSTGRESQL,
        readers.render_as_string(hide_password=False),
        company_code,
    )
