"""Two and three tiers: records of their own above each other (D-073 to D-080, D-093)."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from simulator.procore.fixture_fields import FixtureError

Record = dict[str, Any]
Make = Callable[..., Record]
PACKAGES = "/rest/v1.0/change_order_packages"
REQUESTS = "/rest/v1.0/change_order_requests"
POTENTIALS = "/rest/v1.0/potential_change_orders"


class Site:
    """A project with several tiers and a contract that is open for change orders."""

    def __init__(self, client: httpx.Client, make: Make, tiers: int, **settings: object) -> None:
        self.client = client
        self.project = make("project", name="Tower", change_order_tiers=tiers, **settings)
        self.contract = make("prime_contract", project_id=self.project["id"], status="Approved")
        self.query = {"project_id": self.project["id"]}
        self.orders = f"/rest/v1.0/projects/{self.project['id']}/prime_change_orders"
        self.batches = f"/rest/v1.0/projects/{self.project['id']}/prime_change_order_batches"

    def order(self, **fields: object) -> Record:
        """A prime change order, by the new model."""
        body = {"change_order": {"contract_id": self.contract["id"], **fields}}
        return told(self.client.post(self.orders, json=body), 201)

    def batch(self, **fields: object) -> Record:
        body = {"change_order_batch": {"contract_id": self.contract["id"], **fields}}
        return told(self.client.post(self.batches, json=body), 201)

    def legacy(self, path: str, **fields: object) -> Record:
        body = {**self.query, "contract_id": self.contract["id"], "change_order": fields}
        return told(self.client.post(path, json=body), 201)

    def add_line(self, order: Record, amount: str) -> None:
        """Through the potential change order that is this prime change order."""
        (potential,) = (one for one in self.rows(POTENTIALS) if one["number"] == order["number"])
        path = f"{POTENTIALS}/{potential['id']}/line_items"
        told(self.client.post(path, params=self.query, json={"line_item": {"amount": amount}}), 201)

    def rows(self, path: str, **query: str) -> list[Record]:
        answer: list[Record] = self.client.get(path, params={**self.query, **query}).json()
        return answer

    def move(self, path: str, record: Record, **fields: object) -> httpx.Response:
        body = {**self.query, "change_order": fields}
        return self.client.patch(f"{path}/{record['id']}", json=body)

    def move_batch(self, batch: Record, **fields: object) -> httpx.Response:
        return self.client.patch(
            f"{self.batches}/{batch['id']}", json={"change_order_batch": fields}
        )

    def status(self, path: str, record: Record) -> str:
        return str(self.client.get(f"{path}/{record['id']}", params=self.query).json()["status"])

    def worth(self) -> tuple[str, str, str]:
        """The contract's approved, pending and draft change orders."""
        path = f"/rest/v1.0/prime_contract/{self.contract['id']}"
        shown = self.client.get(path, params=self.query).json()
        names = ("approved_change_orders", "pending_change_orders_amount")
        return (*(shown[name] for name in names), shown["draft_change_orders_amount"])


def told(reply: httpx.Response, status: int = 200) -> Record:
    assert reply.status_code == status, reply.text
    answer: Record = reply.json()
    return answer


def refused(reply: httpx.Response, field: str) -> str:
    """The message of a 422 about this field alone."""
    assert reply.status_code == 422, reply.text
    (message,) = reply.json()["errors"].pop(field)
    return str(message)


@pytest.fixture
def two(client: httpx.Client, make: Make) -> Site:
    return Site(client, make, 2)


@pytest.fixture
def three(client: httpx.Client, make: Make) -> Site:
    return Site(client, make, 3)


def test_two_tiers_are_the_default(make: Make, client: httpx.Client) -> None:
    project = make("project", name="Plain")
    contract = make("prime_contract", project_id=project["id"], status="Approved")
    body = {"change_order": {"contract_id": contract["id"]}}
    path = f"/rest/v1.0/projects/{project['id']}/prime_change_orders"
    order = told(client.post(path, json=body), 201)
    assert (order["batch_id"], order["legacy_package_id"]) == (None, None)
    query = {"project_id": project["id"]}
    assert client.get(PACKAGES, params=query).json() == []
    (potential,) = client.get(POTENTIALS, params=query).json()
    assert (potential["change_order_tiers"], potential["change_order_package_id"]) == (2, None)
    assert potential["potential_change_order_acronym_number"] == "PCO #001"
    assert potential["change_order_package_acronym_number"] == ""


def test_a_batch_is_made_of_change_orders_and_shows_as_their_package(two: Site) -> None:
    first, second, alone = (two.order(title=title) for title in ("Door", "Window", "Roof"))
    two.add_line(first, "100.00")
    two.add_line(second, "20.50")
    two.add_line(alone, "7.00")
    batch = two.batch(title="Openings", change_order_ids=[first["id"], second["id"]])
    assert batch["change_order_ids"] == [first["id"], second["id"]]
    assert (batch["number"], batch["grand_total"]) == ("001", "120.5")
    (package,) = two.rows(PACKAGES)
    assert package["id"] == batch["legacy_package_id"] != batch["id"]
    assert (package["title"], package["grand_total"]) == ("Openings", "120.5")
    shown = told(two.client.get(f"{PACKAGES}/{package['id']}", params=two.query))
    assert [line["amount"] for line in shown["line_items"]] == ["100.0", "20.5"]
    holders = {line["holder"]["id"] for line in shown["line_items"]}
    assert holders == {one["id"] for one in two.rows(POTENTIALS) if one["title"] != "Roof"}
    listed = {one["title"]: one for one in two.client.get(two.orders).json()}
    assert listed["Door"]["batch_id"] == listed["Window"]["batch_id"] == batch["id"]
    assert listed["Door"]["legacy_package_id"] == package["id"]
    assert (listed["Roof"]["batch_id"], listed["Roof"]["legacy_package_id"]) == (None, None)
    (row,) = two.client.get(two.batches).json()
    assert row == told(two.client.get(f"{two.batches}/{batch['id']}"))
    filtered = two.client.get(two.orders, params={"filters[batch_id]": batch["id"]}).json()
    assert {one["title"] for one in filtered} == {"Door", "Window"}


def test_a_contract_counts_every_change_order_once(two: Site) -> None:
    door, window = two.order(title="Door"), two.order(title="Window")
    two.add_line(door, "100.00")
    two.add_line(window, "20.00")
    assert two.worth() == ("0.0", "0.0", "120.0")
    batch = two.batch(change_order_ids=[door["id"]])
    assert two.worth() == ("0.0", "0.0", "120.0")
    told(two.move_batch(batch, status="approved"))
    assert two.worth() == ("100.0", "0.0", "20.0")
    told(two.move(two.orders, window, status="pending"))
    assert two.worth() == ("100.0", "20.0", "0.0")
    told(two.move(two.orders, window, status="approved"))
    assert two.worth() == ("100.0", "0.0", "0.0"), "only a package changes the contract"


def test_lower_tiers_copy_the_status_above(two: Site) -> None:
    door = two.order()
    batch = two.batch(change_order_ids=[door["id"]], status="pending")
    assert two.status(two.orders, door) == "pending"
    message = refused(two.move(two.orders, door, status="draft"), "status")
    assert message == "follows the change order that this one is a part of, 001, which is pending"
    told(two.move_batch(batch, status="approved"))
    shown = told(two.client.get(f"{two.orders}/{door['id']}"))
    assert (shown["status"], shown["reviewed_at"] is not None) == ("approved", True)
    assert refused(two.move(two.orders, door, title="New"), "base").endswith("cannot be changed")
    told(two.move_batch(batch, status="revised"))
    assert two.status(two.orders, door) == "revised"
    told(two.move(two.orders, door, title="New"))


def test_what_is_added_takes_the_status_it_finds(two: Site) -> None:
    batch, door = two.batch(status="pending"), two.order()
    moved = told(two.move(two.orders, door, batch_id=batch["id"]))
    assert (moved["status"], moved["batch_id"]) == ("pending", batch["id"])
    moved = told(two.move(two.orders, door, batch_id=None))
    assert (moved["status"], moved["batch_id"]) == ("pending", None)
    born = two.order(batch_id=batch["id"])
    assert (born["status"], born["batch_id"]) == ("pending", batch["id"])


def test_without_cascading_they_differ_until_the_package_is_approved(
    client: httpx.Client, make: Make
) -> None:
    two = Site(client, make, 2, change_order_statuses_cascade=False)
    door, window = two.order(status="pending"), two.order()
    batch = two.batch(change_order_ids=[door["id"], window["id"]])
    assert [two.status(two.orders, one) for one in (door, window)] == ["pending", "draft"]
    told(two.move(two.orders, window, status="revised"))
    told(two.move_batch(batch, status="pending"))
    assert [two.status(two.orders, one) for one in (door, window)] == ["pending", "revised"]
    told(two.move_batch(batch, status="approved"))
    assert [two.status(two.orders, one) for one in (door, window)] == ["approved", "approved"]
    message = refused(two.move(two.orders, door, status="draft"), "status")
    assert message == "cannot be moved while 001, which this one is a part of, is approved"
    told(two.move_batch(batch, status="draft"))
    assert two.status(two.orders, door) == "approved"
    told(two.move(two.orders, door, status="draft"))


def test_an_approved_change_order_cannot_be_added(two: Site) -> None:
    door = two.order(status="approved")
    body = {"contract_id": two.contract["id"], "change_order_ids": [door["id"]]}
    reply = two.client.post(two.batches, json={"change_order_batch": body})
    assert refused(reply, "base") == (
        "Change order 001 is approved and cannot be added to another one"
    )
    assert two.client.get(two.batches).json() == [], "nothing was made"
    batch = two.batch()
    assert "approved" in refused(two.move(two.orders, door, batch_id=batch["id"]), "base")
    told(two.move(two.orders, door, status="pending"))
    told(two.move(two.orders, door, batch_id=batch["id"]))


def test_an_approved_batch_neither_takes_nor_gives(two: Site) -> None:
    door, window = two.order(), two.order()
    batch = two.batch(change_order_ids=[door["id"]], status="approved")
    reply = two.move(two.orders, window, batch_id=batch["id"])
    assert "approved" in refused(reply, "base")
    assert two.move(two.orders, door, batch_id=None).status_code == 422
    assert two.move_batch(batch, change_order_ids=[]).status_code == 422
    assert told(two.client.get(f"{two.batches}/{batch['id']}"))["change_order_ids"] == [door["id"]]


def test_ids_replace_what_a_batch_is_made_of(two: Site) -> None:
    door, window = two.order(), two.order()
    two.add_line(door, "1.00")
    two.add_line(window, "2.00")
    batch = two.batch(change_order_ids=[door["id"]])
    moved = told(two.move_batch(batch, change_order_ids=[window["id"]], status="approved"))
    assert (moved["change_order_ids"], moved["grand_total"]) == ([window["id"]], "2.0")
    assert [two.status(two.orders, one) for one in (door, window)] == ["draft", "approved"]
    other = two.batch()
    assert two.move_batch(other, change_order_ids=[window["id"]]).status_code == 422
    kept = told(two.move_batch(other, change_order_ids=[door["id"], door["id"]]))
    assert kept["change_order_ids"] == [door["id"]]


def test_a_refused_change_of_a_batch_changes_nothing(two: Site) -> None:
    door, window = two.order(), two.order()
    batch, other = two.batch(change_order_ids=[door["id"]]), two.batch()
    before = told(two.client.get(f"{two.batches}/{batch['id']}"))
    for fields, field in (
        ({"number": other["number"], "change_order_ids": [window["id"]]}, "number"),
        ({"title": "T", "change_order_ids": [window["id"], 99]}, "change_order_ids"),
        ({"title": "T", "legacy_request_ids": [door["id"]]}, "legacy_request_ids"),
        ({"title": "T", "status": "Approved"}, "status"),
    ):
        reply = two.move_batch(batch, **fields)
        assert (reply.status_code, list(reply.json()["errors"])) == (422, [field])
        assert told(two.client.get(f"{two.batches}/{batch['id']}")) == before
    assert two.client.get(f"{two.orders}/{window['id']}").json()["batch_id"] is None


def test_a_batch_is_deleted_after_what_it_is_made_of_is_taken_out(two: Site) -> None:
    door = two.order()
    batch = two.batch(change_order_ids=[door["id"]])
    one = f"{two.batches}/{batch['id']}"
    assert "1 change orders" in refused(two.client.delete(one), "base")
    told(two.move(two.orders, door, batch_id=None))
    assert two.client.delete(one).status_code == 204
    assert two.client.get(one).status_code == 404
    assert (two.client.get(two.batches).json(), two.rows(PACKAGES)) == ([], [])
    told(two.client.get(f"{two.orders}/{door['id']}"))


def test_a_part_that_is_deleted_leaves_its_batch(two: Site) -> None:
    door, window = two.order(), two.order()
    two.add_line(door, "5.00")
    batch = two.batch(change_order_ids=[door["id"], window["id"]])
    assert two.client.delete(f"{two.orders}/{door['id']}").status_code == 204
    shown = told(two.client.get(f"{two.batches}/{batch['id']}"))
    assert (shown["change_order_ids"], shown["grand_total"]) == ([window["id"]], "0.0")


def test_batches_need_two_tiers(client: httpx.Client, project: Record, contract: Record) -> None:
    path = f"/rest/v1.0/projects/{project['id']}/prime_change_order_batches"
    body = {"change_order_batch": {"contract_id": contract["id"]}}
    assert "2 and 3 tier" in refused(client.post(path, json=body), "base")
    assert client.get(path).json() == []
    order_path = f"/rest/v1.0/projects/{project['id']}/prime_change_orders"
    order = {"contract_id": contract["id"], "batch_id": 99}
    assert client.post(order_path, json={"change_order": order}).status_code == 422
    assert client.get(order_path).json() == []


def test_change_orders_of_different_contracts_do_not_mix(two: Site, make: Make) -> None:
    other = make("prime_contract", project_id=two.project["id"], status="Approved")
    stranger = two.order(contract_id=other["id"])
    body = {"contract_id": two.contract["id"], "change_order_ids": [stranger["id"]]}
    reply = two.client.post(two.batches, json={"change_order_batch": body})
    assert refused(reply, "change_order_ids") == "does not exist"
    batch = two.batch()
    reply = two.move(two.orders, stranger, batch_id=batch["id"])
    assert refused(reply, "batch_id") == "does not exist"


def test_three_tiers_stand_above_each_other(three: Site) -> None:
    potential = three.legacy(POTENTIALS, title="Door")
    request = three.legacy(REQUESTS, title="Openings")
    package = three.legacy(PACKAGES, title="May")
    told(three.move(POTENTIALS, potential, change_order_request_id=request["id"]))
    three.add_line(potential, "12.00")
    told(three.move(REQUESTS, request, change_order_package_id=package["id"]))
    shown = told(three.client.get(f"{POTENTIALS}/{potential['id']}", params=three.query))
    assert shown["change_order_request_id"] == request["id"]
    assert shown["change_order_package_id"] == package["id"]
    assert shown["change_order_request_acronym_number"] == "COR #001"
    totals = {
        told(three.client.get(f"{path}/{record['id']}", params=three.query))["grand_total"]
        for path, record in ((POTENTIALS, potential), (REQUESTS, request), (PACKAGES, package))
    }
    assert totals == {"12.0"}
    told(three.move(PACKAGES, package, status="approved"))
    assert three.status(POTENTIALS, potential) == three.status(REQUESTS, request) == "approved"
    assert three.worth() == ("12.0", "0.0", "0.0")
    (batch,) = three.client.get(three.batches).json()
    assert batch["legacy_request_ids"] == [request["id"]]
    contract = told(
        three.client.get(f"/rest/v1.0/prime_contract/{three.contract['id']}", params=three.query)
    )
    assert [one["id"] for one in contract["potential_change_orders"]] == [potential["id"]]
    assert [[one["id"] for one in group] for group in contract["change_order_requests"]] == [
        [request["id"]]
    ]


def test_a_tier_is_added_to_the_next_one_only(three: Site) -> None:
    potential, package = three.legacy(POTENTIALS), three.legacy(PACKAGES)
    reply = three.move(POTENTIALS, potential, change_order_package_id=package["id"])
    assert refused(reply, "base") == (
        "A potential change order cannot be added to a change order package in this project"
    )


def test_three_tier_projects_have_no_prime_change_orders(three: Site) -> None:
    potential = three.legacy(POTENTIALS)
    assert three.client.get(three.orders).json() == []
    assert three.client.get(f"{three.orders}/{potential['id']}").status_code == 404
    body = {"change_order": {"contract_id": three.contract["id"]}}
    assert "1 and 2 tier" in refused(three.client.post(three.orders, json=body), "base")


def test_a_batch_of_three_tiers_takes_requests(three: Site) -> None:
    request = three.legacy(REQUESTS, title="Openings")
    batch = three.batch(legacy_request_ids=[request["id"]])
    assert batch["legacy_request_ids"] == [request["id"]]
    assert batch["legacy_package_id"] == three.rows(PACKAGES)[0]["id"]
    body = {"contract_id": three.contract["id"], "change_order_ids": [request["id"]]}
    reply = three.client.post(three.batches, json={"change_order_batch": body})
    assert refused(reply, "change_order_ids") == "does not exist"


@pytest.mark.parametrize(
    ("tiers", "path", "status"), [(1, POTENTIALS, 422), (1, REQUESTS, 422), (2, REQUESTS, 422)]
)
def test_a_project_has_only_its_own_tiers(
    client: httpx.Client, make: Make, tiers: int, path: str, status: int
) -> None:
    site = Site(client, make, tiers)
    body = {**site.query, "contract_id": site.contract["id"], "change_order": {"title": "T"}}
    reply = client.post(path, json=body)
    assert reply.status_code == status
    assert "have no" in refused(reply, "base")
    assert site.rows(path) == []


def test_sync_makes_and_moves_requests_and_potentials(three: Site) -> None:
    request = three.legacy(REQUESTS, title="Openings")
    updates = [
        {"contract_id": three.contract["id"], "title": "New"},
        {
            "contract_id": three.contract["id"],
            "title": "Inside",
            "change_order_request_id": request["id"],
        },
        {"title": "No contract"},
        {"id": 99, "title": "Nobody"},
    ]
    path = f"{POTENTIALS}/sync"
    answer = told(three.client.patch(path, json={**three.query, "updates": updates}))
    assert [one["title"] for one in answer["entities"]] == ["New", "Inside"]
    assert answer["entities"][1]["change_order_request_id"] == request["id"]
    assert [list(error["errors"]) for error in answer["errors"]] == [["contract_id"], ["id"]]
    updates = [{"id": request["id"], "status": "pending"}, {"id": answer["entities"][0]["id"]}]
    synced = told(three.client.patch(f"{REQUESTS}/sync", json={**three.query, "updates": updates}))
    assert [one["status"] for one in synced["entities"]] == ["pending"]
    assert [error["id"] for error in synced["errors"]] == [answer["entities"][0]["id"]]
    assert three.status(POTENTIALS, answer["entities"][1]) == "pending"


def test_the_number_of_tiers_is_fixed_by_the_first_change_order(two: Site, make: Make) -> None:
    project_id = two.project["id"]
    assert make("change_order_setting", project_id=project_id, change_order_tiers=3) == {
        "project_id": project_id,
        "change_order_tiers": 3,
        "change_order_statuses_cascade": True,
        "standard_users_make_potential_change_orders": False,
    }
    make("change_order_setting", project_id=project_id, change_order_tiers=2)
    two.order()
    with pytest.raises(FixtureError, match=r"change_order_tiers = 1: cannot change: .*D-075"):
        make("change_order_setting", project_id=project_id, change_order_tiers=1)
    told_now = make(
        "change_order_setting", project_id=project_id, change_order_statuses_cascade=False
    )
    assert told_now["change_order_statuses_cascade"] is False


@pytest.mark.parametrize(("is_allowed", "status"), [(True, 201), (False, 403)])
def test_standard_users_make_potential_change_orders_where_allowed(
    two: Site,
    make: Make,
    as_person: Callable[[str], httpx.Client],
    is_allowed: bool,
    status: int,
) -> None:
    """D-083, and D-082 for packages."""
    make(
        "change_order_setting",
        project_id=two.project["id"],
        standard_users_make_potential_change_orders=is_allowed,
    )
    make(
        "user",
        login="kim@example.com",
        projects=[{"project_id": two.project["id"], "prime_contracts": "standard"}],
    )
    kim = as_person("kim@example.com")
    contract = f"/rest/v2.0/companies/{two.project['company']['id']}/projects"
    contract += f"/{two.project['id']}/prime_contracts/{two.contract['id']}"
    told(two.client.patch(contract, json={"private": False}))
    body = {"change_order": {"contract_id": two.contract["id"]}}
    assert kim.post(two.orders, json=body).status_code == status
    legacy = {**two.query, "contract_id": two.contract["id"], "change_order": {"title": "T"}}
    assert kim.post(POTENTIALS, json=legacy).status_code == status
    assert kim.post(PACKAGES, json=legacy).status_code == 403


def test_a_sent_package_locks_everything_it_is_made_of(two: Site, make: Make) -> None:
    """D-098: from sending until it is synced, retrieved or rejected."""
    door = two.order()
    two.add_line(door, "5.00")
    batch = two.batch(change_order_ids=[door["id"]], status="approved")
    make("external_data", item_type="prime_contract", item_id=two.contract["id"], origin_id="T|1|C")
    with pytest.raises(FixtureError, match="only a package is known to the ERP"):
        make("erp_send", change_order_id=door["id"])
    make("erp_send", change_order_id=batch["id"])
    assert "sent to ERP" in refused(two.move(two.orders, door, title="New"), "base")
    assert "sent to ERP" in refused(two.move_batch(batch, status="draft"), "base")
    make("erp_take_back", change_order_id=batch["legacy_package_id"])
    told(two.move_batch(batch, status="draft"))
    told(two.move(two.orders, door, title="New"))


def test_an_erp_request_carries_the_lines_of_every_part(two: Site, make: Make) -> None:
    """D-077, D-128: success needs the ids of all of them."""
    orders = [two.order(), two.order()]
    for order, amount in zip(orders, ("5.00", "6.00"), strict=True):
        two.add_line(order, amount)
    ids = [order["id"] for order in orders]
    batch = two.batch(change_order_ids=ids, status="approved")
    item = {"item_type": "prime_contract", "item_id": two.contract["id"], "origin_id": "T|1|C"}
    make("external_data", **item)
    make("erp_send", change_order_id=batch["id"])
    detail = make("erp_accept", change_order_id=batch["id"])
    company = f"/rest/v1.0/companies/{two.project['company']['id']}"
    request = told(two.client.get(f"{company}/erp_requests/{detail['request_id']}"))
    data = request["request_data"]
    assert data["prime_contract_change_order"]["id"] == batch["legacy_package_id"]
    items = data["prime_contract_change_order_items"]
    assert [item["amount"] for item in items] == ["5.0", "6.0"]
    make(
        "external_data",
        item_type="change_order",
        item_id=batch["legacy_package_id"],
        origin_id="T|1|C|CR|001",
    )
    make("external_data", item_type="line_item", item_id=items[0]["id"], origin_id="L1")
    path = f"{company}/erp_request_details/{detail['id']}"
    done = {"request_detail": {"status": "success"}}
    assert two.client.patch(path, json=done).status_code == 422
    make("external_data", item_type="line_item", item_id=items[1]["id"], origin_id="L2")
    assert told(two.client.patch(path, json=done))["status"] == "success"


def test_people_make_a_package_with_its_parts_at_once(two: Site, make: Make) -> None:
    made = make(
        "change_order",
        project_id=two.project["id"],
        contract_id=two.contract["id"],
        status="approved",
        title="May",
        parts=[
            {
                "title": "Door",
                "lines": [{"amount": "100.00"}],
                "markups": [{"name": "Fee", "markup_set": "vertical", "percentage": "10"}],
            },
            {"title": "Window", "lines": [{"amount": "1.00"}]},
        ],
    )
    assert (made["status"], made["grand_total"]) == ("approved", "111.0")
    assert [part["status"] for part in made["parts"]] == ["approved", "approved"]
    assert [part["grand_total"] for part in made["parts"]] == ["110.0", "1.0"]
    (batch,) = two.client.get(two.batches).json()
    assert (batch["id"], batch["legacy_package_id"]) == (made["batch_id"], made["id"])
    ids = [part["prime_change_order_id"] for part in made["parts"]]
    assert batch["change_order_ids"] == ids


@pytest.mark.parametrize(
    ("tiers", "fields", "problem"),
    [
        (2, {"lines": [{"amount": "1"}]}, "lines = 1: with 2 tiers they belong to its parts"),
        (1, {"parts": [{}]}, "parts = 'potential_change_order': is not of the tier below"),
        (1, {"tier": "potential_change_order"}, "tier = 'potential_change_order': .* 1 tiers"),
        (2, {"tier": "change_order_request"}, "have 2 tiers and none of this name"),
        (3, {"parts": [{}]}, "is not of the tier below a change_order_package"),
        (2, {"parts": [{"line": []}]}, "line = .*did you mean 'lines'"),
        (2, {"tier": "batch"}, "must be one of"),
    ],
)
def test_people_cannot_make_what_the_tiers_do_not_have(
    client: httpx.Client, make: Make, tiers: int, fields: Record, problem: str
) -> None:
    site = Site(client, make, tiers)
    ids = {"project_id": site.project["id"], "contract_id": site.contract["id"]}
    with pytest.raises(FixtureError, match=problem):
        make("change_order", **ids, **fields)
    assert site.rows(PACKAGES) == site.rows(POTENTIALS) == []
