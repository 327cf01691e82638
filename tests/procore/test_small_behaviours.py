"""What single calls do beside their main purpose: prefixes, methods, paging, echoes, views."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from simulator.procore.reference import LACKING
from simulator.procore.site import ProcoreSite

Record = dict[str, Any]
Make = Callable[..., Record]


def test_the_old_prefix_leads_to_v1(client: httpx.Client, project: Record, company_id: int) -> None:
    query = {"company_id": company_id}
    old = client.get("/vapid/projects", params=query)
    assert old.json() == client.get("/rest/v1.0/projects", params=query).json() != []
    assert client.get("/vapid/no_such_thing").status_code == 404


def test_head_answers_as_get_does_without_the_body(
    client: httpx.Client, project: Record, contract: Record
) -> None:
    path = f"/rest/v1.0/prime_contract/{contract['id']}"
    query = {"project_id": project["id"]}
    reply = client.head(path, params=query)
    assert (reply.status_code, reply.content) == (200, b"")
    assert reply.headers["Content-Type"] == client.get(path, params=query).headers["Content-Type"]
    assert client.head("/rest/v1.0/prime_contract/1", params=query).status_code == 404
    listed = client.head("/rest/v1.0/prime_contracts", params=query)
    assert listed.headers["Total"] == "1"


@pytest.mark.parametrize(
    "name",
    [
        "add_project_user",
        "remove_project_user",
        "create_cost_code",
        "update_cost_code",
        "update_company_upload",
        "update_project_upload",
        "sync_erp_purchase_order_contract_line_items",
        "sync_erp_work_order_contract_line_items",
    ],
)
def test_a_known_operation_that_is_lacking_names_itself(client: httpx.Client, name: str) -> None:
    (operation,) = (one for one in LACKING if one.name == name)
    path = operation.path.replace("{", "").replace("}", "")
    reply = client.request(operation.method, path)
    assert reply.status_code == 501
    assert name in reply.json()["message"]


def test_every_list_is_paged(
    client: httpx.Client, make: Make, project: Record, contract: Record, company_id: int
) -> None:
    markups = "/rest/v1.0/financials/markups"
    holder = {"project_id": project["id"], "holder_type": "Contract", "holder_id": contract["id"]}
    for name in ("A", "B", "C"):
        markup = {"name": name, "markup_set": "change_orders_vertical", "percentage": "1"}
        client.post(markups, params=holder, json={"markup": markup})
    company = {"company_id": company_id}
    wbs = f"/rest/v1.0/projects/{project['id']}/work_breakdown_structure"
    for path, query, total in (
        (markups, holder, 3),
        (f"{wbs}/segments", {}, 2),
        ("/rest/v1.0/change_order/statuses", company, 11),
        ("/rest/v1.0/change_order_change_reasons", company, None),
    ):
        everything = client.get(path, params=query)
        if total is not None:
            assert everything.headers["Total"] == str(total)
        second = client.get(path, params={**query, "per_page": 1, "page": 2})
        assert second.json() == everything.json()[1:2] != []
        assert second.headers["Per-Page"] == "1"
        assert second.headers["Total"] == everything.headers["Total"]


@pytest.mark.parametrize("written", ["2020-04-09", '"2020-04-09"', '"2020-04-09...2020-04-09"'])
def test_a_single_date_is_found_with_and_without_quotes(
    client: httpx.Client, project: Record, contract: Record, written: str
) -> None:
    query = {"project_id": project["id"], "filters[updated_at]": written}
    found = client.get("/rest/v1.0/prime_contracts", params=query).json()
    assert [row["id"] for row in found] == [contract["id"]]


def test_an_error_of_the_external_data_sync_echoes_the_whole_item(
    client: httpx.Client, company_id: int
) -> None:
    item = {"id": 5, "item_type": "line_item", "item_id": 1, "origin_id": "X", "other": "y"}
    path = f"/rest/v1.0/companies/{company_id}/external_data/sync"
    (error,) = client.patch(path, json={"updates": [item]}).json()["errors"]
    assert error == {**item, "errors": error["errors"]}


def test_a_number_as_origin_id_is_matched_as_its_digits(
    client: httpx.Client, contract: Record
) -> None:
    path = f"/rest/v1.0/prime_contracts/{contract['id']}/line_items/sync"
    for description in ("first", "second"):
        item = {"origin_id": 555, "description": description, "amount": "1"}
        answer = client.patch(path, json={"updates": [item]}).json()
        assert answer["errors"] == []
        assert answer["entities"][0]["origin_id"] == "555"
    found = client.get(path.removesuffix("/sync"), params={"filters[origin_id]": "555"}).json()
    assert [line["description"] for line in found] == ["second"]


def test_lines_are_for_admins_unless_the_contract_shows_them(
    client: httpx.Client,
    as_person: Callable[[str], httpx.Client],
    make: Make,
    company_id: int,
    project: Record,
    contract: Record,
) -> None:
    make(
        "user",
        login="reader@example.com",
        projects=[{"project_id": project["id"], "prime_contracts": "read_only"}],
    )
    person = as_person("reader@example.com")
    one = f"/rest/v1.0/prime_contract/{contract['id']}?project_id={project['id']}"
    lines = f"/rest/v1.0/prime_contracts/{contract['id']}/line_items"
    v2 = f"/rest/v2.0/companies/{company_id}/projects/{project['id']}/prime_contracts"
    lines_v2 = f"{v2}/{contract['id']}/line_items"
    line_id = contract["line_items"][0]["id"]
    for shows, count in ((False, 0), (True, 2)):
        body = {"private": False, "show_line_items_to_non_admins": shows}
        client.patch(f"{v2}/{contract['id']}", json=body)
        assert len(person.get(one).json()["line_items"]) == count
        assert person.get(one).json()["grand_total"] == "7396144.0"
        assert len(person.get(lines).json()) == count
        assert len(person.get(lines_v2).json()["data"]) == count
        status = 200 if shows else 404
        assert person.get(f"{lines}/{line_id}").status_code == status
        assert person.get(f"{lines_v2}/{line_id}").status_code == status
        assert len(client.get(lines).json()) == 2, "an admin sees them"


def test_what_a_contract_takes_in_v1_it_shows(
    client: httpx.Client, site: ProcoreSite, project: Record, contract: Record
) -> None:
    architect_id = site.stores.service_account_id
    body = {
        "architect_id": architect_id,
        "currency_iso_code": "CAD",
        "currency_exchange_rate": "1.25",
        "custom_field_7": "x",
    }
    path = f"/rest/v1.0/prime_contract/{contract['id']}"
    query = {"project_id": project["id"]}
    shown = client.patch(path, params=query, json={"prime_contract": body}).json()
    assert shown["architect"]["id"] == architect_id
    assert shown["currency_configuration"] == {
        "currency_iso_code": "CAD",
        "base_currency_iso_code": "USD",
        "currency_exchange_rate": "1.25",
    }
    assert shown["custom_fields"] == {"custom_field_7": {"data_type": "string", "value": "x"}}
    wrong = client.patch(path, params=query, json={"prime_contract": {"architect_id": 1}})
    assert (wrong.status_code, list(wrong.json()["errors"])) == (400, ["architect_id"])


def test_custom_fields_of_a_project_come_back(
    client: httpx.Client, project: Record, company_id: int
) -> None:
    path = f"/rest/v1.0/projects/{project['id']}"
    body = {"company_id": company_id, "project": {"custom_field_1": 3}}
    shown = client.patch(path, json=body).json()["custom_fields"]
    assert shown == {"custom_field_1": {"data_type": "decimal", "value": 3}}
    many = {f"custom_field_{number}": "x" for number in range(1, 102)}
    assert client.patch(path, json={**body, "project": many}).status_code == 422
    nobody = {"company_id": company_id, "filters[vendor_id]": "5"}
    assert client.get("/rest/v1.0/projects", params=nobody).json() == []


def test_a_markup_keeps_its_funding_rule(
    client: httpx.Client, project: Record, contract: Record
) -> None:
    path = "/rest/v1.0/financials/markups"
    query = {"project_id": project["id"], "holder_type": "Contract", "holder_id": contract["id"]}
    markup = {"name": "M", "markup_set": "change_orders_vertical", "percentage": "1"}
    made = client.post(path, params=query, json={"markup": {**markup, "funding_rule_id": 9}}).json()
    assert made["funding_rule_id"] == 9
