"""The tree an integrator receives for a change order (procore_api.md 10.4, D-207 to D-209)."""

from typing import TYPE_CHECKING, cast

from simulator.procore.change_orders.record.model import ChangeOrder
from simulator.procore.change_orders.tiers import package_wire
from simulator.procore.prime_contracts import wire as contract_wire
from simulator.procore.projects import wire as project_wire
from simulator.procore.responses import instant
from simulator.procore.stores import ProcoreStores

if TYPE_CHECKING:
    from simulator.procore.erp import shapes
    from simulator.procore.prime_contracts import shapes as contract_shapes


def change_order_tree(
    stores: ProcoreStores, change_order: ChangeOrder, transaction_date: str | None, detail_id: int
) -> "shapes.ChangeOrderTree":
    project = stores.projects.projects[change_order.project_id]
    company = stores.projects.companies[project.company_id]
    contract = stores.prime_contracts.contracts[change_order.contract_id]
    contract_tree = contract_wire.in_full(stores, contract)
    return {
        "request_detail_id": detail_id,
        "project": project_wire.shown_in_full(
            project,
            company,
            stores.external_data.of("project", project.id),
            stores.people.users.get(project.created_by_id or 0),
        ),
        "prime_contract_items": contract_tree["line_items"],
        "prime_contract": _header(contract_tree),
        "prime_contract_change_order": {
            **package_wire.listed_package(stores, change_order),
            "description": change_order.description,
            "approved_on": instant(change_order.reviewed_at),
            "erp_custom_fields": {"transaction_date": transaction_date},
        },
        "prime_contract_change_order_items": sent_lines(stores, change_order),
    }


def _header(contract: "contract_shapes.PrimeContract") -> "contract_shapes.PrimeContractHeader":
    """The contract without its lines."""
    header = {name: value for name, value in contract.items() if name != "line_items"}
    # The type checker does not follow which key was left out.
    return cast("contract_shapes.PrimeContractHeader", header)


def sent_lines(stores: ProcoreStores, change_order: ChangeOrder) -> "list[shapes.SentLine]":
    """The lines, each with the associated contract line and its ids in the ERP."""
    items: list[shapes.SentLine] = []
    for item in package_wire.lines_with_markup(stores, change_order):
        contract_line_id = stores.schedule.lines[item["id"]].prime_line_item_id
        origin = stores.external_data.of("line_item", contract_line_id or 0)
        items.append(
            {
                **item,
                "prime_line_item_id": contract_line_id,
                "prime_line_item_origin_id": origin.origin_id if origin is not None else None,
                "prime_line_item_origin_code": origin.origin_code if origin is not None else None,
                "prime_line_item_origin_data": origin.origin_data if origin is not None else None,
                "tax_amount": "0.0",
                "commitment_line_item_id": None,
                "erp_custom_fields": {},
            }
        )
    return items
