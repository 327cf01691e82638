"""What people do in Procore itself, and what its REST API then shows; no engine in between."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TypeVar

import httpx
import msgspec

from engine.connectors.connection import Connection

TIMEOUT_S = 60.0
PER_PAGE = 100
MAX_PAGES = 20

Values = dict[str, object]
"""What a person types, by field."""


class Listed(msgspec.Struct):
    """A record of any kind."""

    id: int


class PrimeContract(msgspec.Struct):
    """A prime contract as Procore shows it, as far as scenarios look."""

    id: int
    title: str
    status: str
    origin_id: str | None
    grand_total: Decimal
    approved_change_orders: Decimal
    revised_contract_amount: Decimal


class ContractLine(msgspec.Struct):
    """`origin_data` is the billing item's code on a line that came from Spectrum."""

    id: int
    position: int
    description: str | None
    origin_data: str | None
    amount: Decimal


class ChangeOrder(msgspec.Struct):
    """A PCCO; its package carries its ERP id."""

    id: int
    number: str
    contract_id: int
    legacy_package_id: int
    grand_total: Decimal


class Package(msgspec.Struct):
    """A change order package."""

    origin_id: str | None


class SyncAnswer(msgspec.Struct):
    """What became of lines that were sent together."""

    errors: list[Values]


class Granted(msgspec.Struct):
    """What a client gets for its credentials."""

    access_token: str


Shown = TypeVar("Shown")


class ProcoreScreens:
    """A client of Procore's REST API with the credentials of the company's application."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._client = httpx.Client(
            base_url=connection.procore_url,
            timeout=TIMEOUT_S,
            verify=False,  # plain HTTP on this machine: no certificates need to be read
        )

    def close(self) -> None:
        self._client.close()

    def log_in(self) -> None:
        """Get a token; needed anew after every reset."""
        reply = self._client.post(
            "/oauth/token",
            json={
                "grant_type": "client_credentials",
                "client_id": self._connection.procore_client_id,
                "client_secret": self._connection.procore_client_secret,
            },
        )
        token = _read(reply, Granted).access_token
        self._client.headers["Authorization"] = f"Bearer {token}"
        self._client.headers["Procore-Company-Id"] = str(self._connection.procore_company_id)

    def contracts(self, project_id: int) -> list[PrimeContract]:
        """The project's prime contracts, whole, by id."""
        listed = self._list("/rest/v1.0/prime_contracts", list[Listed], project_id=project_id)
        return [
            self._get(
                f"/rest/v1.0/prime_contract/{contract_id}", PrimeContract, project_id=project_id
            )
            for contract_id in sorted(record.id for record in listed)
        ]

    def contract_lines(self, project_id: int, contract_id: int) -> list[ContractLine]:
        """The lines of a prime contract, by position."""
        path = f"/rest/v1.0/prime_contracts/{contract_id}/line_items"
        lines = self._list(path, list[ContractLine], project_id=project_id)
        return sorted(lines, key=lambda line: (line.position, line.id))

    def change_orders(self, project_id: int) -> list[ChangeOrder]:
        """The project's PCCOs, by id."""
        path = f"/rest/v1.0/projects/{project_id}/prime_change_orders"
        return sorted(self._list(path, list[ChangeOrder]), key=lambda order: order.id)

    def change_order(self, project_id: int, number: str) -> ChangeOrder:
        """The PCCO of this number; AssertionError when there is none or more than one."""
        found = [order for order in self.change_orders(project_id) if order.number == number]
        assert len(found) == 1, f"Procore has {len(found)} PCCOs {number} in project {project_id}"
        return found[0]

    def package(self, project_id: int, order: ChangeOrder) -> Package:
        """The change order package of a PCCO, which carries its ERP id."""
        return self._get(
            f"/rest/v1.0/change_order_packages/{order.legacy_package_id}",
            Package,
            project_id=project_id,
            contract_id=order.contract_id,
        )

    def change_contract(self, project_id: int, contract_id: int, values: Values) -> None:
        """What a person types on the contract's own page."""
        body = {"project_id": project_id, "prime_contract": values}
        _must_be_taken(self._client.patch(f"/rest/v1.0/prime_contract/{contract_id}", json=body))

    def add_contract_lines(self, project_id: int, contract_id: int, lines: list[Values]) -> None:
        """Lines that somebody adds to a contract in Procore; all of them must be taken."""
        reply = self._client.patch(
            f"/rest/v1.0/prime_contracts/{contract_id}/line_items/sync",
            params={"project_id": project_id},
            json={"updates": lines},
        )
        refused = _read(reply, SyncAnswer).errors
        assert not refused, f"Procore did not take the lines: {refused}"

    def change_contract_line(
        self, project_id: int, contract_id: int, line_id: int, values: Values
    ) -> None:
        """What a person types into a line of the contract."""
        path = f"/rest/v1.0/prime_contracts/{contract_id}/line_items/{line_id}"
        body = {"project_id": project_id, "line_item": values}
        _must_be_taken(self._client.patch(path, json=body))

    def change_change_order(self, project_id: int, number: str, values: Values) -> None:
        """What a person types on the PCCO's own page."""
        order = self.change_order(project_id, number)
        path = f"/rest/v1.0/projects/{project_id}/prime_change_orders/{order.id}"
        _must_be_taken(self._client.patch(path, json={"change_order": values}))

    def refusal_of_title(self, project_id: int, number: str, title: str) -> str:
        """What Procore says when a PCCO is given this title; empty when it takes it."""
        order = self.change_order(project_id, number)
        path = f"/rest/v1.0/projects/{project_id}/prime_change_orders/{order.id}"
        reply = self._client.patch(path, json={"change_order": {"title": title}})
        return "" if reply.is_success else reply.text

    def _list(self, path: str, shown: type[list[Shown]], **query: int) -> list[Shown]:
        found: list[Shown] = []
        for page in range(1, MAX_PAGES + 1):
            parameters = {**query, "page": page, "per_page": PER_PAGE}
            rows = _read(self._client.get(path, params=parameters), shown)
            found.extend(rows)
            if len(rows) < PER_PAGE:
                return found
        raise AssertionError(f"{path} has more than {MAX_PAGES * PER_PAGE} records")

    def _get(self, path: str, shown: type[Shown], **query: int) -> Shown:
        return _read(self._client.get(path, params=query), shown)


def _read(reply: httpx.Response, shown: type[Shown]) -> Shown:
    _must_be_taken(reply)
    return msgspec.json.decode(reply.content, type=shown)


def _must_be_taken(reply: httpx.Response) -> None:
    request = reply.request
    assert reply.is_success, f"Procore: {request.method} {request.url.path}: {reply.text}"


def only(records: Sequence[Shown], what: str) -> Shown:
    """The one record there is; AssertionError when there are none or several."""
    assert len(records) == 1, f"there are {len(records)} {what}, not one"
    return records[0]
