"""What the people of a portfolio ask of the ERP Integrations tool after each chapter."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from engine.erp_integrations.names import ListFilter
from engine.erp_integrations.tool import ErpIntegrations
from engine.operations.choices import Choices
from engine.operations.records import ContractRef
from engine.operations.request import Operation
from engine.sync.outcome import Outcome

Outcomes = Iterator[Outcome]


@dataclass(frozen=True, slots=True)
class People:
    """The logins of those who act."""

    accountant: str
    project_manager: str
    viewer: str


@dataclass(frozen=True, slots=True)
class RunScript:
    """Who asks for what, on the date under which accounting books it."""

    tool: ErpIntegrations
    people: People
    today: date

    def import_every_contract(self) -> Outcomes:
        """Every contract of Spectrum once, and the first one again."""
        keys = [contract.key for contract in self.tool.context.spectrum.contracts()]
        for key in [*keys, *keys[:1]]:
            contract = ContractRef(key.job_number, key.customer_code)
            yield self.tool.ask(Operation.IMPORT, self.people.accountant, contract)

    def reimport_every_contract(self) -> Outcomes:
        """Every synced contract once, the first one also by someone without the rights."""
        rows = self.tool.contracts(ListFilter.SYNCED, self.people.accountant)
        who = [(row, self.people.viewer) for row in rows[:1]]
        who += [(row, self.people.accountant) for row in rows]
        for row, login in who:
            yield self.tool.ask(Operation.REIMPORT, login, ContractRef(row.job_number))

    def send_and_accept_every_change_order(self) -> Outcomes:
        """Send all; one is rejected and sent again, one retrieved and sent again; accept all."""
        project_manager, accountant = self.people.project_manager, self.people.accountant
        for project in self.tool.context.procore.projects():
            for row in self.tool.project_change_orders(project.id, project_manager):
                yield self.tool.ask(Operation.SEND, project_manager, row.record)
        waiting = self.tool.change_orders(ListFilter.READY_TO_EXPORT, accountant)
        for row in waiting[:1]:
            why = Choices(comment="Which allowance is this?")
            yield self.tool.ask(Operation.REJECT, accountant, row.record, why)
        for row in waiting[1:2]:
            yield self.tool.ask(Operation.RETRIEVE, project_manager, row.record)
        for row in waiting[:2]:
            yield self.tool.ask(Operation.RESEND, project_manager, row.record)
        for row in self.tool.change_orders(ListFilter.READY_TO_EXPORT, accountant):
            today = Choices(transaction_date=self.today)
            yield self.tool.ask(Operation.ACCEPT, accountant, row.record, today)

    def retry_and_unlink(self) -> Outcomes:
        """Try again what failed; ask to unlink one whose change request still exists."""
        accountant = self.people.accountant
        for row in self.tool.change_orders(ListFilter.FAILED_TO_EXPORT, accountant):
            yield self.tool.ask(Operation.EXPORT, accountant, row.record)
        for row in self.tool.change_orders(ListFilter.SYNCED, accountant)[:1]:
            yield self.tool.ask(Operation.UNLINK, accountant, row.record)

    def after_each_chapter(self) -> list[tuple[str, Callable[[], Outcomes]]]:
        """What is asked after the first chapter, the second, and so on."""
        return [
            ("Importing", self.import_every_contract),
            ("Re-importing", self.reimport_every_contract),
            ("Sending and accepting", self.send_and_accept_every_change_order),
            ("Trying again", self.retry_and_unlink),
        ]
