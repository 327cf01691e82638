"""Every entity group: what answers its operations, and what makes its kinds of record.

This is the one list of them: the site serves from it, and the control plane makes records by it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from simulator.http.site import FixtureMaker
from simulator.procore.access import Access
from simulator.procore.change_orders.batches.routes import BatchRoutes
from simulator.procore.change_orders.lines.v1_routes import PotentialLineRoutes
from simulator.procore.change_orders.lines.v2_routes import ChangeOrderLineRoutes
from simulator.procore.change_orders.record.fixture import change_order_maker
from simulator.procore.change_orders.record.routes import PrimeChangeOrderRoutes
from simulator.procore.change_orders.statuses.fixture import (
    change_order_review_maker,
    change_order_status_maker,
)
from simulator.procore.change_orders.statuses.routes import StatusRoutes
from simulator.procore.change_orders.tiers.package_routes import PackageRoutes
from simulator.procore.change_orders.tiers.routes import (
    ChangeOrderRequestRoutes,
    PotentialChangeOrderRoutes,
)
from simulator.procore.cost_codes.budget_code_routes import BudgetCodeRoutes
from simulator.procore.cost_codes.fixture import cost_code_maker, line_item_type_maker
from simulator.procore.cost_codes.routes import CostCodeRoutes
from simulator.procore.erp.fixture import (
    erp_accept_maker,
    erp_refresh_maker,
    erp_reset_maker,
    erp_send_maker,
    erp_take_back_maker,
    erp_unlink_maker,
)
from simulator.procore.erp.routes import ErpRoutes
from simulator.procore.external_data.fixture import external_data_maker
from simulator.procore.external_data.routes import ExternalDataRoutes
from simulator.procore.financial_markups.routes import MarkupRoutes
from simulator.procore.fixture_fields import Maker
from simulator.procore.oauth.fixture import application_maker
from simulator.procore.operations import ProcoreOperation
from simulator.procore.people.fixture import user_maker
from simulator.procore.people.routes import PeopleRoutes
from simulator.procore.prime_contracts.fixture import prime_contract_maker
from simulator.procore.prime_contracts.routes import PrimeContractRoutes
from simulator.procore.prime_contracts.v2_routes import PrimeContractV2Routes
from simulator.procore.projects.fixture import (
    change_order_setting_maker,
    company_maker,
    project_maker,
    setting_maker,
)
from simulator.procore.projects.routes import ProjectRoutes
from simulator.procore.schedule_of_values.routes import ContractLineRoutes
from simulator.procore.schedule_of_values.v2_routes import ContractLineV2Routes
from simulator.procore.staged_records.fixture import staged_import_maker
from simulator.procore.staged_records.routes import StagedRecordRoutes
from simulator.procore.stores import ProcoreStores
from simulator.procore.webhooks.v1_routes import WebhookV1Routes
from simulator.procore.webhooks.v2_routes import WebhookV2Routes


class Routes(Protocol):
    """The handlers of some operations, with the operations that they answer."""

    def operations(self) -> Sequence[ProcoreOperation]: ...


@dataclass(frozen=True, slots=True)
class Group:
    """`routes` answer on the wire. `makers` make, by the kind of record, what people make in
    Procore's pages: each takes named fields and gives the record as its own GET shows it; what a
    field cannot hold is a FixtureError that names the field, the value and what is allowed."""

    routes: Sequence[Callable[[ProcoreStores, Access], Routes]] = ()
    makers: Mapping[str, Callable[[ProcoreStores], Maker]] = field(default_factory=dict)


GROUPS = (
    # The site has the routes of oauth: it asks them about every call.
    Group(makers={"application": application_maker}),
    Group([PeopleRoutes], {"user": user_maker}),
    Group(
        [ProjectRoutes],
        {
            "company": company_maker,
            "project": project_maker,
            "change_order_setting": change_order_setting_maker,
            "setting": setting_maker,
        },
    ),
    Group(
        [CostCodeRoutes, BudgetCodeRoutes],
        {"cost_code": cost_code_maker, "line_item_type": line_item_type_maker},
    ),
    Group(
        [PrimeContractRoutes, PrimeContractV2Routes],
        {"prime_contract": prime_contract_maker},
    ),
    Group([ContractLineRoutes, ContractLineV2Routes]),
    Group(
        [
            PrimeChangeOrderRoutes,
            ChangeOrderLineRoutes,
            BatchRoutes,
            PackageRoutes,
            StatusRoutes,
            ChangeOrderRequestRoutes,
            PotentialChangeOrderRoutes,
            PotentialLineRoutes,
        ],
        {
            "change_order": change_order_maker,
            "change_order_review": change_order_review_maker,
            "change_order_status": change_order_status_maker,
        },
    ),
    Group([MarkupRoutes]),
    Group([ExternalDataRoutes], {"external_data": external_data_maker}),
    Group(
        [ErpRoutes],
        {
            "erp_send": erp_send_maker,
            "erp_take_back": erp_take_back_maker,
            "erp_accept": erp_accept_maker,
            "erp_unlink": erp_unlink_maker,
            "erp_reset": erp_reset_maker,
            "erp_refresh": erp_refresh_maker,
        },
    ),
    Group([StagedRecordRoutes], {"staged_import": staged_import_maker}),
    Group([WebhookV1Routes, WebhookV2Routes]),
)


def fixture_makers(stores: ProcoreStores) -> dict[str, FixtureMaker]:
    """The makers by kind of record, each with the words of what made it about its fields."""
    return {
        kind: _described(stores, maker) for group in GROUPS for kind, maker in group.makers.items()
    }


def _described(stores: ProcoreStores, making: Callable[[ProcoreStores], Maker]) -> FixtureMaker:
    maker = making(stores)
    maker.__doc__ = making.__doc__
    return maker
