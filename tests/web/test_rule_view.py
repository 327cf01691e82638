"""The rulebook arranged for reading, and searched."""

import pytest

from engine.rulebook.model import Rulebook, RuleKind
from engine.web.rule_view import RuleGroup, RuleView, WordingPart, matching, rule_groups


@pytest.fixture(scope="module")
def groups(rulebook: Rulebook) -> tuple[RuleGroup, ...]:
    return rule_groups(rulebook)


def named(groups: tuple[RuleGroup, ...], rule_id: str) -> RuleView:
    return next(rule for group in groups for rule in group.rules if rule.id == rule_id)


def test_every_rule_and_every_mapping_row_stands_once(
    rulebook: Rulebook, groups: tuple[RuleGroup, ...]
) -> None:
    shown = [rule.id for group in groups for rule in group.rules]
    rows = [row.id for mapping in rulebook.mappings.values() for row in mapping.rows]
    assert len(rulebook.rules) > 40
    assert sorted(shown) == sorted([*rulebook.rules, *rows])


def test_a_need_is_told_by_what_must_hold(groups: tuple[RuleGroup, ...]) -> None:
    rule = named(groups, "reimport.needs-erp-integrations-admin")
    assert rule.kind == "Needed"
    assert rule.condition_lead == "Allowed only when"
    assert rule.condition is not None
    assert (rule.condition.fact, rule.condition.says) == (
        "user.erp_integrations_level",
        "is admin",
    )


def test_a_block_is_told_by_what_stops_it(groups: tuple[RuleGroup, ...]) -> None:
    rule = named(groups, "reimport.approved-pccos")
    assert rule.kind == "Blocks"
    assert rule.condition_lead == "Refused when"
    assert rule.condition is not None
    assert rule.condition.says == "is more than 0"
    assert rule.editions == ("2020",)
    assert [source.reference for source in rule.sources] == ["reimport#approved-pccos"]


def test_a_sentence_shows_where_values_will_stand(groups: tuple[RuleGroup, ...]) -> None:
    parts = named(groups, "reimport.unapproved").wording
    assert parts == (
        WordingPart("The prime contract is unapproved; its status is ", is_value=False),
        WordingPart("prime contract status", is_value=True),
        WordingPart(".", is_value=False),
    )


def test_a_shared_rule_names_everything_it_decides(
    rulebook: Rulebook, groups: tuple[RuleGroup, ...]
) -> None:
    including = [
        e.title
        for e in rulebook.eligibilities.values()
        if "pcco.exportable" in [cited.reference for cited in e.includes]
    ]
    assert len(including) >= 2
    rule = named(groups, "pcco.date-missing")
    assert set(rule.applies_to) == {rulebook.eligibilities["pcco.exportable"].title, *including}


def test_a_mapping_row_tells_both_ends_and_its_limits(groups: tuple[RuleGroup, ...]) -> None:
    rule = named(groups, "pcco.number")
    assert rule.kind == "Maps"
    assert dict(rule.details) == {
        "Belongs to": "PCCO header",
        "Comes from": "pcco.number",
        "Goes to": "ARChangeRequest.Change_Request_Number",
        "Format": "company_number_format",
        "At most": "8 characters",
        "When there is no value": "refuse",
        "When it is too long": "refuse",
    }


def test_search_needs_every_word_somewhere_in_the_rule(groups: tuple[RuleGroup, ...]) -> None:
    found = [
        rule.id for group in matching(groups, "UNAPPROVED d-044", None) for rule in group.rules
    ]
    assert found == ["reimport.unapproved"]
    assert matching(groups, "unapproved no-such-word", None) == ()


def test_an_edition_leaves_out_the_rules_it_does_not_have(
    rulebook: Rulebook, groups: tuple[RuleGroup, ...]
) -> None:
    current = {rule.id for group in matching(groups, "", "current") for rule in group.rules}
    assert "reimport.nothing-new" in current
    assert "reimport.two-projects" not in current
    assert "reimport.two-projects" in {
        rule.id for group in matching(groups, "", "2020") for rule in group.rules
    }


def test_kinds_are_those_of_the_rulebook(rulebook: Rulebook, groups: tuple[RuleGroup, ...]) -> None:
    needs = {rule.id for rule in rulebook.rules.values() if rule.kind is RuleKind.NEED}
    shown = {rule.id for group in groups for rule in group.rules if rule.kind == "Needed"}
    assert shown == needs
