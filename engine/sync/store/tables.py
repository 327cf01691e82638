"""The tables of the engine's own books. Amounts are integer cents, moments are UTC ISO text."""

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData()

setting = Table(
    "setting",
    metadata,
    Column("name", String(60), primary_key=True),
    Column("value", String(255), nullable=False),
)

contract_link = Table(
    "contract_link",
    metadata,
    Column("origin_id", String(80), primary_key=True),
    Column("project_id", BigInteger, nullable=False),
    Column("contract_id", BigInteger, nullable=False),
    Column("synced_at", String(40), nullable=False),
)

line_link = Table(
    "line_link",
    metadata,
    Column("contract_origin_id", String(80), primary_key=True),
    Column("billing_item_code", String(30), primary_key=True),
    Column("description", Text, nullable=False),
    Column("amount_cents", BigInteger, nullable=False),
    ForeignKeyConstraint(["contract_origin_id"], ["contract_link.origin_id"]),
)

change_order_state = Table(
    "change_order_state",
    metadata,
    Column("change_order_id", BigInteger, primary_key=True),
    Column("project_id", BigInteger, nullable=False),
    Column("number", String(60), nullable=False),
    Column("state", String(30), nullable=False),
    Column("login", String(255), nullable=False),
    Column("at", String(40), nullable=False),
    Column("comment", Text),
    Column("transaction_date", String(10)),
    Column("sent_hash", String(64)),
    Column("errors_json", Text, nullable=False),
    Index("change_order_state_by_project", "project_id"),
)

intent = Table(
    "intent",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("business_key", String(120), nullable=False),
    Column("operation", String(30), nullable=False),
    Column("record", String(120), nullable=False),
    Column("payload_hash", String(64), nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("state", String(20), nullable=False),
    Column("at", String(40), nullable=False),
    Index("intent_by_key", "business_key"),
    Index("intent_by_record", "record"),
)

lease = Table(
    "lease",
    metadata,
    Column("business_key", String(120), primary_key=True),
    Column("owner", String(80), nullable=False),
    Column("expires_at_s", Float, nullable=False),
)

parked_request = Table(
    "parked_request",
    metadata,
    Column("record_key", String(120), primary_key=True),
    Column("operation", String(30), primary_key=True),
    Column("request_json", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", String(40), nullable=False),
)

journal = Table(
    "journal",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("request_id", String(80), nullable=False, unique=True),
    Column("at", String(40), nullable=False),
    Column("operation", String(30), nullable=False),
    Column("record", String(120), nullable=False),
    Column("login", String(255), nullable=False),
    Column("result", String(20), nullable=False),
    Column("outcome_json", Text, nullable=False),
    Index("journal_by_record", "record"),
)
