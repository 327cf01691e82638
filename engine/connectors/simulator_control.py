"""The simulators' control plane: what people do next, and what was asked of both products."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import httpx

from engine.connectors.json_values import Sendable
from engine.ports.outcomes import Refused, Unreadable

PREFIX = "/_simulator/v1/"
SYSTEM = "simulator"
TIMEOUT_S = 30.0
ADMINISTRATOR_LOGIN = "administrator@tieout.example"
ADMINISTRATOR: dict[str, str | bool] = {
    "kind": "user",
    "login": ADMINISTRATOR_LOGIN,
    "name": "Administrator",
    "erp_integrations": "admin",
    "can_push_to_accounting": True,
}


class SimulatorControl:
    """Talks to the control plane on Procore's origin; it is the same one on both."""

    def __init__(self, client: httpx.Client, procore_url: str) -> None:
        self._client = client
        self._base = procore_url.rstrip("/") + PREFIX

    def portfolio(self) -> dict[str, Any]:
        """People by role, the chapters, and what happened in the latest one."""
        return self._call("GET", "portfolio")

    def people(self) -> dict[str, str]:
        """Logins by role; without a portfolio, one administrator who is made here."""
        if self._call("GET", "state")["portfolio"] is not None:
            people: dict[str, str] = self.portfolio()["people"]
            return people
        self._call("POST", "records", ADMINISTRATOR)
        return {"administrator": ADMINISTRATOR_LOGIN}

    def play_next_chapter(self) -> dict[str, Any]:
        """Let people do what the next chapter says; as `portfolio` afterwards."""
        return self._call("POST", "portfolio/next")

    def today(self) -> date:
        """The date on the world's clock."""
        return datetime.fromisoformat(self._call("GET", "clock")["now"]).date()

    def operation_counts(self) -> dict[str, dict[str, int]]:
        """How often each operation was asked for, by product."""
        counts: dict[str, dict[str, int]] = {}
        for entry in self._call("GET", "journal?limit=10000")["entries"]:
            by_operation = counts.setdefault(entry["system"], {})
            by_operation[entry["operation"]] = by_operation.get(entry["operation"], 0) + 1
        return counts

    def _call(
        self, method: str, name: str, body: Mapping[str, Sendable] | None = None
    ) -> dict[str, Any]:
        reply = self._client.request(method, self._base + name, json=body, timeout=TIMEOUT_S)
        if reply.status_code != httpx.codes.OK:
            raise Refused(SYSTEM, name, f"{reply.status_code} {reply.text}")
        content = reply.json()
        if not isinstance(content, dict):
            raise Unreadable(SYSTEM, name, f"expected an object, got {content!r}")
        return content
