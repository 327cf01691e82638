"""The command: python -m simulator.fidelity writes docs/fidelity.md and docs/fidelity.json."""

import sys
from pathlib import Path

from simulator.fidelity.written import written_ledger

DOCS = Path("docs")


def main() -> None:
    if not DOCS.is_dir():
        sys.exit("there is no docs folder here: run this at the top of the repository")
    for name, text in written_ledger().items():
        (DOCS / name).write_text(text)


if __name__ == "__main__":
    main()
