"""`tieout serve`: what it prints is enough for a stranger's own clients."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import sqlalchemy
import zeep

from tests.forked import HANG_S, Ended, run_tieout

TIEOUT = Path(sys.executable).with_name("tieout")
NAMES = [
    "procore_url",
    "spectrum_url",
    "procore_client_id",
    "procore_client_secret",
    "procore_company_id",
    "spectrum_company_code",
    "spectrum_authorization_id",
    "infolink_url",
    "seed",
    "web_url",
    "accountant",
    "project_manager",
    "viewer",
]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("workspace")


@pytest.fixture(scope="module")
def printed(workspace: Path) -> Iterator[dict[str, str]]:
    process = subprocess.Popen(
        [TIEOUT, "serve", "--workspace", workspace], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    lines: dict[str, str] = {}
    for line in process.stdout:
        if line == "ready\n":
            break
        name, _, value = line.rstrip("\n").partition(": ")
        lines[name] = value
    yield lines
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=HANG_S) in (0, 130)


@pytest.fixture(scope="module")
def procore(printed: dict[str, str]) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=printed["procore_url"], timeout=60) as client:
        token = client.post(
            "/oauth/token",
            json={
                "grant_type": "client_credentials",
                "client_id": printed["procore_client_id"],
                "client_secret": printed["procore_client_secret"],
            },
        ).json()
        client.headers["Authorization"] = f"Bearer {token['access_token']}"
        client.headers["Procore-Company-Id"] = printed["procore_company_id"]
        yield client


def test_one_line_each(printed: dict[str, str]) -> None:
    assert list(printed) == NAMES
    assert all(printed.values())


def sync(workspace: Path, *arguments: str) -> Ended:
    connection = str(workspace / "connection.json")
    own_books = str(workspace / "own")
    places = ["--connection", connection, "--workspace", own_books]
    return run_tieout(["sync", *arguments, *places], workspace)


def test_a_contract_comes_by_import_and_is_got_with_a_token(
    printed: dict[str, str], procore: httpx.Client, workspace: Path
) -> None:
    accountant = printed["accountant"]
    refused = sync(workspace, "import", "24-101", "--as", accountant)
    assert refused.returncode == 1
    assert "import.feature-off" in refused.stdout + refused.stderr
    assert sync(workspace, "settings", "--feature").returncode == 0
    done = sync(workspace, "import", "24-101", "--as", accountant)
    assert done.returncode == 0, done.stdout + done.stderr

    company = {"company_id": printed["procore_company_id"]}
    projects = procore.get("/rest/v1.0/projects", params=company).json()
    project = next(project for project in projects if project["project_number"] == "24-101")
    contract = procore.get("/rest/v1.0/prime_contract", params={"project_id": project["id"]})
    assert contract.status_code == 200
    assert contract.json()["title"] == "24-101 Prime Contract"
    assert len(contract.json()["line_items"]) == 4


def test_a_soap_client_gets_the_jobs(printed: dict[str, str]) -> None:
    client = zeep.Client(printed["spectrum_url"] + "/wsdls/GetJob.jws")
    arguments = {name: "" for name, _ in client.get_element("ns0:GetJob").type.elements}
    arguments["Authorization_ID"] = printed["spectrum_authorization_id"]
    rows = client.service.GetJob(**arguments)
    numbers = {row.findtext("Job_Number") for element in rows for row in element["_value_1"]}
    assert "24-101" in numbers


def test_info_link_is_read_with_an_ordinary_driver(printed: dict[str, str]) -> None:
    engine = sqlalchemy.create_engine(printed["infolink_url"])
    with engine.connect() as connection:
        count = connection.execute(sqlalchemy.text("SELECT COUNT(*) FROM JC_JOB_MASTER_MC"))
        assert count.scalar_one() == 15
    engine.dispose()


def test_the_page_answers(printed: dict[str, str]) -> None:
    page = httpx.get(printed["web_url"], timeout=60)
    assert page.status_code == 200
    assert "Tieout" in page.text


def test_the_connection_file_holds_what_was_printed(
    printed: dict[str, str], workspace: Path
) -> None:
    kept = json.loads((workspace / "connection.json").read_text())
    assert {name: str(value) for name, value in kept.items()} == {
        name: value for name, value in printed.items() if name in kept
    }
    assert len(kept) == 8


def test_a_workspace_serves_one_at_a_time(printed: dict[str, str], workspace: Path) -> None:
    """A second one would empty the books and the tables under the first."""
    before = (workspace / "connection.json").read_text()
    second = run_tieout(["serve", "--workspace", str(workspace)], workspace)
    assert (second.returncode, second.stdout) == (2, "")
    assert f"another `tieout serve` uses the workspace {workspace}" in " ".join(
        second.stderr.split()
    )
    assert (workspace / "connection.json").read_text() == before
    assert httpx.get(f"{printed['procore_url']}/_simulator/v1/state", timeout=60).status_code == 200


def test_sync_finds_the_connection_in_the_workspace(
    printed: dict[str, str], workspace: Path, tmp_path: Path
) -> None:
    found = subprocess.run(
        [TIEOUT, "sync", "settings", "--workspace", workspace, "--json"],
        capture_output=True,
        text=True,
        timeout=HANG_S,
        check=False,
        cwd=tmp_path,
    )
    assert (found.returncode, found.stderr) == (0, "")
    assert json.loads(found.stdout)["spectrum_status_code"] == "A"
    none = str(tmp_path / "none")
    elsewhere = run_tieout(["sync", "settings", "--workspace", none, "--json"], workspace.parent)
    assert elsewhere.returncode == 2
    assert str(tmp_path / "none" / "connection.json") in " ".join(elsewhere.stderr.split())


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_however_it_ends_the_simulators_end_too(tmp_path: Path, ending: signal.Signals) -> None:
    process = subprocess.Popen(
        [TIEOUT, "serve", "--workspace", tmp_path], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    url = next(line.split(": ")[1].strip() for line in process.stdout if "procore_url" in line)
    for line in process.stdout:
        if line == "ready\n":
            break
    assert httpx.get(f"{url}/_simulator/v1/state", timeout=60).status_code == 200
    process.send_signal(ending)
    process.wait(timeout=HANG_S)
    deadline = time.monotonic() + HANG_S
    while time.monotonic() < deadline:
        try:
            httpx.get(f"{url}/_simulator/v1/state", timeout=1)
        except httpx.TransportError:
            break
        time.sleep(0.05)
    else:
        pytest.fail("the simulators still answer")
    if ending is not signal.SIGKILL:
        assert not (tmp_path / "connection.json").exists()
