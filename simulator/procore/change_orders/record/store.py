"""Where the change orders of all tiers are kept, and found again."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from simulator.procore.change_orders.record.model import ChangeOrder, CustomStatus, Tier

# A project remembers this many deleted change orders, the newest.
MAX_DELETED = 1_000


@dataclass
class ChangeOrderStore:
    """Change orders under the ids they are asked for by, by project, by contract and by what they
    were added to; and the ids of the markup line items, by line and markup."""

    by_id: dict[int, ChangeOrder] = field(default_factory=dict)
    by_prime: dict[int, ChangeOrder] = field(default_factory=dict)
    by_potential: dict[int, ChangeOrder] = field(default_factory=dict)
    by_project: dict[int, list[ChangeOrder]] = field(default_factory=dict)
    by_contract: dict[int, list[ChangeOrder]] = field(default_factory=dict)
    by_above: dict[int, list[ChangeOrder]] = field(default_factory=dict)
    deleted_by_project: dict[int, list[ChangeOrder]] = field(default_factory=dict)
    markup_line_ids: dict[tuple[int, int], int] = field(default_factory=dict)
    custom_statuses: list[CustomStatus] = field(default_factory=list)

    def of_project(self, project_id: int) -> list[ChangeOrder]:
        return self.by_project.get(project_id, [])

    def deleted_of_project(self, project_id: int) -> list[ChangeOrder]:
        return self.deleted_by_project.get(project_id, [])

    def of_contract(self, contract_id: int) -> list[ChangeOrder]:
        """All tiers together."""
        return self.by_contract.get(contract_id, [])

    def of_tier(self, contract_id: int, tier: Tier) -> list[ChangeOrder]:
        return [record for record in self.of_contract(contract_id) if record.tier is tier]

    def package(self, package_id: int) -> ChangeOrder | None:
        record = self.by_id.get(package_id)
        return record if record is not None and record.is_package else None

    def under_any_id(self, written: int) -> ChangeOrder | None:
        """By the new model's id or the one on its own tier: all are of one sequence."""
        return self.by_prime.get(written) or self.by_id.get(written)

    def below(self, record: ChangeOrder) -> list[ChangeOrder]:
        """What was added to a change order, in that order."""
        return self.by_above.get(record.id, [])

    def above(self, record: ChangeOrder) -> ChangeOrder | None:
        return None if record.above_id is None else self.by_id[record.above_id]

    def top(self, record: ChangeOrder) -> ChangeOrder:
        """The uppermost change order that this one has come to be a part of."""
        while record.above_id is not None:
            record = self.by_id[record.above_id]
        return record

    def with_all_below(self, record: ChangeOrder) -> Iterator[ChangeOrder]:
        """The change order itself, then everything it is made of."""
        yield record
        for lower in self.below(record):
            yield from self.with_all_below(lower)

    def line_holders(self, record: ChangeOrder) -> list[ChangeOrder]:
        """The change orders that hold the lines of this one: itself, or what it is made of."""
        return [one for one in self.with_all_below(record) if one.potential_id is not None]

    def add(self, record: ChangeOrder) -> None:
        self.by_id[record.id] = record
        if record.prime_id is not None:
            self.by_prime[record.prime_id] = record
        if record.potential_id is not None:
            self.by_potential[record.potential_id] = record
        self.by_project.setdefault(record.project_id, []).append(record)
        self.by_contract.setdefault(record.contract_id, []).append(record)

    def remove(self, record: ChangeOrder, now: datetime) -> None:
        """Take a change order with nothing below out of the stores; lists can still name it as
        deleted."""
        self.attach(record, None)
        del self.by_id[record.id]
        if record.prime_id is not None:
            del self.by_prime[record.prime_id]
        if record.potential_id is not None:
            del self.by_potential[record.potential_id]
        self.by_project[record.project_id].remove(record)
        self.by_contract[record.contract_id].remove(record)
        record.deleted_at = now
        deleted = self.deleted_by_project.setdefault(record.project_id, [])
        deleted.append(record)
        del deleted[:-MAX_DELETED]

    def attach(self, record: ChangeOrder, above: ChangeOrder | None) -> None:
        """Make a change order a part of another one, or of none."""
        if record.above_id is not None:
            self.by_above[record.above_id].remove(record)
        record.above_id = None if above is None else above.id
        if above is not None:
            self.by_above.setdefault(above.id, []).append(record)
