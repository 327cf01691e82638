"""Change orders as fixtures: any status at once, with lines and markups."""

from collections.abc import Mapping
from dataclasses import dataclass

from simulator.procore.books import Books
from simulator.procore.change_orders import wire
from simulator.procore.change_orders.keeper import ChangeOrderKeeper
from simulator.procore.change_orders.model import ChangeOrder
from simulator.procore.change_orders.pricing import reprice
from simulator.procore.financial_markups.keeper import MarkupKeeper
from simulator.procore.financial_markups.model import Compounding, MarkupHolder
from simulator.procore.financial_markups.wire import percentage
from simulator.procore.fixture_fields import FixtureError, Maker, id_in, objects, read, refusing
from simulator.procore.payload import (
    FieldError,
    Readers,
    Values,
    identifier,
    instant_or_nothing,
    list_of,
    money,
    one_of,
    text,
    title,
)
from simulator.procore.schedule_of_values.wire import V1_FIELDS as LINE_FIELDS

_SEGMENT_TYPES = {"cost_code": "cost_code", "cost_type": "line_item_type"}


def change_order_maker(books: Books) -> Maker:
    """{project_id, contract_id, number?, title?, description?, status = draft, reviewed_at?,
    created_by?: login, other writable fields, lines: [...], markups: [...]}.

    Gives the prime change order, with `package` (the change order package) and
    `potential_change_order_id` beside it. `reviewed_at` stays empty unless given.
    """
    keeper, markup_keeper = ChangeOrderKeeper(books), MarkupKeeper(books)

    def make(fields: Mapping[str, object]) -> dict[str, object]:
        readers: Readers = {
            **wire.PRIME_CHANGE_ORDER_FIELDS,
            "project_id": id_in(books.projects.projects, "project"),
            "contract_id": id_in(books.prime_contracts.contracts, "prime contract"),
            "reviewed_at": _instant,
            "created_by": text,
            "lines": objects,
            "markups": objects,
        }
        required = ("project_id", "contract_id")
        values = read("change_order", fields, readers, required)
        lines, markups = values.pop("lines", None) or [], values.pop("markups", None) or []
        assert isinstance(lines, list)
        assert isinstance(markups, list)
        line_values = [_line(entry) for entry in lines]
        markup_values = [_markup(books, entry) for entry in markups]
        change_order = _header(books, keeper, values)
        for one in line_values:
            keeper.put_line(change_order, one)
        _add_markups(markup_keeper, change_order, markup_values)
        reprice(books, change_order)
        return {
            **wire.prime_change_order(books, change_order),
            "package": wire.package(books, change_order),
            "potential_change_order_id": change_order.potential_id,
        }

    return refusing("change_order", make)


def _header(books: Books, keeper: ChangeOrderKeeper, values: Values) -> ChangeOrder:
    contract_id, project_id = values.pop("contract_id"), values.pop("project_id")
    assert isinstance(contract_id, int)
    contract = books.prime_contracts.contracts[contract_id]
    if contract.project_id != project_id:
        raise FixtureError(
            "change_order",
            "contract_id",
            contract_id,
            f"belongs to project {contract.project_id}, not to {project_id}",
        )
    login = values.pop("created_by", None)
    reviewed_at = values.pop("reviewed_at", None)
    creator = books.people.with_login(str(login)) if login is not None else None
    if login is not None and creator is None:
        raise FixtureError("change_order", "created_by", login, "is not the login of a user")
    creator_id = creator.id if creator is not None else books.service_account_id
    change_order = keeper.add(contract, creator_id, values)
    change_order.reviewed_at = reviewed_at  # type: ignore[assignment]  # the reader gave a moment
    return change_order


def _line(entry: Mapping[str, object]) -> Values:
    readers = {**LINE_FIELDS, "prime_line_item_id": identifier}
    return read("change_order.lines", entry, readers, required=("amount",))


def _markup(books: Books, entry: Mapping[str, object]) -> Values:
    """A markup's values; `selections` name markups of the same fixture or give ids."""
    readers: Readers = {
        "name": title,
        "markup_set": one_of("horizontal", "vertical"),
        "percentage": percentage,
        "compound": _compound,
        "conditions": lambda value: [_condition(books, one) for one in objects(value)],
        "lump_sum_amount": money,
        "prime_line_item_id": identifier,
        "wbs_code_id": identifier,
    }
    values = read(
        "change_order.markups", entry, readers, required=("name", "markup_set", "percentage")
    )
    if "conditions" in values:
        values["markup_conditions"] = values.pop("conditions")
    return values


@dataclass(frozen=True, slots=True)
class _Compound:
    """What a markup is taken of; `selections` are names or ids."""

    kind: Compounding
    selections: tuple[object, ...]


def _compound(value: object) -> _Compound:
    """A type by name, or {type, selections}; basic when null."""
    if isinstance(value, str):
        value = {"type": value}
    if not isinstance(value, Mapping):
        raise FieldError("must be null, a type, or an object with type and selections")
    written = value.get("type") or Compounding.BASIC.value
    one_of(*Compounding)(written)
    selections = value.get("selections") or []
    if not isinstance(selections, (list, tuple)):
        raise FieldError("selections must be an array of names or ids")
    return _Compound(Compounding(str(written)), tuple(selections))


def _condition(books: Books, entry: Mapping[str, object]) -> tuple[bool, int, tuple[int, ...]]:
    readers: Readers = {
        "match_type": one_of("includes", "excludes"),
        "segment": one_of(*_SEGMENT_TYPES),
        "item_ids": list_of(identifier),
    }
    required = ("match_type", "segment", "item_ids")
    values = read("change_order.markups.conditions", entry, readers, required)
    segment = books.cost_codes.segment_of_type(_SEGMENT_TYPES[str(values["segment"])])
    item_ids = values["item_ids"]
    assert isinstance(item_ids, list)
    return values["match_type"] == "excludes", segment.id, tuple(item_ids)


def _add_markups(keeper: MarkupKeeper, change_order: ChangeOrder, markups: list[Values]) -> None:
    """First all markups, then what they compound: a selection may name a later one."""
    holder = MarkupHolder.POTENTIAL_CHANGE_ORDER
    made = [
        keeper.put(
            change_order.project_id,
            holder,
            change_order.potential_id,
            {name: value for name, value in values.items() if name != "compound"},
        )
        for values in markups
    ]
    ids_by_name = {markup.name: markup.id for markup in made}
    for markup, values in zip(made, markups, strict=True):
        compound = values.get("compound")
        if isinstance(compound, _Compound):
            chosen = tuple(_selected(ids_by_name, one) for one in compound.selections)
            keeper.put_compound(markup, compound.kind, chosen)


def _selected(ids_by_name: Mapping[str, int], written: object) -> int:
    if isinstance(written, int):
        return written
    if isinstance(written, str) and written in ids_by_name:
        return ids_by_name[written]
    known = ", ".join(ids_by_name)
    raise FixtureError(
        "change_order.markups", "compound.selections", written, f"is not one of: {known}"
    )


def _instant(value: object) -> object:
    moment = instant_or_nothing(value)
    if moment is None:
        raise FieldError("must be a moment in ISO 8601, 2020-04-09T12:00:00Z")
    return moment
