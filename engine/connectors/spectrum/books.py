"""Spectrum's books over the wire: SOAP for jobs, phases and writes, SQL for everything else."""

import time
import uuid
from collections.abc import Callable, Sequence
from datetime import datetime

import httpx
import sqlalchemy

from engine.connectors.connection import Connection
from engine.connectors.machine_time import utc_now
from engine.connectors.spectrum import change_request_entries, jobs
from engine.connectors.spectrum.data_exchange import DataExchange
from engine.connectors.spectrum.infolink import change_requests, contracts
from engine.connectors.spectrum.infolink.database import InfoLink, open_infolink
from engine.connectors.transmission import CallLimits
from engine.ports.spectrum import ChangeRequestEntry
from engine.records.change_request import ChangeRequest, ChangeRequestStatus
from engine.records.contract_key import ContractKey
from engine.records.job import Job
from engine.records.phase import Phase
from engine.records.spectrum_contract import SpectrumContract


def new_guid() -> str:
    """A GUID for one call: Spectrum groups calls by it, and a used one may be refused."""
    return str(uuid.uuid4())


class SpectrumWireBooks:
    """Implements `SpectrumBooks`. May be used by several threads.

    `sql_engine` replaces the one that `infolink_url` would open.
    """

    def __init__(
        self,
        connection: Connection,
        client: httpx.Client,
        sql_engine: sqlalchemy.Engine | None = None,
        *,
        limits: CallLimits | None = None,
        new_guid: Callable[[], str] = new_guid,
        now: Callable[[], datetime] = utc_now,
        monotonic_s: Callable[[], float] = time.monotonic,
    ) -> None:
        self._data_exchange = DataExchange(
            connection, client, limits or CallLimits(), new_guid, now, monotonic_s
        )
        self._info_link = InfoLink(
            sql_engine or open_infolink(connection),
            connection.spectrum_company_code,
            connection.secrets,
        )

    def jobs(self) -> Sequence[Job]:
        return jobs.read_jobs(self._data_exchange, self._info_link)

    def contracts(self) -> Sequence[SpectrumContract]:
        return contracts.read_contracts(self._info_link, "read contracts")

    def contract(self, key: ContractKey) -> SpectrumContract | None:
        return contracts.read_contract(self._info_link, "read contract", key)

    def phases(self, job_number: str) -> Sequence[Phase]:
        return jobs.read_phases(self._data_exchange, self._info_link, job_number)

    def change_requests(self, contract: ContractKey) -> Sequence[ChangeRequest]:
        return change_requests.read_change_requests(
            self._info_link, "read change requests", contract
        )

    def change_request(self, contract: ContractKey, number: str) -> ChangeRequest | None:
        found = change_requests.read_change_requests(
            self._info_link, "read change request", contract, number
        )
        return found[0] if found else None

    def change_request_statuses(self) -> Sequence[ChangeRequestStatus]:
        return change_requests.read_statuses(self._info_link, "read change request statuses")

    def put_change_request_entry(self, entry: ChangeRequestEntry) -> None:
        change_request_entries.put_entry(self._data_exchange, entry)

    def put_change_request_note(self, contract: ContractKey, number: str, text: str) -> None:
        change_request_entries.put_notes(self._data_exchange, contract, number, text)
