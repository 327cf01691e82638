"""What must hold of a company's books after every history: S1 to S5, apart from any workload."""

from collections import Counter
from decimal import Decimal
from typing import Any


def broken(
    company: Any, foreign: dict[Any, Any] | None = None, deleted: frozenset[str] = frozenset()
) -> list[str]:
    """Every promise that does not hold, with its evidence.

    `foreign` are the change requests that people made in Spectrum themselves, as they left them;
    `deleted` the numbers of those they deleted there, which unlinking is for.
    """
    return [
        *_s1_represented_once(company),
        *_s2_exported_means_held(company, deleted),
        *_s3_amounts_agree(company, deleted),
        *_s4_refused_is_never_sent(company),
        *_s5_foreign_untouched(company, foreign or {}),
    ]


def _s1_represented_once(company: Any) -> list[str]:
    contracts = Counter(c.origin_id for c in company.procore.contracts.values() if c.origin_id)
    found = [f"S1: {key} is in Procore {n} times" for key, n in contracts.items() if n > 1]
    for contract in company.procore.contracts.values():
        lines = Counter(line.origin_id for line in contract.lines if line.origin_id)
        found += [f"S1: line {key} is there {n} times" for key, n in lines.items() if n > 1]
    origins = Counter(
        link.origin_id for link in company.procore.links.values() if link.item_type != "markup"
    )
    return found + [f"S1: {key} is on {n} items" for key, n in origins.items() if n > 1]


def _s2_exported_means_held(company: Any, deleted: frozenset[str]) -> list[str]:
    found = []
    for order in _orders(company):
        if order.number in deleted:
            continue
        kept = _kept(company, order)
        is_recorded = kept is not None and kept.state == "synced"
        request = _request_of(company, order)
        if is_recorded and request is None:
            found.append(f"S2: PCCO {order.number} is recorded as synced, Spectrum has nothing")
        if order.origin_id is not None and request is None and kept is None:
            found.append(f"S2: PCCO {order.number} carries an ERP id, Spectrum has nothing")
        if is_recorded and order.origin_id is None:
            found.append(f"S2: PCCO {order.number} is recorded as synced without its ERP id")
    return found


def _s3_amounts_agree(company: Any, deleted: frozenset[str]) -> list[str]:
    found = []
    with company.store.reading() as books:
        # While an import is cut off half-way, its lines are not marked synced yet.
        links = [x for x in books.contract_links.all() if not books.intents.open_for(x.origin_id)]
    for link in links:
        contract = company.procore.contracts[link.contract_id]
        held = {line.origin_data: line.amount for line in contract.lines}
        for line in link.lines:
            amount = Decimal(line.amount_cents) / 100
            if held.get(line.billing_item_code) != amount:
                found.append(f"S3: line {line.billing_item_code} is not {amount} in Procore")
    for order in _orders(company):
        kept, request = _kept(company, order), _request_of(company, order)
        if kept is None or kept.state != "synced" or request is None or order.number in deleted:
            continue
        if request.revenue_total != order.grand_total:
            found.append(f"S3: PCCO {order.number}: {order.grand_total}, {request.revenue_total}")
        lines_total = sum((line.amount for line in order.lines), Decimal("0.00"))
        if request.estimate_total != lines_total:
            found.append(f"S3: PCCO {order.number}: estimate {request.estimate_total}")
    return found


def _s4_refused_is_never_sent(company: Any) -> list[str]:
    with company.store.reading() as books:
        entries = books.journal.entries()
        intents = {entry.number: True for entry in company.spectrum.entries_taken}
        begun = {
            number
            for number in intents
            if books.intents.of(_key(company).change_request_origin_id(number))
        }
    found = [
        f"S4: change request {number} was sent without an intent"
        for number in intents
        if number not in begun
    ]
    for entry in entries:
        if entry.result == "refused" and '"reasons": []' in entry.outcome_json:
            found.append(f"S4: the refusal of {entry.record} names no rule")
    return found


def _s5_foreign_untouched(company: Any, foreign: dict[Any, Any]) -> list[str]:
    return [
        f"S5: the foreign change request {key[1]} was changed"
        for key, request in foreign.items()
        if company.spectrum.requests.get(key) != request
    ]


def state_of(company: Any) -> dict[str, Any]:
    """Both sets of books and the engine's own, without moments and attempts."""
    with company.store.reading() as books:
        links = [
            (x.origin_id, x.project_id, x.contract_id, x.lines) for x in books.contract_links.all()
        ]
        orders = [
            (x.change_order_id, x.number, x.state, x.transaction_date, x.sent_hash, x.errors)
            for x in books.change_orders.all()
        ]
        parked = [x.record_key for x in books.parked.all()]
    requests = {
        key: (
            request.description,
            request.status_code,
            request.approved_date,
            sorted(request.cost_lines, key=str),
            sorted(request.billing_lines, key=str),
        )
        for key, request in company.spectrum.requests.items()
    }
    return {
        "contracts": company.procore.contracts,
        "procore links": dict(sorted(company.procore.links.items())),
        "change requests": requests,
        "notes": company.spectrum.notes,
        "links": links,
        "orders": orders,
        "parked": parked,
    }


def _orders(company: Any) -> list[Any]:
    projects = {order.project_id for order in company.procore.orders.values()}
    return [order for project in projects for order in company.procore.change_orders(project)]


def _kept(company: Any, order: Any) -> Any:
    with company.store.reading() as books:
        return books.change_orders.get(order.id)


def _request_of(company: Any, order: Any) -> Any:
    """By the number that its ERP id names; by the PCCO's own without one."""
    number = order.origin_id.split("|CR|")[1] if order.origin_id else order.number.strip()
    return company.spectrum.requests.get((_key(company), number))


def _key(company: Any) -> Any:
    return next(iter(company.spectrum.contract_list))
