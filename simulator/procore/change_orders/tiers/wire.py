"""Potential change orders and change order requests as JSON (procore_api.md 8)."""

from typing import TYPE_CHECKING

from simulator.procore.change_orders.lines.pricing import lines_of, priced
from simulator.procore.change_orders.record.model import ChangeOrder, Tier
from simulator.procore.change_orders.record.wire import CURRENCY
from simulator.procore.change_orders.tiers.package_wire import lines_with_markup
from simulator.procore.exact_amounts import exact_sum
from simulator.procore.people.wire import person
from simulator.procore.responses import day, instant, v1_decimal
from simulator.procore.stores import ProcoreStores

if TYPE_CHECKING:
    from simulator.procore.change_orders.record import shapes

_ACRONYMS = {Tier.PACKAGE: "PCCO", Tier.REQUEST: "COR", Tier.POTENTIAL: "PCO"}


def listed_change_order_request(
    stores: ProcoreStores, record: ChangeOrder
) -> "shapes.ListedChangeOrderRequest":
    return {"id": record.id, **_listed_tier(stores, record)}


def change_order_request(stores: ProcoreStores, record: ChangeOrder) -> "shapes.ChangeOrderRequest":
    return {"id": record.id, **_tier_in_full(stores, record)}


def listed_potential_change_order(
    stores: ProcoreStores, record: ChangeOrder
) -> "shapes.ListedPotentialChangeOrder":
    """`change_order_package_id` is assumed here; change order requests publish it."""
    assert record.potential_id is not None
    return {
        "id": record.potential_id,
        **_listed_tier(stores, record),
        **_tiers(stores, record),
        "executed": record.executed,
        "reviewed_at": instant(record.reviewed_at),
        "change_reason": None,
        "custom_fields": {},
    }


def potential_change_order(
    stores: ProcoreStores, record: ChangeOrder
) -> "shapes.PotentialChangeOrder":
    """In full, with the lines and what they come to before and after horizontal markup."""
    contract = stores.prime_contracts.contracts[record.contract_id]
    plain = exact_sum(line.amount for line in lines_of(stores, record))
    return {
        **listed_potential_change_order(stores, record),
        **_tier_in_full(stores, record),
        "accounting_method": contract.accounting_method,
        "field_change": record.field_change,
        "paid": record.paid,
        "void": record.status == "void",
        "line_items_total": v1_decimal(plain),
        "line_items_extended_total": v1_decimal(priced(stores, record).subtotal),
        "line_items": lines_with_markup(stores, record),
    }


def _listed_tier(stores: ProcoreStores, record: ChangeOrder) -> "shapes.LowerTier":
    """What the lists of both lower tiers have in common."""
    top = stores.change_orders.top(record)
    return {
        "contract_id": record.contract_id,
        "change_order_package_id": top.id if top.is_package else None,
        "created_by_id": record.created_by_id,
        "number": record.number,
        "revision": record.revision,
        "title": record.title,
        "status": record.status,
        "grand_total": v1_decimal(record.grand_total),
        "schedule_impact_amount": record.schedule_impact_amount,
        "created_at": instant(record.created_at),
        "updated_at": instant(record.updated_at),
        "deleted_at": instant(record.deleted_at),
        "due_date": day(record.due_date),
        "paid_date": day(record.paid_date),
        "invoiced_date": day(record.invoiced_date),
        "currency_configuration": CURRENCY,
    }


def _tier_in_full(stores: ProcoreStores, record: ChangeOrder) -> "shapes.LowerTierInFull":
    return {
        **_listed_tier(stores, record),
        "description": record.description,
        "position": record.position,
        "private": record.private,
        "origin_id": None,
        "origin_data": None,
        "creator": person(stores.people.users.get(record.created_by_id)),
    }


def _tiers(stores: ProcoreStores, record: ChangeOrder) -> "shapes.TierPosition":
    """Where a potential change order stands among the tiers; ids, titles and acronyms are empty
    where a tier is lacking or has not taken it yet."""
    tiers = stores.projects.projects[record.project_id].change_order_tiers
    above = stores.change_orders.above(record)
    request = above if above is not None and above.tier is Tier.REQUEST else None
    top = stores.change_orders.top(record)
    package = top if top.is_package else None
    return {
        "change_order_tiers": tiers,
        "change_order_request_id": None if request is None else request.id,
        "change_order_package_title": None if package is None else package.title,
        "change_order_request_title": None if request is None else request.title,
        "potential_change_order_acronym_number": _acronym(
            record if record.tier is Tier.POTENTIAL else None
        ),
        "change_order_request_acronym_number": _acronym(request),
        "change_order_package_acronym_number": _acronym(package),
    }


def _acronym(record: ChangeOrder | None) -> str:
    return "" if record is None else f"{_ACRONYMS[record.tier]} #{record.number}"
