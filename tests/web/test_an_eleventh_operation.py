"""A new operation needs its declaration, its lifecycle's transition and its reconcile function:
then it has its command, its button with its form, and its sentences."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from engine.cli import sync
from engine.erp_integrations import opening
from engine.executors.two_opinions import TwoOpinions
from engine.operations.choices import ACCOUNTING_METHOD, COMMENT, TRANSACTION_DATE, Choices
from engine.operations.declarations import OPERATIONS, OperationDeclaration
from engine.operations.records import ChangeOrderRef, ContractRef
from engine.operations.request import Operation
from engine.rulebook.load import DEFAULT_RULES, load_rulebook
from engine.sync.change_orders.moves import MOVES, Move, move_change_order
from engine.sync.reconciling import RECONCILES
from features.harness.expressions import parser_for
from features.steps.requests import step
from features.support.erp_tool import Asked
from features.support.request_sentences import TRANSACTION_DATE as USUAL_DATE
from features.support.request_sentences import sentences
from simulator.portfolio.demo import jobs

TRANSITION = """
  - action: hold_back
    from: [ready_to_export]
    to: retrieved
    eligibility: pcco.hold_back
    otherwise:
      - id: hold_back.not-waiting
        because: Only a PCCO that waits can be held back; its state is {pcco.erp_status}.
        source: retrieve#while-waiting
    source: retrieve#while-waiting
"""
ELIGIBILITY = """
# yaml-language-server: $schema=../../schemas/eligibility.schema.json
eligibility: pcco.hold_back
title: Holding a PCCO back
needs:
  - id: hold_back.needs-prime-contracts-admin
    has: { user.prime_contracts_level: admin }
    because: Holding back takes Admin on the project's Prime Contracts.
    source: retrieve#right-prime-contracts
"""


def new_operation(name: str) -> Operation:
    """An operation that the enumeration does not list."""
    operation = str.__new__(Operation, name)
    operation._name_, operation._value_ = name.upper(), name
    return operation


HOLD = OperationDeclaration(
    operation=new_operation("hold"),
    record=ChangeOrderRef,
    help="Hold a PCCO back for a while.",
    button="Hold back",
    does="holds {record} back",
    has_done="has held {record} back",
    choices=(COMMENT,),
    lifecycle_action="hold_back",
    is_secondary=True,
)


HELD = Move(lambda sides, _: (f"PCCO {sides.number} is held back.",))


@pytest.fixture
def eleventh(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The new operation, for as long as the test runs."""
    rules = tmp_path / "rules"
    shutil.copytree(DEFAULT_RULES, rules)
    with (rules / "lifecycle" / "pcco.yaml").open("a", encoding="utf-8") as lifecycle:
        lifecycle.write(TRANSITION.lstrip("\n"))
    (rules / "eligibility" / "pcco_hold_back.yaml").write_text(ELIGIBILITY.lstrip("\n"), "utf-8")
    opinions = TwoOpinions(load_rulebook(rules))
    monkeypatch.setattr(opening, "own_opinions", lambda: opinions)
    monkeypatch.setitem(OPERATIONS, HOLD.operation, HOLD)
    monkeypatch.setitem(Operation._value2member_map_, HOLD.operation.value, HOLD.operation)
    monkeypatch.setitem(MOVES, HOLD.operation, HELD)
    monkeypatch.setitem(RECONCILES, HOLD.operation, move_change_order)


@pytest.fixture
def waiting(eleventh: None, browser: Any) -> Any:
    """A browser on a company with the new operation, where PCCO 001 waits to be accepted."""
    del eleventh
    tool, people = browser.tool, browser.stage.people
    job = jobs.HORIZONTAL.number
    assert tool.ask(Operation.IMPORT, people["accountant"], ContractRef(job)).is_done
    browser.play_next_chapter()
    browser.play_next_chapter()
    browser.simulation.world.faults.clear()
    record = ChangeOrderRef(job, "001")
    assert tool.ask(Operation.SEND, people["project_manager"], record).is_done
    return browser


def told(browser: Any) -> list[tuple[str, str, str]]:
    entry = browser.tool.journal()[-1]
    return [(entry.operation, entry.result, entry.login)]


def test_its_button_stands_in_the_list_of_its_state_and_its_form_does_it(waiting: Any) -> None:
    address = "/change-orders?list=ready-to-export"
    row = waiting.look(address).find_class("sheet")[0]
    assert [button.text for button in row.xpath(".//button")] == ["Accept", "Reject", "Hold back"]
    field = row.xpath(".//form[.//button='Hold back']//input[@name='comment']")[0]
    assert field.get("maxlength") == "1000"
    outcome = waiting.press(address, "001 ", "Hold back", comment="Wait for the architect")
    assert "Done. PCCO 001 is held back." in waiting.words(outcome.find_class("verdict")[0])
    project_id = waiting.stage.project_ids[jobs.HORIZONTAL.number]
    page = waiting.look(f"/projects/{project_id}/change-orders")
    row = next(r for r in page.find_class("sheet") if "001 " in waiting.words(r))
    assert "Comment Wait for the architect" in waiting.words(row)
    assert "Retrieved" in waiting.words(row)


def test_its_command_does_it(waiting: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def opened(*places: object) -> Iterator[Any]:
        yield waiting.tool

    monkeypatch.setattr(sync, "_tool", opened)
    app = typer.Typer(rich_markup_mode=None)
    sync.add_commands(app, OPERATIONS.values())
    run = CliRunner().invoke
    assert "hold      Hold a PCCO back for a while." in run(app, ["--help"]).output
    assert "--comment <str>" in run(app, ["hold", "--help"]).output
    manager = waiting.stage.people["project_manager"]
    job = jobs.HORIZONTAL.number
    asked = run(app, ["hold", job, "001", "--as", manager, "--comment", "Wait"])
    assert (asked.exit_code, asked.output) == (
        0,
        f"done: hold PCCO 001 of project {job}\n  PCCO 001 is held back.\n"
        f"  PCCO 001 of project {job}: state: ready_to_export -> retrieved\n",
    )
    assert told(waiting) == [("hold", "done", manager)]


@pytest.mark.parametrize(
    ("text", "verb", "choices"),
    [
        ('the manager holds PCCO "001" back', "does", Choices()),
        (
            'the manager holds PCCO "001" back with the comment "Wait"',
            "does",
            Choices(comment="Wait"),
        ),
        ('the manager has held PCCO "001" back', "has", Choices()),
    ],
)
def test_its_sentences_ask_for_it(text: str, verb: str, choices: Choices) -> None:
    pcco = ChangeOrderRef("North Wing", "001")
    asked = Asked("manager", HOLD.operation, pcco, choices)
    assert said(HOLD, text, pcco) == [(asked, verb)]


def test_each_kind_of_choice_has_its_words() -> None:
    weigh = OperationDeclaration(
        operation=new_operation("weigh"),
        record=ContractRef,
        help="",
        button="",
        does="weighs {record}",
        choices=(TRANSACTION_DATE, ACCOUNTING_METHOD),
    )
    contract = 'the {role:Word} weighs the prime contract of job "{job:Text}"'
    assert {sentence.pattern: sentence.choices for sentence in sentences([weigh])} == {
        contract: Choices(transaction_date=USUAL_DATE),
        f"{contract} under the date {{transaction_date:Date}}": Choices(),
        f"{contract} without a date": Choices(),
        f"{contract} as unit-based": Choices(USUAL_DATE, accounting_method="unit_based"),
    }


def test_nothing_of_it_is_left() -> None:
    assert list(OPERATIONS) == list(Operation)
    assert HOLD.operation not in RECONCILES
    assert HOLD.operation not in MOVES
    with pytest.raises(ValueError, match="'hold' is not a valid Operation"):
        Operation("hold")


def said(
    declaration: OperationDeclaration, text: str, record: ChangeOrderRef
) -> list[tuple[Asked, str]]:
    """What a scenario asks for when it says `text`, by every sentence that matches."""
    asked: list[tuple[Asked, str]] = []
    scenario = SimpleNamespace(
        pcco=lambda number: record,
        does=lambda request: asked.append((request, "does")),
        has=lambda request: asked.append((request, "has")),
    )
    for sentence in sentences([declaration]):
        parser = parser_for(sentence.pattern)
        if parser.is_matching(text):
            step(sentence)(scenario=scenario, **parser.parse_arguments(text))
    return asked
