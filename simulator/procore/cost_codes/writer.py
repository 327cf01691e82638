"""The budget code of a cost code and a cost type, checked, and made when the project lacks it."""

from simulator.procore.cost_codes.errors import unknown
from simulator.procore.cost_codes.model import BudgetCode
from simulator.procore.stores import ProcoreStores


class BudgetCodeWriter:
    def __init__(self, stores: ProcoreStores) -> None:
        self._stores = stores

    def with_id(self, project_id: int, budget_code_id: int) -> BudgetCode:
        """Refusal 422 when the project has no such budget code."""
        held = self._stores.cost_codes.budget_codes.get(budget_code_id)
        if held is None or held.project_id != project_id:
            raise unknown("wbs_code_id", budget_code_id, f"project {project_id}")
        return held

    def of(
        self, project_id: int, cost_code_id: int | None, line_item_type_id: int | None
    ) -> BudgetCode | None:
        """The budget code of a pair, None for a pair of nothing; Refusal 422 for an unknown part.
        Naming a code outside the budget adds it there (procore_api.md 7.4)."""
        codes = self._stores.cost_codes
        if cost_code_id is not None:
            cost_code = codes.cost_codes.get(cost_code_id)
            if cost_code is None or cost_code.project_id != project_id:
                raise unknown("cost_code_id", cost_code_id, f"project {project_id}")
        if line_item_type_id is not None and line_item_type_id not in codes.line_item_types:
            raise unknown("line_item_type_id", line_item_type_id, "the company")
        if cost_code_id is None and line_item_type_id is None:
            return None
        held = codes.budget_code_by_key.get((project_id, cost_code_id, line_item_type_id))
        if held is not None:
            return held
        new_id, now = self._stores.new_id("wbs_code"), self._stores.now()
        return codes.make_budget_code(new_id, project_id, cost_code_id, line_item_type_id, now)
