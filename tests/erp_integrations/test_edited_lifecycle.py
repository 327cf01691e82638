"""The lifecycle file alone says which action leaves which state, and where it ends: each case
changes one text of it, and a PCCO moves otherwise."""

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from engine.erp_integrations.capabilities import engine_capabilities
from engine.erp_integrations.tool import ErpIntegrations
from engine.executors.two_opinions import TwoOpinions
from engine.operations.choices import Choices
from engine.operations.records import ChangeOrderRef, ContractRef
from engine.operations.request import Operation
from engine.rulebook.load import DEFAULT_RULES, load_rulebook
from engine.sync.outcome import Outcome

JOB = "24-101"
ME = "controller@example.com"
PCCO = ChangeOrderRef(JOB, "001")
REJECT = "from: [ready_to_export, failed_to_export]\n    to: rejected"
SEND = "from: [not_sent]\n    to: ready_to_export"
TELLS = """    tells:
      who: creator
      subject: ERP PCCO Rejection Notification
      source: accept#rejecting-told
"""
OpenWith = Callable[[str, str], ErpIntegrations]


@pytest.fixture
def open_with(small_company: Any, tmp_path: Path) -> OpenWith:
    """The tool under the rules of Tieout with one text of the PCCO's lifecycle changed, and a PCCO
    that has not been sent."""

    def opened(old: str, new: str) -> ErpIntegrations:
        rules = shutil.copytree(DEFAULT_RULES, tmp_path / "rules")
        file = rules / "lifecycle" / "pcco.yaml"
        text = file.read_text("utf-8")
        assert text.count(old) == 1
        file.write_text(text.replace(old, new), "utf-8")
        book = load_rulebook(rules, engine_capabilities())
        tool: ErpIntegrations = small_company.open_tool(opinions=TwoOpinions(book))
        assert tool.ask(Operation.IMPORT, ME, ContractRef(JOB)).is_done
        small_company.add_change_order()
        return tool

    return opened


@pytest.mark.parametrize(
    ("old", "new", "asked", "ends"),
    [
        # As it is shipped.
        (REJECT, REJECT, ["reject"], "reject.not-waiting"),
        (REJECT, REJECT, ["send", "retrieve"], "retrieved"),
        # One state more is left, one state less, and another state is reached.
        (REJECT, REJECT.replace("export]", "export, not_sent]"), ["reject"], "rejected"),
        (REJECT, REJECT.replace("ready_to_export, ", ""), ["send", "reject"], "reject.not-waiting"),
        (SEND, SEND.replace("to: ready_to_export", "to: retrieved"), ["send"], "retrieved"),
        # The same states, and another reason.
        ("- id: retrieve.not-waiting\n", "- id: retrieve.too-early\n", ["retrieve"],
         "retrieve.too-early"),
    ],
)  # fmt: skip
def test_a_change_of_the_lifecycle_changes_what_happens(
    old: str, new: str, asked: Sequence[str], ends: str, open_with: OpenWith
) -> None:
    tool = open_with(old, new)
    with tool:
        for operation in asked[:-1]:
            assert tool.ask(Operation(operation), ME, PCCO).is_done
        outcome = tool.ask(Operation(asked[-1]), ME, PCCO)
    assert _end(outcome) == ends


@pytest.mark.parametrize(
    ("new", "messages"),
    [
        (TELLS, ("ERP PCCO Rejection Notification to controller@example.com: Wrong total",)),
        (TELLS.replace("ERP PCCO Rejection Notification", "Sent back"),
         ("Sent back to controller@example.com: Wrong total",)),
        ("", ()),
    ],
)  # fmt: skip
def test_who_hears_of_a_move_is_what_the_lifecycle_says(
    new: str, messages: tuple[str, ...], open_with: OpenWith
) -> None:
    with open_with(TELLS, new) as tool:
        assert tool.ask(Operation.SEND, ME, PCCO).is_done
        outcome = tool.ask(Operation.REJECT, ME, PCCO, Choices(comment="Wrong total"))
    assert outcome.messages == messages


def _end(outcome: Outcome) -> str:
    """The state it ended in, or the only rule that refused it."""
    assert outcome.decision is not None
    if outcome.decision.allowed:
        (change,) = [change for change in outcome.changes if change.field == "state"]
        return str(change.new)
    (rule_id,) = outcome.decision.rule_ids
    return rule_id
