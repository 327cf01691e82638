"""The command: python -m benchmarks [--without-peers]. Writes reports/benchmarks.md and .json."""

import argparse
from pathlib import Path

from benchmarks.peers import PEERS
from benchmarks.run import run
from benchmarks.table import as_json, as_markdown, machine

REPORTS = Path("reports")
PEERS_FOLDER = Path(".tieout") / "benchmarks"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--without-peers", action="store_true", help="measure Tieout alone")
    options = parser.parse_args()
    on = machine()
    results = run(PEERS_FOLDER.absolute(), () if options.without_peers else PEERS)
    REPORTS.mkdir(exist_ok=True)
    table = as_markdown(results, on)
    (REPORTS / "benchmarks.md").write_text(table)
    (REPORTS / "benchmarks.json").write_text(as_json(results, on))
    print(table)  # noqa: T201  # a command's answer


if __name__ == "__main__":
    main()
