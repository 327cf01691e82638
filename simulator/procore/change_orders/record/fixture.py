"""Change orders as fixtures: any status at once, with lines and markups."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from simulator.procore.change_orders.lines.pricing import reprice
from simulator.procore.change_orders.lines.writer import ChangeOrderLineWriter
from simulator.procore.change_orders.record import wire
from simulator.procore.change_orders.record.fields import PRIME_CHANGE_ORDER_FIELDS
from simulator.procore.change_orders.record.model import (
    ChangeOrder,
    Tier,
    has_tier,
    tier_above,
)
from simulator.procore.change_orders.record.writer import ChangeOrderWriter
from simulator.procore.change_orders.statuses.moves import StatusMoves
from simulator.procore.change_orders.tiers import package_wire
from simulator.procore.change_orders.tiers import wire as tier_wire
from simulator.procore.financial_markups.model import Compounding, MarkupHolder
from simulator.procore.financial_markups.wire import percentage
from simulator.procore.financial_markups.writer import MarkupWriter
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
    taken,
    text,
    title,
)
from simulator.procore.prime_contracts.model import PrimeContract
from simulator.procore.schedule_of_values.wire import V1_FIELDS as LINE_FIELDS
from simulator.procore.stores import ProcoreStores

_SEGMENT_TYPES = {"cost_code": "cost_code", "cost_type": "line_item_type"}


def change_order_maker(stores: ProcoreStores) -> Maker:
    """{project_id, contract_id, tier = change_order_package, number?, title?, description?,
    status = draft, reviewed_at?, created_by?: login, other writable fields, lines: [...],
    markups: [...], parts: [the same, of the tier below]}.

    With one tier it has lines and markups; with several, its parts of the lowest tier have them.
    Gives the record as its own resource shows it: a prime change order (with one tier with its
    `package` and `potential_change_order_id` beside it), a package or a change order request; with
    `parts` beside it when there are some. `reviewed_at` stays empty unless given.
    """

    def make(fields: Mapping[str, object]) -> dict[str, object]:
        required = ("project_id", "contract_id")
        draft = _read(stores, fields, required)
        contract = stores.prime_contracts.contracts[cast(int, draft.values.pop("contract_id"))]
        project_id = draft.values.pop("project_id")
        if contract.project_id != project_id:
            raise FixtureError(
                "change_order",
                "contract_id",
                contract.id,
                f"belongs to project {contract.project_id}, not to {project_id}",
            )
        _check_tiers(stores, contract, draft)
        return shown_change_order(stores, _made(stores, contract, draft, None))

    return refusing("change_order", make)


@dataclass(frozen=True, slots=True)
class _Draft:
    """A change order as it was written, with everything below read before anything is made."""

    tier: Tier
    values: Values
    lines: list[Values]
    markups: list[Values]
    parts: list["_Draft"]


def _read(
    stores: ProcoreStores, fields: Mapping[str, object], required: tuple[str, ...] = ()
) -> _Draft:
    readers: Readers = {
        **{
            name: reader for name, reader in PRIME_CHANGE_ORDER_FIELDS.items() if name != "batch_id"
        },
        "project_id": id_in(stores.projects.projects, "project"),
        "contract_id": id_in(stores.prime_contracts.contracts, "prime contract"),
        "tier": one_of(*Tier),
        "reviewed_at": _instant,
        "created_by": text,
        "lines": objects,
        "markups": objects,
        "parts": objects,
    }
    values = read("change_order", fields, readers, required)
    lines, markups, parts = (
        cast("list[Mapping[str, object]]", values.pop(name, None) or [])
        for name in ("lines", "markups", "parts")
    )
    return _Draft(
        tier=Tier(str(values.pop("tier", None) or Tier.PACKAGE)),
        values=values,
        lines=[_line(entry) for entry in lines],
        markups=[_markup(stores, entry) for entry in markups],
        parts=[_read(stores, {"tier": Tier.POTENTIAL, **entry}) for entry in parts],
    )


def _check_tiers(stores: ProcoreStores, contract: PrimeContract, draft: _Draft) -> None:
    """Lines where lines can be, and every part of the tier below its whole."""
    tiers = stores.projects.projects[contract.project_id].change_order_tiers
    if not has_tier(draft.tier, tiers):
        problem = f"the project's change orders have {tiers} tiers and none of this name"
        raise FixtureError("change_order", "tier", draft.tier.value, problem)
    if tiers > 1 and draft.tier is not Tier.POTENTIAL and (draft.lines or draft.markups):
        problem = f"with {tiers} tiers they belong to its parts of the tier potential_change_order"
        raise FixtureError("change_order", "lines", len(draft.lines), problem)
    for part in draft.parts:
        if tier_above(part.tier, tiers) is not draft.tier:
            problem = f"is not of the tier below a {draft.tier.value} in this project"
            raise FixtureError("change_order", "parts", part.tier.value, problem)
        _check_tiers(stores, contract, part)


def _made(
    stores: ProcoreStores, contract: PrimeContract, draft: _Draft, above: ChangeOrder | None
) -> ChangeOrder:
    """First the header as a draft, then what it is made of, then its status for all of it."""
    values = dict(draft.values)
    status, reviewed_at = values.pop("status", None), values.pop("reviewed_at", None)
    creator_id = _creator_id(stores, values.pop("created_by", None))
    actor_id = stores.service_account_id
    writer = ChangeOrderWriter(stores, actor_id)
    line_writer = ChangeOrderLineWriter(stores, actor_id)
    change_order = writer.add(contract, draft.tier, creator_id, values, above)
    for part in draft.parts:
        _made(stores, contract, part, change_order)
    for line in draft.lines:
        line_writer.put(change_order, line)
    if draft.markups:
        _add_markups(MarkupWriter(stores), change_order, draft.markups)
    reprice(stores, change_order)
    if status is not None:
        StatusMoves(stores, actor_id).move(change_order, str(status))
    change_order.reviewed_at = reviewed_at  # type: ignore[assignment]  # the reader gave a moment
    return change_order


def _creator_id(stores: ProcoreStores, login: object) -> int:
    if login is None:
        return stores.service_account_id
    creator = stores.people.with_login(str(login))
    if creator is None:
        raise FixtureError("change_order", "created_by", login, "is not the login of a user")
    return creator.id


def shown_change_order(stores: ProcoreStores, change_order: ChangeOrder) -> dict[str, object]:
    below = stores.change_orders.below(change_order)
    parts = {"parts": [shown_change_order(stores, one) for one in below]} if below else {}
    if change_order.tier is Tier.REQUEST:
        return {**tier_wire.change_order_request(stores, change_order), **parts}
    if change_order.is_batch:
        batch_id = {"batch_id": change_order.prime_id}
        return {**package_wire.package(stores, change_order), **batch_id, **parts}
    if change_order.tier is Tier.PACKAGE:
        return {
            **wire.prime_change_order(stores, change_order),
            "package": package_wire.package(stores, change_order),
            "potential_change_order_id": change_order.potential_id,
        }
    potential = tier_wire.potential_change_order(stores, change_order)
    return {**potential, "prime_change_order_id": change_order.prime_id}


def _line(entry: Mapping[str, object]) -> Values:
    readers = {**LINE_FIELDS, "prime_line_item_id": identifier}
    return read("change_order.lines", entry, readers, required=("amount",))


def _markup(stores: ProcoreStores, entry: Mapping[str, object]) -> Values:
    """A markup's values; `selections` name markups of the same fixture or give ids."""
    readers: Readers = {
        "name": title,
        "markup_set": one_of("horizontal", "vertical"),
        "percentage": percentage,
        "compound": _compound,
        "conditions": lambda value: [_condition(stores, one) for one in objects(value)],
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


def _condition(
    stores: ProcoreStores, entry: Mapping[str, object]
) -> tuple[bool, int, tuple[int, ...]]:
    readers: Readers = {
        "match_type": one_of("includes", "excludes"),
        "segment": one_of(*_SEGMENT_TYPES),
        "item_ids": list_of(identifier),
    }
    required = ("match_type", "segment", "item_ids")
    values = read("change_order.markups.conditions", entry, readers, required)
    segment = stores.cost_codes.segment_of_type(_SEGMENT_TYPES[str(values["segment"])])
    item_ids = tuple(taken(values, "item_ids", list))
    return values["match_type"] == "excludes", segment.id, item_ids


def _add_markups(writer: MarkupWriter, change_order: ChangeOrder, markups: list[Values]) -> None:
    """First all markups, then what they compound: a selection may name a later one."""
    holder = MarkupHolder.POTENTIAL_CHANGE_ORDER
    assert change_order.potential_id is not None
    made = [
        writer.put(
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
            writer.put_compound(markup, compound.kind, chosen)


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
