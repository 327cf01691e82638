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

EXAMPLES_AN_OPERATION = 8
SEED = 2020
CHECKS = [status_code_conformance, content_type_conformance, response_schema_conformance]
# In three of four cases the ids are exchanged for real ones, so that what lies behind them is
# reached; each case begins with the same records.
ONE_IN = 4


Record = dict[str, Any]


class Company:
    """A site with one record of every kind, and the ids by the names that parameters give them."""

    def __init__(self) -> None:
        self.site = ProcoreSite(World(SEED))
        self.client = httpx.Client(
            transport=InProcessTransport(self.site), base_url="http://procore.test"
        )
        self.log_in()
        make = self.site.fixtures
        project = make["project"]({"name": "Riverside Clinic", "change_order_tiers": 1})
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
        order: Any = make["change_order"](
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
            "holder_id": contract["id"],
        }
        hook = self.made(
            "/rest/v1.0/webhooks/hooks",
            {
                "company_id": self.ids["company_id"],
                "hook": {
                    "namespace": "t",
                    "destination_url": "http://127.0.0.1:9/",
                    "api_version": "v2",
                },
            },
        )
        markup = self.made(
            f"/rest/v1.0/financials/markups?project_id={project['id']}"
            f"&holder_type=Contract&holder_id={contract['id']}",
            {
                "markup": {
                    "name": "Fee",
                    "markup_set": "change_orders_horizontal",
                    "percentage": "5.00",
                }
            },
        )
        line_id = contract["line_items"][0]["id"]
        self.ids = {**self.ids, "hook_id": hook["id"]}
        self.id_by_place = {
            "/projects/{id}": project["id"],
            "/prime_contract/{id}": contract["id"],
            "/prime_contracts/{id}": contract["id"],
            "/prime_contracts/{contract_id}/line_items/{id}": line_id,
            "/cost_codes/{id}": cost_code["id"],
            "/prime_change_orders/{id}": order["id"],
            "/prime_change_orders/{change_order_id}/line_items/{id}": order["package"][
                "line_items"
            ][0]["id"],
            "/change_order_packages/{id}": order["legacy_package_id"],
            "/potential_change_orders/{id}": order["potential_change_order_id"],
            "/hooks/{id}": hook["id"],
            "/markups/{id}": markup["id"],
            "/users/{id}": self.client.get("/rest/v1.0/me").json()["id"],
        }
        self.start = self.site.world.snapshot()

    def made(self, path: str, body: Record) -> Record:
        reply = self.client.post(path, json=body)
        assert reply.status_code == 201, reply.text
        made: Record = reply.json()
        return made

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

    def make_real(self, case: schemathesis.Case[Any]) -> None:
        """Put real ids into a case, wherever there are any."""
        path = case.operation.path
        found = [id_ for place, id_ in self.id_by_place.items() if path.endswith(place)]
        for name in case.path_parameters or {}:
            real = found[-1] if name == "id" and found else self.ids.get(name)
            if real is not None:
                case.path_parameters[name] = str(real)
        if path.startswith("/rest/"):
            asked = {"holder_type": "Contract"} if "markups" in path else {}
            others = {name: self.ids[name] for name in ("company_id", "project_id", "contract_id")}
            case.query = {
                **(case.query or {}),
                **asked,
                **others,
                "holder_id": others["contract_id"],
            }
        if isinstance(case.body, dict):
            case.body.update({name: id_ for name, id_ in self.ids.items() if name in case.body})


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
def test_answers_are_as_described(case: schemathesis.Case[Any]) -> None:
    COMPANY.site.world.restore(COMPANY.start)
    if len(repr(case.body)) % ONE_IN:
        COMPANY.make_real(case)
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
    # What the simulator lacks says so with 501, and is described so.
    checks = CHECKS if answer.status_code == 501 else [not_a_server_error, *CHECKS]
    case.validate_response(response, checks=checks)
