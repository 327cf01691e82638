"""Each rule of Tieout alone forbids what it forbids, at its exact limit, and nothing else does.

One row is one changed fact (or a pair that belongs together) on top of facts that allow.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

import pytest

from engine.executors.compiled import compile_condition
from engine.executors.two_opinions import TwoOpinions
from engine.rulebook.model import Rule
from engine.rulebook.vocabulary import Edition, FactDeclaration, FactValue

AllowingFacts = Callable[..., dict[str, FactValue]]
MutantsOf = Callable[[Rule, Mapping[str, FactDeclaration]], Iterator[tuple[str, Rule]]]
EXPORTABLE: tuple[tuple[str, FactValue, str], ...] = (
    ("company.is_pcco_export_enabled", False, "pcco.export-switched-off"),
    ("company.is_prime_contract_sync_enabled", False, "pcco.export-switched-off"),
    ("prime_contract.erp_status", "ready_to_import", "pcco.contract-not-synced"),
    ("job.is_active", False, "post.job-inactive"),
    *(
        ("pcco.status", status, "pcco.not-approved")
        for status in (
            "draft", "pricing", "not_pricing", "pending", "revised", "proceeding",
            "not_proceeding", "no_charge", "rejected", "void",
        )
    ),
    ("pcco.approved_date", None, "pcco.date-missing"),
    ("pcco.title", "x" * 256, "pcco.title-too-long"),
    ("pcco.change_request_number", "PCCO-0001", "pcco.number-too-long"),
    ("pcco.pccos_of_the_same_change_request_number", "2001", "pcco.number-shared"),
    ("pcco.description", "x" * 251, "pcco.description-too-long"),
    ("pcco.lines_without_associated_line", "2 (Rock)", "pcco.line-without-associated-line"),
    ("pcco.lines_without_billing_item", "2 (Rock)", "pcco.line-without-billing-item"),
    ("pcco.lines_without_cost_code", "2 (Rock)", "pcco.line-without-cost-code"),
    ("pcco.lines_without_phase", "2 Rock (phase 02200, cost type S)", "pcco.phase-not-on-job"),
    ("pcco.lines_with_complete_phase", "2 Rock (phase 02200, cost type S)", "pcco.phase-complete"),
    ("pcco.billing_items_not_in_spectrum", "2 Rock (billing item 0900)",
     "pcco.billing-item-not-in-spectrum"),
    ("pcco.longest_billing_item", "00000000011", "pcco.billing-item-too-long"),
    ("pcco.longest_cost_code", "0" * 21, "pcco.cost-code-too-long"),
    ("pcco.longest_cost_type", "SUBC", "pcco.cost-type-too-long"),
    ("pcco.largest_amount_cents", 1_000_000_000_000, "pcco.amount-out-of-range"),
    ("pcco.largest_amount_cents", -1_000_000_000_000, "pcco.amount-out-of-range"),
    ("pcco.amounts_with_parts_of_a_cent", "2 Rock 5.00505", "pcco.parts-of-a-cent"),
    ("pcco.billing_line_count", 991, "pcco.too-many-billing-lines"),
)  # fmt: skip
POSTABLE: tuple[tuple[str, FactValue, str], ...] = (
    ("pcco.transaction_date", None, "post.transaction-date-missing"),
    ("pcco.is_number_taken_in_spectrum", True, "post.number-taken"),
    ("pcco.is_unchanged_since_sent", False, "post.changed-since-sent"),
    ("pcco.unexplained_difference_cents", 1, "post.total-differs"),
    ("pcco.unexplained_difference_cents", -1, "post.total-differs"),
)
CONNECTOR: tuple[tuple[str, FactValue, str], ...] = (
    ("company.erp_connector", "none", "company.connector-not-spectrum"),
    ("company.erp_connector", "another", "company.connector-not-spectrum"),
)
OWN: Mapping[str, tuple[tuple[str, FactValue, str], ...]] = {
    "prime_contract.import": (
        *CONNECTOR,
        ("user.erp_integrations_level", "read_only", "import.needs-erp-integrations-standard"),
        ("user.erp_integrations_level", "none", "import.needs-erp-integrations-standard"),
        ("company.is_prime_contract_sync_enabled", False, "import.feature-off"),
        ("project.is_prime_contracts_tool_active", False, "import.tool-inactive"),
        ("job.is_synced", False, "import.job-not-synced"),
        ("prime_contract.erp_status", "synced", "import.already-imported"),
        ("prime_contract.other_project_names", "Bridge", "import.in-another-project"),
        ("project.other_synced_contract_count", 1, "import.project-has-another-contract"),
        ("prime_contract.is_unit_price", True, "import.unit-price"),
    ),
    "prime_contract.reimport": (
        *CONNECTOR,
        ("user.erp_integrations_level", "standard", "reimport.needs-erp-integrations-admin"),
        ("user.prime_contracts_level", "standard", "reimport.needs-prime-contracts-admin"),
        ("company.is_prime_contract_sync_enabled", False, "reimport.feature-off"),
        ("prime_contract.erp_status", "ready_to_import", "reimport.not-imported"),
        *(
            ("prime_contract.status", status, "reimport.unapproved")
            for status in ("draft", "out_for_bid", "out_for_signature", "terminated", None)
        ),
        ("job.is_synced", False, "reimport.job-not-synced"),
        ("prime_contract.other_project_names", "Bridge", "reimport.two-projects"),
        ("prime_contract.unsynced_line_count", 0, "reimport.nothing-new"),
        ("prime_contract.approved_pcco_count", 1, "reimport.approved-pccos"),
    ),
    "prime_contract.refresh": (
        *CONNECTOR,
        ("user.erp_integrations_level", "standard", "refresh.needs-erp-integrations-admin"),
        ("user.prime_contracts_level", "standard", "refresh.needs-prime-contracts-admin"),
        ("company.is_prime_contract_sync_enabled", False, "refresh.feature-off"),
        ("prime_contract.erp_status", "ready_to_import", "refresh.not-synced"),
        ("prime_contract.approved_pcco_count", 1, "refresh.approved-pccos"),
    ),
    "pcco.send": (
        *CONNECTOR,
        ("user.prime_contracts_level", "standard", "send.needs-prime-contracts-admin"),
        ("pcco.erp_status", "ready_to_export", "send.waiting"),
        ("pcco.erp_status", "failed_to_export", "send.waiting"),
        ("pcco.erp_status", "synced", "send.synced"),
        ("pcco.erp_status", "retrieved", "send.use-resend"),
        ("pcco.erp_status", "rejected", "send.use-resend"),
        *EXPORTABLE,
    ),
    "pcco.retrieve": (
        *CONNECTOR,
        ("user.prime_contracts_level", "standard", "retrieve.needs-prime-contracts-admin"),
        *(
            ("pcco.erp_status", state, "retrieve.not-waiting")
            for state in ("not_sent", "retrieved", "rejected", "failed_to_export", "synced")
        ),
    ),
    "pcco.accept": (
        *CONNECTOR,
        ("user.erp_integrations_level", "read_only", "accept.needs-erp-integrations-standard"),
        ("user.can_push_to_accounting", False, "accept.needs-push-to-accounting"),
        *(
            ("pcco.erp_status", state, "accept.not-ready")
            for state in ("not_sent", "retrieved", "rejected", "failed_to_export", "synced")
        ),
        *EXPORTABLE,
        *POSTABLE,
    ),
    "pcco.reject": (
        *CONNECTOR,
        ("user.erp_integrations_level", "read_only", "reject.needs-erp-integrations-standard"),
        ("user.can_push_to_accounting", False, "reject.needs-push-to-accounting"),
        *(
            ("pcco.erp_status", state, "reject.not-waiting")
            for state in ("not_sent", "retrieved", "rejected", "synced")
        ),
    ),
    "pcco.resend": (
        *CONNECTOR,
        ("user.prime_contracts_level", "standard", "resend.needs-prime-contracts-admin"),
        *(
            ("pcco.erp_status", state, "resend.not-returned")
            for state in ("not_sent", "ready_to_export", "failed_to_export", "synced")
        ),
        *EXPORTABLE,
    ),
    "pcco.retry": (
        *CONNECTOR,
        ("user.erp_integrations_level", "read_only", "retry.needs-erp-integrations-standard"),
        ("user.can_push_to_accounting", False, "retry.needs-push-to-accounting"),
        *(
            ("pcco.erp_status", state, "retry.not-failed")
            for state in ("not_sent", "ready_to_export", "retrieved", "rejected", "synced")
        ),
        *EXPORTABLE,
        *POSTABLE,
    ),
    "pcco.unlink": (
        *CONNECTOR,
        ("user.prime_contracts_level", "standard", "unlink.needs-prime-contracts-admin"),
        ("user.erp_integrations_level", "read_only", "unlink.needs-erp-integrations-standard"),
        ("user.can_push_to_accounting", False, "unlink.needs-push-to-accounting"),
        *(
            ("pcco.erp_status", state, "unlink.not-synced")
            for state in (
                "not_sent",
                "ready_to_export",
                "retrieved",
                "rejected",
                "failed_to_export",
            )
        ),
        ("pcco.is_in_spectrum", True, "unlink.still-in-spectrum"),
    ),
    "company.connector": CONNECTOR,
    "pcco.exportable": EXPORTABLE,
    "pcco.postable": POSTABLE,
    "visibility.erp_tabs": (
        *CONNECTOR,
        ("company.is_prime_contract_sync_enabled", False, "tabs.feature-off"),
    ),
    "visibility.associated_line_item": (
        ("company.erp_connector", "none", "associated_line.connector-not-spectrum"),
        ("company.erp_connector", "another", "associated_line.connector-not-spectrum"),
        ("company.is_pcco_export_enabled", False, "associated_line.export-switched-off"),
    ),
}
AT_THE_LIMIT: tuple[tuple[str, FactValue], ...] = (
    ("pcco.title", "x" * 255),
    ("pcco.change_request_number", "12345678"),
    ("pcco.number", "12345678901"),
    ("pcco.description", "x" * 250),
    ("pcco.description", None),
    ("pcco.longest_billing_item", "0000000010"),
    ("pcco.longest_cost_code", "0" * 20),
    ("pcco.longest_cost_type", "SUB"),
    ("pcco.largest_amount_cents", 999_999_999_999),
    ("pcco.largest_amount_cents", -999_999_999_999),
    ("pcco.billing_line_count", 990),
    ("pcco.approved_date", date(2020, 4, 9)),
)
STANDARD = {"user.erp_integrations_level": "standard"}
BESIDE_THE_LIMITS: tuple[tuple[str, dict[str, FactValue], tuple[str, ...]], ...] = (
    ("prime_contract.import", {**STANDARD}, ()),
    ("prime_contract.reimport", {"prime_contract.status": "complete"}, ()),
    (
        "prime_contract.reimport",
        {"prime_contract.erp_status": "ready_to_import", "prime_contract.unsynced_line_count": 0},
        ("reimport.not-imported",),
    ),
    (
        "prime_contract.reimport",
        {"prime_contract.unsynced_line_count": 0, "prime_contract.removable_line_count": 1},
        (),
    ),
    (
        "prime_contract.refresh",
        {
            "prime_contract.approved_pcco_count": 1,
            "prime_contract.unsynced_line_count": 0,
            "prime_contract.removable_line_count": 1,
        },
        ("refresh.approved-pccos",),
    ),
    (
        "prime_contract.refresh",
        {"prime_contract.approved_pcco_count": 1, "prime_contract.unsynced_line_count": 0},
        (),
    ),
    ("pcco.accept", {**STANDARD}, ()),
    ("pcco.reject", {**STANDARD}, ()),
    ("pcco.reject", {"pcco.erp_status": "failed_to_export"}, ()),
    ("pcco.resend", {"pcco.erp_status": "retrieved"}, ()),
    ("pcco.retry", {**STANDARD}, ()),
    ("pcco.unlink", {**STANDARD}, ()),
    (
        "pcco.exportable",
        {"prime_contract.erp_status": "ready_to_import", "job.is_active": False},
        ("pcco.contract-not-synced",),
    ),
    *(("pcco.exportable", {fact: value}, ()) for fact, value in AT_THE_LIMIT),
)
ROWS = [(name, *row) for name, rows in OWN.items() for row in rows]


@pytest.mark.parametrize("edition", list(Edition))
@pytest.mark.parametrize("eligibility", list(OWN))
def test_facts_without_any_reason_allow(
    eligibility: str, edition: Edition, opinions: TwoOpinions, allowing_facts: AllowingFacts
) -> None:
    decision = opinions.decide(eligibility, allowing_facts(eligibility, edition), edition)
    assert decision.allowed
    assert decision.reasons == ()


@pytest.mark.parametrize(("eligibility", "fact", "value", "rule_id"), ROWS)
def test_each_reason_alone_forbids(
    eligibility: str,
    fact: str,
    value: FactValue,
    rule_id: str,
    opinions: TwoOpinions,
    allowing_facts: AllowingFacts,
) -> None:
    decision = opinions.decide(eligibility, {**allowing_facts(eligibility), fact: value})
    assert decision.rule_ids == (rule_id,)
    reason = decision.reasons[0]
    assert reason.sources
    assert "{" not in reason.wording
    assert reason.facts[fact] == value


@pytest.mark.parametrize(("eligibility", "change", "rule_ids"), BESIDE_THE_LIMITS)
def test_what_is_beside_a_limit_is_decided_exactly(
    eligibility: str,
    change: dict[str, FactValue],
    rule_ids: tuple[str, ...],
    opinions: TwoOpinions,
    allowing_facts: AllowingFacts,
) -> None:
    decision = opinions.decide(eligibility, {**allowing_facts(eligibility), **change})
    assert decision.rule_ids == rule_ids


def test_every_fact_has_a_value_that_allows(facts_without_a_value: set[str]) -> None:
    assert facts_without_a_value == set(), "give these a value in FACTS_THAT_ALLOW of conftest.py"


def test_every_eligibility_and_every_rule_of_2020_has_a_row(opinions: TwoOpinions) -> None:
    book = opinions.rulebook
    assert set(OWN) == set(book.eligibilities)
    rules = {rule.id for rule in book.rules.values() if Edition.SEEDS in rule.editions}
    assert {rule_id for *_, rule_id in ROWS} == rules


def test_every_reason_that_holds_is_reported_needs_first(
    opinions: TwoOpinions, allowing_facts: AllowingFacts
) -> None:
    changes = {fact: value for fact, value, _ in OWN["prime_contract.reimport"]}
    changes |= {"prime_contract.erp_status": "synced", "prime_contract.status": "draft"}
    facts = {**allowing_facts("prime_contract.reimport"), **changes}
    decision = opinions.decide("prime_contract.reimport", facts)
    assert decision.rule_ids == (
        "reimport.needs-erp-integrations-admin",
        "reimport.needs-prime-contracts-admin",
        "reimport.feature-off",
        "reimport.unapproved",
        "reimport.job-not-synced",
        "reimport.two-projects",
        "reimport.nothing-new",
        "reimport.approved-pccos",
        "company.connector-not-spectrum",
    )


def test_reasons_speak_with_the_values_they_saw(
    opinions: TwoOpinions, allowing_facts: AllowingFacts
) -> None:
    facts = {
        **allowing_facts("pcco.send"),
        "pcco.longest_billing_item": "00000000011",
        "pcco.largest_amount_cents": -1_000_000_000_000,
    }
    assert [reason.wording for reason in opinions.decide("pcco.send", facts).reasons] == [
        "The billing item 00000000011 has 11 characters; at most 10 are allowed.",
        "The amount -10,000,000,000.00 is beyond 9,999,999,999.99, the most Spectrum takes.",
    ]


def test_the_current_edition_dims_reimport_for_one_reason_only(
    opinions: TwoOpinions, allowing_facts: AllowingFacts
) -> None:
    facts = allowing_facts("prime_contract.reimport", Edition.CURRENT)
    assert "prime_contract.approved_pcco_count" not in facts
    nothing_new = {**facts, "prime_contract.unsynced_line_count": 0}
    decision = opinions.decide("prime_contract.reimport", nothing_new, Edition.CURRENT)
    assert decision.rule_ids == ("reimport.nothing-new",)


def test_the_current_edition_imports_unit_price_contracts_amount_based(
    opinions: TwoOpinions, allowing_facts: AllowingFacts
) -> None:
    facts = allowing_facts("prime_contract.import", Edition.CURRENT)
    facts["prime_contract.accounting_method"] = "unit_based"
    decision = opinions.decide("prime_contract.import", facts, Edition.CURRENT)
    assert decision.rule_ids == ("import.unit-based-not-enabled",)
    facts["company.is_unit_tracking_enabled"] = True
    assert opinions.decide("prime_contract.import", facts, Edition.CURRENT).allowed


def test_every_mutant_of_a_rule_is_noticed_by_a_row(
    opinions: TwoOpinions, allowing_facts: AllowingFacts, mutants_of: MutantsOf
) -> None:
    """Move a limit by one, exchange an operator, drop a part: some row above must then fail."""
    book = opinions.rulebook
    survivors, count = [], 0
    for eligibility, rows in OWN.items():
        base = allowing_facts(eligibility)
        asked: list[tuple[dict[str, FactValue], tuple[str, ...]]]
        asked = [({**base, fact: value}, (rule_id,)) for fact, value, rule_id in rows]
        asked += [
            ({**base, **facts}, ids) for n, facts, ids in BESIDE_THE_LIMITS if n == eligibility
        ]
        for rule in book.eligibilities[eligibility].rules:
            if Edition.SEEDS not in rule.editions:
                continue
            for change, mutant in mutants_of(rule, book.facts):
                count += 1
                holds = compile_condition(mutant.when, book.facts)
                if all(holds(facts) == (rule.id in expected) for facts, expected in asked):
                    survivors.append(change)
    assert survivors == []
    assert count > 200
