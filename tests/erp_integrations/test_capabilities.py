"""What the rules are checked against is what the engine does."""

import re
from dataclasses import fields
from pathlib import Path

import engine.erp_integrations
import engine.sync
from engine.erp_integrations.capabilities import (
    ASKED_ELIGIBILITIES,
    BROUGHT_ABOUT,
    COMPANY_SETTINGS,
    engine_capabilities,
)
from engine.operations.declarations import OPERATIONS
from engine.rulebook.load import load_rulebook
from engine.rulebook.references import facts_of_rule
from engine.rulebook.vocabulary import Edition
from engine.sync.deciding import transition_for
from engine.sync.store.settings import CompanySettings

TOOL = Path(str(engine.erp_integrations.__file__)).parent
SYNC = Path(str(engine.sync.__file__)).parent
NAME = re.compile(r'"((?:company|visibility|pcco|prime_contract)\.[a-z_]+)"')
MOVE = re.compile(r'\.transition\("(\w+)"')


def test_every_operation_finds_its_transition_by_the_words_the_rules_are_checked_for() -> None:
    lifecycles = load_rulebook().lifecycles
    for name, actions in engine_capabilities().actions.items():
        found = {
            transition_for(lifecycles[name], operation, lifecycles[name].initial).action
            for operation, declared in OPERATIONS.items()
            if declared.record.lifecycle == name
        }
        assert found == actions.asked


def test_the_tool_asks_for_the_eligibilities_the_rules_are_checked_for() -> None:
    named = {
        name
        for file in TOOL.glob("*.py")
        if file.name != "capabilities.py"
        for name in NAME.findall(file.read_text("utf-8"))
    }
    assert named == ASKED_ELIGIBILITIES


def test_whatever_people_may_ask_for_asks_which_connector_the_company_has() -> None:
    book = load_rulebook()
    for declared in OPERATIONS.values():
        lifecycle = book.lifecycles[declared.record.lifecycle]
        eligibility = lifecycle.transition(declared.action).eligibility
        assert eligibility is not None
        for edition in Edition:
            rules = book.rules_of(eligibility, edition)
            assert any("company.erp_connector" in facts_of_rule(rule) for rule in rules), declared


def test_the_sync_brings_about_what_nobody_asks_for() -> None:
    moved = {word for file in SYNC.rglob("*.py") for word in MOVE.findall(file.read_text("utf-8"))}
    assert moved - engine_capabilities().actions["pcco"].asked == set(BROUGHT_ABOUT)


def test_the_company_has_the_settings_the_rules_are_checked_for() -> None:
    assert {field.name for field in fields(CompanySettings)} == COMPANY_SETTINGS
