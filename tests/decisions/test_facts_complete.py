"""Every declared fact is made by one function, and no function makes another."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from engine.decisions.company import CompanyChoices, company_facts
from engine.decisions.pcco import ChangeOrderCase, pcco_facts
from engine.decisions.prime_contract import ContractCase, prime_contract_facts
from engine.decisions.project import project_facts
from engine.decisions.user import user_facts
from engine.executors.fact_check import fault_of_value
from engine.records.change_order import ChangeOrder
from engine.records.user_rights import AccessLevel, UserRights
from engine.rulebook.load import load_rulebook
from engine.rulebook.model import Rulebook
from engine.rulebook.vocabulary import FactValue

EMPTY_ORDER = ChangeOrder(
    id=1,
    project_id=1,
    contract_id=1,
    package_id=1,
    number=" 001 ",
    title="",
    description="",
    status="draft",
    approved_date=None,
    grand_total=Decimal("0.00"),
    created_by_login="",
    origin_id=None,
    lines=(),
    markups=(),
)


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rulebook()


def made_from_nothing() -> list[dict[str, FactValue]]:
    """What each function makes when there is as little as can be."""
    return [
        user_facts(UserRights(1, "a", AccessLevel.NONE, AccessLevel.NONE, False)),
        company_facts(CompanyChoices("none", False, False, False)),
        project_facts(None, (), None, None),
        prime_contract_facts(ContractCase(None, None, False, None, (), ())),
        pcco_facts(
            ChangeOrderCase(
                order=EMPTY_ORDER,
                erp_status="not_sent",
                transaction_date=None,
                change_request_number="001",
                same_number=(),
                contract_lines=(),
                phases=None,
                billing_item_codes=None,
                estimates=(),
                revenues=(),
                billed_total=Decimal("0.00"),
                rounding_difference=Decimal("0.00"),
                why_not_priced=None,
                is_unchanged_since_sent=True,
                is_number_taken_in_spectrum=False,
                is_in_spectrum=False,
            )
        ),
    ]


def test_every_declared_fact_is_made_once_and_no_other(rulebook: Rulebook) -> None:
    made = Counter(name for facts in made_from_nothing() for name in facts)
    assert made == Counter(list(rulebook.facts))


def test_facts_of_nothing_are_still_facts(rulebook: Rulebook) -> None:
    """None only where the vocabulary lets a fact be missing."""
    for facts in made_from_nothing():
        for name, value in facts.items():
            assert fault_of_value(rulebook.facts[name], value) is None


def test_a_blank_at_the_ends_is_no_part_of_the_number() -> None:
    assert made_from_nothing()[-1]["pcco.number"] == "001"


def test_dates_and_amounts_keep_their_types() -> None:
    facts = pcco_facts(
        ChangeOrderCase(
            order=EMPTY_ORDER,
            erp_status="synced",
            transaction_date=date(2020, 4, 9),
            change_request_number="001",
            same_number=("2", "3"),
            contract_lines=(),
            phases=None,
            billing_item_codes=None,
            estimates=(),
            revenues=(),
            billed_total=Decimal("-0.01"),
            rounding_difference=Decimal("0.00"),
            why_not_priced=None,
            is_unchanged_since_sent=True,
            is_number_taken_in_spectrum=False,
            is_in_spectrum=True,
        )
    )
    assert facts["pcco.transaction_date"] == date(2020, 4, 9)
    assert facts["pcco.header_minus_lines_cents"] == 1
