"""The tool over the wire of both simulators: what a person sees and does."""

from datetime import date
from typing import Any

import pytest

from engine.erp_integrations.names import ListFilter, Tab
from engine.erp_integrations.tool import ErpIntegrations
from engine.operations.choices import Choices
from engine.operations.records import ChangeOrderRef, ContractRef
from engine.operations.request import Operation
from engine.ports.procore import ContractLineValues
from engine.sync.interruptions import UnknownRecordError
from engine.sync.outcome import Outcome, Result
from engine.sync.outcome_json import outcome_from_json
from simulator.world.faults import Fault, FaultKind

JOB = "24-101"
ME = "controller@example.com"
TODAY = date(2020, 4, 9)
CONTRACT = ContractRef(JOB)
PCCO = ChangeOrderRef(JOB, "001")
UNDER_TODAY = Choices(transaction_date=TODAY)


def rule_ids(outcome: Outcome) -> tuple[str, ...]:
    assert outcome.decision is not None
    return outcome.decision.rule_ids


def test_there_are_no_tabs_and_lists_until_the_feature_is_enabled(tool: ErpIntegrations) -> None:
    tool.enable_feature(False)
    assert tool.tabs() == ()
    assert tool.contracts(ListFilter.READY_TO_IMPORT, ME) == ()
    assert tool.change_orders(ListFilter.SYNCED, ME) == ()
    assert rule_ids(tool.ask(Operation.IMPORT, ME, CONTRACT)) == ("import.feature-off",)
    tool.enable_feature()
    assert [tab.value for tab in tool.tabs()] == [
        "Prime Contracts",
        "Prime Contract Change Orders (PCCOs)",
    ]


def test_the_associated_line_item_needs_spectrum_and_the_switch(tool: ErpIntegrations) -> None:
    assert tool.associated_line_item_is_visible()
    tool.switch_export(False)
    assert not tool.associated_line_item_is_visible()
    tool.switch_export(True)
    tool.configure(erp_connector="another")
    assert not tool.associated_line_item_is_visible()


def test_a_contract_moves_from_ready_to_synced(tool: ErpIntegrations) -> None:
    (ready,) = tool.contracts(ListFilter.READY_TO_IMPORT, ME)
    assert (ready.job_number, ready.unsynced_line_count, ready.contract_id) == (JOB, 2, None)
    assert [(b.name, b.is_enabled) for b in ready.buttons] == [("Add to Procore", True)]
    outcome = tool.ask(Operation.IMPORT, ME, CONTRACT)
    assert outcome.is_done
    assert [(c.record, c.field, c.new) for c in outcome.changes if c.field == "amount"] == [
        ("line 0100", "amount", "50000.00"),
        ("line 0200", "amount", "125000.50"),
    ]
    assert tool.contracts(ListFilter.READY_TO_IMPORT, ME) == []
    (synced,) = tool.contracts(ListFilter.SYNCED, ME)
    assert (synced.title, synced.status) == ("24-101 Prime Contract", "Approved")
    assert synced.procore_cents == synced.spectrum_cents == 17_500_050
    buttons = {button.name: button for button in synced.buttons}
    assert [reason.rule_id for reason in buttons["Re-Import"].reasons] == ["reimport.nothing-new"]
    assert buttons["Refresh"].is_enabled


def test_a_contract_of_a_job_that_is_not_synced_never_shows(
    small_company: Any, tool: ErpIntegrations
) -> None:
    small_company.make(
        "spectrum",
        "job",
        number="24-102",
        description="Other",
        customer_code="C101",
        price_method="F",
        original_contract="1.00",
    )
    assert [r.job_number for r in tool.contracts(ListFilter.READY_TO_IMPORT, ME)] == [JOB]
    assert "import.job-not-synced" in rule_ids(
        tool.ask(Operation.IMPORT, ME, ContractRef("24-102"))
    )


def test_reimport_brings_new_and_changed_lines(small_company: Any, tool: ErpIntegrations) -> None:
    tool.ask(Operation.IMPORT, ME, CONTRACT)
    small_company.grow_contract()
    (row,) = tool.contracts(ListFilter.SYNCED, ME)
    assert row.unsynced_line_count == 2
    outcome = tool.ask(Operation.REIMPORT, ME, CONTRACT)
    assert [(c.record, c.old, c.new) for c in outcome.changes if c.field == "amount"] == [
        ("line 0100", "50000.00", "51000.25"),
        ("line 0900", None, "7000.00"),
    ]
    (row,) = tool.tie_out(ME)
    assert row.ties_out
    assert row.procore_revised_cents == 18_300_075


@pytest.fixture
def sent(small_company: Any, tool: ErpIntegrations) -> ErpIntegrations:
    assert tool.ask(Operation.IMPORT, ME, CONTRACT).is_done
    small_company.add_change_order()
    assert tool.ask(Operation.SEND, ME, PCCO).is_done
    return tool


def test_an_accepted_pcco_is_in_spectrum_named_in_procore_and_ties_out(
    small_company: Any, sent: ErpIntegrations
) -> None:
    (ready,) = sent.change_orders(ListFilter.READY_TO_EXPORT, ME)
    assert [(b.name, b.is_enabled) for b in ready.buttons] == [("Accept", True), ("Reject", True)]
    assert sent.ask(Operation.ACCEPT, ME, PCCO, UNDER_TODAY).is_done
    (order,) = sent.context.procore.change_orders(small_company.project_id)
    code = small_company.simulation.credentials["spectrum_company_code"]
    assert order.origin_id == f"{code}|24-101|C101|CR|001"
    links = sent.context.procore.external_links("line_item", [line.id for line in order.lines])
    assert {link.origin_id for link in links} == {
        f"{order.origin_id}|{line.id}" for line in order.lines
    }
    (synced,) = sent.change_orders(ListFilter.SYNCED, ME)
    assert (synced.transaction_date, synced.grand_total_cents) == (TODAY, 137_561)
    (row,) = sent.tie_out(ME)
    assert (row.procore_synced_changes_cents, row.spectrum_synced_changes_cents) == (137_561,) * 2
    assert row.ties_out


def test_retrieve_and_reject_lead_to_resend(sent: ErpIntegrations, small_company: Any) -> None:
    assert sent.ask(Operation.RETRIEVE, ME, PCCO).is_done
    (row,) = sent.project_change_orders(small_company.project_id, ME)
    assert row.erp_status == "retrieved"
    assert [(b.name, b.is_enabled) for b in row.buttons] == [
        ("Send to ERP", False),
        ("Retrieve from ERP", False),
        ("Resend to ERP", True),
    ]
    assert sent.ask(Operation.RESEND, ME, PCCO).is_done
    rejected = sent.ask(Operation.REJECT, ME, PCCO, Choices(comment="wrong cost code"))
    assert rejected.messages == (f"ERP PCCO Rejection Notification to {ME}: wrong cost code",)
    (row,) = sent.project_change_orders(JOB, ME)
    assert (row.erp_status, row.comment) == ("rejected", "wrong cost code")
    assert sent.ask(Operation.RESEND, ME, PCCO).is_done
    assert rule_ids(sent.ask(Operation.RESEND, ME, PCCO)) == ("resend.not-returned",)


def test_unlink_is_refused_while_the_change_request_exists(
    small_company: Any, sent: ErpIntegrations
) -> None:
    sent.ask(Operation.ACCEPT, ME, PCCO, UNDER_TODAY)
    assert rule_ids(sent.ask(Operation.UNLINK, ME, PCCO)) == ("unlink.still-in-spectrum",)
    small_company.make(
        "spectrum", "delete_change_request", job_number=JOB, customer_code="C101", number="001"
    )
    (row,) = sent.tie_out(ME)
    assert row.differences == ("PCCO 001 is synced, and Spectrum has no such change request",)
    assert not row.ties_out
    assert sent.ask(Operation.UNLINK, ME, PCCO).is_done
    (order,) = sent.context.procore.change_orders(small_company.project_id)
    assert order.origin_id is None
    (row,) = sent.tie_out(ME)
    assert [(x.record, x.amount_cents) for x in row.not_exported] == [("PCCO 001", 137_561)]
    assert row.ties_out


def test_each_person_has_their_own_buttons(small_company: Any, sent: ErpIntegrations) -> None:
    viewer = small_company.add_person("viewer", "read_only", "standard", False)
    button = sent.button(Operation.ACCEPT, viewer, PCCO)
    assert (button.name, button.is_enabled) == ("Accept", False)
    assert [reason.rule_id for reason in button.reasons] == [
        "accept.needs-erp-integrations-standard",
        "accept.needs-push-to-accounting",
    ]
    assert sent.button(Operation.ACCEPT, ME, PCCO).is_enabled


def test_a_button_of_an_unknown_record_is_an_error(tool: ErpIntegrations) -> None:
    with pytest.raises(UnknownRecordError, match="Spectrum has no job '24-999'"):
        tool.button(Operation.IMPORT, ME, ContractRef("24-999"))


def test_the_journal_tells_every_decision(sent: ErpIntegrations) -> None:
    refused = sent.ask(Operation.ACCEPT, ME, PCCO)
    entries = sent.journal("PCCO 001 of project 24-101")
    assert [(e.operation, e.result, e.login) for e in entries] == [
        ("send", "done", ME),
        ("accept", "refused", ME),
    ]
    kept = outcome_from_json(entries[-1].outcome_json, sent.context.rulebook)
    assert kept == refused
    assert rule_ids(kept) == ("post.transaction-date-missing",)


def test_status_shows_everything_at_once(sent: ErpIntegrations) -> None:
    status = sent.status(ME)
    assert status.tabs == tuple(Tab)
    assert [len(rows) for rows in status.contracts.values()] == [0, 1]
    assert [len(rows) for rows in status.change_orders.values()] == [1, 0, 0]
    assert status.ties_out


def test_lines_that_wait_are_listed_and_what_is_synced_still_ties_out(
    small_company: Any, tool: ErpIntegrations
) -> None:
    tool.ask(Operation.IMPORT, ME, CONTRACT)
    small_company.grow_contract()
    (row,) = tool.tie_out(ME)
    assert [(x.record, x.amount_cents, x.reasons) for x in row.not_imported] == [
        ("billing item 0100", 100_025, ("It waits to be re-imported.",)),
        ("billing item 0900", 700_000, ("It waits to be re-imported.",)),
    ]
    assert row.spectrum_original_cents - row.procore_original_cents == 800_025
    assert row.ties_out


def test_lines_changed_by_the_same_amount_are_found_all_the_same(tool: ErpIntegrations) -> None:
    """The contract's total is as before, its lines are not."""
    tool.ask(Operation.IMPORT, ME, CONTRACT)
    (synced,) = tool.contracts(ListFilter.SYNCED, ME)
    assert synced.project_id is not None
    assert synced.contract_id is not None
    procore = tool.context.procore
    contract = procore.prime_contract(synced.project_id, synced.contract_id)
    first, second = contract.lines
    procore.sync_contract_lines(
        contract.project_id,
        contract.id,
        [
            ContractLineValues(
                str(line.origin_id), str(line.origin_data), line.description, line.amount + change
            )
            for line, change in ((first, 1), (second, -1))
        ],
    )
    (row,) = tool.tie_out(ME)
    assert row.procore_original_cents == row.spectrum_original_cents
    assert row.differences == (
        "line 0100 has 50001.00, its billing item 50000.00",
        "line 0200 has 124999.50, its billing item 125000.50",
    )
    assert not row.ties_out
    assert not tool.status(ME).ties_out


def test_what_was_given_up_is_taken_up_again(small_company: Any, sent: ErpIntegrations) -> None:
    small_company.simulation.world.plan(
        Fault("spectrum", "ARChangeRequest", FaultKind.ERROR, times=6)
    )
    outcome = sent.ask(Operation.ACCEPT, ME, PCCO, UNDER_TODAY)
    assert (outcome.result, outcome.attempts) == (Result.PARKED, 6)
    (failed,) = sent.change_orders(ListFilter.FAILED_TO_EXPORT, ME)
    assert "ARChangeRequest" in failed.errors[0]
    assert rule_ids(sent.ask(Operation.RETRIEVE, ME, PCCO)) == ("retrieve.not-waiting",)
    (resumed,) = sent.resume()
    assert resumed.is_done
    assert sent.parked() == []
    assert sent.resume() == []
