"""A small company in memory, behind the same two ports as the connectors, that can fail anywhere.

The simulators are the real proof (test_..._over_the_wire); this model is for what they can't do
fast: being cut off at every boundary, and thousands of random histories.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from tests_sync_mishaps import Crash, Mishaps  # conftest.py loads it under this name

from engine.executors.two_opinions import default_opinions
from engine.operations.choices import NO_CHOICES, Choices
from engine.operations.declarations import OPERATIONS
from engine.operations.records import ChangeOrderRef, ContractRef, RecordRef
from engine.operations.request import Operation, Request
from engine.ports.outcomes import Refused
from engine.ports.procore import ContractLineValues, ExternalLink, PrimeContractHeader
from engine.ports.spectrum import ChangeRequestEntry
from engine.records.change_order import ChangeOrder, ChangeOrderLine
from engine.records.change_request import (
    BillingLine,
    ChangeRequest,
    ChangeRequestStatus,
    CostLine,
)
from engine.records.contract_key import ContractKey
from engine.records.job import Job, PriceMethod
from engine.records.phase import Phase
from engine.records.prime_contract import ContractLine, PrimeContract
from engine.records.project import Project
from engine.records.spectrum_contract import BillingItem, SpectrumContract
from engine.records.user_rights import AccessLevel, UserRights
from engine.sync.context import SyncContext
from engine.sync.outcome import Outcome
from engine.sync.running.runner import DirectRunner
from engine.sync.store.settings import CompanySettings
from engine.sync.store.store import IN_MEMORY, Store

__all__ = ["KEY", "PROJECT_ID", "Company", "Crash", "add_change_order", "make_company"]

KEY = ContractKey("TST", "24-101", "C101")
PROJECT_ID = 10


@dataclass
class MemoryProcore:
    """Procore's books. Origin ids are unique in the company, as the real product demands."""

    mishaps: Mishaps
    project_list: list[Project] = field(default_factory=list)
    contracts: dict[int, PrimeContract] = field(default_factory=dict)
    orders: dict[int, ChangeOrder] = field(default_factory=dict)
    links: dict[tuple[str, int], ExternalLink] = field(default_factory=dict)
    rights: dict[str, UserRights] = field(default_factory=dict)
    next_id: int = 1000

    def projects(self) -> Sequence[Project]:
        return list(self.project_list)

    def user_rights(self, login: str, project_id: int | None) -> UserRights:
        del project_id
        return self.rights[login]

    def prime_contracts(self, project_id: int) -> Sequence[PrimeContract]:
        return [c for c in self.contracts.values() if c.project_id == project_id]

    def prime_contract(self, project_id: int, contract_id: int) -> PrimeContract:
        del project_id
        return self.contracts[contract_id]

    def create_prime_contract(self, project_id: int, header: PrimeContractHeader) -> int:
        def create() -> object:
            if any(c.origin_id == header.origin_id for c in self.contracts.values()):
                raise Refused("procore", "create_prime_contract", "origin id has been taken")
            self.next_id += 1
            nothing = Decimal("0.00")
            self.contracts[self.next_id] = PrimeContract(
                self.next_id,
                project_id,
                header.title,
                header.status,
                nothing,
                nothing,
                nothing,
                header.origin_id,
                header.origin_data,
                (),
            )
            return self.next_id

        return int(str(self.mishaps.around("create_prime_contract", create)))

    def update_prime_contract(
        self, project_id: int, contract_id: int, header: PrimeContractHeader
    ) -> None:
        def update() -> object:
            self.contracts[contract_id] = replace(
                self.contracts[contract_id],
                title=header.title,
                status=header.status,
                origin_id=header.origin_id,
                origin_data=header.origin_data,
            )
            return None

        del project_id
        self.mishaps.around("update_prime_contract", update)

    def sync_contract_lines(
        self, project_id: int, contract_id: int, lines: Sequence[ContractLineValues]
    ) -> None:
        def sync() -> object:
            contract = self.contracts[contract_id]
            held = list(contract.lines)
            for values in lines:
                found = [i for i, x in enumerate(held) if x.origin_id == values.origin_id]
                if found:
                    position = found[0]
                    held[position] = replace(
                        held[position], description=values.description, amount=values.amount
                    )
                    continue
                self.next_id += 1
                held.append(
                    ContractLine(
                        self.next_id,
                        len(held) + 1,
                        values.description,
                        values.amount,
                        values.origin_id,
                        values.origin_data,
                    )
                )
            total = sum((line.amount for line in held), Decimal("0.00"))
            self.contracts[contract_id] = replace(contract, lines=tuple(held), grand_total=total)
            return None

        del project_id
        self.mishaps.around("sync_contract_lines", sync)

    def remove_contract_line(self, project_id: int, contract_id: int, line_id: int) -> None:
        def remove() -> object:
            contract = self.contracts[contract_id]
            held = tuple(line for line in contract.lines if line.id != line_id)
            if len(held) == len(contract.lines):
                raise Refused("procore", "remove_contract_line", "not found")
            total = sum((line.amount for line in held), Decimal("0.00"))
            self.contracts[contract_id] = replace(contract, lines=held, grand_total=total)
            return None

        del project_id
        self.mishaps.around("remove_contract_line", remove)

    def change_orders(self, project_id: int) -> Sequence[ChangeOrder]:
        return [self._linked(o) for o in self.orders.values() if o.project_id == project_id]

    def write_external_links(self, links: Sequence[ExternalLink]) -> None:
        def write() -> object:
            for link in links:
                self.links[link.item_type, link.item_id] = link
                if link.origin_id is None:
                    del self.links[link.item_type, link.item_id]
            return None

        self.mishaps.around("write_external_links", write)

    def external_links(self, item_type: str, item_ids: Sequence[int]) -> Sequence[ExternalLink]:
        return [self.links[item_type, i] for i in item_ids if (item_type, i) in self.links]

    def _linked(self, order: ChangeOrder) -> ChangeOrder:
        link = self.links.get(("change_order", order.package_id))
        return replace(order, origin_id=link.origin_id if link else None)


@dataclass
class MemorySpectrum:
    """Spectrum's books: a change request entry is added, or replaces the line of the same key."""

    mishaps: Mishaps
    job_list: list[Job] = field(default_factory=list)
    phase_list: list[Phase] = field(default_factory=list)
    contract_list: dict[ContractKey, SpectrumContract] = field(default_factory=dict)
    requests: dict[tuple[ContractKey, str], ChangeRequest] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    entries_taken: list[ChangeRequestEntry] = field(default_factory=list)

    def jobs(self) -> Sequence[Job]:
        return list(self.job_list)

    def contracts(self) -> Sequence[SpectrumContract]:
        return [self._totalled(c) for c in self.contract_list.values()]

    def contract(self, key: ContractKey) -> SpectrumContract | None:
        contract = self.contract_list.get(key)
        return None if contract is None else self._totalled(contract)

    def phases(self, job_number: str) -> Sequence[Phase]:
        return [phase for phase in self.phase_list if phase.job_number == job_number]

    def change_requests(self, contract: ContractKey) -> Sequence[ChangeRequest]:
        return [r for (key, _), r in self.requests.items() if key == contract]

    def change_request(self, contract: ContractKey, number: str) -> ChangeRequest | None:
        return self.requests.get((contract, number))

    def change_request_statuses(self) -> Sequence[ChangeRequestStatus]:
        return [ChangeRequestStatus("A", 1), ChangeRequestStatus("Q", 4)]

    def put_change_request_entry(self, entry: ChangeRequestEntry) -> None:
        def put() -> object:
            self.entries_taken.append(entry)
            key = (entry.contract, entry.number)
            self.requests[key] = _with_entry(self.requests.get(key), entry)
            return None

        self.mishaps.around("put_change_request_entry", put)

    def put_change_request_note(self, contract: ContractKey, number: str, text: str) -> None:
        def put() -> object:
            self.notes[contract.change_request_origin_id(number)] = text
            return None

        self.mishaps.around("put_change_request_note", put)

    def _totalled(self, contract: SpectrumContract) -> SpectrumContract:
        changes = sum(
            (r.revenue_total for r in self.change_requests(contract.key) if r.status_code == "A"),
            Decimal("0.00"),
        )
        return replace(contract, approved_changes=changes)


def _with_entry(held: ChangeRequest | None, entry: ChangeRequestEntry) -> ChangeRequest:
    request = held or ChangeRequest(
        entry.contract,
        entry.number,
        entry.description,
        entry.status_code,
        entry.approved_date,
        "",
        (),
        (),
    )
    if entry.phase_code is not None and entry.estimate_amount is not None:
        cost = CostLine(entry.phase_code, entry.cost_type or "", entry.estimate_amount)
        others = [
            x
            for x in request.cost_lines
            if (x.phase_code, x.cost_type) != (cost.phase_code, cost.cost_type)
        ]
        return replace(request, cost_lines=(*others, cost))
    if entry.billing_item_code is not None and entry.revenue_amount is not None:
        description = entry.billing_description or "from the contract"
        billing = BillingLine(entry.billing_item_code, description, entry.revenue_amount)
        rest = [x for x in request.billing_lines if x.billing_item_code != entry.billing_item_code]
        return replace(request, billing_lines=(*rest, billing))
    return request


@dataclass
class Company:
    """Both sets of books, the engine's own, and a clock that only waiting moves."""

    mishaps: Mishaps
    procore: MemoryProcore
    spectrum: MemorySpectrum
    store: Store
    now: datetime = datetime(2020, 4, 9, 12, 0, tzinfo=UTC)
    waits_s: list[float] = field(default_factory=list)
    requests_made: int = 0

    @property
    def context(self) -> SyncContext:
        return SyncContext(
            procore=self.procore,
            spectrum=self.spectrum,
            store=self.store,
            rulebook=default_opinions().rulebook,
            decide=default_opinions().decide,
            clock=lambda: self.now,
        )

    def sleep(self, seconds: float) -> None:
        self.waits_s.append(seconds)
        self.now += timedelta(seconds=seconds)

    def pcco(self, number: str = "001", change_order_id: int | None = None) -> ChangeOrderRef:
        return ChangeOrderRef(PROJECT_ID, number, change_order_id)

    def request(
        self,
        operation: Operation,
        record: RecordRef | None = None,
        *,
        login: str = "controller",
        choices: Choices | None = None,
    ) -> Request:
        """A request about the company's only contract or PCCO, unless `record` names another."""
        self.requests_made += 1
        if record is None:
            record = (
                ContractRef(KEY.job_number)
                if OPERATIONS[operation].is_about_contracts
                else self.pcco()
            )
        if choices is None:
            is_accept = operation is Operation.ACCEPT
            choices = Choices(transaction_date=date(2020, 4, 9)) if is_accept else NO_CHOICES
        return Request(f"request {self.requests_made}", operation, login, record, choices)

    def run(
        self,
        operation: Operation,
        record: RecordRef | None = None,
        *,
        login: str = "controller",
        choices: Choices | None = None,
    ) -> Outcome:
        return self.run_request(self.request(operation, record, login=login, choices=choices))

    def run_request(self, request: Request) -> Outcome:
        return DirectRunner(self.context, self.sleep).run(request)

    def configure(self, **changes: object) -> None:
        """Change the company's settings."""
        with self.store.transaction() as books:
            books.settings.write(replace(books.settings.read(), **changes))  # type: ignore[arg-type]  # fields by their names

    def restart(self) -> None:
        """A new process over the same books, with no more mishaps planned."""
        self.mishaps.is_dead = False
        self.mishaps.crash_at = None
        self.mishaps.failures.clear()


def make_company() -> Company:
    mishaps = Mishaps()
    procore = MemoryProcore(mishaps)
    spectrum = MemorySpectrum(mishaps)
    procore.project_list.append(
        Project(PROJECT_ID, "Harbour Hall", "24-101", f"{KEY.company_code}|{KEY.job_number}", True)
    )
    admin = UserRights(1, "controller", AccessLevel.ADMIN, AccessLevel.ADMIN, True)
    procore.rights["controller"] = admin
    items = (
        BillingItem("0100", "General conditions", Decimal("50000.00")),
        BillingItem("0200", "Sitework", Decimal("125000.50")),
        BillingItem("0300", "Concrete", Decimal("300000.00")),
    )
    total = sum((item.original_contract for item in items), Decimal("0.00"))
    spectrum.job_list.append(
        Job(
            KEY.company_code,
            KEY.job_number,
            "Harbour Hall",
            "A",
            KEY.customer_code,
            PriceMethod.FIXED,
            total,
        )
    )
    spectrum.phase_list.extend(
        Phase(KEY.job_number, "01011", cost_type, "General conditions", "A")
        for cost_type in ("L", "M")
    )
    spectrum.contract_list[KEY] = SpectrumContract(
        KEY, "Harbour Hall", PriceMethod.FIXED, total, Decimal("0.00"), items
    )
    store = Store.open(IN_MEMORY, mishaps.boundary)
    with store.transaction() as books:
        books.settings.write(
            CompanySettings(
                is_feature_enabled=True, is_export_switched_on=True, spectrum_status_code="A"
            )
        )
    mishaps.names.clear()
    mishaps.passed = 0
    return Company(mishaps, procore, spectrum, store)


def add_change_order(company: Company, number: str = "001", **values: object) -> ChangeOrder:
    """An approved PCCO on the imported contract, with two lines."""
    (contract,) = company.procore.contracts.values()
    company.procore.next_id += 10
    base = company.procore.next_id
    lines = tuple(
        ChangeOrderLine(
            id=base + position,
            position=position,
            description=f"Extra {position}",
            amount=amount,
            cost_code_id=1,
            cost_code="01-011",
            cost_type_id=position,
            cost_type=cost_type,
            prime_line_item_id=contract.lines[position - 1].id,
        )
        for position, amount, cost_type in (
            (1, Decimal("1000.00"), "L"),
            (2, Decimal("250.55"), "M"),
        )
    )
    order = ChangeOrder(
        id=base,
        project_id=contract.project_id,
        contract_id=contract.id,
        package_id=base + 5,
        number=number,
        title="More of it",
        description="More of it",
        status="approved",
        approved_date=date(2020, 4, 8),
        grand_total=Decimal("1250.55"),
        created_by_login="project.manager",
        origin_id=None,
        lines=lines,
        markups=(),
    )
    order = replace(order, **values)  # type: ignore[arg-type]  # tests name fields by keyword
    company.procore.orders[order.id] = order
    return order
