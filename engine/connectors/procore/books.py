"""Procore's books over REST."""

import time
from collections.abc import Callable, Sequence
from datetime import datetime

import httpx

from engine.connectors.connection import Connection
from engine.connectors.machine_time import utc_now
from engine.connectors.procore import (
    change_orders,
    external_data,
    people,
    prime_contracts,
    projects,
)
from engine.connectors.procore.session import ProcoreSession
from engine.connectors.transmission import CallLimits
from engine.ports.procore import ContractLineValues, ExternalLink, PrimeContractHeader
from engine.records.change_order import ChangeOrder
from engine.records.prime_contract import PrimeContract
from engine.records.project import Project
from engine.records.user_rights import UserRights


class ProcoreRestBooks:
    """Implements `ProcoreBooks` as one service account. May be used by several threads."""

    def __init__(
        self,
        connection: Connection,
        client: httpx.Client,
        *,
        limits: CallLimits | None = None,
        now: Callable[[], datetime] = utc_now,
        monotonic_s: Callable[[], float] = time.monotonic,
    ) -> None:
        self._session = ProcoreSession(connection, client, limits or CallLimits(), now, monotonic_s)

    def projects(self) -> Sequence[Project]:
        return projects.read_projects(self._session)

    def user_rights(self, login: str, project_id: int | None) -> UserRights:
        return people.read_user_rights(self._session, login, project_id)

    def prime_contracts(self, project_id: int) -> Sequence[PrimeContract]:
        return prime_contracts.read_prime_contracts(self._session, project_id)

    def prime_contract(self, project_id: int, contract_id: int) -> PrimeContract:
        return prime_contracts.read_prime_contract(self._session, project_id, contract_id)

    def create_prime_contract(self, project_id: int, header: PrimeContractHeader) -> int:
        return prime_contracts.create_prime_contract(self._session, project_id, header)

    def update_prime_contract(
        self, project_id: int, contract_id: int, header: PrimeContractHeader
    ) -> None:
        prime_contracts.update_prime_contract(self._session, project_id, contract_id, header)

    def sync_contract_lines(
        self, project_id: int, contract_id: int, lines: Sequence[ContractLineValues]
    ) -> None:
        prime_contracts.sync_contract_lines(self._session, project_id, contract_id, lines)

    def remove_contract_line(self, project_id: int, contract_id: int, line_id: int) -> None:
        prime_contracts.remove_contract_line(self._session, project_id, contract_id, line_id)

    def change_orders(self, project_id: int) -> Sequence[ChangeOrder]:
        return change_orders.read_change_orders(self._session, project_id)

    def write_external_links(self, links: Sequence[ExternalLink]) -> None:
        external_data.write_external_links(self._session, links)

    def external_links(self, item_type: str, item_ids: Sequence[int]) -> Sequence[ExternalLink]:
        return external_data.read_external_links(self._session, item_type, item_ids)
