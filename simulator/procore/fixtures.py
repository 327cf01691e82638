"""Makers of records that no public operation creates, for portfolios and scenarios.

Each takes named fields and gives the record as its own GET shows it. What a field cannot hold is a
FixtureError that names the field, the value and what is allowed.
"""

from collections.abc import Callable, Mapping

from simulator.procore.change_orders.record.fixture import change_order_maker
from simulator.procore.change_orders.statuses.fixture import (
    change_order_review_maker,
    change_order_status_maker,
)
from simulator.procore.cost_codes.fixture import cost_code_maker, line_item_type_maker
from simulator.procore.erp.fixture import (
    erp_accept_maker,
    erp_refresh_maker,
    erp_reset_maker,
    erp_send_maker,
    erp_take_back_maker,
    erp_unlink_maker,
)
from simulator.procore.external_data.fixture import external_data_maker
from simulator.procore.fixture_fields import FixtureError, Maker
from simulator.procore.oauth.fixture import application_maker
from simulator.procore.people.fixture import user_maker
from simulator.procore.prime_contracts.fixture import prime_contract_maker
from simulator.procore.projects.fixture import (
    change_order_setting_maker,
    company_maker,
    project_maker,
    setting_maker,
)
from simulator.procore.staged_records.fixture import staged_import_maker
from simulator.procore.stores import ProcoreStores

FixtureMaker = Callable[[Mapping[str, object]], dict[str, object]]

__all__ = ["FixtureError", "FixtureMaker", "fixture_makers"]


_MAKERS: Mapping[str, Callable[[ProcoreStores], Maker]] = {
    "application": application_maker,
    "company": company_maker,
    "project": project_maker,
    "user": user_maker,
    "cost_code": cost_code_maker,
    "line_item_type": line_item_type_maker,
    "prime_contract": prime_contract_maker,
    "change_order": change_order_maker,
    "change_order_review": change_order_review_maker,
    "change_order_status": change_order_status_maker,
    "change_order_setting": change_order_setting_maker,
    "external_data": external_data_maker,
    "erp_send": erp_send_maker,
    "erp_take_back": erp_take_back_maker,
    "erp_accept": erp_accept_maker,
    "erp_unlink": erp_unlink_maker,
    "erp_reset": erp_reset_maker,
    "erp_refresh": erp_refresh_maker,
    "staged_import": staged_import_maker,
    "setting": setting_maker,
}


def fixture_makers(stores: ProcoreStores) -> dict[str, FixtureMaker]:
    """The makers by kind of record, each with the words of what made it about its fields."""
    return {kind: _described(stores, maker) for kind, maker in _MAKERS.items()}


def _described(stores: ProcoreStores, making: Callable[[ProcoreStores], Maker]) -> FixtureMaker:
    maker = making(stores)
    maker.__doc__ = making.__doc__
    return maker
