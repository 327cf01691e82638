"""Whatever is sent: an answer in the dialect, never a 5xx, and a refusal changes nothing."""

import json
import pickle
import re
import socket
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.http.message import Request
from simulator.http.operation import AnyOperation
from simulator.http.site import FixtureMaker
from simulator.procore.change_orders.record import fields as order_fields
from simulator.procore.cost_codes import wire as cost_code_wire
from simulator.procore.erp import wire as erp_wire
from simulator.procore.external_data import wire as external_data_wire
from simulator.procore.financial_markups import wire as markup_wire
from simulator.procore.prime_contracts import v2_wire as contract_v2_wire
from simulator.procore.prime_contracts import wire as contract_wire
from simulator.procore.projects import wire as project_wire
from simulator.procore.reference import LACKING
from simulator.procore.schedule_of_values import wire as line_wire
from simulator.procore.site import ProcoreSite
from simulator.procore.staged_records import wire as staged_wire
from simulator.procore.staged_records.writer import StagedRecordWriter
from simulator.procore.webhooks import wire as webhook_wire
from simulator.procore.webhooks.writer import WebhookWriter
from simulator.world.journal import Search
from simulator.world.world import World
from tests.procore.documented import held_to_the_document, hold_to_the_document

Record = dict[str, Any]
Make = Callable[..., Record]

WRAPPERS = (
    "prime_contract",
    "line_item",
    "change_order",
    "change_order_batch",
    "markup",
    "project",
    "hook",
    "trigger",
    "connection",
    "request_detail",
)
FIELD_NAMES = sorted(
    {
        *contract_wire.V1_FIELDS,
        *contract_v2_wire.V2_FIELDS,
        *line_wire.V1_FIELDS,
        *line_wire.V2_CHANGE_ORDER_FIELDS,
        *order_fields.PRIME_CHANGE_ORDER_FIELDS,
        *order_fields.BATCH_FIELDS,
        *order_fields.PACKAGE_FIELDS,
        *order_fields.POTENTIAL_FIELDS,
        *markup_wire.FIELDS,
        *project_wire.WRITABLE,
        *cost_code_wire.COST_CODE_FIELDS,
        *external_data_wire.ITEM_FIELDS,
        *erp_wire.DETAIL_FIELDS,
        *staged_wire.SYNC_FIELDS,
        *webhook_wire.V1_HOOK_FIELDS,
        *webhook_wire.V2_HOOK_FIELDS,
        *webhook_wire.TRIGGER_FIELDS,
        *("id", "item_ids", "triggers", "selections", "type", "match_type", "wbs_segment_id"),
    }
)


class Stand:
    """A small company, its records' ids, and its state to go back to before every example."""

    def __init__(self) -> None:
        self.world = World(seed=1)
        self.site = ProcoreSite(self.world)
        make = self.site.fixtures
        project = make["project"]({"name": "P", "change_order_tiers": 1})
        make["cost_code"]({"project_id": project["id"], "code": "01-1", "name": "C"})
        contract = make["prime_contract"](
            {"project_id": project["id"], "status": "Approved", "lines": [{"amount": "10"}]}
        )
        make["change_order"](
            {
                "project_id": project["id"],
                "contract_id": contract["id"],
                "lines": [{"amount": "1.00"}],
                "markups": [{"name": "M", "markup_set": "vertical", "percentage": "5"}],
            }
        )
        stores = self.site.stores
        self.company_id, self.project_id = stores.company_id, project["id"]
        (order,) = stores.change_orders.by_id.values()
        make["external_data"](
            {"item_type": "prime_contract", "item_id": contract["id"], "origin_id": "T|1"}
        )
        self.known_ids: dict[str, list[int]] = {
            "prime_contract": [contract["id"]],
            "prime_contracts": [contract["id"]],
            "line_items": list(stores.schedule.lines),
            "prime_change_orders": [order.prime_id],
            "change_order_packages": [order.id],
            "potential_change_orders": [order.potential_id],
            "markups": list(stores.markups.markups),
            "users": list(stores.people.users),
            "permission_templates": list(stores.people.templates),
            "cost_codes": list(stores.cost_codes.cost_codes),
            "projects": [self.project_id],
            "companies": [self.company_id],
        }
        self._add_more(make, order.prime_id)
        self.record_ids = [str(known) for held in self.known_ids.values() for known in held]
        self.token = self._log_in()
        self.start = self.world.snapshot()
        self.operations = [
            operation
            for operation in self.site.router.operations
            if operation.handler is not None and not operation.path.startswith("/oauth")
        ]

    def _add_more(self, make: Mapping[str, FixtureMaker], order_id: int) -> None:
        """A hook with a trigger, a staged record, and an ERP request in progress."""
        stores = self.site.stores
        hook = WebhookWriter(stores).create_hook(
            self.company_id, None, 1, True, {"namespace": "n", "destination_url": "http://[::1]:1"}
        )
        trigger = WebhookWriter(stores).create_trigger(
            hook, {"resource_name": "Cost Codes", "event_type": "create"}
        )
        staged = StagedRecordWriter(stores).create(
            {"item_type": "prime_contract", "origin_id": "S", "data": {"project_id": 1}}
        )
        sent = make["change_order"](
            {
                "project_id": self.project_id,
                "contract_id": self.known_ids["prime_contract"][0],
                "status": "approved",
            }
        )
        make["erp_send"]({"change_order_id": sent["id"]})
        detail = make["erp_accept"]({"change_order_id": sent["id"]})
        self.known_ids |= {
            "hooks": [hook.id],
            "triggers": [trigger.id],
            "staged_records": [staged.id],
            "erp_request_details": [int(str(detail["id"]))],
            "erp_requests": [int(str(detail["request_id"]))],
        }
        self.known_ids["prime_change_orders"] = [order_id, int(str(sent["id"]))]

    def _log_in(self) -> str:
        body = {"grant_type": "client_credentials", **self.site.credentials}
        reply = self.site.handle(Request("POST", "/oauth/token", body=json.dumps(body).encode()))
        return str(json.loads(reply.body)["access_token"])

    def send(self, method: str, path: str, query: str, body: bytes) -> httpx.Response:
        headers = {"authorization": f"Bearer {self.token}", "content-type": "application/json"}
        reply = self.site.handle(Request(method, path, query, headers, body))
        assert all("\r" not in value and "\n" not in value for _, value in reply.headers)
        described = [("Content-Type", reply.content_type), *reply.headers]
        return httpx.Response(reply.status, headers=described, content=reply.body)

    def state(self) -> bytes:
        return pickle.dumps(self.site.stores.save())


STAND = Stand()

# Moments that no calendar has once they are taken to UTC, and the ends of those that it has.
EXTREME_MOMENTS = (
    "0001-01-01T00:00:00+23:00",
    "9999-12-31T23:59:59-23:00",
    "0001-01-01",
    "9999-12-31T23:59:59Z",
    "20200409T000000Z",
)
# Written into the JSON as a number, which json.dumps cannot.
HUGE = ("1e99999999999", "-1e-99999999999", "1e308", "9" * 400)
MARK = "@number@"
LARGEST = "999999999999999.99999999"


def nested(depth: int) -> object:
    value: object = "deep"
    for _ in range(depth):
        value = {"a": [value]}
    return value


junk_text = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        [
            "' OR 1=1 --",
            "x\r\nSet-Cookie: a=b",
            "../../etc/passwd",
            "\x00",
            "9" * 40,
            "-1",
            "1e999",
            "NaN",
            "²",
            "٣",
            "9" * 5_000,
            *EXTREME_MOMENTS,
            "é漢",
            "<script>",
        ]
    ),
)
ids = st.one_of(st.sampled_from(STAND.record_ids), junk_text)
values = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(2**70), 2**70),
        st.floats(allow_nan=False, allow_infinity=False),
        junk_text,
        st.sampled_from([int(number) for number in STAND.record_ids]),
        st.sampled_from(["12.34", "approved", "Draft", "vertical", "selective", "line_item"]),
        st.sampled_from([f"{MARK}{number}" for number in HUGE]),
        st.sampled_from([LARGEST, "-0", "-0.004", "999999999999"]),
        st.sampled_from([nested(20), nested(26), nested(200)]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.one_of(st.sampled_from(FIELD_NAMES), junk_text), inner, max_size=5),
    ),
    max_leaves=15,
)
plausible = st.one_of(
    values,
    st.sampled_from(STAND.record_ids),
    st.sampled_from(["15.5", "2020-04-09", "true", "Approved", "void", "includes", "create"]),
)
# A line whose product may be too large, whatever else it has.
products = st.fixed_dictionaries(
    {"quantity": st.sampled_from(["1", "999999999999", LARGEST])},
    optional={
        "unit_cost": st.sampled_from(["-1", "999999999999", LARGEST]),
        "uom": st.sampled_from(["ea", "furlong"]),
        "wbs_code_id": st.sampled_from(STAND.record_ids),
        "cost_code_id": st.sampled_from(STAND.known_ids["cost_codes"]),
        "origin_id": st.sampled_from(["T|1", "S", 7]),
        "description": st.just("changed"),
    },
)
fields = st.one_of(
    st.dictionaries(st.sampled_from(FIELD_NAMES), plausible, max_size=4),
    products,
)


def everywhere(drawn: Record) -> bytes:
    """The fields where any operation might look for them."""
    known = STAND.known_ids
    body = {"project_id": STAND.project_id, "company_id": STAND.company_id}
    body["contract_id"] = known["prime_contract"][0]
    whole = {**body, **drawn, **dict.fromkeys(WRAPPERS, drawn), "updates": [drawn, drawn]}
    return as_json(whole)


def as_json(value: object) -> bytes:
    return re.sub(f'"{MARK}([^"]*)"', r"\1", json.dumps(value)).encode()


bodies = st.one_of(
    fields.map(everywhere),
    values.map(as_json),
    st.binary(max_size=60),
)


def check(operation: AnyOperation, path: str, query: str, body: bytes) -> None:
    STAND.world.restore(STAND.start)
    before = STAND.state()
    answer = STAND.send(operation.method, path, query, body)
    assert answer.status_code < 500, (answer.status_code, answer.content)
    # A path that ends in nothing is another operation's, or no one's.
    match = STAND.site.router.match(operation.method, path)
    if match is not None:
        hold_to_the_document(match.operation, answer)
    after = STAND.state()
    if answer.status_code >= 400:
        assert after == before, "a refusal changed the state"


@settings(max_examples=500, suppress_health_check=[HealthCheck.too_slow])
@given(st.data(), st.sampled_from(STAND.operations), bodies)
def test_any_request_gets_an_answer_and_refusals_change_nothing(
    data: st.DataObject, operation: AnyOperation, body: bytes
) -> None:
    segments: list[str] = []
    for segment in operation.path.split("/"):
        known = [str(number) for number in STAND.known_ids.get((segments or [""])[-1], [])]
        is_parameter = segment.startswith("{")
        wanted = st.one_of(st.sampled_from(known), st.sampled_from(known), ids) if known else ids
        # Without anything in it the address would be another operation's.
        segments.append(data.draw(wanted).replace("/", "") or "0" if is_parameter else segment)
    order_id = STAND.known_ids["prime_change_orders"][0]
    query = data.draw(
        st.one_of(
            st.just(
                f"project_id={STAND.project_id}&company_id={STAND.company_id}"
                f"&holder_type=PotentialChangeOrder&holder_id={order_id}"
            ),
            st.one_of(ids, st.sampled_from(EXTREME_MOMENTS).map(quote)).map(
                lambda number: (
                    f"project_id={STAND.project_id}&company_id={STAND.company_id}"
                    f"&holder_type=Contract&holder_id={number}&view=extended&filters[id]={number}"
                    f"&filters[created_at]={number}...{number}"
                    f"&filters[updated_at]={number}...2020-01-01&page={number}&sort=-{number}"
                )
            ),
            st.text(max_size=30).map(
                lambda text: text.encode("latin-1", "replace").decode("latin-1")
            ),
        )
    )
    check(operation, "/".join(segments), query, body)


@pytest.mark.parametrize("operation", LACKING, ids=lambda operation: operation.name)
def test_what_is_lacking_says_so_under_its_own_name(operation: AnyOperation) -> None:
    path = operation.path.replace("{", "").replace("}", "")
    answer = STAND.send(operation.method, path, "", b"")
    assert answer.status_code == 501
    hold_to_the_document(operation, answer)
    assert operation.name in answer.text


DEEP = b"[" * 100_000
HUGE_NUMBER = b'{"updates":[{"amount":' + b"9" * 5000 + b"}]}"
MALFORMED = [b"{", b"nil", b'{"a":}', b"\xff\xfe", b'"text"', b"[]", b"1", DEEP, b'{"a":NaN}']


@pytest.mark.parametrize("body", [*MALFORMED, HUGE_NUMBER])
@pytest.mark.parametrize(
    "name", ["create_prime_contract", "sync_external_data", "create_company_webhook_hook_v2"]
)
def test_a_malformed_body_is_a_4xx(name: str, body: bytes) -> None:
    operation = next(op for op in STAND.operations if op.name == name)
    path = operation.path.replace("{company_id}", str(STAND.company_id))
    STAND.world.restore(STAND.start)
    before = STAND.state()
    answer = STAND.send(operation.method, path, "", body)
    assert 400 <= answer.status_code < 500
    hold_to_the_document(operation, answer)
    assert STAND.state() == before


@pytest.mark.parametrize(
    "path",
    [
        "/rest/v1.0/prime_contract",
        "/rest/v2.0/companies/1/projects/2/prime_contracts",
        "/oauth/token",
    ],
)
def test_a_body_over_eight_mebibytes_is_a_413(
    served: tuple[Any, str], site: ProcoreSite, project: Record, path: str
) -> None:
    """Refused by the socket's side, before any operation sees it, and yet in the dialect of the
    path, with the headers of every answer, and in the journal."""
    stage, address = served
    stage.site = site
    content = b" " * (8 * 1024 * 1024 + 1)
    reply = httpx.post(f"{address}{path}", content=content, timeout=60)
    assert reply.status_code == 413
    held_to_the_document(reply)
    assert site.stores.prime_contracts.contracts == {}
    (entry,) = site.world.journal.search(Search(status=413))
    assert (entry.system, entry.operation, entry.path) == ("procore", "unread", path)


@pytest.mark.parametrize(
    ("head", "status"),
    [(b"GET /rest HTTP/1.1\r\nX: " + b"y" * 70_000, 431), (b"what is this", 400)],
)
def test_what_is_no_http_is_refused_with_rate_headers_too(
    served: tuple[Any, str], site: ProcoreSite, head: bytes, status: int
) -> None:
    stage, address = served
    stage.site = site
    url = httpx.URL(address)
    with socket.create_connection((url.host, url.port or 80), timeout=60) as client:
        client.sendall(head + b"\r\n\r\n")
        answer = client.makefile("rb").read().decode()
    assert answer.startswith(f"HTTP/1.1 {status} ")
    assert "X-Rate-Limit-Remaining: " in answer
    assert f'"code":{status}' in answer
    assert [entry.operation for entry in site.world.journal] == ["unread"]


@pytest.mark.parametrize("vendor_id", [0, "0", -1, 2**63, str(2**63), "9" * 19, True, 1.5, "x", []])
def test_what_can_be_no_id_is_refused(
    client: httpx.Client, project: Record, vendor_id: object
) -> None:
    body = {"project_id": project["id"], "prime_contract": {"vendor_id": vendor_id}}
    reply = client.post("/rest/v1.0/prime_contract", json=body)
    assert (reply.status_code, reply.json()) == (400, {"errors": {"vendor_id": ["must be an id"]}})


@pytest.mark.parametrize("text", ["' OR 1=1 --", "<b>x</b>", "a\tb", "é漢😀", "%00"])
def test_odd_text_is_kept_as_it_is(client: httpx.Client, project: Record, text: str) -> None:
    body = {"project_id": project["id"], "prime_contract": {"title": text}}
    assert client.post("/rest/v1.0/prime_contract", json=body).json()["title"] == text


@pytest.mark.parametrize("moment", EXTREME_MOMENTS)
def test_a_range_at_the_end_of_the_calendar_is_answered(
    client: httpx.Client, project: Record, company_id: int, moment: str
) -> None:
    query = {"company_id": company_id, "filters[updated_at]": f"{moment}...2020-01-01"}
    assert client.get("/rest/v1.0/projects", params=query).status_code in (200, 400)


@pytest.mark.parametrize("written", ["²...²", "٣...٣", f"{'9' * 5_000}...{'9' * 5_000}"])
def test_a_range_of_what_are_no_ids_is_a_400(
    client: httpx.Client, project: Record, company_id: int, written: str
) -> None:
    query = {"company_id": company_id, "filters[id]": written}
    assert client.get("/rest/v1.0/projects", params=query).status_code == 400


def test_a_product_beyond_the_bound_changes_nothing(
    client: httpx.Client, project: Record, contract: Record
) -> None:
    lines = f"/rest/v1.0/prime_contracts/{contract['id']}/line_items"
    one = f"{lines}/{contract['line_items'][0]['id']}"
    before = client.get(one).json()
    too_much = {"quantity": "999999999999", "unit_cost": "999999999999"}
    reply = client.patch(one, json={"line_item": too_much})
    assert (reply.status_code, list(reply.json()["errors"])) == (422, ["amount"])
    assert client.get(one).json() == before
    updates = [{"id": before["id"], **too_much}, {"description": "Taken", "amount": "1"}]
    answer = client.patch(f"{lines}/sync", json={"updates": updates}).json()
    assert [error["id"] for error in answer["errors"]] == [before["id"]]
    assert [entity["description"] for entity in answer["entities"]] == ["Taken"]


def test_a_refused_line_leaves_no_budget_code_behind(
    client: httpx.Client, site: ProcoreSite, contract: Record, cost_code: Record, make: Make
) -> None:
    lines = f"/rest/v1.0/prime_contracts/{contract['id']}/line_items"
    first, second = (line["id"] for line in contract["line_items"])
    make("external_data", item_type="line_item", item_id=first, origin_id="T|1")
    body = {"line_item": {"cost_code_id": cost_code["id"], "origin_id": "T|1"}}
    assert client.post(lines, json=body).status_code == 422
    assert client.patch(f"{lines}/{second}", json=body).status_code == 422
    assert site.stores.cost_codes.budget_codes == {}


@pytest.mark.parametrize("number", ["1e99999999999", "-1e-99999999999", "9" * 400])
def test_a_number_of_boundless_length_is_refused(
    client: httpx.Client, project: Record, number: str
) -> None:
    body = f'{{"project_id": {project["id"]}, "prime_contract": {{"retainage_percent": {number}}}}}'
    headers = {"Content-Type": "application/json"}
    reply = client.post("/rest/v1.0/prime_contract", content=body, headers=headers)
    assert reply.status_code == 400


def test_what_is_kept_as_it_is_has_a_depth(
    client: httpx.Client, company_id: int, site: ProcoreSite
) -> None:
    base = f"/rest/v1.0/companies/{company_id}"
    body: Record = {"item_type": "vendor", "origin_id": "V", "data": nested(26)}
    assert client.post(f"{base}/staged_records", json=body).status_code == 422
    connection = {"connection": {"metadata": nested(26)}}
    assert client.post(f"{base}/erp_connections", json=connection).status_code == 422
    assert client.post(f"{base}/staged_records", json={**body, "data": nested(20)}).is_success
    site.world.restore(site.world.snapshot())


def test_a_staged_record_without_an_origin_id_is_not_the_one_called_none(
    client: httpx.Client, company_id: int
) -> None:
    path = f"/rest/v1.0/companies/{company_id}/staged_records/sync"
    data = {"project_id": 1}
    named = {"item_type": "prime_contract", "origin_id": "None", "data": data}
    assert client.patch(path, json={"updates": [named]}).json()["errors"] == []
    child = {"item_type": "line_item", "origin_id": "L"}
    nameless = {"item_type": "prime_contract", "data": data, "children": [child]}
    answer = client.patch(path, json={"updates": [nameless]}).json()
    assert answer["entities"] == []
    assert [error["errors"] for error in answer["errors"]] == [{"origin_id": ["can't be blank"]}]
    orphan = {"item_type": "line_item", "origin_id": "O"}
    answer = client.patch(path, json={"updates": [orphan]}).json()
    assert list(answer["errors"][0]["errors"]) == ["parent_origin_id"]


def test_what_nobody_foresaw_is_a_journalled_500_in_the_dialect(
    client: httpx.Client, site: ProcoreSite, project: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(project_id: int) -> None:
        raise KeyError(project_id)

    monkeypatch.setattr(site.stores.prime_contracts, "of_project", broken)
    query = {"project_id": project["id"]}
    request = client.build_request("GET", "/rest/v1.0/prime_contracts", params=query)
    client.event_hooks = {}  # a 500 is promised nowhere
    reply = client.send(request)
    assert (reply.status_code, reply.json()["code"]) == (500, 500)
    assert "X-Rate-Limit-Reset" in reply.headers
    entry = list(site.world.journal)[-1]
    assert (entry.operation, entry.status) == ("list_prime_contracts", 500)
    assert "KeyError" in (entry.refusal or "")


def test_markups_that_would_select_in_a_circle_at_their_new_places_are_refused(
    client: httpx.Client, project: Record, contract: Record
) -> None:
    path = "/rest/v1.0/financials/markups"
    query = {"project_id": project["id"], "holder_type": "Contract", "holder_id": contract["id"]}
    base = {"markup_set": "change_orders_vertical", "percentage": "1"}

    def post(**fields: object) -> Record:
        reply = client.post(path, params=query, json={"markup": {**base, **fields}})
        assert reply.status_code == 201, reply.text
        return dict(reply.json())

    first = post(name="A", compound={"type": "above"})
    second = post(name="B", compound={"type": "selective", "selections": [first["id"]]})
    before = client.get(path, params=query).json()
    body = {"markup": {"position": 1}}
    assert client.patch(f"{path}/{second['id']}", params=query, json=body).status_code == 422
    assert client.get(path, params=query).json() == before


def test_markups_have_a_bound_together(
    client: httpx.Client, project: Record, contract: Record
) -> None:
    path = "/rest/v1.0/financials/markups"
    query = {"project_id": project["id"], "holder_type": "Contract", "holder_id": contract["id"]}
    body = {"name": "M", "markup_set": "change_orders_vertical", "percentage": "1000"}
    markup = {"markup": {**body, "compound": {"type": "above"}}}
    statuses = [client.post(path, params=query, json=markup).status_code for _ in range(8)]
    assert statuses == [201] * 5 + [422] * 3
