"""The names of all facts that this package derives, for whoever checks the rules against it."""

from decimal import Decimal

from engine.decisions.company import CompanyChoices, company_facts
from engine.decisions.pcco import ChangeOrderCase, pcco_facts
from engine.decisions.prime_contract import ContractCase, prime_contract_facts
from engine.decisions.project import project_facts
from engine.decisions.user import user_facts
from engine.records.change_order import ChangeOrder
from engine.records.user_rights import AccessLevel, UserRights

_NO_ORDER = ChangeOrder(
    id=0,
    project_id=0,
    contract_id=0,
    package_id=0,
    number="",
    title="",
    description="",
    status="draft",
    approved_date=None,
    grand_total=Decimal(0),
    created_by_login="",
    origin_id=None,
    lines=(),
    markups=(),
)
_NO_CASE = ChangeOrderCase(
    order=_NO_ORDER,
    erp_status="not_sent",
    transaction_date=None,
    change_request_number="",
    same_number=(),
    contract_lines=(),
    phases=None,
    billing_item_codes=None,
    estimates=(),
    revenues=(),
    billed_total=Decimal(0),
    rounding_difference=Decimal(0),
    why_not_priced=None,
    is_unchanged_since_sent=True,
    is_number_taken_in_spectrum=False,
    is_in_spectrum=False,
)


def derived_fact_names() -> frozenset[str]:
    """Every name that a decision can be given, as the functions give them for no records at all."""
    return frozenset(
        {
            *user_facts(UserRights(0, "", AccessLevel.NONE, AccessLevel.NONE, False)),
            *company_facts(CompanyChoices("none", False, False, False)),
            *project_facts(None, (), None, None),
            *prime_contract_facts(ContractCase(None, None, False, None, (), ())),
            *pcco_facts(_NO_CASE),
        }
    )
