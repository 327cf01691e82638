"""The walls of docs/architecture.md hold, and would be seen to fall."""

import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_walls_hold() -> None:
    linted = lint_imports(REPOSITORY)
    assert linted.returncode == 0, linted.stdout + linted.stderr


def test_a_breach_is_seen(tmp_path: Path) -> None:
    """An engine that imports the simulators must be caught, or the test above proves nothing."""
    for room in ("engine", "simulator", "features"):
        (tmp_path / room).mkdir()
        (tmp_path / room / "__init__.py").touch()
    (tmp_path / "engine" / "cheat.py").write_text("import simulator\n")
    (tmp_path / ".importlinter").write_text(
        "[importlinter]\nroot_packages =\n    engine\n    simulator\n\n"
        "[importlinter:contract:wire]\nname = wire\ntype = independence\n"
        "modules =\n    engine\n    simulator\n"
    )
    linted = lint_imports(tmp_path)
    assert linted.returncode == 1
    assert "engine.cheat -> simulator" in linted.stdout
