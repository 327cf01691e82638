"""`tieout sync`, against simulators on sockets."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from engine.cli.main import main
from engine.cli.simulators import running
from engine.connectors.simulator_control import SimulatorControl

Run = Callable[..., tuple[int, str, str]]
PEOPLE: dict[str, str] = {}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("cli")
    with running(seed=2020, portfolio="demo") as pair, httpx.Client(timeout=60) as client:
        pair.connection.save(folder / "connection.json")
        control = SimulatorControl(client, pair.connection.procore_url)
        PEOPLE.update(control.portfolio()["people"])
        yield folder


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*words: str, login: str | None = "accountant") -> tuple[int, str, str]:
        places = ["--connection", str(folder / "connection.json"), "--workspace", str(folder)]
        who = ["--as", PEOPLE[login]] if login else []
        with pytest.raises(SystemExit) as ended:
            main(["sync", *words, *who, *places])
        printed = capsys.readouterr()
        code = ended.value.code
        assert isinstance(code, int)
        return code, printed.out, printed.err

    return run


def test_settings_are_shown_and_changed(run: Run) -> None:
    code, out, _ = run("settings", "--feature", "--export", "--status-code", "A", login=None)
    assert code == 0
    assert out.splitlines()[:3] == [
        "is_feature_enabled: True",
        "is_export_switched_on: True",
        "spectrum_status_code: A",
    ]
    code, out, _ = run("settings", "--json", login=None)
    assert (code, json.loads(out)["edition"]) == (0, "2020")


def test_the_format_of_change_request_numbers_is_set_and_set_back(run: Run) -> None:
    """D-165: never more than Spectrum's 8 characters (D-147)."""
    given = ("settings", "--number-prefix", "PCO", "--number-last", "3")
    code, out, _ = run(*given, login=None)
    shown = ["change_request_prefix: PCO", "change_request_last_characters: 3"]
    assert (code, [line for line in out.splitlines() if line in shown]) == (0, shown)
    code, _, err = run("settings", "--number-prefix", "S001-0", login=None)
    assert code != 0
    assert "is a number from 1 to 2 behind the prefix 'S001-0', or 'all', not '3'" in err
    code, out, _ = run("settings", "--number-prefix", "", "--number-last", "all", login=None)
    shown = ["change_request_prefix: ", "change_request_last_characters: "]
    assert (code, [line for line in out.splitlines() if line in shown]) == (0, shown)


def test_an_import_tells_what_it_did_and_its_repetition_why_not(run: Run) -> None:
    code, out, _ = run("import", "24-105")
    assert code == 0
    assert out.startswith("done: import prime contract of job 24-105\n  Imported '24-105 Prime")
    assert "  line 1000: amount: - -> 7000000.00\n" in out
    code, out, _ = run("import", "24-105")
    assert code == 1
    assert out == (
        "refused: import prime contract of job 24-105\n"
        "  import.already-imported: The contract is already imported to this project. "
        "[reimport#one-to-one, import#reimport-is-for-synced]\n"
    )


def test_json_holds_the_decision_with_every_reason(run: Run) -> None:
    code, out, _ = run("import", "24-106", "--json")
    data = json.loads(out)
    assert (code, data["result"]) == (1, "refused")
    assert [reason["rule_id"] for reason in data["decision"]["reasons"]] == ["import.unit-price"]


def test_status_shows_the_lists_and_the_tie_out(run: Run) -> None:
    run("import", "24-112")
    code, out, _ = run("status", "--json")
    data = json.loads(out)
    assert (code, data["ties_out"]) == (0, True)
    jobs = [row["job_number"] for row in data["contracts"]["Synced"]]
    assert "24-112" in jobs
    buttons = data["contracts"]["Synced"][0]["buttons"]
    assert [button["name"] for button in buttons] == ["Re-Import", "Refresh"]
    code, out, _ = run("status")
    assert code == 0
    assert "Prime Contracts: Ready to Import" in out
    assert out.endswith("All 2 contracts tie out, to the cent.\n")


def test_an_unknown_record_is_one_line(run: Run) -> None:
    code, out, _ = run("send", "24-112", "999")
    assert code == 1
    assert out.startswith("refused: send PCCO 999 of project 24-112\n  project ")
    assert out.endswith("has no PCCO '999'\n")


def test_a_choice_out_of_its_bounds_is_one_line(run: Run) -> None:
    told = run("reject", "24-112", "001", "--comment", "x" * 1_001)
    assert told == (2, "", "tieout: The comment has 1,001 characters and may have 1,000.\n")


def test_resume_without_anything_to_take_up(run: Run) -> None:
    assert run("resume", login=None) == (0, "nothing was given up\n", "")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["import"], "Missing argument 'job'"),
        (["send", "24-101", "001"], "Missing option '--as'"),
        (["accept", "a", "b", "--as", "x", "--transaction-date", "9 April"], "does not match the"),
        (["exprt"], "No such command 'exprt'"),
        (
            ["status", "--as", "x", "--connection", "/nowhere/connection.json"],
            "/nowhere/connection.json: there is no connection file here",
        ),
        (["settings", "--edition", "2021"], "'edition' is 2020 or current, not '2021'"),
    ],
)
def test_wrong_use_is_one_line_and_exit_code_2(
    words: list[str], message: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    places: list[str] = []
    if words[0] == "settings":
        places = ["--connection", str(folder / "connection.json"), "--workspace", str(folder)]
    with pytest.raises(SystemExit) as ended:
        main(["sync", *words, *places])
    printed = capsys.readouterr()
    assert ended.value.code == 2
    assert message in printed.err
    assert printed.err.count("\n") == 1
    assert printed.out == ""


def test_a_product_that_does_not_answer_is_one_line(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    connection: dict[str, Any] = json.loads((folder / "connection.json").read_text())
    connection["procore_url"] = "http://127.0.0.1:9"
    (tmp_path / "connection.json").write_text(json.dumps(connection))
    places = ["--connection", str(tmp_path / "connection.json"), "--workspace", str(folder)]
    with pytest.raises(SystemExit) as ended:
        main(["sync", "status", "--as", "x", *places])
    assert ended.value.code == 1
    assert capsys.readouterr().err.startswith("tieout: procore: ")
