"""Companies, people and lines, each asked for alone: the same record as in its list."""

from typing import Any

import httpx

Record = dict[str, Any]


def test_the_company_its_base_url_and_its_caller(client: httpx.Client, company_id: int) -> None:
    (company,) = client.get("/rest/v1.0/companies").json()
    assert (company["id"], company["my_company"]) == (company_id, True)
    base = client.get("/rest/v1.0/company_base_url", params={"company_id": company_id}).json()
    assert base["web_base_url"].startswith("http://")
    me = client.get(f"/rest/v1.0/companies/{company_id}/me").json()
    users = client.get(f"/rest/v1.0/companies/{company_id}/users").json()
    one = client.get(f"/rest/v1.0/companies/{company_id}/users/{me['id']}").json()
    assert one["login"] == me["login"]
    assert one["id"] in [user["id"] for user in users]


def test_a_permission_template_is_the_one_of_the_list(
    client: httpx.Client, company_id: int
) -> None:
    templates = f"/rest/v1.0/companies/{company_id}/permission_templates"
    for listed in client.get(templates).json():
        assert client.get(f"{templates}/{listed['id']}").json()["name"] == listed["name"]


def test_contract_lines_in_both_versions(
    client: httpx.Client, company_id: int, project: Record, contract: Record
) -> None:
    v1 = f"/rest/v1.0/prime_contracts/{contract['id']}/line_items"
    v2 = (
        f"/rest/v2.0/companies/{company_id}/projects/{project['id']}"
        f"/prime_contracts/{contract['id']}/line_items"
    )
    query = {"project_id": project["id"]}
    listed = client.get(v1, params=query).json()
    shown = [client.get(f"{v1}/{line['id']}", params=query).json() for line in listed]
    assert [(line["id"], line["amount"]) for line in shown] == [
        (line["id"], line["amount"]) for line in listed
    ]
    rows = client.get(v2).json()["data"]
    assert [row["id"] for row in rows] == [str(line["id"]) for line in listed]


def test_a_change_order_line(
    client: httpx.Client, company_id: int, project: Record, change_order: Record
) -> None:
    lines = (
        f"/rest/v2.0/companies/{company_id}/projects/{project['id']}"
        f"/prime_change_orders/{change_order['id']}/line_items"
    )
    (listed,) = client.get(lines).json()["data"]
    assert client.get(f"{lines}/{listed['id']}").json()["data"] == listed
