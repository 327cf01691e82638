"""Lists ask each question once, and what they ask with can't write."""

from inspect import getmembers, isfunction
from typing import Any

import pytest

from engine.erp_integrations.remembered_reads import RememberedProcore, RememberedSpectrum
from engine.ports.outcomes import Unavailable
from engine.ports.procore import ProcoreReads, ProcoreWrites
from engine.ports.spectrum import SpectrumReads, SpectrumWrites


class Books:
    """Answers every question with a number of its own; the first time it may fail instead."""

    def __init__(self, is_failing_first: bool = False) -> None:
        self.asked: list[tuple[object, ...]] = []
        self._is_failing_first = is_failing_first

    def __getattr__(self, name: str) -> Any:
        def ask(*arguments: object) -> int:
            self.asked.append((name, *arguments))
            if self._is_failing_first and len(self.asked) == 1:
                raise Unavailable("memory", name, "try again")
            return len(self.asked)

        return ask


SIDES = [
    (RememberedProcore, ProcoreReads, ProcoreWrites),
    (RememberedSpectrum, SpectrumReads, SpectrumWrites),
]


def _methods(port: type) -> set[str]:
    return {name for name, _ in getmembers(port, isfunction) if not name.startswith("_")}


@pytest.mark.parametrize(("remembered", "reads", "writes"), SIDES)
def test_every_way_of_reading_is_there_and_none_of_writing(
    remembered: Any, reads: type, writes: type
) -> None:
    answers = remembered(Books())
    assert {name for name in dir(answers) if not name.startswith("_")} == _methods(reads)
    assert not _methods(reads) & _methods(writes)


@pytest.mark.parametrize(("remembered", "reads", "writes"), SIDES)
def test_the_same_question_is_asked_once_and_another_by_itself(
    remembered: Any, reads: type, writes: type
) -> None:
    del writes
    for name in sorted(_methods(reads)):
        books = Books()
        ask = getattr(remembered(books), name)
        assert ask("a", ("b",)) == ask("a", ("b",)) == 1
        assert ask("a", ("c",)) == 2
        assert books.asked == [(name, "a", ("b",)), (name, "a", ("c",))]


def test_links_are_remembered_by_the_items_they_are_asked_for() -> None:
    books: Any = Books()
    answers = RememberedProcore(books)
    assert answers.external_links("markup", [1, 2]) == answers.external_links("markup", (1, 2))
    assert books.asked == [("external_links", "markup", (1, 2))]


def test_what_failed_is_asked_again() -> None:
    books: Any = Books(is_failing_first=True)
    answers = RememberedProcore(books)
    with pytest.raises(Unavailable):
        answers.prime_contracts(10)
    answers.prime_contracts(10)
    assert books.asked == [("prime_contracts", 10)] * 2
