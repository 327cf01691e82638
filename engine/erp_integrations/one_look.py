"""Both sets of books as they stand at one moment, for looking only."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

from engine.ports.procore import ProcoreBooks
from engine.ports.spectrum import SpectrumBooks
from engine.sync.context import SyncContext

READS = frozenset(
    {
        "projects",
        "user_rights",
        "prime_contracts",
        "prime_contract",
        "change_orders",
        "change_order",
        "external_links",
        "jobs",
        "contracts",
        "contract",
        "phases",
        "change_requests",
        "change_request",
        "change_request_statuses",
    }
)


class LookOnlyError(RuntimeError):
    """Something tried to write while a list was being made."""


class RememberedBooks:
    """Answers each question once; the same question gets the same answer. Never writes."""

    def __init__(self, books: object) -> None:
        self._books = books
        self._answers: dict[tuple[object, ...], object] = {}

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name not in READS:
            raise LookOnlyError(f"{name} is not a way of looking")
        method = getattr(self._books, name)

        def ask(*arguments: object) -> object:
            question = (name, *arguments)
            if question not in self._answers:
                self._answers[question] = method(*arguments)
            return self._answers[question]

        return ask


def one_look(context: SyncContext) -> SyncContext:
    """The same context over remembered books: a list reads each record once."""
    return replace(
        context,
        procore=cast(ProcoreBooks, RememberedBooks(context.procore)),
        spectrum=cast(SpectrumBooks, RememberedBooks(context.spectrum)),
    )
