"""A pytest plugin that notes which operations answered or refused which passing tests.

    pytest tests/procore tests/spectrum -p tests.fidelity.recorder --record-fidelity FILE

It listens where every exchange is journalled, so it hears both transports alike. What a fault
shaped, what was unknown and what is not served is not noted; nor is what fixtures call.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from simulator.world.journal import Entry, Journal

# They send anything to every operation, which is no evidence for any one of them.
UNSPECIFIC_FILES = ("test_openapi.py", "test_bad_input.py")
Heard = set[tuple[str, str, str]]


class Recorder:
    def __init__(self, file: Path) -> None:
        self._file = file
        self._heard: Heard = set()
        self._is_listening = False
        self._tests: dict[tuple[str, str, str], set[str]] = defaultdict(set)
        self._record = Journal.record

    def hear(self, journal: Journal, **fields: Any) -> Entry:
        entry = self._record(journal, **fields)
        if self._is_listening and entry.fault is None and entry.status < 500:
            outcome = "refused" if entry.status >= 400 else "answered"
            self._heard.add((entry.system, entry.operation, outcome))
        return entry

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Iterator[None]:
        self._heard.clear()
        self._is_listening = item.path.name not in UNSPECIFIC_FILES
        try:
            yield
            test = item.nodeid.partition("[")[0]
            for heard in self._heard:
                self._tests[heard].add(test)
        finally:
            self._is_listening = False

    def pytest_sessionfinish(self) -> None:
        found: dict[str, dict[str, dict[str, list[str]]]] = {}
        for (system, operation, outcome), tests in sorted(self._tests.items()):
            if operation != "unknown":
                of_system = found.setdefault(system, {})
                of_system.setdefault(operation, {})[outcome] = sorted(tests)
        self._file.write_text(json.dumps(found, indent=1) + "\n")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--record-fidelity", type=Path, help="where to write what was heard")


def pytest_configure(config: pytest.Config) -> None:
    file = config.getoption("--record-fidelity")
    if file is None:
        raise pytest.UsageError("give --record-fidelity a file to write")
    recorder = Recorder(file)
    Journal.record = lambda journal, **fields: recorder.hear(journal, **fields)  # type: ignore[method-assign]  # for this run only
    config.pluginmanager.register(recorder, "fidelity-recorder")
