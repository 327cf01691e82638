"""The OpenAPI document of the simulated Procore, and the simulator held to it by schemathesis."""

import subprocess
import sys
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import httpx
import hypothesis
import msgspec
import pytest
import schemathesis
from jsonschema import Draft202012Validator
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from simulator.http.in_process import InProcessTransport
from simulator.http.message import Reply
from simulator.http.operation import PathParameters
from simulator.http.site import FAULT_HEADER
from simulator.procore.call import Call
from simulator.procore.declarations import NOTHING, Fields, Several, one
from simulator.procore.openapi.answers import UnknownShapeError
from simulator.procore.openapi.document import openapi
from simulator.procore.openapi.readers import reader_schema
from simulator.procore.operations import UndeclaredAnswerError, published
from simulator.procore.payload import Readers
from simulator.procore.prime_contracts.model import STATUSES as CONTRACT_STATUSES
from simulator.procore.site import ProcoreSite
from simulator.simulation import Simulation
from simulator.world.world import World
from tests.procore.documented import NotAsDescribed, held_to_the_document

EXAMPLES_AN_OPERATION = 8
SEED = 2020
CHECKS = [
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
# In three of four cases the ids are exchanged for real ones, so that what lies behind them is
# reached; each case begins with the same records.
ONE_IN = 4


NOT_PROMISED = {
    "an undocumented status": (418, {"id": 1, "login": "a"}, "no status that is described"),
    "a field too many": (200, {"id": 1, "login": "a", "age": 3}, "'age' was unexpected"),
    "a field too few": (200, {"id": 1}, "'login' is a required property"),
    "null where a text is promised": (200, {"id": 1, "login": None}, "not of type 'string'"),
    "an id as text in v1": (200, {"id": "1", "login": "a"}, "not of type 'integer'"),
    "a refusal in the dialect of v2": (404, {"error": {"code": "NOT_FOUND"}}, "at \\$"),
}

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
OPERATIONS = COMPANY.site.operations
SERVED = [operation for operation in OPERATIONS if operation.handler is not None]
DOCUMENT: Any = openapi(OPERATIONS)
COMPONENTS = DOCUMENT["components"]["schemas"]
SCHEMA = schemathesis.openapi.from_dict(DOCUMENT)
DELETES_WITHOUT_ANSWER = {
    operation.name
    for operation in SERVED
    if operation.method == "DELETE" and operation.answers == NOTHING
}
BODIES = {operation.name: operation.body for operation in SERVED if operation.body is not None}


def fields_of(name: str) -> Readers:
    """The fields of a body's record, or of each of its elements."""
    body = BODIES[name]
    if isinstance(body, Fields):
        return body.readers
    if isinstance(body, Several) and isinstance(body.element, Mapping):
        return body.element
    return {}


def described(name: str) -> Any:
    (found,) = (
        operation
        for path in DOCUMENT["paths"].values()
        for operation in path.values()
        if operation["operationId"] == name
    )
    return found


def test_every_operation_is_described_once() -> None:
    names = [
        operation["operationId"]
        for path in DOCUMENT["paths"].values()
        for operation in path.values()
    ]
    assert sorted(names) == sorted(operation.name for operation in OPERATIONS)


def test_every_served_operation_names_the_type_of_its_answer() -> None:
    pages = {"authorize", "decide_consent"}
    answering = {operation.name for operation in SERVED if operation.answers.shapes}
    assert {operation.name for operation in SERVED if operation.answers.is_page} == pages
    assert {operation.name for operation in SERVED} == answering | pages | DELETES_WITHOUT_ANSWER


def test_deletes_without_an_answer_promise_no_body() -> None:
    for name in DELETES_WITHOUT_ANSWER:
        done = {s: r for s, r in described(name)["responses"].items() if s.startswith("2")}
        assert len(done) == 1, name
        assert all("content" not in answer for answer in done.values()), name


def test_every_served_write_describes_its_body_and_no_description_is_unused() -> None:
    writes = {o.name for o in SERVED if o.method in ("POST", "PATCH", "PUT")}
    in_bulk = {o.name for o in SERVED if o.method == "DELETE" and "bulk" in o.name}
    assert {*BODIES} == writes | in_bulk


def test_every_parameter_of_a_query_belongs_to_a_served_operation() -> None:
    """What is lacking here has no parameters but those by which its neighbours say whose records
    they mean and how these are shown."""
    of_lacking = {
        parameter.name
        for operation in OPERATIONS
        if operation.handler is None
        for parameter in operation.query
    }
    assert of_lacking <= {parameter.name for operation in SERVED for parameter in operation.query}


def shown(call: Call, path: PathParameters) -> Reply:
    return Reply(200)


def test_an_operation_without_a_declared_answer_is_refused_with_its_name() -> None:
    message = (
        "operation show_door declares no answer: give `answers` where its route is declared,"
        " NOTHING for no body"
    )
    with pytest.raises(UndeclaredAnswerError) as refused:
        published("show_door", "GET /rest/v1.0/doors/{id}", shown, "test")  # type: ignore[call-arg]  # what the test is about
    assert str(refused.value) == message


@pytest.mark.parametrize("reference", ["doors:Door", "people:Door", "Door", "people.shapes:Me", ""])
def test_an_answer_of_an_unknown_type_is_refused_with_its_operation(reference: str) -> None:
    route = "GET /rest/v1.0/doors/{id}"
    operation = published("show_door", route, shown, "test", answers=one(reference))
    with pytest.raises(UnknownShapeError, match=f"^operation show_door answers '{reference}'"):
        openapi([operation])


@pytest.mark.parametrize("name", sorted(BODIES))
def test_every_body_is_a_json_schema(name: str) -> None:
    for content in described(name)["requestBody"]["content"].values():
        Draft202012Validator.check_schema(content["schema"])


@pytest.mark.parametrize("name", sorted(name for name in BODIES if fields_of(name)))
def test_every_field_of_a_body_says_what_it_takes(name: str) -> None:
    readers = fields_of(name).items()
    assert [field for field, reader in readers if not reader_schema(reader)] == []


@pytest.mark.parametrize("name", sorted(COMPONENTS))
def test_every_component_is_a_json_schema_under_a_plain_name(name: str) -> None:
    Draft202012Validator.check_schema(COMPONENTS[name])
    assert name.isalnum()


def test_answers_hold_what_they_name_and_nothing_else() -> None:
    """Only an item that a sync did not take is open: it is answered as it was sent."""
    open_ones = {
        name
        for name, schema in COMPONENTS.items()
        if "properties" in schema and schema.get("additionalProperties") is not False
    }
    assert open_ones == {"ItemInError"}


def test_a_prime_contract_is_described_down_to_its_lines() -> None:
    answer = described("show_prime_contract")["responses"]["200"]
    schema = answer["content"]["application/json"]["schema"]
    assert schema == {"$ref": "#/components/schemas/PrimeContract"}
    properties = COMPONENTS["PrimeContract"]["properties"]
    assert properties["status"]["enum"] == list(CONTRACT_STATUSES)
    assert properties["grand_total"]["pattern"] == r"^-?\d+\.\d+$"
    assert properties["contract_date"]["anyOf"] == [
        {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$", "format": "date"},
        {"type": "null"},
    ]
    assert properties["line_items"]["items"] == {"$ref": "#/components/schemas/ScheduleLine"}


def test_v2_wraps_in_data_and_a_sync_in_entities_and_errors() -> None:
    def shape(name: str) -> Any:
        return described(name)["responses"]["200"]["content"]["application/json"]["schema"]

    wrapped = shape("show_prime_contract_summary")["properties"]
    assert wrapped == {"data": {"$ref": "#/components/schemas/PrimeContractSummary"}}
    synced = shape("sync_projects")["properties"]
    assert synced["entities"]["items"] == {"$ref": "#/components/schemas/Project"}
    assert synced["errors"]["items"] == {"$ref": "#/components/schemas/ItemInError"}


def test_lists_name_the_filters_and_sorts_that_they_know() -> None:
    parameters = {one["name"]: one["schema"] for one in described("list_projects")["parameters"]}
    assert {"filters[origin_id]", "filters[synced]", "filters[by_status]"} <= set(parameters)
    assert parameters["sort"]["pattern"] == "^-?(name|display_name)(,-?(name|display_name))*$"
    assert parameters["per_page"]["maximum"] == 2_000


def test_the_document_is_served_beside_the_control_plane_where_there_is_one() -> None:
    simulation = Simulation()
    place = "http://simulator.test/_simulator/v1/product/openapi.json"
    with httpx.Client(transport=InProcessTransport(simulation.procore_gate)) as client:
        assert client.get(place).json() == msgspec.to_builtins(DOCUMENT)
    with httpx.Client(transport=InProcessTransport(simulation.spectrum_gate)) as client:
        answer = client.get(place)
    assert answer.status_code == 404
    assert answer.json() == {"error": "spectrum has no OpenAPI document"}


def test_serving_starts_without_the_shapes() -> None:
    asked = (
        "import sys; from simulator.simulation import Simulation; Simulation();"
        "print([name for name in sys.modules if name.endswith(('.shapes', '.json_types'))])"
    )
    python = [sys.executable, "-c", asked]
    found = subprocess.run(python, capture_output=True, text=True, timeout=300)
    assert found.stdout.strip() == "[]", found.stderr


def test_every_answer_describes_its_headers() -> None:
    listed = described("list_projects")["responses"]
    assert {"X-Rate-Limit-Remaining", "Total", "Per-Page", "Link"} <= set(listed["200"]["headers"])
    assert "Total" not in described("show_project")["responses"]["200"]["headers"]
    assert listed["429"]["headers"]["Retry-After"]["required"]


@pytest.mark.parametrize("name", sorted(NOT_PROMISED))
def test_an_answer_that_is_not_promised_is_found(name: str) -> None:
    status, body, why = NOT_PROMISED[name]
    request = httpx.Request("GET", "http://procore.test/rest/v1.0/me")
    headers = dict.fromkeys(described("show_me")["responses"]["200"]["headers"], "1")
    answer = httpx.Response(status, json=body, request=request, headers=headers)
    with pytest.raises(NotAsDescribed, match=why):
        held_to_the_document(answer)


def test_an_answer_without_its_headers_is_found() -> None:
    request = httpx.Request("GET", "http://procore.test/rest/v1.0/me")
    answer = httpx.Response(200, json={"id": 1, "login": "a"}, request=request)
    with pytest.raises(NotAsDescribed, match="lacks"):
        held_to_the_document(answer)


def test_an_answer_that_a_fault_has_made_is_let_through() -> None:
    request = httpx.Request("GET", "http://procore.test/rest/v1.0/me")
    headers = {FAULT_HEADER: "error"}
    held_to_the_document(httpx.Response(500, json={}, request=request, headers=headers))


@SCHEMA.parametrize()
@hypothesis.settings(
    max_examples=EXAMPLES_AN_OPERATION,
    derandomize=True,
    database=None,
    suppress_health_check=list(hypothesis.HealthCheck),
)
def test_answers_are_as_described(case: schemathesis.Case[Any]) -> None:
    COMPANY.site.world.restore(COMPANY.start)
    if len(repr(case.body)) % ONE_IN:
        COMPANY.make_real(case)
    request = case.as_transport_kwargs(base_url="http://procore.test")
    answer = COMPANY.client.request(
        request["method"],
        request["url"],
        params=request.get("params"),
        headers={
            name: value
            for name, value in dict(request["headers"]).items()
            if name.lower() not in ("host", "authorization")
        },
        **_body(request),
    )
    if answer.status_code == 401:
        COMPANY.log_in()
    answer.elapsed = timedelta(0)  # in-process answers take no time that httpx would note
    response = schemathesis.Response.from_httpx(answer, verify=True)
    # What the simulator lacks says so with 501, and is described so.
    checks = CHECKS if answer.status_code == 501 else [not_a_server_error, *CHECKS]
    case.validate_response(response, checks=checks)


def _body(request: Mapping[str, Any]) -> dict[str, Any]:
    """The body as httpx takes it: JSON, a form's fields or its parts, or bytes as they are."""
    if request.get("json") is not None:
        return {"json": request["json"]}
    if request.get("files") is not None:
        return {"files": request["files"]}
    data = request.get("data")
    if isinstance(data, (bytes, str)):
        return {"content": data}
    return {} if data is None else {"data": data}
