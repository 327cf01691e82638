"""Any history of change orders keeps the contract's totals, the locks and the order of approval.

Plays random histories over the wire and holds a plain model of what must be true beside them.
"""

import json
from decimal import Decimal
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from simulator.http.message import Request
from simulator.procore.site import ProcoreSite
from simulator.world.world import World

AMOUNTS = st.decimals(-(10**6), 10**6, places=2)
OPEN_STATUSES = st.sampled_from(["draft", "pending", "revised", "rejected", "void", "no_charge"])
PENDING = {"pending", "revised"}


class ModelOrder:
    """What we expect of one change order."""

    def __init__(self, record: dict[str, Any]) -> None:
        self.id: int = record["id"]
        self.package_id: int = record["legacy_package_id"]
        self.status = "draft"
        self.amount = Decimal(0)
        self.is_synced = False


class Histories(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.world = World(seed=7)
        self.site = ProcoreSite(self.world)
        project = self.site.fixtures["project"]({"name": "P", "change_order_tiers": 1})
        self.project_id = project["id"]
        code = self.site.fixtures["cost_code"](
            {"project_id": self.project_id, "code": "01-1", "name": "C"}
        )
        contract = self.site.fixtures["prime_contract"](
            {
                "project_id": self.project_id,
                "status": "Approved",
                "lines": [{"amount": "1000.00", "cost_code_id": code["id"]}],
            }
        )
        self.contract_id = contract["id"]
        self.wbs_code_id = str(contract["line_items"][0]["wbs_code"]["id"])
        self.company_id = self.site.stores.company_id
        self.token = ""
        login = {"grant_type": "client_credentials", **self.site.credentials}
        self.token = self.call("POST", "/oauth/token", login)[1]["access_token"]
        self.orders_path = f"/rest/v1.0/projects/{self.project_id}/prime_change_orders"
        self.orders: list[ModelOrder] = []
        self.approved: list[ModelOrder] = []

    def call(self, method: str, path: str, body: object = None) -> tuple[int, Any]:
        headers = {"authorization": f"Bearer {self.token}", "content-type": "application/json"}
        path, _, query = path.partition("?")
        content = b"" if body is None else json.dumps(body).encode()
        reply = self.site.handle(Request(method, path, query, headers, content))
        return reply.status, json.loads(reply.body) if reply.body else None

    def patch(self, order: ModelOrder, **fields: object) -> int:
        return self.call("PATCH", f"{self.orders_path}/{order.id}", {"change_order": fields})[0]

    def is_locked(self, order: ModelOrder) -> bool:
        return order.is_synced or order.status == "approved"

    @precondition(lambda self: len(self.orders) < 6)
    @rule()
    def create(self) -> None:
        body = {"change_order": {"contract_id": self.contract_id}}
        status, made = self.call("POST", self.orders_path, body)
        assert status == 201
        self.orders.append(ModelOrder(made))

    @precondition(lambda self: self.orders)
    @rule(data=st.data(), amount=AMOUNTS)
    def add_line(self, data: st.DataObject, amount: Decimal) -> None:
        order = data.draw(st.sampled_from(self.orders))
        path = (
            f"/rest/v2.0/companies/{self.company_id}/projects/{self.project_id}"
            f"/prime_change_orders/{order.id}/line_items"
        )
        body = {"wbs_code_id": self.wbs_code_id, "amount": str(amount)}
        status, _ = self.call("POST", path, body)
        assert status == (409 if self.is_locked(order) else 200)
        if status == 200:
            order.amount += amount

    @precondition(lambda self: self.orders)
    @rule(data=st.data())
    def approve(self, data: st.DataObject) -> None:
        order = data.draw(st.sampled_from(self.orders))
        status = self.patch(order, status="approved")
        assert status == (422 if order.is_synced else 200)
        if status == 200 and order.status != "approved":
            order.status = "approved"
            self.approved.append(order)

    @precondition(lambda self: self.orders)
    @rule(data=st.data(), status=OPEN_STATUSES)
    def move_away(self, data: st.DataObject, status: str) -> None:
        order = data.draw(st.sampled_from(self.orders))
        is_blocked = order.status == "approved" and self.approved[-1] is not order
        answer = self.patch(order, status=status)
        assert answer == (422 if order.is_synced or is_blocked else 200)
        if answer == 200:
            if order.status == "approved":
                self.approved.pop()
            order.status = status

    @precondition(lambda self: self.orders)
    @rule(data=st.data(), is_synced=st.booleans())
    def link(self, data: st.DataObject, is_synced: bool) -> None:
        order = data.draw(st.sampled_from(self.orders))
        update = {
            "item_type": "change_order",
            "item_id": order.package_id,
            "origin_id": f"CR|{order.id}" if is_synced else None,
        }
        path = f"/rest/v1.0/companies/{self.company_id}/external_data/sync"
        _, answer = self.call("PATCH", path, {"updates": [update]})
        assert answer["errors"] == []
        order.is_synced = is_synced

    @precondition(lambda self: self.orders)
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        order = data.draw(st.sampled_from(self.orders))
        status, _ = self.call("DELETE", f"{self.orders_path}/{order.id}")
        assert status == (422 if self.is_locked(order) else 204)
        if status == 204:
            self.orders.remove(order)

    @rule()
    def go_back_in_time_and_forth(self) -> None:
        self.world.restore(self.world.snapshot())

    @invariant()
    def the_contract_adds_up(self) -> None:
        path = f"/rest/v1.0/prime_contract/{self.contract_id}?project_id={self.project_id}"
        _, contract = self.call("GET", path)
        approved = sum((order.amount for order in self.approved), Decimal(0))
        pending = sum((o.amount for o in self.orders if o.status in PENDING), Decimal(0))
        assert Decimal(contract["grand_total"]) == 1000
        assert Decimal(contract["approved_change_orders"]) == approved
        assert Decimal(contract["revised_contract_amount"]) == 1000 + approved
        assert Decimal(contract["pending_revised_contract_amount"]) == 1000 + approved + pending

    @invariant()
    def the_list_tells_the_same(self) -> None:
        _, listed = self.call("GET", self.orders_path)
        assert {row["id"]: (row["status"], Decimal(row["grand_total"])) for row in listed} == {
            order.id: (order.status, order.amount) for order in self.orders
        }


Histories.TestCase.settings = settings(max_examples=60, stateful_step_count=30)
TestChangeOrderHistories = Histories.TestCase
