"""The OpenAPI document of the simulated Procore, and the simulator held to it by schemathesis."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import httpx
import hypothesis
import pytest
import schemathesis
from jsonschema import Draft202012Validator
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from simulator.http.in_process import InProcessTransport
from simulator.procore.openapi import openapi
from simulator.procore.openapi_bodies import BODIES
from simulator.procore.site import ProcoreSite
from simulator.world.world import World

EXAMPLES_AN_OPERATION = 12
SEED = 2020
CHECKS = [status_code_conformance, content_type_conformance, response_schema_conformance]
# Three in four generated ids are exchanged for real ones, so that what lies behind them is reached.
ONE_IN = 4


class Company:
    """A site with one record of every kind, and the ids by the names that parameters give them."""

    def __init__(self) -> None:
        self.site = ProcoreSite(World(SEED))
        self.client = httpx.Client(
            transport=InProcessTransport(self.site), base_url="http://procore.test"
        )
        self.log_in()
        make = self.site.fixtures
        project = make["project"]({"name": "Riverside Clinic", "number": "J-100"})
        cost_code = make["cost_code"](
            {"project_id": project["id"], "code": "01-011", "name": "Permits"}
        )
        cost_type = make["line_item_type"]({"code": "E", "name": "Equipment"})
        line = {"description": "Sitework", "amount": "100.00"}
        contract: Any = make["prime_contract"](
            {"project_id": project["id"], "title": "Prime", "lines": [line]}
        )
        order_line = {
            **line,
            "cost_code_id": cost_code["id"],
            "line_item_type_id": cost_type["id"],
            "prime_line_item_id": contract["line_items"][0]["id"],
        }
        order = make["change_order"](
            {
                "project_id": project["id"],
                "contract_id": contract["id"],
                "title": "Door",
                "lines": [order_line],
            }
        )
        self.ids: Mapping[str, Any] = {
            "company_id": int(self.site.credentials["company_id"]),
            "project_id": project["id"],
            "contract_id": contract["id"],
            "change_order_id": order["id"],
        }
        self.id_by_place = {
            "/projects/{id}": project["id"],
            "/prime_contract/{id}": contract["id"],
            "/prime_contracts/{id}": contract["id"],
            "/cost_codes/{id}": cost_code["id"],
            "/prime_change_orders/{id}": order["id"],
            "/line_items/{id}": contract["line_items"][0]["id"],
        }

    def log_in(self) -> None:
        credentials = self.site.credentials
        reply = self.client.post(
            "/oauth/token",
            json={
                "grant_type": "client_credentials",
                "client_id": credentials["client_id"],
                "client_secret": credentials["client_secret"],
            },
        )
        self.client.headers["Authorization"] = f"Bearer {reply.json()['access_token']}"

    def real(self, path: str, name: str) -> object | None:
        """The real id for a parameter of a path, when there is one."""
        if name != "id":
            return self.ids.get(name)
        found = [id_ for place, id_ in self.id_by_place.items() if path.endswith(place)]
        return found[0] if found else None


COMPANY = Company()
DOCUMENT = openapi(COMPANY.site.router.operations)
SCHEMA = schemathesis.openapi.from_dict(DOCUMENT)


def test_every_operation_is_described_once() -> None:
    described = [
        operation["operationId"]
        for path in DOCUMENT["paths"].values()  # type: ignore[attr-defined]  # it is a dictionary
        for operation in path.values()
    ]
    assert sorted(described) == sorted(one.name for one in COMPANY.site.router.operations)


def test_every_described_body_belongs_to_an_operation() -> None:
    assert set(BODIES) <= {operation.name for operation in COMPANY.site.router.operations}


@pytest.mark.parametrize("name", sorted(BODIES))
def test_every_body_is_a_json_schema(name: str) -> None:
    Draft202012Validator.check_schema(dict(BODIES[name].schema()))


@SCHEMA.parametrize()
@hypothesis.settings(
    max_examples=EXAMPLES_AN_OPERATION,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(hypothesis.HealthCheck),
)
def test_answers_are_as_described(case: schemathesis.Case) -> None:
    path = case.operation.path
    for parameters in (case.path_parameters, case.query):
        for number, (name, value) in enumerate((parameters or {}).items()):
            real = COMPANY.real(path, name)
            if real is not None and (len(str(value)) + number) % ONE_IN:
                parameters[name] = str(real) if parameters is case.path_parameters else real
    request = case.as_transport_kwargs(base_url="http://procore.test")
    body = {"content": request["data"]} if request.get("data") is not None else {}
    if request.get("json") is not None:
        body = {"json": request["json"]}
    answer = COMPANY.client.request(
        request["method"],
        request["url"],
        params=request.get("params"),
        headers={
            name: value
            for name, value in dict(request["headers"]).items()
            if name.lower() not in ("host", "authorization")
        },
        **body,
    )
    if answer.status_code == 401:
        COMPANY.log_in()
    answer.elapsed = timedelta(0)  # in-process answers take no time that httpx would note
    response = schemathesis.Response.from_httpx(answer, verify=True)
    excluded = [not_a_server_error] if answer.status_code == 501 else []
    case.validate_response(response, checks=[not_a_server_error, *CHECKS], excluded_checks=excluded)
