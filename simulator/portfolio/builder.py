"""Where a portfolio is played: both products, seeded names and amounts, and a memory."""

import json
from random import Random

import msgspec

from simulator.http.message import Request
from simulator.http.site import AnySite
from simulator.portfolio.names import names_for
from simulator.world.faults import Fault, FaultKind
from simulator.world.world import World

Values = dict[str, object]


class Listed(msgspec.Struct):
    """A record of a list, as far as it is read here."""

    id: int


class ContractLine(msgspec.Struct):
    """`origin_data` is the billing item's code on a line that came from Spectrum."""

    id: int
    origin_data: str | None


class PrimeContract(msgspec.Struct):
    """A prime contract, as far as it is read here."""

    id: int
    title: str
    origin_id: str | None
    line_items: list[ContractLine]


class Granted(msgspec.Struct):
    """What a client gets for its credentials."""

    access_token: str


class PortfolioError(RuntimeError):
    """The portfolio asked a product for something that it refused: a defect of the portfolio."""


class PortfolioBuilder:
    """Makes records through each product's fixtures, and reads Procore by its own REST.

    `people` maps a role to a login. The other memories map a job number, alone or with a code, to
    the id or code that a product gave it.
    `events` collects, in plain words, what people did in the chapter being played.
    """

    def __init__(self, world: World, procore: AnySite, spectrum: AnySite) -> None:
        self.world = world
        self.procore = procore
        self.spectrum = spectrum
        self.random = Random(world.seed)
        self.names = names_for(world.seed)
        self.domain = self.names.draw("domain_name")
        self.people: dict[str, str] = {}
        self.project_ids: dict[str, int] = {}
        self.customer_codes: dict[str, str] = {}
        self.cost_code_ids: dict[tuple[str, str], int] = {}
        self.cost_type_ids: dict[str, int] = {}
        self.events: list[str] = []

    def make_in_procore(self, kind: str, **values: object) -> Values:
        return self.procore.fixtures[kind](values)

    def make_in_spectrum(self, kind: str, **values: object) -> Values:
        return self.spectrum.fixtures[kind](values)

    def tell(self, event: str) -> None:
        self.events.append(event)

    def amount(self, low: int, high: int) -> str:
        """An amount of money between two whole amounts, cents included."""
        cents = self.random.randint(low * 100, high * 100)
        return f"{cents // 100}.{cents % 100:02d}"

    def add_person(self, role: str, *, erp: str, prime_contracts: str, can_push: bool) -> None:
        """A person with one level on the company's tool and one on every project."""
        login = f"{role}@{self.domain}"
        self.make_in_procore(
            "user",
            login=login,
            name=self.names.draw("name"),
            erp_integrations=erp,
            can_push_to_accounting=can_push,
            projects=[
                {"project_id": project_id, "prime_contracts": prime_contracts}
                for project_id in self.project_ids.values()
            ],
        )
        self.people[role] = login

    def plan_fault(self, system: str, operation: str, kind: str, *, first: int) -> None:
        self.world.plan(Fault(system, operation, FaultKind(kind), first))

    def contract_line_ids(self, job_number: str) -> dict[str, int]:
        """The ids of the prime contract's lines by billing item code."""
        contract = self.prime_contract_of(job_number)
        lines = contract.line_items if contract is not None else []
        return {line.origin_data: line.id for line in lines if line.origin_data}

    def change_prime_contract(
        self, job_number: str, contract: PrimeContract, **values: object
    ) -> None:
        """What a person changes on Procore's own page."""
        body = {"project_id": self.project_ids[job_number], "prime_contract": values}
        self._call("PATCH", f"/rest/v1.0/prime_contract/{contract.id}", "", body)

    def add_contract_line(self, job_number: str, contract: PrimeContract, **values: object) -> None:
        """What a person adds to the schedule of values on Procore's own page."""
        project_id = self.project_ids[job_number]
        path = f"/rest/v1.0/prime_contracts/{contract.id}/line_items"
        body = {"project_id": project_id, "line_item": values}
        self._call("POST", path, f"project_id={project_id}", body)

    def prime_contract_of(self, job_number: str) -> PrimeContract | None:
        """The prime contract that the job's project holds, lines included, or None."""
        query = f"project_id={self.project_ids[job_number]}"
        answer = self._call("GET", "/rest/v1.0/prime_contracts", query)
        listed = msgspec.json.decode(answer, type=list[Listed])
        if not listed:
            return None
        answer = self._call("GET", f"/rest/v1.0/prime_contract/{listed[0].id}", query)
        return msgspec.json.decode(answer, type=PrimeContract)

    def _call(self, method: str, path: str, query: str, body: Values | None = None) -> bytes:
        headers = {
            "authorization": f"Bearer {self._token()}",
            "procore-company-id": self.procore.credentials["company_id"],
            "content-type": "application/json",
        }
        content = json.dumps(body).encode() if body is not None else b""
        reply = self.procore.undisturbed(Request(method, path, query, headers, content))
        if reply.status not in (200, 201):
            raise PortfolioError(f"{method} {path} answered {reply.status}: {reply.body!r}")
        return reply.body

    def _token(self) -> str:
        credentials = self.procore.credentials
        body = {
            "grant_type": "client_credentials",
            "client_id": credentials["client_id"],
            "client_secret": credentials["client_secret"],
        }
        headers = {"content-type": "application/json"}
        content = json.dumps(body).encode()
        reply = self.procore.undisturbed(Request("POST", "/oauth/token", "", headers, content))
        if reply.status != 200:
            raise PortfolioError(f"no token: {reply.status} {reply.body!r}")
        return msgspec.json.decode(reply.body, type=Granted).access_token
