"""Budget codes (WBS codes), the segments they are made of, and the segments' items."""

from collections.abc import Sequence

from simulator.http.message import Reply
from simulator.http.operation import PathParameters
from simulator.procore.access import NOT_FOUND, Access, record_id
from simulator.procore.call import Call
from simulator.procore.cost_codes import budget_code_wire as wire
from simulator.procore.cost_codes.errors import unknown
from simulator.procore.cost_codes.model import BudgetCode, CostCode, LineItemType, Segment
from simulator.procore.cost_codes.writer import BudgetCodeWriter
from simulator.procore.declarations import Fields, one, several
from simulator.procore.listing import Listing
from simulator.procore.operations import ProcoreOperation, published
from simulator.procore.payload import body_object, required_fields
from simulator.procore.people.model import AccessLevel
from simulator.procore.query import Parameter
from simulator.procore.responses import Refusal, shown
from simulator.procore.stores import ProcoreStores

SOURCE = "procore_api.md 7.4, 9; the items' ids are those of cost codes and types (assumed)"
QUERY = Parameter("query")
WBS = "/rest/v1.0/projects/{project_id}/work_breakdown_structure"


class BudgetCodeRoutes:
    def __init__(self, stores: ProcoreStores, access: Access) -> None:
        self._stores = stores
        self._access = access
        self._writer = BudgetCodeWriter(stores)
        self._codes = Listing[BudgetCode](
            filters={
                "id": lambda code: code.id,
                "status": lambda code: "active",
                "updated_at": lambda code: code.updated_at,
            }
        )
        self._segments = Listing[Segment]()
        self._items = Listing[CostCode | LineItemType]()

    def operations(self) -> Sequence[ProcoreOperation]:
        return (
            published(
                "list_wbs_segments",
                f"GET {WBS}/segments",
                self.list_segments,
                SOURCE,
                listing=self._segments,
                answers=several("cost_codes:Segment"),
            ),
            published(
                "list_wbs_segment_items",
                f"GET {WBS}/segments/{{segment_id}}/segment_items",
                self.list_items,
                SOURCE,
                listing=self._items,
                answers=several("cost_codes:SegmentItem"),
            ),
            published(
                "list_wbs_codes",
                f"GET {WBS}/wbs_codes",
                self.list_codes,
                SOURCE,
                listing=self._codes,
                answers=several("cost_codes:BudgetCode"),
                query=(QUERY,),
            ),
            published(
                "create_wbs_code",
                f"POST {WBS}/wbs_codes",
                self.create_code,
                SOURCE,
                answers=one("cost_codes:BudgetCode"),
                body=Fields(wire.BUDGET_CODE_FIELDS),
            ),
        )

    def list_segments(self, call: Call, path: PathParameters) -> Reply:
        project = self._access.project(call, path["project_id"])
        store = self._stores.cost_codes
        page, headers = self._segments.page([*store.segments.values()], call.request)
        return shown([wire.segment(store, one, project.id) for one in page], headers=headers)

    def list_items(self, call: Call, path: PathParameters) -> Reply:
        project = self._access.project(call, path["project_id"])
        store = self._stores.cost_codes
        segment = store.segments.get(record_id(path["segment_id"], "segment_id"))
        if segment is None:
            raise Refusal(404, NOT_FOUND, because=f"there is no segment {path['segment_id']}")
        rows: list[CostCode | LineItemType] = (
            [*store.of_project(project.id)]
            if segment.type == wire.COST_CODE
            else [*store.line_item_types.values()]
        )
        page, headers = self._items.page(rows, call.request)
        return shown([wire.segment_item(store, item, project.id) for item in page], headers=headers)

    def list_codes(self, call: Call, path: PathParameters) -> Reply:
        """`query` looks into code and description."""
        project = self._access.project(call, path["project_id"])
        store, wanted = self._stores.cost_codes, (QUERY.of(call.request) or "").lower()
        rows = [
            code
            for code in store.budget_codes.values()
            if code.project_id == project.id
            and (wanted in code.flat_code.lower() or wanted in code.description.lower())
        ]
        page, headers = self._codes.page(rows, call.request)
        return shown([wire.budget_code(store, code) for code in page], headers=headers)

    def create_code(self, call: Call, path: PathParameters) -> Reply:
        """201; a combination that is there already takes the new description."""
        project = self._access.project_tool(
            call, path["project_id"], "prime_contracts", AccessLevel.ADMIN
        )
        values = required_fields(body_object(call.request), wire.BUDGET_CODE_FIELDS, 400)
        pairs = values.get("segment_items")
        if not isinstance(pairs, list) or not pairs:
            raise Refusal(400, "Bad Request", fields={"segment_items": ["can't be blank"]})
        ids = {self._segment(segment_id).type: item_id for segment_id, item_id in pairs}
        code = self._writer.of(project.id, ids.get("cost_code"), ids.get("line_item_type"))
        assert code is not None
        if values.get("description") is not None:
            code.description = str(values["description"])
            code.updated_at = self._stores.now()
        answer = wire.budget_code(self._stores.cost_codes, code)
        return shown(answer, status=201, touched=(f"wbs_code:{code.id}",))

    def _segment(self, segment_id: int) -> Segment:
        segment = self._stores.cost_codes.segments.get(segment_id)
        if segment is None:
            raise unknown("segment_id", segment_id, "the company")
        return segment
