"""What the sync needs of Spectrum."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from engine.records.change_request import ChangeRequest, ChangeRequestStatus
from engine.records.contract_key import ContractKey
from engine.records.job import Job
from engine.records.phase import Phase
from engine.records.spectrum_contract import SpectrumContract


@dataclass(frozen=True, slots=True)
class ChangeRequestEntry:
    """One ARChangeRequest call: the header, repeated, and one detail line (spectrum_api.md 4.2).

    Either the cost fields (phase, cost type, estimate) or the billing fields (billing item,
    description, revenue) are filled; the others are None and travel blank.
    """

    contract: ContractKey
    number: str
    description: str
    status_code: str
    approved_date: date | None
    phase_code: str | None = None
    cost_type: str | None = None
    estimate_amount: Decimal | None = None
    billing_item_code: str | None = None
    billing_description: str | None = None
    revenue_amount: Decimal | None = None


class SpectrumReads(Protocol):
    """What is asked of Spectrum. Every method may raise a ConnectorError of `outcomes`."""

    def jobs(self) -> Sequence[Job]:
        """Every job of the company, completed ones too, by number."""

    def contracts(self) -> Sequence[SpectrumContract]:
        """Every contract of the company with its billing items, by key."""

    def contract(self, key: ContractKey) -> SpectrumContract | None:
        """One contract with its billing items in their order, or None."""

    def phases(self, job_number: str) -> Sequence[Phase]:
        """The job's phases and cost types."""

    def change_requests(self, contract: ContractKey) -> Sequence[ChangeRequest]:
        """Every change request of the contract with its lines, by number."""

    def change_request(self, contract: ContractKey, number: str) -> ChangeRequest | None:
        """One change request with its lines, or None."""

    def change_request_statuses(self) -> Sequence[ChangeRequestStatus]:
        """The company's status codes."""


class SpectrumWrites(Protocol):
    """What is written to Spectrum. Every method may raise a ConnectorError of `outcomes`."""

    def put_change_request_entry(self, entry: ChangeRequestEntry) -> None:
        """Create or update by business key. Refused carries every error row's text and column."""

    def put_change_request_note(self, contract: ContractKey, number: str, text: str) -> None:
        """Replace the change request's notes; at most 1,000 characters are kept by Spectrum."""


class SpectrumBooks(SpectrumReads, SpectrumWrites, Protocol):
    """Spectrum, as the sync sees it."""
