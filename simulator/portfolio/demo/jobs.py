"""The demo company's jobs: each stands for one documented situation."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class BillingItem:
    """A line of the contract's schedule of values; `amount` None is drawn from the seed."""

    code: str
    description: str
    amount: str | None = None


@dataclass(frozen=True, slots=True)
class DemoJob:
    """One job with its contract.

    `situation` says what it is there to show. `is_synced` is False for a project that no one has
    synced with its job. `header_excess` is what the contract's header has beyond its lines (D-035).
    `change_order_tiers` is the project's (D-073).
    """

    number: str
    situation: str
    price_method: str = "F"
    is_synced: bool = True
    billing_items: tuple[BillingItem, ...] = field(
        default_factory=lambda: (
            BillingItem("0100", "General conditions"),
            BillingItem("0200", "Sitework"),
            BillingItem("0300", "Concrete"),
            BillingItem("0500", "Structural steel"),
        )
    )
    header_excess: str = "0.00"
    change_order_tiers: int = 1


HORIZONTAL = DemoJob("24-101", "change orders with horizontal markup")
VERTICAL = DemoJob("24-102", "change orders with vertical markup")
BOTH_MARKUPS = DemoJob("24-103", "change orders with both markups, compounding and conditions")
SHARED_LINES = DemoJob("24-104", "change order lines that share a line, a phase or a billing item")
PUBLISHED = DemoJob(
    "24-105",
    "the published order: 7,396,144.00 + 1,929.85 = 7,398,073.85 (E-02)",
    billing_items=(
        BillingItem("1000", "Base building", "7000000.00"),
        BillingItem("2000", "Tenant improvements", "396144.00"),
    ),
)
UNIT_PRICE = DemoJob("24-106", "a Unit Price contract (D-008)", price_method="U")
UNSYNCED_JOB = DemoJob("24-107", "a job that is not synced (D-045)", is_synced=False)
TWO_PROJECTS = DemoJob("24-108", "a contract added to two projects by mistake (D-046)")
TWO_CONTRACTS = DemoJob("24-109", "a second contract for the same project (D-003)")
UNAPPROVED = DemoJob("24-110", "a prime contract set back to Draft (D-044)")
GROWING = DemoJob("24-111", "new and changed lines to re-import (D-042)")
QUIET = DemoJob(
    "24-112",
    "nothing new to re-import (D-047), and change orders of two tiers (D-074)",
    change_order_tiers=2,
)
HEADER_DIFFERS = DemoJob(
    "24-113", "a header that differs from the sum of its lines (D-035)", header_excess="2500.00"
)
REFUSED_EXPORTS = DemoJob("24-114", "change orders that may not be exported, one for each reason")
FAILING_EXPORT = DemoJob("24-115", "an export that fails, is put right and tried again")

ALL = (
    HORIZONTAL,
    VERTICAL,
    BOTH_MARKUPS,
    SHARED_LINES,
    PUBLISHED,
    UNIT_PRICE,
    UNSYNCED_JOB,
    TWO_PROJECTS,
    TWO_CONTRACTS,
    UNAPPROVED,
    GROWING,
    QUIET,
    HEADER_DIFFERS,
    REFUSED_EXPORTS,
    FAILING_EXPORT,
)

# Each cost code with the phase that Spectrum knows it by: the same digits without the dash (D-153).
COST_CODES = ("01-011", "02-200", "03-300", "05-100", "09-900")
COST_TYPES = {"L": "Labor", "M": "Materials", "S": "Subcontract", "E": "Equipment"}
