"""A scenario's company: the records it was given in both products, remembered by their names."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from features.support.change_order_values import ContractLineIds, change_order_values
from features.support.drafts import ChangeOrderDraft
from features.support.people import STANDARD_PEOPLE, Person
from features.support.procore_screens import PrimeContract, ProcoreScreens, only
from features.support.simulators import Simulators

CUSTOMER = "OWNER"
COST_CODES = ("01-011", "03-300", "05-100")
COST_TYPES = {"L": "Labor", "M": "Materials", "S": "Subcontract", "E": "Equipment"}
# Code and action type (D-341); A is what exports get unless a scenario says otherwise.
STATUSES = {"A": 1, "E": 2, "C": 3, "Q": 4, "X": 5}


@dataclass(slots=True)
class Company:
    """Names to ids. Drafts of PCCOs and people become records when somebody first acts.

    `rights_given` has, by login, the projects on which Procore knows the person's rights.
    """

    simulators: Simulators
    procore: ProcoreScreens
    people: dict[str, Person] = field(default_factory=dict)
    rights_given: dict[str, frozenset[int]] = field(default_factory=dict)
    project_ids: dict[str, int] = field(default_factory=dict)
    project_by_job: dict[str, str] = field(default_factory=dict)
    first_billing_item: dict[str, str] = field(default_factory=dict)
    cost_type_ids: dict[str, int] = field(default_factory=dict)
    cost_code_ids: dict[tuple[str, str], int] = field(default_factory=dict)
    drafts: dict[str, ChangeOrderDraft] = field(default_factory=dict)
    project_by_pcco: dict[str, str] = field(default_factory=dict)
    tiers: dict[str, int] = field(default_factory=dict)

    @property
    def company_code(self) -> str:
        return self.simulators.connection.spectrum_company_code

    def set_up(self) -> None:
        """What every company has: Spectrum's codes, Procore's cost types, people."""
        for code, action_type in STATUSES.items():
            self.in_spectrum("change_request_status", code=code, action_type=action_type)
        self.in_spectrum("customer", code=CUSTOMER, name="The owner")
        for code, name in COST_TYPES.items():
            self.in_spectrum("cost_type", code=code, description=name)
            self.cost_type_id(code)
        self.people = {person.role: person for person in STANDARD_PEOPLE}

    def in_spectrum(self, kind: str, **values: object) -> None:
        self.simulators.make("spectrum", kind, values)

    def in_procore(self, kind: str, **values: object) -> None:
        self.simulators.make("procore", kind, values)

    def add_job(
        self,
        job: str,
        rows: list[dict[str, str]],
        *,
        customer: str = CUSTOMER,
        is_unit_price: bool = False,
    ) -> None:
        """A job with its contract, billing items and the usual phases."""
        amounts = [amount_of(row["amount"]) for row in rows]
        self.in_spectrum(
            "job",
            number=job,
            description=f"Job {job}",
            customer_code=customer,
            price_method="U" if is_unit_price else "F",
            original_contract=str(sum(amounts, Decimal("0.00"))),
        )
        self.add_billing_items(
            job, rows, customer=customer, group_code="01" if is_unit_price else ""
        )
        self.first_billing_item[job] = rows[0]["code"]
        for code in COST_CODES:
            for cost_type in COST_TYPES:
                self.add_phase(job, code.replace("-", ""), cost_type)

    def add_billing_items(
        self,
        job: str,
        rows: list[dict[str, str]],
        *,
        customer: str = CUSTOMER,
        group_code: str = "",
    ) -> None:
        for row in rows:
            self.in_spectrum(
                "billing_item",
                job_number=job,
                customer_code=customer,
                code=row["code"],
                description=row["description"],
                original_contract=str(amount_of(row["amount"])),
                group_code=group_code,
            )

    def add_phase(self, job: str, phase_code: str, cost_type: str) -> None:
        self.in_spectrum(
            "phase",
            job_number=job,
            phase_code=phase_code,
            cost_type=cost_type,
            description=f"Of {phase_code}",  # of at most 25 characters
        )

    def set_processing_dates(self, first: date, last: date) -> None:
        """The only days under which Spectrum books anything."""
        period = {"from": first.isoformat(), "to": last.isoformat()}
        self.in_spectrum("processing_period", **period)

    def add_project(self, project: str, job: str | None, **values: object) -> None:
        """A project with one change order tier unless said otherwise; with a job it is synced with
        it and known as that job's project."""
        origin_id = f"{self.company_code}|{job}" if job else None
        usual = {"name": project, "number": job, "origin_id": origin_id, "change_order_tiers": 1}
        self.project_ids[project] = self.simulators.make_in_procore("project", {**usual, **values})
        if job:
            self.project_by_job[job] = project

    def set_tiers(self, project: str, tiers: int) -> None:
        """How many tiers the project's change orders have; before it has any (D-075)."""
        project_id = self.project_ids[project]
        self.in_procore("change_order_setting", project_id=project_id, change_order_tiers=tiers)
        self.tiers[project] = tiers

    def job_of(self, project: str) -> str | None:
        return next((job for job, name in self.project_by_job.items() if name == project), None)

    def contract_of(self, project: str) -> PrimeContract:
        """The project's only prime contract, as Procore shows it."""
        contracts = self.procore.contracts(self.project_ids[project])
        return only(contracts, f"prime contracts in project {project!r}")

    def login_of(self, role: str) -> str:
        """The login of a role; the person has the same rights on every project there is now."""
        person = self.people.get(role)
        assert person is not None, f"nobody is the {role}; there are: {', '.join(self.people)}"
        project_ids = frozenset(self.project_ids.values())
        if self.rights_given.get(person.login) != project_ids:
            self.in_procore(
                "user",
                login=person.login,
                name=f"The {role}",
                erp_integrations=person.erp_integrations,
                can_push_to_accounting=person.can_push_to_accounting,
                projects=[
                    {"project_id": project_id, "prime_contracts": person.prime_contracts}
                    for project_id in sorted(project_ids)
                ],
            )
            self.rights_given[person.login] = project_ids
        return person.login

    def draft(self, project: str, number: str) -> ChangeOrderDraft:
        """A new PCCO of the project, still to be described."""
        draft = ChangeOrderDraft(project, number)
        self.drafts[number] = draft
        self.project_by_pcco[number] = project
        return draft

    def settle(self) -> None:
        """Make the PCCOs that were described since the last time."""
        for draft in list(self.drafts.values()):
            self._make(draft)
        self.drafts.clear()

    def project_id_of_pcco(self, number: str) -> int:
        project = self.project_by_pcco.get(number)
        assert project is not None, f"no PCCO {number} was described"
        return self.project_ids[project]

    def cost_type_id(self, code: str) -> int:
        """The line item type of this code, made when it is new."""
        if code not in self.cost_type_ids:
            self.cost_type_ids[code] = self.simulators.make_in_procore(
                "line_item_type",
                {"code": code, "name": COST_TYPES.get(code, code), "base_type": "other"},
            )
        return self.cost_type_ids[code]

    def cost_code_id(self, project: str, code: str) -> int:
        """The project's cost code, made when it is new."""
        key = (project, code)
        if key not in self.cost_code_ids:
            self.cost_code_ids[key] = self.simulators.make_in_procore(
                "cost_code",
                {
                    "project_id": self.project_ids[project],
                    "code": code,
                    "name": f"Code {code}",
                },
            )
        return self.cost_code_ids[key]

    def _make(self, draft: ChangeOrderDraft) -> None:
        project_id = self.project_ids[draft.project]
        contract_id = self.contract_of(draft.project).id
        lines = ContractLineIds.of(self.procore.contract_lines(project_id, contract_id))
        self.in_procore(
            "change_order",
            project_id=project_id,
            contract_id=contract_id,
            created_by=self.login_of("manager"),
            **change_order_values(draft, self, lines, self.tiers.get(draft.project, 1)),
        )


def amount_of(words: str) -> Decimal:
    """An amount as people write it, thousands apart by commas."""
    return Decimal(words.replace(",", ""))
