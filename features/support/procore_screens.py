"""What people do in Procore itself, and what its REST API then shows; no engine in between."""

from collections.abc import Mapping
from decimal import Decimal
from typing import cast

import httpx

from engine.connectors.connection import Connection

TIMEOUT_S = 60.0
PER_PAGE = 100
MAX_PAGES = 20

Values = dict[str, object]


class ProcoreScreens:
    """A client of Procore's REST API with the credentials of the company's application."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._client = httpx.Client(base_url=connection.procore_url, timeout=TIMEOUT_S)

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
        token = self._content(reply)["access_token"]
        self._client.headers["Authorization"] = f"Bearer {token}"
        self._client.headers["Procore-Company-Id"] = str(self._connection.procore_company_id)

    def contracts(self, project_id: int) -> list[Values]:
        """The project's prime contracts, whole, by id."""
        listed = self._list("/rest/v1.0/prime_contracts", project_id=project_id)
        return [
            self._get(f"/rest/v1.0/prime_contract/{record['id']}", project_id=project_id)
            for record in sorted(listed, key=lambda each: cast(int, each["id"]))
        ]

    def contract_lines(self, project_id: int, contract_id: int) -> list[Values]:
        """The lines of a prime contract, by position."""
        path = f"/rest/v1.0/prime_contracts/{contract_id}/line_items"
        lines = self._list(path, project_id=project_id)
        return sorted(lines, key=lambda line: (cast(int, line["position"]), cast(int, line["id"])))

    def change_orders(self, project_id: int) -> list[Values]:
        """The project's PCCOs, by id."""
        listed = self._list(f"/rest/v1.0/projects/{project_id}/prime_change_orders")
        return sorted(listed, key=lambda each: cast(int, each["id"]))

    def change_order(self, project_id: int, number: str) -> Values:
        """The PCCO of this number; AssertionError when there is none or more than one."""
        found = [order for order in self.change_orders(project_id) if order["number"] == number]
        assert len(found) == 1, f"Procore has {len(found)} PCCOs {number} in project {project_id}"
        return found[0]

    def package(self, project_id: int, order: Values) -> Values:
        """The change order package of a PCCO, which carries its ERP id."""
        return self._get(
            f"/rest/v1.0/change_order_packages/{order['legacy_package_id']}",
            project_id=project_id,
            contract_id=cast(int, order["contract_id"]),
        )

    def change_contract(self, project_id: int, contract_id: int, values: Values) -> None:
        """What a person types on the contract's own page."""
        body = {"project_id": project_id, "prime_contract": values}
        self._content(self._client.patch(f"/rest/v1.0/prime_contract/{contract_id}", json=body))

    def add_contract_lines(self, project_id: int, contract_id: int, lines: list[Values]) -> None:
        """Lines that somebody adds to a contract in Procore; all of them must be taken."""
        answer = self._content(
            self._client.patch(
                f"/rest/v1.0/prime_contracts/{contract_id}/line_items/sync",
                params={"project_id": project_id},
                json={"updates": lines},
            )
        )
        assert not answer["errors"], f"Procore did not take the lines: {answer['errors']}"

    def change_contract_line(
        self, project_id: int, contract_id: int, line_id: int, values: Values
    ) -> None:
        """What a person types into a line of the contract."""
        path = f"/rest/v1.0/prime_contracts/{contract_id}/line_items/{line_id}"
        body = {"project_id": project_id, "line_item": values}
        self._content(self._client.patch(path, json=body))

    def change_change_order(self, project_id: int, number: str, values: Values) -> None:
        """What a person types on the PCCO's own page."""
        order = self.change_order(project_id, number)
        path = f"/rest/v1.0/projects/{project_id}/prime_change_orders/{order['id']}"
        self._content(self._client.patch(path, json={"change_order": values}))

    def refusal_of_title(self, project_id: int, number: str, title: str) -> str:
        """What Procore says when a PCCO is given this title; empty when it takes it."""
        order = self.change_order(project_id, number)
        path = f"/rest/v1.0/projects/{project_id}/prime_change_orders/{order['id']}"
        reply = self._client.patch(path, json={"change_order": {"title": title}})
        return "" if reply.is_success else reply.text

    def _list(self, path: str, **query: int) -> list[Values]:
        found: list[Values] = []
        for page in range(1, MAX_PAGES + 1):
            parameters = {**query, "page": page, "per_page": PER_PAGE}
            rows = cast(list[Values], self._content(self._client.get(path, params=parameters)))
            found.extend(rows)
            if len(rows) < PER_PAGE:
                return found
        raise AssertionError(f"{path} has more than {MAX_PAGES * PER_PAGE} records")

    def _get(self, path: str, **query: int) -> Values:
        return self._content(self._client.get(path, params=query))

    def _content(self, reply: httpx.Response) -> Values:
        request = reply.request
        assert reply.is_success, f"Procore: {request.method} {request.url.path}: {reply.text}"
        return cast(Values, reply.json())


def money(value: object) -> Decimal:
    """An amount as Procore writes it."""
    return Decimal(str(value))


def only(records: list[Values], what: str) -> Mapping[str, object]:
    """The one record there is; AssertionError when there are none or several."""
    assert len(records) == 1, f"there are {len(records)} {what}, not one"
    return records[0]
