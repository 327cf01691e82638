"""What the people of a portfolio ask of the ERP Integrations tool after each chapter."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from engine.erp_integrations.names import ListFilter
from engine.erp_integrations.tool import ErpIntegrations
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
            yield self.tool.import_contract(
                key.job_number, self.people.accountant, customer_code=key.customer_code
            )

    def reimport_every_contract(self) -> Outcomes:
        """Every synced contract once, the first one also by someone without the rights."""
        rows = self.tool.contracts(ListFilter.SYNCED, self.people.accountant)
        who = [(row, self.people.viewer) for row in rows[:1]]
        who += [(row, self.people.accountant) for row in rows]
        for row, login in who:
            yield self.tool.reimport_contract(row.job_number, login)

    def send_and_accept_every_change_order(self) -> Outcomes:
        """Send all; one is rejected and sent again, one retrieved and sent again; accept all."""
        project_manager, accountant = self.people.project_manager, self.people.accountant
        for project in self.tool.context.procore.projects():
            for row in self.tool.project_change_orders(project.id, project_manager):
                yield self.tool.send(row.project_id, row.number, project_manager)
        waiting = self.tool.change_orders(ListFilter.READY_TO_EXPORT, accountant)
        for row in waiting[:1]:
            yield self.tool.reject(
                row.project_id, row.number, accountant, "Which allowance is this?"
            )
        for row in waiting[1:2]:
            yield self.tool.retrieve(row.project_id, row.number, project_manager)
        for row in waiting[:2]:
            yield self.tool.resend(row.project_id, row.number, project_manager)
        for row in self.tool.change_orders(ListFilter.READY_TO_EXPORT, accountant):
            yield self.tool.accept(row.project_id, row.number, accountant, self.today)

    def retry_and_unlink(self) -> Outcomes:
        """Try again what failed; ask to unlink one whose change request still exists."""
        accountant = self.people.accountant
        for row in self.tool.change_orders(ListFilter.FAILED_TO_EXPORT, accountant):
            yield self.tool.export(row.project_id, row.number, accountant)
        for row in self.tool.change_orders(ListFilter.SYNCED, accountant)[:1]:
            yield self.tool.unlink(row.project_id, row.number, accountant)

    def after_each_chapter(self) -> list[tuple[str, Callable[[], Outcomes]]]:
        """What is asked after the first chapter, the second, and so on."""
        return [
            ("Importing", self.import_every_contract),
            ("Re-importing", self.reimport_every_contract),
            ("Sending and accepting", self.send_and_accept_every_change_order),
            ("Trying again", self.retry_and_unlink),
        ]
