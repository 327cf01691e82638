"""Companies, their base URL and their people; what is of one company is not of another."""

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from simulator.http.message import Request
from simulator.procore.site import ProcoreSite

Record = dict[str, Any]
Make = Callable[..., Record]
COMPANIES = "/rest/v1.0/companies"


@pytest.fixture
def sister(make: Make) -> Record:
    """Another company with the application installed, and nothing in it."""
    return make("company", name="Sister Company", is_app_connected=True)


def test_the_list_has_the_companies_the_application_is_installed_in(
    client: httpx.Client, make: Make, company_id: int
) -> None:
    make("company", name="Stranger")
    (company,) = client.get(COMPANIES).json()
    assert company == {
        "id": company_id,
        "name": "Tieout Construction",
        "is_active": True,
        "logo_url": None,
        "pcn_business_experience": None,
        "my_company": True,
    }


def test_companies_are_paged(client: httpx.Client, sister: Record, company_id: int) -> None:
    first = client.get(COMPANIES, params={"per_page": 1})
    assert (first.headers["Total"], first.headers["Per-Page"]) == ("2", "1")
    second = client.get(first.links["next"]["url"])
    assert [row["id"] for row in first.json() + second.json()] == [company_id, sister["id"]]
    assert "next" not in second.links
    assert client.get(COMPANIES, params={"page": 9}).json() == []


def test_the_list_of_companies_needs_a_login_only(
    anonymous: httpx.Client, client: httpx.Client
) -> None:
    assert anonymous.get(COMPANIES).status_code == 401
    del client.headers["Procore-Company-Id"]
    assert client.get(COMPANIES).status_code == 200


def test_the_base_url_is_where_the_client_calls_and_names_the_zone(client: httpx.Client) -> None:
    reply = client.get("/rest/v1.0/company_base_url")
    assert reply.json() == {"zone": "us02", "web_base_url": str(client.base_url).rstrip("/")}


def test_the_base_url_of_a_world_beside_leads_there(site: ProcoreSite, token: str) -> None:
    headers = {"authorization": f"Bearer {token}", "host": "procore.test"}
    path = "/rest/v1.0/company_base_url"
    reply = site.handle(Request("GET", path, headers=headers, root="/_namespace/run-1"))
    assert json.loads(reply.body)["web_base_url"] == "http://procore.test/_namespace/run-1"


def test_the_caller_of_a_company_is_a_user_in_full(
    client: httpx.Client,
    as_person: Callable[[str], httpx.Client],
    make: Make,
    company_id: int,
) -> None:
    made = make("user", login="kim@example.com", name="Kim Lee", can_push_to_accounting=True)
    person = as_person("kim@example.com")
    assert set(person.get("/rest/v1.0/me").json()) == {"id", "login"}, "short without a company"
    me = person.get(f"{COMPANIES}/{company_id}/me").json()
    assert me == made
    assert isinstance(me["id"], int)
    assert (me["first_name"], me["last_name"]) == ("Kim", "Lee")
    assert me["erp_integrated_accountant"] is True
    service = client.get(f"{COMPANIES}/{company_id}/me").json()
    assert (service["name"], service["is_employee"]) == ("Service Account", False)


@pytest.mark.parametrize(("kind", "status"), [("unknown", 404), ("not_connected", 403)])
def test_a_company_that_is_not_there_or_not_connected(
    client: httpx.Client, make: Make, kind: str, status: int
) -> None:
    company_id = 99 if kind == "unknown" else make("company", name="Stranger")["id"]
    reply = client.get(f"{COMPANIES}/{company_id}/me")
    assert reply.status_code == status
    if status == 403:
        assert reply.json() == {"errors": ["App is not connected to this company."]}


def test_a_company_user_is_the_one_of_the_list(
    client: httpx.Client, make: Make, company_id: int
) -> None:
    users = f"{COMPANIES}/{company_id}/users"
    made = make("user", login="kim@example.com", name="Kim Lee")
    shown = client.get(f"{users}/{made['id']}").json()
    assert shown == made
    assert shown in client.get(users).json()
    assert shown["company_permission_template"]["type"] == "company_tools"
    assert shown["created_at"] == "2020-04-09T12:00:00Z"
    assert client.get(f"{users}/99").status_code == 404
    assert client.get(f"{users}/kim").status_code == 404


def test_the_directory_takes_read_only(
    as_person: Callable[[str], httpx.Client], make: Make, company_id: int
) -> None:
    users = f"{COMPANIES}/{company_id}/users"
    insider = make("user", login="in@example.com", directory="read_only")
    make("user", login="out@example.com", directory="none")
    assert as_person("in@example.com").get(f"{users}/{insider['id']}").json() == insider
    outside = as_person("out@example.com")
    assert outside.get(f"{users}/{insider['id']}").status_code == 404
    assert outside.get(users).status_code == 404


def test_people_and_templates_are_not_those_of_another_company(
    client: httpx.Client, make: Make, company_id: int, sister: Record
) -> None:
    user = make("user", login="kim@example.com", name="Kim Lee")
    template_id = user["company_permission_template"]["id"]
    for rest in (f"users/{user['id']}", f"permission_templates/{template_id}"):
        assert client.get(f"{COMPANIES}/{company_id}/{rest}").status_code == 200
        assert client.get(f"{COMPANIES}/{sister['id']}/{rest}").status_code == 404
    for rest in ("users", "permission_templates"):
        assert client.get(f"{COMPANIES}/{sister['id']}/{rest}").json() == []


def test_a_project_is_not_found_under_another_company(
    client: httpx.Client,
    company_id: int,
    project: Record,
    contract: Record,
    change_order: Record,
    sister: Record,
) -> None:
    in_project = (
        "prime_contracts",
        f"prime_contracts/{contract['id']}",
        f"prime_contracts/{contract['id']}/line_items",
        f"prime_change_orders/{change_order['id']}/line_items",
        "webhooks/hooks?namespace=t",
    )
    for rest in in_project:
        path = "/rest/v2.0/companies/{}/projects/" + f"{project['id']}/{rest}"
        assert client.get(path.format(company_id)).status_code == 200
        refused = client.get(path.format(sister["id"]))
        assert (refused.status_code, refused.json()["error"]["code"]) == (404, "NOT_FOUND")
    path = f"/rest/v1.0/projects/{project['id']}"
    assert client.get(path, params={"company_id": sister["id"]}).status_code == 404
    change = {"company_id": sister["id"], "project": {"name": "Taken over"}}
    assert client.patch(path, json=change).status_code == 404
    kept = client.get(path, params={"company_id": company_id}).json()
    assert kept["name"] == "Riverside Clinic"


def test_a_sync_in_one_company_leaves_the_projects_of_another(
    client: httpx.Client, make: Make, company_id: int, sister: Record
) -> None:
    ours = make("project", name="Ours", origin_id="T|1")
    updates = [{"id": ours["id"], "name": "A"}, {"origin_id": "T|1", "name": "B"}, {"name": "C"}]
    body = {"company_id": sister["id"], "updates": updates}
    answer = client.patch("/rest/v1.0/projects/sync", json=body).json()
    assert [entity["company"]["id"] for entity in answer["entities"]] == [sister["id"]] * 2
    assert [error["name"] for error in answer["errors"]] == ["A"]
    names = {
        company["id"]: [
            row["name"] for row in client.get(f"{COMPANIES}/{company['id']}/projects").json()
        ]
        for company in client.get(COMPANIES).json()
    }
    assert names == {company_id: ["Ours"], sister["id"]: ["B", "C"]}


def test_an_origin_id_is_unique_in_one_company_and_free_in_others(
    client: httpx.Client, make: Make, company_id: int, sister: Record
) -> None:
    """For projects and for what is in them (procore_api.md 4)."""

    def sync(path: str, **body: object) -> tuple[list[int], list[Record]]:
        answer = client.patch(f"/rest/v1.0/{path}/sync", json=body).json()
        return [entity["id"] for entity in answer["entities"]], answer["errors"]

    taken = {"origin_id": ["has already been taken"]}
    projects = {}
    for owner in (company_id, sister["id"]):
        updates = [{"name": "One", "origin_id": "P|1"}, {"name": "Two", "origin_id": "P|2"}]
        projects[owner], errors = sync("projects", company_id=owner, updates=updates)
        assert errors == []
        one, two = projects[owner]
        codes = [{"code": "01", "name": "Permits", "origin_id": "C|1"}]
        made, errors = sync("cost_codes", project_id=one, updates=codes)
        assert (len(made), errors) == (1, [])
        again, errors = sync("cost_codes", project_id=two, updates=codes)
        assert (again, errors) == ([], [{**codes[0], "errors": taken}])
        changed, errors = sync("cost_codes", project_id=one, updates=codes)
        assert (changed, errors) == (made, [])
    assert len({*projects[company_id], *projects[sister["id"]]}) == 4


def test_external_data_are_those_of_the_company(
    client: httpx.Client, make: Make, company_id: int, sister: Record
) -> None:
    body = {"company_id": sister["id"], "project": {"name": "Theirs", "origin_id": "P|1"}}
    theirs = client.post("/rest/v1.0/projects", json=body).json()
    ours = make("project", name="Ours", origin_id="P|1")
    data = f"{COMPANIES}/{company_id}/external_data"
    item = {"item_type": "project", "item_id": theirs["id"]}
    for query in ({}, {"item_type": "project"}, item):
        listed = [row["item_id"] for row in client.get(data, params=query).json()]
        assert listed == ([] if query is item else [ours["id"]])
    answer = client.patch(f"{data}/sync", json={"updates": [{**item, "origin_id": "P|9"}]}).json()
    assert answer["errors"][0]["errors"] == {"item_id": ["Entity with this ID not found"]}
    destroyed = {"item_type": "project", "item_ids": [theirs["id"]]}
    assert client.request("DELETE", f"{data}/bulk_destroy", json=destroyed).status_code == 204
    path = f"/rest/v1.0/projects/{theirs['id']}?company_id={sister['id']}"
    assert client.get(path).json()["origin_id"] == "P|1"


def test_an_event_in_another_company_names_it_and_goes_to_its_hooks(
    client: httpx.Client, site: ProcoreSite, company_id: int, sister: Record
) -> None:
    hooks = {}
    for owner in (company_id, sister["id"]):
        hook = {"namespace": "t", "destination_url": f"http://127.0.0.1:9/{owner}"}
        path = f"/rest/v2.0/companies/{owner}/webhooks/hooks"
        hooks[owner] = client.post(path, json=hook).json()["data"]["id"]
        trigger = {"resource_name": "Projects", "event_type": "create"}
        made = client.post(f"{path}/{hooks[owner]}/triggers", json=trigger)
        assert made.status_code == 201, made.text
    body = {"company_id": sister["id"], "project": {"name": "Theirs"}}
    project = client.post("/rest/v1.0/projects", json=body).json()
    (delivery,) = site.stores.webhooks.deliveries.values()
    assert str(delivery.hook_id) == hooks[sister["id"]]
    assert delivery.event.company_id == sister["id"]
    assert delivery.event.project_id == project["id"]


@pytest.mark.parametrize("query", ["", "?company_id={0}", "?project_id={1}"])
@pytest.mark.parametrize("path", ["/rest/v1.0/me", COMPANIES, f"{COMPANIES}/{{0}}/me"])
def test_where_the_strict_company_header_is_needed(
    client: httpx.Client,
    as_person: Callable[[str], httpx.Client],
    make: Make,
    company_id: int,
    project: Record,
    path: str,
    query: str,
) -> None:
    """Of a person, not where the company is still to be found out (procore_api.md 1)."""
    make(
        "user",
        login="kim@example.com",
        projects=[{"project_id": project["id"], "prime_contracts": "read_only"}],
    )
    person = as_person("kim@example.com")
    make("setting", strict_company_header=True)
    url = (path + query).format(company_id, project["id"])
    is_needless = path == COMPANIES or (path == "/rest/v1.0/me" and not query)
    for caller, status in ((person, 200 if is_needless else 400), (client, 400)):
        assert caller.get(url).status_code == 200
        del caller.headers["Procore-Company-Id"]
        reply = caller.get(url)
        assert reply.status_code == status
        if status == 400:
            first, _, rest = reply.json()["message"].partition("\n")
            assert first == "Missing Procore-Company-Id header!"
            assert rest.count(". ") == 1


@pytest.mark.parametrize("name", ["company_id", "project_id"])
def test_who_one_is_in_a_company_or_project_that_is_not_there(
    client: httpx.Client, name: str
) -> None:
    assert client.get("/rest/v1.0/me", params={name: 99}).status_code == 404


def test_who_one_is_in_a_company_that_is_not_connected(client: httpx.Client, make: Make) -> None:
    stranger = make("company", name="Stranger")
    reply = client.get("/rest/v1.0/me", params={"company_id": stranger["id"]})
    assert reply.status_code == 403


@pytest.mark.parametrize("rest", ["external_data", "erp_request_details"])
def test_erp_integrations_is_off_in_a_company_that_has_not_enabled_it(
    client: httpx.Client, company_id: int, sister: Record, rest: str
) -> None:
    assert client.get(f"{COMPANIES}/{company_id}/{rest}").status_code == 200
    assert client.get(f"{COMPANIES}/{sister['id']}/{rest}").status_code == 403
