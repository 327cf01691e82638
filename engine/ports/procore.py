"""What the sync needs of Procore."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from engine.records.change_order import ChangeOrder
from engine.records.prime_contract import PrimeContract
from engine.records.project import Project
from engine.records.user_rights import UserRights


@dataclass(frozen=True, slots=True)
class PrimeContractHeader:
    """What an import writes to a prime contract's header (D-180) and its link to Spectrum."""

    title: str
    status: str
    origin_id: str
    origin_data: str


@dataclass(frozen=True, slots=True)
class ContractLineValues:
    """What an import writes to one contract line (D-182, D-183). Matched by `origin_id`."""

    origin_id: str
    origin_data: str
    description: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class ExternalLink:
    """One row of Procore's external data: `item_type` is change_order, line_item or markup.

    None for `origin_id` un-syncs the item.
    """

    item_type: str
    item_id: int
    origin_id: str | None
    origin_code: str | None = None
    origin_data: str | None = None


class ProcoreReads(Protocol):
    """What is asked of Procore. Every method may raise a ConnectorError of `outcomes`."""

    def projects(self) -> Sequence[Project]:
        """Every active project of the company, by id."""

    def user_rights(self, login: str, project_id: int | None) -> UserRights:
        """What this person may do; without a project, the Prime Contracts level is none."""

    def prime_contracts(self, project_id: int) -> Sequence[PrimeContract]:
        """Every prime contract of the project with its lines, by id."""

    def prime_contract(self, project_id: int, contract_id: int) -> PrimeContract:
        """One prime contract, with its lines by position."""

    def change_orders(self, project_id: int) -> Sequence[ChangeOrder]:
        """Every PCCO of the project, by id; its lines by holder and position, its markups by
        holder, set and position."""

    def external_links(self, item_type: str, item_ids: Sequence[int]) -> Sequence[ExternalLink]:
        """The links these items have; items without one are left out."""


class ProcoreWrites(Protocol):
    """What is written to Procore. Every method may raise a ConnectorError of `outcomes`."""

    def create_prime_contract(self, project_id: int, header: PrimeContractHeader) -> int:
        """Create it; gives the new id. Not idempotent: look for the origin id first."""

    def update_prime_contract(
        self, project_id: int, contract_id: int, header: PrimeContractHeader
    ) -> None:
        """Write the header's fields anew."""

    def sync_contract_lines(
        self, project_id: int, contract_id: int, lines: Sequence[ContractLineValues]
    ) -> None:
        """Create or update lines by origin id. Refused names every line that was not taken."""

    def remove_contract_line(self, project_id: int, contract_id: int, line_id: int) -> None:
        """Take a line away. Refused while a change order's line names it, and when it is gone."""

    def write_external_links(self, links: Sequence[ExternalLink]) -> None:
        """Set (or with None remove) origin ids. Refused names every item that was not taken."""


class ProcoreBooks(ProcoreReads, ProcoreWrites, Protocol):
    """Procore, as the sync sees it."""
