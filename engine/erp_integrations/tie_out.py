"""Whether both sets of books agree, contract by contract, in integer cents."""

from dataclasses import dataclass

from engine.decisions.money import cents
from engine.decisions.prime_contract import erp_status_of
from engine.erp_integrations import change_order_list, contract_list
from engine.erp_integrations.change_order_list import errors_of
from engine.records.change_request import ChangeRequest
from engine.rulebook.model import Edition
from engine.sync.change_order_sides import (
    SYNCED,
    ChangeOrderSides,
    facts_of_change_order,
    load_change_order_sides,
)
from engine.sync.context import SyncContext
from engine.sync.contract_sides import ContractSides, load_contract_sides


@dataclass(frozen=True, slots=True)
class OpenChange:
    """An approved change that only one side counts, and why."""

    number: str
    amount_cents: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TieOutRow:
    """One synced contract in both systems.

    `procore_approved_cents` is Procore's own total of approved change orders; `not_exported` are
    those among them that Spectrum does not count, with the reasons. `spectrum_approved_cents` is
    what Spectrum recognises; `not_from_procore` are the change requests in it that no synced PCCO
    stands behind. `header_excess_cents` is what Spectrum's header has beyond its billing items
    (D-035), which no line can carry. `differences` name every synced record that differs.
    """

    contract: str
    job_number: str
    title: str
    project_name: str
    procore_original_cents: int
    spectrum_original_cents: int
    header_excess_cents: int
    procore_approved_cents: int
    not_exported: tuple[OpenChange, ...]
    spectrum_approved_cents: int
    not_from_procore: tuple[OpenChange, ...]
    differences: tuple[str, ...]

    @property
    def procore_synced_changes_cents(self) -> int:
        """Procore's approved change orders that Spectrum counts too."""
        return self.procore_approved_cents - sum(x.amount_cents for x in self.not_exported)

    @property
    def spectrum_synced_changes_cents(self) -> int:
        """Spectrum's recognised changes that came from Procore."""
        return self.spectrum_approved_cents - sum(x.amount_cents for x in self.not_from_procore)

    @property
    def procore_revised_cents(self) -> int:
        """Original and synced changes, as Procore has them."""
        return self.procore_original_cents + self.procore_synced_changes_cents

    @property
    def spectrum_revised_cents(self) -> int:
        """Original and synced changes, as Spectrum has them."""
        return self.spectrum_original_cents + self.spectrum_synced_changes_cents

    @property
    def ties_out(self) -> bool:
        """Whether everything that is synced agrees to the cent (S3)."""
        return (
            not self.differences
            and self.procore_original_cents == self.spectrum_original_cents
            and self.procore_synced_changes_cents == self.spectrum_synced_changes_cents
        )


def tie_out_rows(look: SyncContext, login: str) -> list[TieOutRow]:
    """A row for every synced contract, by Spectrum's key."""
    rows = []
    for contract in look.spectrum.contracts():
        sides = load_contract_sides(look, contract_list.request_for(contract, login))
        if erp_status_of(sides.contract, sides.case.is_import_unfinished) == SYNCED:
            rows.append(_row(look, sides, login))
    return rows


def _row(look: SyncContext, sides: ContractSides, login: str) -> TieOutRow:
    contract = sides.contract
    assert contract is not None  # a synced contract is there
    orders = [
        load_change_order_sides(look, change_order_list.request_for(order, login))
        for order in sides.case.change_orders
        if order.contract_id == contract.id and order.is_approved
    ]
    counted = {
        status.code
        for status in look.spectrum.change_request_statuses()
        if status.allows_approved_date
    }
    requests = look.spectrum.change_requests(sides.key)
    own_numbers = {order.number for order in orders if order.erp_status == SYNCED}
    items_cents = sum(cents(item.original_contract) for item in sides.spectrum.billing_items)
    return TieOutRow(
        contract=sides.key.origin_id,
        job_number=sides.key.job_number,
        title=contract.title,
        project_name=sides.project.name if sides.project else "",
        procore_original_cents=cents(contract.grand_total),
        spectrum_original_cents=items_cents,
        header_excess_cents=cents(sides.spectrum.original_contract) - items_cents,
        procore_approved_cents=cents(contract.approved_change_orders),
        not_exported=tuple(
            OpenChange(order.number, cents(order.order.grand_total), reasons)
            for order in orders
            if (reasons := _why_not_counted(look, order, counted))
        ),
        spectrum_approved_cents=cents(sides.spectrum.approved_changes),
        not_from_procore=tuple(
            OpenChange(
                request.number,
                cents(request.revenue_total),
                ("No synced PCCO stands behind this change request.",),
            )
            for request in requests
            if request.number not in own_numbers and request.status_code in counted
        ),
        differences=tuple(
            difference
            for order in orders
            if order.erp_status == SYNCED
            for difference in _differences(order, order.change_request)
        ),
    )


def _why_not_counted(
    look: SyncContext, sides: ChangeOrderSides, counted: set[str]
) -> tuple[str, ...]:
    """Why Spectrum does not count an approved PCCO; empty when it does."""
    if sides.erp_status == SYNCED:
        request = sides.change_request
        if request is None or request.status_code in counted:
            return ()
        return (f"Its change request has the status {request.status_code}, which is not counted.",)
    facts = facts_of_change_order(sides, None)
    decision = look.decide("pcco.exportable", facts, Edition(sides.settings.edition))
    state = f"Its state is {sides.erp_status.replace('_', ' ')}."
    return (state, *(reason.wording for reason in decision.reasons), *errors_of(look, sides))


def _differences(sides: ChangeOrderSides, request: ChangeRequest | None) -> list[str]:
    """In what a synced PCCO and its change request differ."""
    if request is None:
        return [f"PCCO {sides.number} is synced, and Spectrum has no such change request"]
    billed, total = cents(request.revenue_total), cents(sides.order.grand_total)
    if billed != total:
        return [f"PCCO {sides.number} has {total} cents, its change request {billed}"]
    return []
