"""What a prime contract is worth, computed from its lines and its change orders."""

from decimal import Decimal

from simulator.procore.change_orders.record.model import APPROVED, PENDING_STATUSES
from simulator.procore.exact_amounts import exact_sum
from simulator.procore.prime_contracts.model import ContractTotals, PrimeContract
from simulator.procore.schedule_of_values.model import Holder
from simulator.procore.stores import ProcoreStores


def totals(stores: ProcoreStores, contract: PrimeContract) -> ContractTotals:
    """The contract's markups are defaults for its change orders (D-225), so the original amount is
    the plain sum of its lines. What is a part of another change order counts there; on its own, a
    lower tier counts while it is pending or a draft, for only a package changes the contract
    (assumed)."""
    approved: list[Decimal] = []
    pending: list[Decimal] = []
    draft: list[Decimal] = []
    for change_order in stores.change_orders.of_contract(contract.id):
        if change_order.above_id is not None:
            continue
        if change_order.status == APPROVED and change_order.is_package:
            approved.append(change_order.grand_total)
        elif change_order.status in PENDING_STATUSES:
            pending.append(change_order.grand_total)
        elif change_order.status == "draft":
            draft.append(change_order.grand_total)
    original = stores.schedule.total(Holder.PRIME_CONTRACT, contract.id)
    return ContractTotals(original, exact_sum(approved), exact_sum(pending), exact_sum(draft))
