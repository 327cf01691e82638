"""What Spectrum's tables show over Info-Link; read by SQL of our own, no engine in between."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Engine, create_engine, text

from engine.connectors.connection import Connection

HEADERS = """
SELECT Change_Request_Number AS number, Description AS description, Status AS status,
       Approved_Date AS approved_date, Notes AS notes
FROM CR_CHNG_REQ_HDR_MC WHERE Job_Number = :job ORDER BY Change_Request_Number"""
COSTS = """
SELECT Phase_Code AS phase, Cost_Type AS cost_type, Change_Request_Amount AS amount
FROM CR_CHNG_REQ_CON_DET_MC WHERE Job_Number = :job AND Change_Request_Number = :number"""
BILLING = """
SELECT Billing_Item_Code AS item, Billing_Item_Description AS description, Revenue AS amount
FROM CR_CHNG_REQ_REV_MC WHERE Job_Number = :job AND Change_Request_Number = :number"""
ITEMS = """
SELECT Billing_Item_Code AS code, Billing_Item_Description AS description,
       Original_Contract AS amount
FROM CR_DRAW_REQUEST_DETAIL_MC WHERE Job_Number = :job ORDER BY Sequence"""
TOTALS = """
SELECT Original_Contract AS original, Approved_Changes AS changes, Revised_Contract AS revised
FROM CR_CONTRACT_MASTER1_V WHERE Job_Number = :job"""
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class ChangeRequestHeader:
    """A change request as its header shows."""

    number: str
    description: str
    status: str
    approved_date: str
    notes: str


class SpectrumScreens:
    """Reads one Spectrum company's Info-Link."""

    def __init__(self, connection: Connection) -> None:
        self._engine: Engine = create_engine(connection.infolink_url)

    def close(self) -> None:
        self._engine.dispose()

    def change_requests(self, job: str) -> list[ChangeRequestHeader]:
        """Every change request of the job, by number."""
        return [
            ChangeRequestHeader(
                _word(number), _word(description), _word(status), _day(approved), _word(notes)
            )
            for number, description, status, approved, notes in self._rows(HEADERS, job=job)
        ]

    def change_request(self, job: str, number: str) -> ChangeRequestHeader:
        """The change request of this number; AssertionError when Spectrum has none."""
        found = [request for request in self.change_requests(job) if request.number == number]
        assert found, f"Spectrum has no change request {number} of job {job}"
        return found[0]

    def cost_lines(self, job: str, number: str) -> list[tuple[str, str, Decimal]]:
        """Phase, cost type and amount of each cost line, sorted."""
        rows = self._rows(COSTS, job=job, number=number)
        return sorted((_word(row[0]), _word(row[1]), _money(row[2])) for row in rows)

    def billing_lines(self, job: str, number: str) -> list[tuple[str, str, Decimal]]:
        """Billing item, description and amount of each billing line, sorted."""
        rows = self._rows(BILLING, job=job, number=number)
        return sorted((_word(row[0]), _word(row[1]), _money(row[2])) for row in rows)

    def revenue(self, job: str, number: str) -> Decimal:
        """What the billing lines of a change request come to."""
        lines = self.billing_lines(job, number)
        return sum((amount for _, _, amount in lines), Decimal("0.00"))

    def billing_items(self, job: str) -> list[tuple[str, str, Decimal]]:
        """Code, description and original amount of the contract's billing items, in their order."""
        rows = self._rows(ITEMS, job=job)
        return [(_word(row[0]), _word(row[1]), _money(row[2])) for row in rows]

    def totals(self, job: str) -> tuple[Decimal, Decimal, Decimal]:
        """Original, approved changes and revised amount of the job's only contract."""
        rows = self._rows(TOTALS, job=job)
        assert len(rows) == 1, f"job {job} has {len(rows)} contracts"
        original, changes, revised = rows[0]
        return _money(original), _money(changes), _money(revised)

    def _rows(self, query: str, **values: str) -> Sequence[Sequence[object]]:
        with self._engine.connect() as connection:
            return [tuple(row) for row in connection.execute(text(query), values)]


def _word(value: object) -> str:
    return "" if value is None else str(value).strip()


def _money(value: object) -> Decimal:
    return Decimal(str(value)).quantize(CENT)


def _day(value: object) -> str:
    """A DATETIME column as its day; SQLite gives text, other databases a datetime."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return _word(value)[:10]
