"""A contract's title comes from Spectrum; its status is what people have set (D-180, U-03)."""

from typing import Any

import pytest

from engine.erp_integrations.tool import ErpIntegrations
from engine.operations.records import ContractRef
from engine.operations.request import Operation
from engine.ports.procore import PrimeContractHeader

LOGIN = "controller@example.com"
CONTRACT = ContractRef("24-101")


@pytest.fixture
def renamed(small_company: Any, tool: ErpIntegrations) -> Any:
    """The imported contract, renamed and set to Complete by hand in Procore."""
    assert tool.ask(Operation.IMPORT, LOGIN, CONTRACT).is_done
    (contract,) = small_company.contracts()
    tool.context.procore.update_prime_contract(
        contract.project_id,
        contract.id,
        PrimeContractHeader("By hand", "Complete", contract.origin_id, contract.origin_data),
    )
    return contract


def test_refresh_brings_the_title_back_and_keeps_the_status(
    small_company: Any, tool: ErpIntegrations, renamed: Any
) -> None:
    outcome = tool.ask(Operation.REFRESH, LOGIN, CONTRACT)
    assert outcome.is_done
    assert [(change.field, change.old, change.new) for change in outcome.changes] == [
        ("title", "By hand", renamed.title)
    ]
    (contract,) = small_company.contracts()
    assert (contract.title, contract.status) == (renamed.title, "Complete")
    assert contract.origin_id == renamed.origin_id


def test_reimport_brings_it_along_with_new_lines(
    small_company: Any, tool: ErpIntegrations, renamed: Any
) -> None:
    dimmed = tool.ask(Operation.REIMPORT, LOGIN, CONTRACT)
    assert dimmed.decision is not None
    assert dimmed.decision.rule_ids == ("reimport.nothing-new",)
    small_company.grow_contract()
    assert tool.ask(Operation.REIMPORT, LOGIN, CONTRACT).is_done
    (contract,) = small_company.contracts()
    assert (contract.title, contract.status) == (renamed.title, "Complete")
    assert len(contract.lines) == len(renamed.lines) + 1


@pytest.mark.parametrize("operation", [Operation.REIMPORT, Operation.REFRESH])
def test_the_contract_of_another_customer_is_another_contract(
    tool: ErpIntegrations, operation: Operation
) -> None:
    outcome = tool.ask(operation, LOGIN, ContractRef("24-101", "OTHER"))
    assert outcome.messages == ("Spectrum has no contract for job 24-101, customer OTHER",)
