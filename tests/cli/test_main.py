"""The command `tieout`: help that helps, and one clear line for wrong use."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.forked import HANG_S, Ended, run_tieout

TIEOUT = Path(sys.executable).with_name("tieout")


def tieout(*arguments: str, folder: Path | None = None) -> Ended:
    return run_tieout(arguments, folder or Path())


@pytest.mark.parametrize("arguments", [[], ["--help"], ["serv"], ["rules", "explain", "nope"]])
def test_the_installed_program_does_what_the_other_tests_ask_of_its_main(
    arguments: list[str],
) -> None:
    program = subprocess.run(
        [TIEOUT, *arguments],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=HANG_S,
        check=False,
    )
    assert Ended(program.returncode, program.stdout, program.stderr) == tieout(*arguments)


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["nope"], "tieout: No such command 'nope'. See: tieout --help"),
        (["serv"], "tieout: No such command 'serv'. Did you mean 'serve'? See: tieout --help"),
        (["run", "--seed", "x"], "tieout: Invalid value for '--seed'"),
        (["run", "--edition", "2030"], "'2030' is not one of '2020', 'current'"),
        (["run", "--sed", "1"], "tieout: No such option"),
        (["serve", "--web-port", "99999"], "tieout: Invalid value for '--web-port'"),
        (["serve", "--portfolio", "x"], "tieout: --portfolio must be demo or none, not 'x'"),
        (["run", "--report", "."], "--report . cannot be written: Is a directory"),
        (["run", "--report", "/proc/x/y.html"], "--report /proc/x/y.html cannot be written: "),
        (["serve", "--workspace", "/proc/x"], "--workspace /proc/x cannot be used: "),
        (["serve", "--workspace", "/dev/null"], "--workspace /dev/null cannot be used: "),
        (["sync", "import"], "tieout: Missing argument 'job'. See: tieout sync import --help"),
        (["sync", "import", "1", "--as", "a"], "connection.json"),
        (["rules", "explain", "nope"], "there is no rule or eligibility `nope`"),
        (["features", "nowhere"], "there is no file or folder nowhere"),
    ],
)
def test_wrong_use_gets_one_line_and_exit_code_2(
    arguments: list[str], line: str, tmp_path: Path
) -> None:
    said = tieout(*arguments, folder=tmp_path)
    assert said.returncode == 2, said
    assert said.stdout == ""
    assert line in said.stderr
    assert said.stderr.count("\n") == 1


@pytest.mark.parametrize("arguments", [[], ["sync"], ["rules"]])
def test_no_command_shows_what_there_is(arguments: list[str]) -> None:
    said = tieout(*arguments)
    assert said.returncode == 2
    assert "Commands:" in said.stdout
    assert said.stderr == ""


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--help"], ["run", "serve", "features", "rules", "sync"]),
        (["run", "--help"], ["--seed", "--edition", "--report"]),
        (["serve", "--help"], ["--procore-port", "--spectrum-port", "--web-port", "--seed"]),
        (["sync", "--help"], ["import", "reimport", "send", "retrieve", "accept", "reject"]),
        (["sync", "--help"], ["resend", "export", "unlink", "status"]),
        (["rules", "--help"], ["check", "explain"]),
    ],
)
def test_help_names_what_a_person_needs(arguments: list[str], words: list[str]) -> None:
    said = tieout(*arguments)
    assert said.returncode == 0
    assert [word for word in words if word not in said.stdout] == []


@pytest.mark.parametrize("option", ["--procore-port", "--spectrum-port", "--web-port"])
def test_a_taken_port_is_named(option: str, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        said = tieout("serve", option, str(port), folder=tmp_path)
    assert said.returncode == 2
    assert f"port {port} of 127.0.0.1 is taken; choose another" in said.stderr
    assert said.stderr.count("\n") == 1
