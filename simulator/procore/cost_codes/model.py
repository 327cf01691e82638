"""Cost codes, line item types (cost types), and the budget codes that a pair of them makes."""

from dataclasses import dataclass, field
from datetime import datetime

# procore_api.md 7.4
BASE_TYPES = (
    "equipment",
    "materials",
    "commitment",
    "owner_cost",
    "professional_services",
    "other",
    "labor",
)

BudgetKey = tuple[int, int | None, int | None]


@dataclass(slots=True)
class CostCode:
    """A project's cost code; `full_code` has its dashes, `code` is its last part."""

    id: int
    project_id: int
    full_code: str
    name: str
    created_at: datetime
    updated_at: datetime

    @property
    def code(self) -> str:
        return self.full_code.rsplit("-", 1)[-1]


@dataclass(slots=True)
class LineItemType:
    """A company's cost type."""

    id: int
    code: str
    name: str
    base_type: str


@dataclass(slots=True)
class BudgetCode:
    """A WBS code: cost code and cost type together, `01-011.CT1` (procore_api.md 7.4)."""

    id: int
    project_id: int
    cost_code_id: int | None
    line_item_type_id: int | None
    flat_code: str
    description: str
    created_at: datetime
    updated_at: datetime


@dataclass(slots=True)
class Segment:
    """One of the two parts of a budget code that markup conditions can name (D-236)."""

    id: int
    type: str
    name: str


@dataclass
class CostCodeStore:
    """Everything by id; cost codes by project, budget codes by what they are made of."""

    cost_codes: dict[int, CostCode] = field(default_factory=dict)
    cost_codes_by_project: dict[int, list[CostCode]] = field(default_factory=dict)
    line_item_types: dict[int, LineItemType] = field(default_factory=dict)
    budget_codes: dict[int, BudgetCode] = field(default_factory=dict)
    budget_code_by_key: dict[BudgetKey, BudgetCode] = field(default_factory=dict)
    segments: dict[int, Segment] = field(default_factory=dict)

    def add_cost_code(self, cost_code: CostCode) -> None:
        self.cost_codes[cost_code.id] = cost_code
        self.cost_codes_by_project.setdefault(cost_code.project_id, []).append(cost_code)

    def of_project(self, project_id: int) -> list[CostCode]:
        return self.cost_codes_by_project.get(project_id, [])

    def segment_of_type(self, type_name: str) -> Segment:
        return next(segment for segment in self.segments.values() if segment.type == type_name)

    def make_budget_code(
        self,
        new_id: int,
        project_id: int,
        cost_code_id: int | None,
        line_item_type_id: int | None,
        now: datetime,
    ) -> BudgetCode:
        """Make the budget code of this pair under `new_id`."""
        cost_code = self.cost_codes[cost_code_id] if cost_code_id is not None else None
        kind = self.line_item_types[line_item_type_id] if line_item_type_id is not None else None
        flat_code = ".".join(
            part for part in (cost_code and cost_code.full_code, kind and kind.code) if part
        )
        names = [part.name for part in (cost_code, kind) if part is not None]
        made = BudgetCode(
            new_id,
            project_id,
            cost_code_id,
            line_item_type_id,
            flat_code,
            ".".join(names),
            now,
            now,
        )
        self.budget_codes[made.id] = made
        self.budget_code_by_key[project_id, cost_code_id, line_item_type_id] = made
        return made
