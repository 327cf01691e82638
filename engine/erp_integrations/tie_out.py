"""Whether both sets of books agree, contract by contract, in integer cents.

Compared is what is synced. Whatever only one side counts is listed with its reason, so that each
side's own total can be followed to the cent.
"""

from dataclasses import dataclass

from engine.decisions.money import amount, cents, has_parts_of_a_cent, nearest_cents
from engine.decisions.prime_contract import held_items, unsynced_items
from engine.erp_integrations import change_order_list, contract_list
from engine.erp_integrations.open_changes import (
    OpenChange,
    not_exported,
    not_from_procore,
    not_imported,
    only_in_procore,
)
from engine.records.prime_contract import PrimeContract
from engine.sync.change_orders.sides import ChangeOrderSides, load_change_order_sides
from engine.sync.context import ReadContext
from engine.sync.contracts.sides import ContractSides, load_contract_sides
from engine.sync.store.change_order_states import SYNCED


@dataclass(frozen=True, slots=True)
class TieOutRow:
    """One synced contract in both systems.

    `procore_original_cents` and `procore_approved_cents` are Procore's own totals,
    `spectrum_original_cents` the sum of the billing items, `spectrum_approved_cents` what Spectrum
    recognises of changes. `header_excess_cents` is what Spectrum's header has beyond its billing
    items (D-035); no line can carry it. The lists are what only one side counts: billing items not
    imported yet, lines that only Procore has, approved PCCOs that Spectrum does not count, change
    requests that no synced PCCO stands behind. `differences` name every synced PCCO that differs.
    `rounding_cents` is what Procore's changes have beyond Spectrum's because rulebook or products
    round, `original_rounding_cents` what Procore's original has beyond its lines at their nearest
    cents, and `explanations` say which PCCO or line has how much of it: it ties but for these.
    """

    contract: str
    job_number: str
    title: str
    project_name: str
    procore_original_cents: int
    spectrum_original_cents: int
    header_excess_cents: int
    procore_approved_cents: int
    spectrum_approved_cents: int
    not_imported: tuple[OpenChange, ...]
    only_in_procore: tuple[OpenChange, ...]
    not_exported: tuple[OpenChange, ...]
    not_from_procore: tuple[OpenChange, ...]
    differences: tuple[str, ...]
    rounding_cents: int = 0
    original_rounding_cents: int = 0
    explanations: tuple[str, ...] = ()

    @property
    def procore_synced_original_cents(self) -> int:
        beyond_lines_cents = self.original_rounding_cents
        return self.procore_original_cents - beyond_lines_cents - _sum(self.only_in_procore)

    @property
    def spectrum_synced_original_cents(self) -> int:
        return self.spectrum_original_cents - _sum(self.not_imported)

    @property
    def procore_synced_changes_cents(self) -> int:
        return self.procore_approved_cents - _sum(self.not_exported)

    @property
    def spectrum_synced_changes_cents(self) -> int:
        return self.spectrum_approved_cents - _sum(self.not_from_procore)

    @property
    def procore_revised_cents(self) -> int:
        """What is synced: original and changes, as Procore has them."""
        return self.procore_synced_original_cents + self.procore_synced_changes_cents

    @property
    def spectrum_revised_cents(self) -> int:
        """What is synced: original and changes, as Spectrum has them."""
        return self.spectrum_synced_original_cents + self.spectrum_synced_changes_cents

    @property
    def ties_out(self) -> bool:
        """Whether everything that is synced agrees to the cent (S3), explained cents apart."""
        return (
            not self.differences
            and self.procore_synced_original_cents == self.spectrum_synced_original_cents
            and self.procore_synced_changes_cents - self.rounding_cents
            == self.spectrum_synced_changes_cents
        )


def tie_out_rows(context: ReadContext, login: str) -> list[TieOutRow]:
    """A row for every synced contract, by Spectrum's key; `login` is whose buttons give reasons."""
    rows = []
    for contract in context.spectrum.contracts():
        sides = load_contract_sides(context, contract_list.request_for(contract, login))
        if sides.erp_status == SYNCED:
            rows.append(_row(context, sides, login))
    return rows


def _row(context: ReadContext, sides: ContractSides, login: str) -> TieOutRow:
    contract = sides.contract
    if contract is None:
        raise ValueError(f"{sides.key.origin_id} is synced without a prime contract")
    orders = [
        load_change_order_sides(context, change_order_list.request_for(order, login))
        for order in sides.case.change_orders
        if order.contract_id == contract.id and order.is_approved
    ]
    counted = frozenset(
        status.code
        for status in context.spectrum.change_request_statuses()
        if status.allows_approved_date  # action types 1 and 2 recognise revenue (D-341)
    )
    explained = [(order, found) for order in orders if (found := _rounding_cents(order))]
    items_cents = sum(cents(item.original_contract) for item in sides.spectrum.billing_items)
    return TieOutRow(
        contract=sides.key.origin_id,
        job_number=sides.key.job_number,
        title=contract.title,
        project_name=sides.project.name if sides.project else "",
        procore_original_cents=nearest_cents(contract.grand_total),
        spectrum_original_cents=items_cents,
        header_excess_cents=cents(sides.spectrum.original_contract) - items_cents,
        procore_approved_cents=nearest_cents(contract.approved_change_orders),
        spectrum_approved_cents=cents(sides.spectrum.approved_changes),
        not_imported=not_imported(context, sides),
        only_in_procore=only_in_procore(sides, contract),
        not_exported=not_exported(context, orders, counted),
        not_from_procore=not_from_procore(context, sides, orders, counted),
        differences=(
            *_line_differences(sides, contract),
            *(difference for order in orders for difference in _differences(order)),
        ),
        rounding_cents=sum(found for _, found in explained),
        original_rounding_cents=_original_rounding_cents(contract),
        explanations=(
            *(_explanation(order, found) for order, found in explained),
            *_lines_beyond_cents(contract),
        ),
    )


def _line_differences(sides: ContractSides, contract: PrimeContract) -> list[str]:
    """The synced lines whose amount is not that of their billing item."""
    unsynced = {item.code for item in unsynced_items(sides.case)}
    held = held_items(contract)
    found = []
    for item in sides.spectrum.billing_items:
        has = held[item.code].original_contract if item.code in held else None
        is_same = has is not None and nearest_cents(has) == cents(item.original_contract)
        if item.code not in unsynced and not is_same:
            found.append(f"line {item.code} has {has}, its billing item {item.original_contract}")
    return found


def _differences(sides: ChangeOrderSides) -> list[str]:
    """In what a synced PCCO and its change request differ."""
    if sides.erp_status != SYNCED:
        return []
    if sides.change_request is None:
        return [f"PCCO {sides.number} is synced, and Spectrum has no such change request"]
    billed = cents(sides.change_request.revenue_total)
    total = nearest_cents(sides.order.grand_total)
    if billed + _rounding_cents(sides) != total:
        return [f"PCCO {sides.number} has {total} cents, its change request {billed}"]
    return []


def _rounding_cents(sides: ChangeOrderSides) -> int:
    """The cents that a synced PCCO has beyond its change request because lines are rounded one by
    one; none when the change request has something else than these lines."""
    request, plan = sides.change_request, sides.plan
    if sides.erp_status != SYNCED or request is None or request.revenue_total != plan.billed_total:
        return 0
    return cents(plan.rounding_difference)


def _explanation(sides: ChangeOrderSides, rounding_cents: int) -> str:
    return (
        f"PCCO {sides.number} ties but for {amount(rounding_cents)}: its horizontal markup is"
        " rounded on each line, and Procore rounds the sum (D-401)"
    )


def _original_rounding_cents(contract: PrimeContract) -> int:
    """What the total at the nearest cent has beyond the lines at theirs; zero when the lines don't
    come to the total, which is no question of rounding."""
    if sum(line.amount for line in contract.lines) != contract.grand_total:
        return 0
    lines_cents = sum(nearest_cents(line.amount) for line in contract.lines)
    return nearest_cents(contract.grand_total) - lines_cents


def _lines_beyond_cents(contract: PrimeContract) -> list[str]:
    return [
        f"line {line.position} {line.description} has {line.amount:f}, compared at the nearest cent"
        for line in contract.lines
        if line.origin_id is not None and has_parts_of_a_cent(line.amount)
    ]


def _sum(changes: tuple[OpenChange, ...]) -> int:
    return sum(change.amount_cents for change in changes)
