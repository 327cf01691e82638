"""The simulation with its Info-Link on PostgreSQL: worlds beside it, resets, other readers."""

import subprocess
import sys
from collections.abc import Iterator

import httpx
import psycopg
import pytest
import sqlalchemy

from simulator.http.in_process import InProcessTransport
from simulator.simulation import Simulation
from simulator.spectrum.infolink import postgresql

CONTROL = "http://spectrum/_simulator/v1"
WRITES = 150
READER = """
import sys
import psycopg

QUERY = '''SELECT COUNT(*), (SELECT COUNT(*) FROM "CR_CHNG_REQ_CON_DET_MC"),
           (SELECT COUNT(*) FROM "CR_CHNG_REQ_REV_MC"),
           SUM("Job_Total"), SUM("Change_Request_Total")
           FROM "CR_CHNG_REQ_HDR_MC"'''
wanted, different, halves = int(sys.argv[2]), set(), 0
with psycopg.connect(sys.argv[1], autocommit=True) as connection:
    print("reading", flush=True)
    headers = 0
    while headers < wanted:
        headers, costs, billings, cost, revenue = connection.execute(QUERY).fetchone()
        different.add(headers)
        halves += not (headers == costs == billings and cost == revenue)
print(len(different), halves)
"""


@pytest.fixture
def simulation(database_url: str) -> Iterator[Simulation]:
    made = Simulation(2020, infolink=database_url)
    yield made
    made.close()


@pytest.fixture
def client(simulation: Simulation) -> Iterator[httpx.Client]:
    transport = InProcessTransport(simulation.spectrum_gate)
    with httpx.Client(transport=transport) as client:
        yield client


def job_numbers(url: str) -> list[str]:
    engine = sqlalchemy.create_engine(url)
    with engine.connect() as connection:
        rows = connection.execute(sqlalchemy.text('SELECT "Job_Number" FROM "JC_JOB_MASTER"'))
        found = sorted(row[0] for row in rows)
    engine.dispose()
    return found


def add_job(client: httpx.Client, path: str, number: str) -> None:
    url = f"http://spectrum{path}/_simulator/v1/records"
    assert client.post(url, json={"kind": "job", "number": number}).status_code == 200


def test_a_reset_empties_the_tables_for_the_same_readers(
    simulation: Simulation, client: httpx.Client
) -> None:
    url = simulation.credentials["infolink_url"]
    add_job(client, "", "A")
    assert job_numbers(url) == ["A"]
    assert client.post(f"{CONTROL}/state/reset", json={}).status_code == 200
    assert simulation.credentials["infolink_url"] == url
    assert job_numbers(url) == []


def test_worlds_beside_each_other_have_schemas_of_their_own(
    simulation: Simulation, client: httpx.Client, database_url: str
) -> None:
    made = client.post(f"{CONTROL}/namespaces", json={"name": "run-1"}).json()
    beside = made["credentials"]["infolink_url"]
    add_job(client, "", "FIRST")
    add_job(client, made["path"], "SECOND")
    assert job_numbers(simulation.credentials["infolink_url"]) == ["FIRST"]
    assert job_numbers(beside) == ["SECOND"]
    engine = sqlalchemy.create_engine(beside)
    with (
        engine.connect() as connection,
        pytest.raises(sqlalchemy.exc.DBAPIError, match="read-only"),
    ):
        connection.execute(sqlalchemy.text('DELETE FROM "JC_JOB_MASTER_MC"'))
    engine.dispose()
    assert "tieout_run_1" in schemas(database_url)
    removed = client.delete(f"{CONTROL}/namespaces", params={"name": "run-1"})
    assert removed.json() == {"namespaces": []}
    assert "tieout_run_1" not in schemas(database_url)


def schemas(url: str) -> list[str]:
    engine = sqlalchemy.create_engine(url)
    found = sqlalchemy.inspect(engine).get_schema_names()
    engine.dispose()
    return found


def test_a_reset_waits_for_no_reader_and_says_so(
    simulation: Simulation, client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgresql, "LOCK_TIMEOUT_MS", 100)
    add_job(client, "", "A")
    engine = sqlalchemy.create_engine(simulation.credentials["infolink_url"])
    with engine.connect() as reader:
        reader.execute(sqlalchemy.text('SELECT * FROM "JC_JOB_MASTER_MC"'))
        refused = client.post(f"{CONTROL}/state/reset", json={})
    engine.dispose()
    assert refused.status_code == 400
    assert "are held by a reader's open transaction; end that" in refused.json()["error"]
    add_job(client, "", "B")
    assert job_numbers(simulation.credentials["infolink_url"]) == ["A", "B"]


def test_another_process_reads_whole_calls_while_we_write(
    simulation: Simulation, client: httpx.Client
) -> None:
    fixtures = simulation.spectrum.fixtures
    fixtures["customer"]({"code": "RIVER"})
    fixtures["job"]({"number": "J", "customer_code": "RIVER"})
    key = {"job_number": "J", "customer_code": "RIVER"}
    fixtures["phase"]({"job_number": "J", "phase_code": "01", "cost_type": "L"})
    fixtures["billing_item"]({**key, "code": "01"})
    fixtures["change_request_status"]({"code": "AP", "action_type": 1})
    url = simulation.credentials["infolink_url"].replace("+psycopg", "")
    reader = subprocess.Popen(
        [sys.executable, "-c", READER, url, str(WRITES)], stdout=subprocess.PIPE, text=True
    )
    assert reader.stdout is not None
    assert reader.stdout.readline() == "reading\n"
    lines = {
        "cost_lines": [{"phase_code": "01", "cost_type": "L", "amount": "12.34"}],
        "billing_lines": [{"billing_item_code": "01", "revenue": "12.34"}],
    }
    for number in range(WRITES):
        fixtures["change_request"]({**key, "number": str(number), "status_code": "AP", **lines})
    told, _ = reader.communicate(timeout=300)
    different, halves = map(int, told.split())
    assert reader.returncode == 0
    assert different > 2
    assert halves == 0


def test_ordinary_psycopg_may_connect_too(simulation: Simulation, client: httpx.Client) -> None:
    add_job(client, "", "A")
    url = simulation.credentials["infolink_url"].replace("+psycopg", "")
    with psycopg.connect(url) as connection:
        rows = connection.execute('SELECT "Job_Number", "Status_Code" FROM "JC_JOB_MASTER_MC"')
        assert rows.fetchall() == [("A", "A")]
