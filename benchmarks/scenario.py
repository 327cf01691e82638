"""One thing to measure: a named load on a server."""

from dataclasses import dataclass

from benchmarks.load import Load


@dataclass(frozen=True, slots=True)
class Scenario:
    """`name` is a row of the table: reads, lists, creates, ..."""

    name: str
    load: Load
