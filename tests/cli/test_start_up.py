"""What a command imports before it does anything: only what it needs."""

import subprocess
import sys
from pathlib import Path

import pytest

from engine.cli.main import PROGRAM
from engine.cli.named_command import NamedCommand
from tests.forked import HANG_S

TIEOUT = Path(sys.executable).with_name("tieout")
SYNC = {"sqlalchemy", "dbos", "psycopg", "zeep", "lxml", "httpx", "durable_rules_engine"}
REQUESTS = {"msgspec"}
PAGES = {"starlette", "uvicorn", "anyio", "jinja2", "markupsafe"}
RULES = {"yaml", "jsonschema", "referencing"}
TERMINAL = {"rich"}
FEATURES = {"pytest", "pytest_bdd"}


ALL = SYNC | REQUESTS | PAGES | RULES | TERMINAL | FEATURES
LEFT_OUT = {
    "--help": ALL,
    "nope": ALL,
    "serve --help": ALL,
    "features nowhere": ALL,
    "features --steps imports": {"hypothesis", "faker", "schemathesis"},
    # The rules are checked against the operations that people may ask for, which are structs.
    "rules check": ALL - RULES - REQUESTS,
    "rules explain pcco.not-approved": ALL - RULES - REQUESTS,
    "sync --help": FEATURES | {"starlette", "uvicorn"},
}


@pytest.mark.parametrize("command", LEFT_OUT)
def test_a_command_imports_only_what_it_needs(command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", TIEOUT, *command.split()],
        capture_output=True,
        text=True,
        timeout=HANG_S,
        check=False,
    )
    lines = [line for line in done.stderr.splitlines() if line.startswith("import time:")]
    modules = {line.rpartition("|")[2].strip() for line in lines}
    assert "engine.cli.main" in modules
    assert LEFT_OUT[command] & modules == set()


def test_the_page_is_there_before_dbos_and_zeep() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", "import engine.cli.served_page"],
        capture_output=True,
        text=True,
        timeout=HANG_S,
        check=True,
    )
    modules = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert {"starlette", "sqlalchemy"} <= modules
    assert modules & {"dbos", "psycopg", "sqlalchemy.orm", "zeep", "requests"} == set()


@pytest.mark.parametrize("name", PROGRAM.commands)
def test_the_list_of_commands_says_what_each_says_of_itself(name: str) -> None:
    known = PROGRAM.commands[name]
    assert isinstance(known, NamedCommand)
    assert known.help == known.imported().help.partition("\n\n")[0].replace("\n", " ")
