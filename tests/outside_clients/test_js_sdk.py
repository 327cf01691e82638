"""Procore's own JavaScript client, unmodified, against the real process (procore_api.md 14)."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent / "js_sdk"
FILES = ("package.json", "package-lock.json", ".npmrc", "flows.mjs")
INSTALL_WITHIN_S = 300
FLOW_WITHIN_S = 300

NODE, NPM = shutil.which("node"), shutil.which("npm")
pytestmark = pytest.mark.skipif(
    NODE is None or NPM is None,
    reason="node and npm are missing: install Node.js 18 or later to run Procore's own client",
)


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the flows beside the client that the lock names."""
    folder = tmp_path_factory.mktemp("js_sdk")
    for name in FILES:
        shutil.copy(FOLDER / name, folder / name)
    assert NPM is not None
    done = subprocess.run(
        [NPM, "ci"], cwd=folder, capture_output=True, text=True, timeout=INSTALL_WITHIN_S
    )
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def run(installed: Path, announced: dict[str, str]) -> Any:
    """run(flow) gives what the flow found; a flow that fails an assertion fails the test."""

    def running(flow: str) -> dict[str, Any]:
        assert NODE is not None
        done = subprocess.run(
            [NODE, "flows.mjs", flow],
            cwd=installed,
            env={**os.environ, "TIEOUT_SIMULATOR": json.dumps(announced)},
            capture_output=True,
            text=True,
            timeout=FLOW_WITHIN_S,
        )
        assert done.returncode == 0, done.stderr
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    return running


def test_a_person_lets_it_in_and_the_token_is_refreshed_and_revoked(run: Any) -> None:
    assert run("token") == {"login": "sdk.person@example.com"}


def test_its_refresher_gets_a_new_token_once_the_old_one_is_refused(run: Any) -> None:
    assert run("refresher") == {"refreshed": 1}


def test_it_reads_pages_records_and_refusals_of_both_versions(run: Any) -> None:
    assert run("read")["total"] > 3


def test_it_creates_a_contract_with_a_line(run: Any) -> None:
    assert run("create")["contract_id"] > 0


def test_it_updates_and_deletes(run: Any) -> None:
    assert run("update") == {"title": "Renamed"}


def test_its_sync_is_told_of_each_part(run: Any) -> None:
    assert run("sync")["id"] > 2**32


def test_it_hears_of_what_it_wrote_by_webhook(run: Any) -> None:
    assert int(run("webhook")["resource_id"]) > 0
