"""Under which number Spectrum has, or is to have, each PCCO's change request.

The mapping says it for what has not been begun. What was begun under one number is finished under
that number, whatever the company's format or the PCCO's number has become since: otherwise Spectrum
would hold it twice (S1).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from engine.mapping.change_request_number import numbers_by_mapping
from engine.records.change_order import ChangeOrder
from engine.records.contract_key import ContractKey
from engine.rulebook.model import Rulebook
from engine.rulebook.vocabulary import Edition
from engine.sync.context import ReadContext
from engine.sync.store.change_order_states import ChangeOrderState
from engine.sync.store.intents import Intent, IntentState
from engine.sync.store.settings import CompanySettings, settings_to_texts
from engine.sync.store.store import EngineBooks


@dataclass(frozen=True, slots=True)
class Numbering:
    """`number` is the change request's. `shared_with` are the other PCCOs of the contract that have
    the same one or, while this PCCO was not begun, would have it; `superseded` the numbers of its
    earlier exports of which nothing is in Spectrum any more."""

    number: str
    shared_with: tuple[str, ...]
    superseded: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeptNumbers:
    """What the engine's books know of numbers: those under which this PCCO was begun, the newest
    first, and those of the contract's accepted ones that are not through yet, by PCCO."""

    begun: tuple[str, ...]
    unfinished: dict[int, str]


def kept_numbers(books: EngineBooks, order: ChangeOrder, key: ContractKey | None) -> KeptNumbers:
    if key is None:
        return KeptNumbers((), {})
    unfinished = {
        state.change_order_id: begun[0]
        for state in books.change_orders.accepted_and_unfinished(order.project_id)
        if (begun := _begun(books.intents.of_record(record_of(state.change_order_id)), key))
    }
    return KeptNumbers(_begun(books.intents.of_record(record_of(order.id)), key), unfinished)


def numbering(
    context: ReadContext,
    order: ChangeOrder,
    orders_of_contract: Sequence[ChangeOrder],
    key: ContractKey | None,
    kept: ChangeOrderState | None,
    known: KeptNumbers,
    settings: CompanySettings,
) -> Numbering:
    """The PCCO's number in Spectrum, and who else has it."""
    by_mapping = mapped_numbers(key, settings, context.rulebook)
    held = _linked(order, key) or _begun_and_kept(context, key, kept, known)
    number = held or by_mapping(order)

    def has_or_would_have(other: ChangeOrder) -> bool:
        theirs = _linked(other, key) or known.unfinished.get(other.id)
        if theirs is None and held is None:
            theirs = by_mapping(other)
        return theirs == number

    return Numbering(
        number,
        tuple(
            other.number.strip()
            for other in orders_of_contract
            if other.id != order.id
            and other.contract_id == order.contract_id
            and has_or_would_have(other)
        ),
        tuple(begun for begun in known.begun if begun != number),
    )


def mapped_numbers(
    key: ContractKey | None, settings: CompanySettings, rulebook: Rulebook
) -> Callable[[ChangeOrder], str]:
    """The numbers that the company's format gives."""
    return numbers_by_mapping(key, settings_to_texts(settings), rulebook, Edition(settings.edition))


def record_of(change_order_id: int) -> str:
    """How intents name the PCCO they stand for."""
    return f"change order {change_order_id}"


def _begun_and_kept(
    context: ReadContext,
    key: ContractKey | None,
    kept: ChangeOrderState | None,
    known: KeptNumbers,
) -> str | None:
    """The number of an export that was begun: as long as it is accepted, and after that as long as
    Spectrum holds something under it."""
    if key is None or not known.begun:
        return None
    if kept is not None and kept.transaction_date is not None:
        return known.begun[0]
    held = (n for n in known.begun if context.spectrum.change_request(key, n) is not None)
    return next(held, None)


def _linked(order: ChangeOrder, key: ContractKey | None) -> str | None:
    """The number by which Procore names the change request of a synced PCCO."""
    if key is None or order.origin_id is None:
        return None
    return key.change_request_number(order.origin_id)


def _begun(intents: Sequence[Intent], key: ContractKey) -> tuple[str, ...]:
    """The numbers under which the record was begun on this contract, the newest first."""
    numbers = (
        key.change_request_number(intent.business_key)
        for intent in reversed(intents)
        if intent.state is not IntentState.ABANDONED
    )
    return tuple(dict.fromkeys(number for number in numbers if number))
