"""What is asked of the simulated Procore: with a token and the company, limits and journal on."""

import json
from collections.abc import Mapping

import httpx

from benchmarks.load import Load, http_request
from benchmarks.scenario import Scenario

LISTED_CONTRACTS = 20


class ProcoreCalls:
    """Logs in and makes what the scenarios read: a contract, and a project with a page of them."""

    def __init__(self, address: str, announced: Mapping[str, str]) -> None:
        company_id = announced["procore_company_id"]
        credentials = {
            "grant_type": "client_credentials",
            "client_id": announced["procore_client_id"],
            "client_secret": announced["procore_client_secret"],
        }
        with httpx.Client(base_url=address) as client:
            token = client.post("/oauth/token", json=credentials).raise_for_status().json()
            self.headers = {
                "Authorization": f"Bearer {token['access_token']}",
                "Procore-Company-Id": company_id,
                "Accept": "application/json",
            }
            client.headers.update(self.headers)
            projects = client.get("/rest/v1.0/projects", params={"company_id": company_id})
            self.project_id, self._listed_project_id = (
                project["id"] for project in projects.raise_for_status().json()[:2]
            )
            reply = client.post("/rest/v1.0/prime_contract", content=self._contract(0))
            self.contract: dict[str, object] = reply.raise_for_status().json()
            for number in range(LISTED_CONTRACTS):
                body = self._contract(number, self._listed_project_id)
                client.post("/rest/v1.0/prime_contract", content=body).raise_for_status()

    def scenarios(self) -> list[Scenario]:
        contract = f"/rest/v1.0/prime_contract/{self.contract['id']}"
        read = self._get(f"{contract}?project_id={self.project_id}")
        page = self._get(
            f"/rest/v1.0/prime_contracts?project_id={self._listed_project_id}"
            f"&per_page={LISTED_CONTRACTS}"
        )
        headers = {**self.headers, "Content-Type": "application/json"}

        def create(number: int) -> bytes:
            body = self._contract(number + 1)
            return http_request("POST", "/rest/v1.0/prime_contract", headers, body)

        def update_or_read(number: int) -> bytes:
            if number % 2:
                return read
            values = {"prime_contract": {"title": f"Prime Contract {number}"}}
            body = json.dumps({"project_id": self.project_id, **values}).encode()
            return http_request("PATCH", contract, headers, body)

        return [
            Scenario("reads", Load(lambda _: read)),
            Scenario("lists of 20", Load(lambda _: page)),
            Scenario("creates", Load(create, status=201)),
            Scenario("update, read", Load(update_or_read)),
        ]

    def _get(self, target: str) -> bytes:
        return http_request("GET", target, self.headers)

    def _contract(self, number: int, project_id: int | None = None) -> bytes:
        values = {"number": f"B-{number}", "title": f"Prime Contract {number}", "status": "Draft"}
        return json.dumps(
            {"project_id": project_id or self.project_id, "prime_contract": values}
        ).encode()
