"""Which Spectrum contract is which Procore prime contract, and what was last synced."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, RowMapping, delete, insert, select

from engine.sync.store import tables


@dataclass(frozen=True, slots=True)
class LineLink:
    """The values of a billing item when it was last synced; what differs is unsynced (X-02)."""

    billing_item_code: str
    description: str
    amount_cents: int


@dataclass(frozen=True, slots=True)
class ContractLink:
    """A synced contract. `origin_id` is `company|job|customer`."""

    origin_id: str
    project_id: int
    contract_id: int
    synced_at: datetime
    lines: tuple[LineLink, ...]


class ContractLinks:
    """Reads and writes contract links, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> Sequence[ContractLink]:
        """Every link, by origin id."""
        table = tables.contract_link
        rows = self._connection.execute(select(table).order_by(table.c.origin_id)).mappings()
        return [self._with_lines(row) for row in rows.all()]

    def get(self, origin_id: str) -> ContractLink | None:
        table = tables.contract_link
        row = (
            self._connection.execute(select(table).where(table.c.origin_id == origin_id))
            .mappings()
            .one_or_none()
        )
        return None if row is None else self._with_lines(row)

    def put(self, link: ContractLink) -> None:
        """Write a link and its lines anew."""
        self.remove(link.origin_id)
        self._connection.execute(
            insert(tables.contract_link).values(
                origin_id=link.origin_id,
                project_id=link.project_id,
                contract_id=link.contract_id,
                synced_at=link.synced_at.isoformat(),
            )
        )
        if link.lines:
            self._connection.execute(
                insert(tables.line_link),
                [
                    {
                        "contract_origin_id": link.origin_id,
                        "billing_item_code": line.billing_item_code,
                        "description": line.description,
                        "amount_cents": line.amount_cents,
                    }
                    for line in link.lines
                ],
            )

    def remove(self, origin_id: str) -> None:
        lines, links = tables.line_link, tables.contract_link
        self._connection.execute(delete(lines).where(lines.c.contract_origin_id == origin_id))
        self._connection.execute(delete(links).where(links.c.origin_id == origin_id))

    def _with_lines(self, row: RowMapping) -> ContractLink:
        table = tables.line_link
        lines = self._connection.execute(
            select(table)
            .where(table.c.contract_origin_id == row["origin_id"])
            .order_by(table.c.billing_item_code)
        )
        return ContractLink(
            origin_id=row["origin_id"],
            project_id=row["project_id"],
            contract_id=row["contract_id"],
            synced_at=datetime.fromisoformat(row["synced_at"]),
            lines=tuple(
                LineLink(line.billing_item_code, line.description, line.amount_cents)
                for line in lines
            ),
        )
