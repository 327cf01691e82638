"""Random sequences of calls against a small pure model of the documented rules.

The model holds amounts in cents and knows nothing of the simulator's code: the same answers, the
same rows in Info-Link, and totals that always add up.
"""

from __future__ import annotations

import sqlite3
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from lxml import etree

from simulator.http.message import Request
from simulator.spectrum.change_orders.wire import AR_CHANGE_ORDER
from simulator.spectrum.change_requests.wire import AR_CHANGE_REQUEST
from simulator.spectrum.site import SpectrumSite
from simulator.world.world import World

ORIGINAL_CENTS = 100_000_00
ITEMS = ("01", "02", "ELEVENCHARS")
ACTION_TYPES = {"AP": 1, "EX": 2, "CO": 3, "PE": 4, "RV": 5}
PERIOD = ("2020-01-01", "2020-12-31")

numbers = st.sampled_from(["", "1", "2", "007"])
statuses = st.sampled_from(["", "AP", "EX", "CO", "PE", "RV", "??"])
amounts = st.none() | st.integers(-(10**12) + 1, 10**12 - 1)
items = st.sampled_from(["", *ITEMS, "NOWHERE"])
phases = st.sampled_from(["", "100", "200", "DONE", "NOWHERE"])
days = st.sampled_from(["", "2020-01-01", "2020-12-31", "2019-12-31", "2021-01-01"])
percents = st.sampled_from(["", "5", "12.5", "-3.33", "0"])
descriptions = st.text("abc<&>", max_size=3) | st.just("x" * 250) | st.just("x" * 251)


def cents_text(amount: int | None) -> str:
    if amount is None:
        return ""
    return f"{'-' if amount < 0 else ''}{abs(amount) // 100}.{abs(amount) % 100:02}"


def us_day(day: str) -> str:
    return f"{day[5:7]}/{day[8:]}/{day[:4]}" if day else ""


@dataclass
class ModelRequest:
    status: str
    description: str = ""
    approved: str = ""
    order: str = ""
    fee_basis_points: int = 0
    costs: dict[str, int] = field(default_factory=dict)
    billing: dict[str, int] = field(default_factory=dict)

    def cost_cents(self) -> int:
        return sum(self.costs.values())

    def revenue_cents(self) -> int:
        return sum(self.billing.values())

    def fee_cents(self) -> int:
        """Half up, away from zero: whole numbers only."""
        exact = self.cost_cents() * self.fee_basis_points
        rounded = (abs(exact) * 2 + 10_000) // 20_000
        return rounded if exact >= 0 else -rounded


@dataclass
class Model:
    """What the facts say, in a few lines (spectrum_api.md 4.2 to 4.4)."""

    requests: dict[str, ModelRequest] = field(default_factory=dict)
    is_closed: bool = False

    def next_number(self) -> str:
        highest = max(self.requests, key=int, default="0")
        return str(int(highest) + 1).zfill(max(3, len(highest)))

    def enter(
        self,
        number: str,
        status: str,
        description: str,
        approved: str,
        fee_percent: str,
        phase: str,
        cost: int | None,
        item: str,
        revenue: int | None,
    ) -> set[str]:
        """The columns that must be refused; when none, the model has changed."""
        if len(description) > 250:
            return {"CR_Description"}
        existing = self.requests.get(number)
        if existing is not None and existing.order:
            return {"Change_Request_Number"}
        if existing is None and self.is_closed:
            return {"Job_Number"}
        code = status or (existing.status if existing is not None else "")
        if code not in ACTION_TYPES:
            return {"CR_Status"}
        action = ACTION_TYPES[code]
        wrong = set()
        if approved and (action not in (1, 2) or not PERIOD[0] <= approved <= PERIOD[1]):
            wrong.add("Approved_Date")
        has_undistributed = existing is not None and "" in existing.costs
        if existing is not None and code != existing.status and action != 4 and has_undistributed:
            wrong.add("CR_Status")
        if phase in ("DONE", "NOWHERE") or (not phase and cost is not None and action != 4):
            wrong.add("CR_Phase_Code")
        if item in ("NOWHERE", "ELEVENCHARS"):
            wrong.add("CR_Billing_Item_Code")
        if wrong:
            return wrong
        request = self.requests.setdefault(number or self.next_number(), ModelRequest(code))
        request.status = code
        request.description = description or request.description
        request.approved = approved or request.approved
        if fee_percent:
            request.fee_basis_points = round(float(fee_percent) * 100)
        if phase or cost is not None:
            request.costs[phase] = request.costs.get(phase, 0) if cost is None else cost
        if item:
            request.billing[item] = request.billing.get(item, 0) if revenue is None else revenue
        return set()

    def take(self, number: str, order: str) -> set[str]:
        request = self.requests.get(number)
        if request is None or request.order or "" in request.costs:
            return {"Change_Request_Number"}
        request.order = order
        return set()

    def approved_cents(self) -> int:
        return sum(
            request.revenue_cents()
            for request in self.requests.values()
            if request.order or ACTION_TYPES[request.status] in (1, 2)
        )


class ChangeRequests(RuleBasedStateMachine):
    """The simulator and the model side by side."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        path = Path(self.folder.name) / "infolink.sqlite"
        self.site = SpectrumSite(World(7), path)
        self.model = Model()
        self.orders = 0
        make = self.site.fixtures
        make["customer"]({"code": "C"})
        job = {"number": "J", "customer_code": "C", "original_contract": "100000.00"}
        make["job"](job)
        for phase, status in (("100", "A"), ("200", "I"), ("DONE", "C")):
            make["phase"](
                {"job_number": "J", "phase_code": phase, "cost_type": "L", "status": status}
            )
        for item in ITEMS:
            make["billing_item"]({"job_number": "J", "customer_code": "C", "code": item})
        for code, action_type in ACTION_TYPES.items():
            make["change_request_status"]({"code": code, "action_type": action_type})
        make["change_order_status"]({"code": "OK", "action_type": 1})
        self.reader = sqlite3.connect(path)

    def teardown(self) -> None:
        if hasattr(self, "site"):
            self.reader.close()
            self.site.close()
            self.folder.cleanup()

    def _call(self, method: str, names: list[str], given: dict[str, str]) -> list[tuple[str, str]]:
        filled = {
            **dict.fromkeys(["Authorization_ID", "GUID", *names], ""),
            "Authorization_ID": self.site.credentials["authorization_id"],
            "Company_Code": self.site.credentials["company_code"],
            "Job_Number": "J",
            "Customer_Code": "C",
            **given,
        }
        soap = "http://schemas.xmlsoap.org/soap/envelope/"
        root = etree.Element(f"{{{soap}}}Envelope")
        operation = etree.SubElement(etree.SubElement(root, f"{{{soap}}}Body"), method)
        for name, text in filled.items():
            etree.SubElement(operation, name).text = text
        request = Request("POST", f"/ws/{method}", body=etree.tostring(root))
        reply = self.site.handle(request)
        assert reply.status == 200
        rows = etree.fromstring(reply.body).iter("response")
        return [(row.findtext("error_code", ""), row.findtext("column", "")) for row in rows]

    @rule(
        number=numbers,
        status=statuses,
        description=descriptions,
        approved=days,
        fee_percent=percents,
        phase=phases,
        cost=amounts,
        item=items,
        revenue=amounts,
    )
    def enter(
        self,
        number: str,
        status: str,
        description: str,
        approved: str,
        fee_percent: str,
        phase: str,
        cost: int | None,
        item: str,
        revenue: int | None,
    ) -> None:
        rows = self._call(
            "ARChangeRequest",
            [element.name for element in AR_CHANGE_REQUEST],
            {
                "Change_Request_Number": number,
                "CR_Status": status,
                "CR_Description": description,
                "Approved_Date": us_day(approved),
                "Fee_Percent": fee_percent,
                "CR_Phase_Code": phase,
                "CR_Cost_Type": "L" if phase else "",
                "Change_Request_Amount": cents_text(cost),
                "CR_Billing_Item_Code": item,
                "CR_Revenue": cents_text(revenue),
            },
        )
        wrong = self.model.enter(
            number, status, description, approved, fee_percent, phase, cost, item, revenue
        )
        assert {column for code, column in rows if code in "IMA"} == wrong
        is_numbered = rows == [("G", "Change_Request_Number")]
        assert is_numbered is (not number and not wrong)

    @rule(number=st.sampled_from(["1", "2", "007", "001", "8"]))
    def take(self, number: str) -> None:
        self.orders += 1
        order = f"O{self.orders}"
        rows = self._call(
            "ARChangeOrder",
            [element.name for element in AR_CHANGE_ORDER],
            {
                "Change_Order_Number": order,
                "Status_Code": "OK",
                "Change_Request_Number": number,
            },
        )
        assert {column for _, column in rows} == self.model.take(number, order)

    @rule(number=st.sampled_from(["1", "2", "007"]))
    def delete_by_hand(self, number: str) -> None:
        """A person may delete what is on no order; the number is free again (D-130, D-137)."""
        given = {"job_number": "J", "customer_code": "C", "number": number}
        request = self.model.requests.get(number)
        if request is not None and not request.order:
            self.site.fixtures["delete_change_request"](given)
            del self.model.requests[number]
        else:
            with pytest.raises(ValueError, match="spectrum delete_change_request"):
                self.site.fixtures["delete_change_request"](given)

    @rule()
    def close_job(self) -> None:
        self.site.fixtures["close_job"]({"job_number": "J"})
        self.model.is_closed = True

    @rule()
    def restart_from_snapshot(self) -> None:
        self.site.world.restore(self.site.world.snapshot())

    def _sql(self, query: str) -> list[tuple[str | int | float | None, ...]]:
        return self.reader.execute(query).fetchall()

    @invariant()
    def tables_show_the_model(self) -> None:
        if not hasattr(self, "model"):
            return
        headers = self._sql(
            "SELECT Change_Request_Number, Status, Description, "
            "COALESCE(SUBSTR(Approved_Date, 1, 10), ''), Change_Order_Number, "
            "CAST(ROUND(Take_Off_Total * 100) AS INTEGER), "
            "CAST(ROUND(Change_Request_Total * 100) AS INTEGER), "
            "CAST(ROUND(Fee_Amount * 100) AS INTEGER), "
            "CAST(ROUND(Billing_Adjustment * 100) AS INTEGER) FROM CR_CHNG_REQ_HDR_MC"
        )
        assert sorted(headers) == sorted(
            (
                number,
                request.status,
                request.description.strip(),
                request.approved,
                request.order,
                request.cost_cents(),
                request.revenue_cents(),
                request.fee_cents(),
                request.revenue_cents() - request.cost_cents() - request.fee_cents(),
            )
            for number, request in self.model.requests.items()
        )

    @invariant()
    def lines_show_the_model(self) -> None:
        if not hasattr(self, "model"):
            return
        billing = self._sql(
            "SELECT Change_Request_Number, Billing_Item_Code, "
            "CAST(ROUND(Revenue * 100) AS INTEGER) FROM CR_CHNG_REQ_REV_MC"
        )
        costs = self._sql(
            "SELECT Change_Request_Number, Phase_Code, "
            "CAST(ROUND(Change_Request_Amount * 100) AS INTEGER) FROM CR_CHNG_REQ_CON_DET_MC"
        )
        requests = self.model.requests.items()
        assert sorted(billing) == sorted(
            (number, item, amount)
            for number, one in requests
            for item, amount in one.billing.items()
        )
        assert sorted(costs) == sorted(
            (number, phase, amount)
            for number, one in requests
            for phase, amount in one.costs.items()
        )

    @invariant()
    def the_contract_adds_up(self) -> None:
        if not hasattr(self, "model"):
            return
        ((approved, revised),) = self._sql(
            "SELECT CAST(ROUND(Approved_Changes * 100) AS INTEGER), "
            "CAST(ROUND(Revised_Contract * 100) AS INTEGER) FROM CR_CONTRACT_MASTER1_V"
        )
        assert approved == self.model.approved_cents()
        assert revised == ORIGINAL_CENTS + self.model.approved_cents()


ChangeRequests.TestCase.settings = settings(max_examples=60, stateful_step_count=30)
TestChangeRequests = ChangeRequests.TestCase
