"""Info-Link: published names, read-only, one call one transaction (docs/infolink.md)."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import sqlalchemy
from sqlalchemy.exc import OperationalError

from simulator.http.operation import Evidence
from simulator.spectrum.infolink import tables
from simulator.spectrum.infolink.columns_page import columns_page
from simulator.spectrum.infolink.opening import open_store
from simulator.spectrum.infolink.store import LocationRefusedError
from simulator.spectrum.infolink.tables import TABLES
from simulator.spectrum.site import SpectrumSite
from simulator.world.world import World

if TYPE_CHECKING:
    from conftest import Spectrum

PAGE = Path(__file__).parents[2] / "docs" / "infolink.md"
# spectrum_api.md 5: columns that public queries over live installations name.
OBSERVED = {
    "JC_JOB_MASTER_MC": {"Company_Code", "Job_Number", "Original_Contract", "WO_Site"},
    "JC_PHASE_MASTER_MC": {"Phase_Code", "Cost_Type", "Original_Est_Cost", "Status_Code"},
    "CR_CHNG_REQ_HDR_MC": {"Change_Request_Number", "Status", "Change_Order_Number"},
    "CR_CHNG_REQ_CON_DET_MC": {"Phase_Code", "Change_Request_Hours", "Change_Request_Amount"},
    "CR_CHNG_REQ_STATUS_MC": {"Company_Code", "Status_Code", "CR_Type"},
}


def test_the_page_lists_every_column_as_it_is() -> None:
    assert columns_page() in PAGE.read_text()


@pytest.mark.parametrize("table", OBSERVED)
def test_what_was_observed_is_marked_so(table: str) -> None:
    (found,) = [one for one in TABLES if one.name == table]
    observed = {one.name for one in found.columns if one.evidence is Evidence.OBSERVED}
    assert observed >= OBSERVED[table]


def test_columns_no_source_names_are_marked_assumed() -> None:
    (billing,) = [one for one in TABLES if one.name == "CR_CHNG_REQ_REV_MC"]
    assert {one.evidence for one in billing.columns} == {Evidence.ASSUMED}


def test_the_ledger_has_every_column_with_its_evidence(spectrum: Spectrum) -> None:
    ledger = {str(table["name"]): table["columns"] for table in spectrum.site.tables()}
    assert ledger["CR_CHNG_REQ_STATUS_MC"] == {
        "Company_Code": "observed",
        "Status_Code": "observed",
        "CR_Type": "observed",
        "Description": "assumed",
    }
    assert list(ledger) == [table.name for table in TABLES]


def test_every_table_has_its_view_of_the_own_company(spectrum: Spectrum) -> None:
    spectrum.make("authorization", id="WIDE", companies=["ZZZ", spectrum.company])
    spectrum.call(
        "AddJob",
        Authorization_ID="WIDE",
        Company_Code="ZZZ",
        Job_Number="Z-1",
        Taxable_Flag="N",
        Price_Method_Code="F",
    )
    everywhere = spectrum.sql("SELECT DISTINCT Company_Code FROM JC_JOB_MASTER_MC")
    assert {row["Company_Code"] for row in everywhere} == {"ZZZ", spectrum.company}
    for table in TABLES:
        own = spectrum.sql(f"SELECT DISTINCT Company_Code FROM {table.single_company_view}")
        assert {row["Company_Code"] for row in own} <= {spectrum.company}


def test_nobody_writes_through_the_url(spectrum: Spectrum) -> None:
    engine = sqlalchemy.create_engine(spectrum.site.infolink_url)
    with engine.connect() as connection, pytest.raises(OperationalError, match="readonly"):
        connection.execute(sqlalchemy.text("DELETE FROM JC_JOB_MASTER_MC"))
    engine.dispose()


def test_another_process_reads_while_we_write(spectrum: Spectrum) -> None:
    reading = (
        "import sqlalchemy, sys\n"
        "engine = sqlalchemy.create_engine(sys.argv[1])\n"
        "with engine.connect() as connection:\n"
        "    for line in sys.stdin:\n"
        "        query = 'SELECT COUNT(*) FROM CR_CHNG_REQ_HDR_MC'\n"
        "        print(connection.exec_driver_sql(query).scalar(), flush=True)\n"
        "        connection.rollback()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", reading, spectrum.site.infolink_url],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as reader:
        assert reader.stdin is not None
        assert reader.stdout is not None
        for count in range(3):
            reader.stdin.write("\n")
            reader.stdin.flush()
            assert reader.stdout.readline() == f"{count}\n"
            spectrum.request(Change_Request_Number=f"{count + 1:03}", CR_Status="AP")
        reader.stdin.close()


def test_a_reader_in_a_transaction_never_blocks_a_call(spectrum: Spectrum) -> None:
    engine = sqlalchemy.create_engine(spectrum.site.infolink_url)
    with engine.connect() as connection:
        connection.exec_driver_sql("BEGIN")
        count = "SELECT COUNT(*) FROM CR_CHNG_REQ_HDR_MC"
        assert connection.exec_driver_sql(count).scalar() == 0
        assert spectrum.request(CR_Status="AP") == []
        assert connection.exec_driver_sql(count).scalar() == 0
    engine.dispose()
    assert len(spectrum.sql("SELECT * FROM CR_CHNG_REQ_HDR_MC")) == 1


def test_totals_count_what_recognises_revenue(spectrum: Spectrum) -> None:
    for number, status in enumerate(("AP", "EX", "CO", "PE", "RV"), start=1):
        spectrum.request(
            Change_Request_Number=f"{number}",
            CR_Status=status,
            CR_Billing_Item_Code="01",
            CR_Revenue=f"{10**number}.01",
        )
    (totals,) = spectrum.sql("SELECT * FROM CR_CONTRACT_MASTER1_V WHERE Job_Number = '24-101'")
    assert totals["Original_Contract"] == 250_000
    assert totals["Approved_Changes"] == 110.02
    assert totals["Revised_Contract"] == 250_110.02


def test_the_documented_query_gives_the_same(spectrum: Spectrum) -> None:
    query = PAGE.read_text().split("```sql\n")[1].split("```")[0]
    spectrum.request(CR_Status="AP", CR_Billing_Item_Code="01", CR_Revenue="12.34")
    spectrum.call(
        "ARChangeOrder",
        Job_Number="24-101",
        Customer_Code="RIVER",
        Change_Order_Number="1",
        Status_Code="OK",
        CO_Billing_Item_Code="01",
        Revenue="5.00",
    )
    rows = spectrum.sql(query, company=spectrum.company)
    assert sorted(row["Revenue"] for row in rows) == [5, 12.34]


def test_types_survive_reflection(spectrum: Spectrum) -> None:
    engine = sqlalchemy.create_engine(spectrum.site.infolink_url)
    metadata = sqlalchemy.MetaData()
    contracts = sqlalchemy.Table("CR_CONTRACT_MASTER_MC", metadata, autoload_with=engine)
    with engine.connect() as connection:
        row = connection.execute(contracts.select().order_by(contracts.c.Job_Number)).first()
    engine.dispose()
    assert row is not None
    assert str(row.Original_Contract) == "250000.00"
    assert row.Contract_Date.date().isoformat() == "2020-04-09"


def test_an_old_file_is_emptied_and_open_readers_follow(tmp_path: Path) -> None:
    path = tmp_path / "again.sqlite"
    first = SpectrumSite(World(1), path)
    first.fixtures["customer"]({"code": "OLD"})
    reader = sqlite3.connect(path)
    assert reader.execute("SELECT COUNT(*) FROM CR_CUSTOMER_MASTER_MC").fetchone() == (1,)
    second = SpectrumSite(World(1), path)
    assert reader.execute("SELECT COUNT(*) FROM CR_CUSTOMER_MASTER_MC").fetchone() == (0,)
    reader.close()
    first.close()
    second.close()


def test_a_file_that_cannot_be_one_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text("not a database, and longer than a header " * 20)
    for place, reason in (
        (tmp_path, "unable to open database file"),
        (tmp_path / "text.txt", "file is not a database"),
        (tmp_path / "text.txt" / "infolink.sqlite", "File exists|Not a directory"),
    ):
        with pytest.raises(
            LocationRefusedError, match=f"can't be opened: .*({reason}).*another file"
        ):
            SpectrumSite(World(1), place)


def test_the_command_says_in_a_sentence_that_the_place_cannot_be(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "simulator", "--infolink", str(tmp_path)]
    refused = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert refused.returncode == 2
    assert refused.stderr.startswith(f"tieout-simulator: Info-Link's file {tmp_path} can't be")
    assert "Traceback" not in refused.stderr


def test_a_file_has_one_simulator_at_a_time(tmp_path: Path) -> None:
    """A second one would empty the tables under the first."""
    command = [sys.executable, "-m", "simulator", "--infolink", str(tmp_path / "shared.sqlite")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout is not None
        assert "ready\n" in iter(first.stdout.readline, "")
        second = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
        first.terminate()
    assert second.returncode == 2
    assert second.stderr == (
        f"tieout-simulator: {tmp_path / 'shared.sqlite'} is in use by another simulator;"
        " name another file, or end that one\n"
    )


def test_a_part_of_a_transaction_fails_by_itself(tmp_path: Path) -> None:
    store = open_store(tmp_path / "infolink.sqlite", "ABC")
    table = tables.CHANGE_ORDER_REQUESTS

    def put(number: str) -> None:
        store.put(table, ("ABC", "1", "RIVER", number, "001"))

    def fail() -> None:
        with store.transaction():
            put("2")
            raise ZeroDivisionError

    with store.transaction():
        put("1")
        with pytest.raises(ZeroDivisionError):
            fail()
        with store.transaction():
            put("3")
        with closing(sqlite3.connect(tmp_path / "infolink.sqlite")) as reader:
            assert reader.execute(f'SELECT * FROM "{table.name}"').fetchall() == []
    with closing(sqlite3.connect(tmp_path / "infolink.sqlite")) as reader:
        found = reader.execute(f'SELECT "{table.columns[3].name}" FROM "{table.name}"').fetchall()
    assert found == [("1",), ("3",)]
    store.close()


def test_what_was_done_at_once_is_seen_also_when_it_failed_in_the_middle(
    spectrum: Spectrum,
) -> None:
    def fail() -> None:
        with spectrum.site.at_once():
            spectrum.make("customer", code="ATONCE", name="At Once")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    books = spectrum.site.stores
    assert (books.company_code, "ATONCE") in books.state.customers
    found = spectrum.sql(f"SELECT * FROM {tables.CUSTOMERS.name}")
    assert "ATONCE" in {row["Customer_Code"] for row in found}
