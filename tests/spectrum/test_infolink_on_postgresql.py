"""Info-Link on a real PostgreSQL: the same rows as in SQLite, to the cent, and read-only."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest
import sqlalchemy
from sqlalchemy.exc import DBAPIError

from simulator.http.in_process import InProcessTransport
from simulator.spectrum.infolink.opening import open_store
from simulator.spectrum.infolink.statements import CONTRACT_TOTALS_VIEW
from simulator.spectrum.infolink.store import LocationRefusedError
from simulator.spectrum.infolink.tables import TABLES
from simulator.spectrum.site import SpectrumSite
from simulator.world.world import World

if TYPE_CHECKING:
    from conftest import Spectrum

KEY: dict[str, object] = {"job_number": "24-101", "customer_code": "RIVER"}


@pytest.fixture
def site(database_url: str) -> Iterator[SpectrumSite]:
    made = SpectrumSite(World(2020), database_url)
    yield made
    made.close()


@pytest.fixture(params=["in-process"])
def empty_spectrum(site: SpectrumSite, spectrum_type: type[Spectrum]) -> Iterator[Spectrum]:
    transport = InProcessTransport(site)
    with httpx.Client(transport=transport, base_url="http://spectrum") as client:
        yield spectrum_type(site, client)


def _rows(url: str, table: str) -> list[tuple[Any, ...]]:
    """The rows with their types, as an ordinary client reflects them."""
    engine = sqlalchemy.create_engine(url)
    try:
        reflected = sqlalchemy.Table(table, sqlalchemy.MetaData(), autoload_with=engine)
        with engine.connect() as connection:
            found = connection.execute(sqlalchemy.select(reflected)).all()
    finally:
        engine.dispose()
    return sorted((tuple(row) for row in found), key=repr)


def _work(spectrum: Spectrum) -> None:
    """A bit of everything that writes."""
    spectrum.request(
        CR_Status="AP",
        CR_Description="Größe & Maß's",
        Approved_Date="05/01/2020",
        Fee_Percent="2.5",
        CR_Phase_Code="01000",
        CR_Cost_Type="L",
        Change_Request_Amount="-1234567890.12",
        CR_Billing_Item_Code="01",
        CR_Revenue="9999999999.99",
    )
    spectrum.request(
        Change_Request_Number="002",
        Job_Number="24-102",
        CR_Status="PE",
        CR_Billing_Group_Code="A1",
        CR_Billing_Item_Code="EXCAV",
        CR_Quantity="0.33",
    )
    spectrum.request(Change_Request_Number="003", CR_Status="PE")
    spectrum.call(
        "ARChangeOrder",
        Job_Number="24-101",
        Customer_Code="RIVER",
        Change_Order_Number="1",
        Status_Code="OK",
        Change_Request_Number="003",
        CO_Billing_Item_Code="01",
        Revenue="0.01",
    )
    spectrum.call("UpdateJob", Job_Number="24-101", Start_Date="01/31/2020", City="Århus")
    spectrum.make("delete_billing_item", **KEY, code="01234567890")
    spectrum.make("change_request", **KEY, number="GONE", status_code="AP")
    spectrum.make("delete_change_request", **KEY, number="GONE")


def test_both_databases_hold_the_same(spectrum: Spectrum, tmp_path: Path) -> None:
    _work(spectrum)
    lite = open_store(tmp_path / "infolink.sqlite", spectrum.company)
    own, spectrum.site.stores.store = spectrum.site.stores.store, lite
    spectrum.site.stores.projection.store = lite
    spectrum.site.stores.project_all()
    names = [CONTRACT_TOTALS_VIEW, *(table.name for table in TABLES)]
    names += [table.single_company_view for table in TABLES]
    for name in names:
        rows = _rows(own.url, name)
        assert rows == _rows(lite.url, name), name
    assert _rows(own.url, "CR_CHNG_REQ_REV")
    spectrum.site.stores.store = own
    lite.close()


def test_totals_are_exact(spectrum: Spectrum) -> None:
    _work(spectrum)
    (totals,) = spectrum.sql(
        'SELECT * FROM "CR_CONTRACT_MASTER1_V" WHERE "Job_Number" = :job', job="24-101"
    )
    assert totals["Approved_Changes"] == Decimal("10000000000.00")
    assert totals["Revised_Contract"] == Decimal("10000250000.00")


def test_nobody_writes_through_the_url(spectrum: Spectrum) -> None:
    engine = sqlalchemy.create_engine(spectrum.site.infolink_url)
    with engine.connect() as connection, pytest.raises(DBAPIError, match="read-only"):
        connection.execute(sqlalchemy.text('DELETE FROM "JC_JOB_MASTER_MC"'))
    engine.dispose()


def test_a_refused_call_leaves_no_transaction_open(spectrum: Spectrum) -> None:
    assert spectrum.request(CR_Status="??")
    assert spectrum.request(CR_Status="AP") == []
    assert len(spectrum.sql('SELECT * FROM "CR_CHNG_REQ_HDR"')) == 1


def test_a_new_installation_starts_empty(spectrum: Spectrum, database_url: str) -> None:
    again = SpectrumSite(World(2020), database_url)
    assert spectrum.sql('SELECT * FROM "JC_JOB_MASTER_MC"') == []
    again.close()


NOT_OURS = "give a file or a postgresql+psycopg URL"


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        ("mysql://me:secret@nowhere/x", f"can't be kept in mysql://me:***@nowhere/x; {NOT_OURS}"),
        ("postgresql+pg8000://nowhere/x", f"in postgresql+pg8000://nowhere/x; {NOT_OURS}"),
        ("://", "is no URL of SQLAlchemy's form; give a file or a URL such as postgresql+psycopg:"),
        (
            "postgresql+psycopg://me:secret@127.0.0.1:1/x",
            "Info-Link's database postgresql+psycopg://me:***@127.0.0.1:1/x can't be opened: ",
        ),
    ],
)
def test_a_place_that_cannot_be_is_refused_without_its_password(place: str, sentence: str) -> None:
    with pytest.raises(LocationRefusedError) as refused:
        open_store(place, "101")
    assert sentence in str(refused.value)
    assert "secret" not in str(refused.value)
