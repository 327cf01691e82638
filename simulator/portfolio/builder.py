"""Where a portfolio is played: both products, seeded names and amounts, and a memory."""

import json
from random import Random
from typing import cast

from simulator.http.message import Request
from simulator.http.site import AnySite
from simulator.portfolio.names import names_for
from simulator.world.faults import Fault, FaultKind
from simulator.world.world import World

Values = dict[str, object]


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
        lines = cast(list[Values], contract["line_items"]) if contract is not None else []
        return {
            str(line["origin_data"]): cast(int, line["id"]) for line in lines if line["origin_data"]
        }

    def change_prime_contract(self, job_number: str, contract: Values, **values: object) -> None:
        """What a person changes on Procore's own page."""
        body = {"project_id": self.project_ids[job_number], "prime_contract": values}
        self._call("PATCH", f"/rest/v1.0/prime_contract/{contract['id']}", "", body)

    def add_contract_line(self, job_number: str, contract: Values, **values: object) -> None:
        """What a person adds to the schedule of values on Procore's own page."""
        project_id = self.project_ids[job_number]
        path = f"/rest/v1.0/prime_contracts/{contract['id']}/line_items"
        body = {"project_id": project_id, "line_item": values}
        self._call("POST", path, f"project_id={project_id}", body)

    def prime_contract_of(self, job_number: str) -> Values | None:
        """The prime contract that the job's project holds, lines included, or None."""
        project_id = self.project_ids[job_number]
        listed = self._get("/rest/v1.0/prime_contracts", f"project_id={project_id}")
        if not listed:
            return None
        first = cast(list[Values], listed)[0]
        path = f"/rest/v1.0/prime_contract/{first['id']}"
        return cast(Values, self._get(path, f"project_id={project_id}"))

    def _get(self, path: str, query: str) -> object:
        return self._call("GET", path, query)

    def _call(self, method: str, path: str, query: str, body: Values | None = None) -> object:
        headers = {
            "authorization": f"Bearer {self._token()}",
            "procore-company-id": self.procore.credentials["company_id"],
            "content-type": "application/json",
        }
        content = json.dumps(body).encode() if body is not None else b""
        reply = self.procore.undisturbed(Request(method, path, query, headers, content))
        if reply.status not in (200, 201):
            raise PortfolioError(f"{method} {path} answered {reply.status}: {reply.body!r}")
        return json.loads(reply.body)

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
        return cast(str, json.loads(reply.body)["access_token"])
