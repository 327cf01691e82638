"""Facts are refused before any executor sees them, all faults at once, each with its value."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from engine.executors.fact_check import FactsError, checked_facts, fault_of_value
from engine.executors.two_opinions import TwoOpinions, UnknownEligibilityError
from engine.rulebook.vocabulary import FactDeclaration, FactType, FactValue

Declare = Callable[..., FactDeclaration]


def test_a_forgotten_fact_is_refused_rather_than_taken_as_missing(opinions: TwoOpinions) -> None:
    with pytest.raises(FactsError) as caught:
        opinions.decide("visibility.associated_line_item", {"company.erp_connector": "spectrum"})
    assert caught.value.faults == (
        "the fact `company.is_pcco_export_enabled` is not given: "
        "Whether the export of PCCOs has been switched on for the company.",
    )


def test_every_fault_is_named_at_once(opinions: TwoOpinions) -> None:
    facts: dict[str, FactValue] = {
        "company.erp_connector": "spektrum",
        "company.is_pcco_export_enabled": "true",
        "company.is_pcco_exprt_enabled": True,
    }
    with pytest.raises(FactsError) as caught:
        opinions.decide("visibility.associated_line_item", facts)
    assert caught.value.faults == (
        "unknown fact `company.is_pcco_exprt_enabled`: "
        "did you mean `company.is_pcco_export_enabled`?",
        "the fact `company.erp_connector` is never `spektrum`; "
        "it is one of none, spectrum, another",
        "the fact `company.is_pcco_export_enabled` is boolean, not str ('true')",
    )


def test_a_value_of_a_wrong_type_is_told_in_words(opinions: TwoOpinions) -> None:
    facts: dict[str, FactValue] = {
        "company.erp_connector": 7,
        "company.is_pcco_export_enabled": True,
    }
    with pytest.raises(FactsError) as caught:
        opinions.decide("visibility.associated_line_item", facts)
    assert caught.value.faults == (
        "the fact `company.erp_connector` is one of its declared values, not int (7)",
    )


def test_facts_no_rule_of_the_eligibility_looks_at_are_left_out(opinions: TwoOpinions) -> None:
    facts: dict[str, FactValue] = {
        "company.erp_connector": "spectrum",
        "pcco.title": "Rock",
    }
    decision = opinions.decide("company.connector", facts)
    assert decision.facts == {"company.erp_connector": "spectrum"}


def test_an_unknown_eligibility_names_the_nearest(opinions: TwoOpinions) -> None:
    with pytest.raises(UnknownEligibilityError, match=r"did you mean `pcco\.send`\?"):
        opinions.decide("pcco.sent", {})


@pytest.mark.parametrize(
    ("fact_type", "value"),
    [
        (FactType.INTEGER, True),
        (FactType.INTEGER, 1.0),
        (FactType.INTEGER, "1"),
        (FactType.MONEY_CENTS, 10.5),
        (FactType.BOOLEAN, 1),
        (FactType.TEXT, 90),
        (FactType.DATE, datetime(2020, 4, 9)),  # noqa: DTZ001  # only its type matters here
        (FactType.DATE, "2020-04-09"),
        (FactType.TEXT, "x" * 100_001),
    ],
)
def test_a_value_of_another_type_is_refused(
    fact_type: FactType, value: FactValue, declare: Declare
) -> None:
    assert fault_of_value(declare("a.fact", fact_type), value) is not None


def test_a_missing_value_is_taken_where_it_may_be_missing(declare: Declare) -> None:
    vocabulary = {"a.fact": declare("a.fact", FactType.DATE)}
    assert checked_facts(vocabulary, ["a.fact"], {"a.fact": None}) == {"a.fact": None}
    given = {"a.fact": date(2020, 4, 9)}
    assert checked_facts(vocabulary, ["a.fact"], given) == given
