"""A PCCO while a scenario is still describing it: one record once somebody acts."""

from dataclasses import dataclass, field
from decimal import Decimal

APPROVED_ON = "2020-04-08"
NO_CODE = "none"


@dataclass(frozen=True, slots=True)
class LineDraft:
    """A line by codes; `billing_item` (or the contract line's description) may be empty."""

    amount: Decimal
    billing_item: str
    description: str = "Extra work"
    cost_code: str = "03-300"
    cost_type: str = "L"
    contract_line: str = ""


@dataclass(frozen=True, slots=True)
class MarkupDraft:
    """A markup in the scenario's words; `selects` and the codes are turned into ids later."""

    name: str
    kind: str
    percent: str
    calculation: str = "basic"
    selects: str = ""
    lump_sum: str = ""
    contract_line: str = ""
    only_cost_code: str = ""
    only_cost_type: str = ""


@dataclass(slots=True)
class ChangeOrderDraft:
    """What is not said is as for an approved PCCO that may be exported, which `has_lines`. With
    several tiers of change orders its parts have them."""

    project: str
    number: str
    title: str = "Change of scope"
    description: str = "Change of scope"
    status: str = "approved"
    date: str = APPROVED_ON
    has_lines: bool = True
    lines: list[LineDraft] = field(default_factory=list)
    markups: list[MarkupDraft] = field(default_factory=list)
    parts: list["ChangeOrderDraft"] = field(default_factory=list)


def line_draft(row: dict[str, str]) -> LineDraft:
    """A line from a table's row; cells left empty take the draft's defaults."""
    described = {
        name: row[column]
        for name, column in (
            ("description", "description"),
            ("cost_code", "cost code"),
            ("cost_type", "cost type"),
        )
        if row.get(column)
    }
    return LineDraft(
        amount=Decimal(row["amount"].replace(",", "")),
        billing_item=row["billing item"],
        **described,
    )


def markup_draft(row: dict[str, str]) -> MarkupDraft:
    """A markup from a table's row."""
    return MarkupDraft(
        name=row["name"],
        kind=row["kind"],
        percent=row["percent"],
        calculation=row["calculation"] or "basic",
        selects=row["selects"],
        lump_sum=row["lump sum"],
        contract_line=row["contract line"],
        only_cost_code=row["only cost code"],
        only_cost_type=row["only cost type"],
    )
