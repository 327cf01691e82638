"""Writes what has changed in the stores to Info-Link, inside the call that changed it."""

from collections.abc import Callable
from typing import TypeVarTuple

from simulator.spectrum.change_orders.model import ChangeOrder
from simulator.spectrum.change_requests.model import (
    BillingLine,
    ChangeRequest,
    CostLine,
    Status,
)
from simulator.spectrum.contracts.model import BillingItem, Contract
from simulator.spectrum.customers.model import Customer
from simulator.spectrum.infolink import rows, tables
from simulator.spectrum.infolink.store import InfoLinkStore, Row
from simulator.spectrum.infolink.tables import CODE, Table
from simulator.spectrum.jobs.model import Job
from simulator.spectrum.phases.model import Phase
from simulator.spectrum.switches import PADDED_WIDTHS

Records = TypeVarTuple("Records")


class Projection:
    """One method a record. Call inside `store.transaction()`. Nothing is written to the tables
    that `left_out` names."""

    def __init__(self, store: InfoLinkStore) -> None:
        self.store = store
        self.pads_codes = False
        self.left_out: frozenset[str] = frozenset()

    def job(self, job: Job) -> None:
        self._put(tables.JOBS, rows.job_row, job)

    def phase(self, phase: Phase) -> None:
        self._put(tables.PHASES, rows.phase_row, phase)
        self._put(tables.PHASE_ESTIMATES, rows.phase_estimate_row, phase)

    def customer(self, customer: Customer) -> None:
        self._put(tables.CUSTOMERS, rows.customer_row, customer)

    def contract(self, contract: Contract) -> None:
        self._put(tables.CONTRACTS, rows.contract_row, contract)

    def billing_item(self, contract: Contract, item: BillingItem) -> None:
        if contract.uses_unit_pricing:
            table, row_of = tables.UNIT_PRICE_BILLING_ITEMS, rows.unit_price_billing_item_row
        else:
            table, row_of = tables.FIXED_PRICE_BILLING_ITEMS, rows.fixed_price_billing_item_row
        self._put(table, row_of, contract, item)

    def all_billing_items(self, contract: Contract) -> None:
        """The contract's schedule of values anew, deleted items gone."""
        for table in (tables.FIXED_PRICE_BILLING_ITEMS, tables.UNIT_PRICE_BILLING_ITEMS):
            self._delete(table, contract.key)
        for item in contract.billing_items.values():
            self.billing_item(contract, item)

    def status(self, status: Status) -> None:
        self._put(tables.CHANGE_REQUEST_STATUSES, rows.status_row, status)

    def change_request_header(self, request: ChangeRequest) -> None:
        self._put(tables.CHANGE_REQUESTS, rows.change_request_row, request)

    def cost_line(self, request: ChangeRequest, line: CostLine) -> None:
        self._put(tables.CHANGE_REQUEST_COSTS, rows.cost_row, request, line)

    def billing_line(self, request: ChangeRequest, line: BillingLine) -> None:
        self._put(tables.CHANGE_REQUEST_BILLING, rows.billing_row, request, line)

    def change_request(self, request: ChangeRequest) -> None:
        """The whole request, header and lines."""
        self.change_request_header(request)
        for cost_line in request.cost_lines:
            self.cost_line(request, cost_line)
        for billing_line in request.billing_lines:
            self.billing_line(request, billing_line)

    def change_request_deleted(self, request: ChangeRequest) -> None:
        key = rows.change_request_key(request)
        for table in (
            tables.CHANGE_REQUESTS,
            tables.CHANGE_REQUEST_COSTS,
            tables.CHANGE_REQUEST_BILLING,
        ):
            self._delete(table, key)

    def change_order(self, contract: Contract, order: ChangeOrder) -> None:
        self._put(tables.CHANGE_ORDERS, rows.change_order_row, contract, order)
        for number in order.change_request_numbers:
            self._put(
                tables.CHANGE_ORDER_REQUESTS, rows.change_order_request_row, contract, order, number
            )

    def change_order_deleted(self, contract: Contract, order: ChangeOrder) -> None:
        for table in (tables.CHANGE_ORDERS, tables.CHANGE_ORDER_REQUESTS):
            self._delete(table, (*contract.key, order.number))

    def _put(self, table: Table, row_of: Callable[[*Records], Row], *records: *Records) -> None:
        if table.name in self.left_out:
            return
        row = row_of(*records)
        self.store.put(table, self._padded(table, row) if self.pads_codes else row)

    def _delete(self, table: Table, key: Row) -> None:
        self.store.delete(table, self._padded(table, key) if self.pads_codes else key)

    def _padded(self, table: Table, row: Row) -> Row:
        columns = table.columns[: len(row)]
        return tuple(
            value.ljust(PADDED_WIDTHS.get(column.name, 0))
            if column.sql_type == CODE and isinstance(value, str) and value
            else value
            for column, value in zip(columns, row, strict=True)
        )
