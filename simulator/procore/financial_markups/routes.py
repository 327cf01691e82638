"""Financial markups of contracts and change orders (procore_api.md 9)."""

from collections.abc import Mapping, Sequence

from simulator.http.message import Reply
from simulator.http.operation import PathParameters
from simulator.procore.access import Access, record_id
from simulator.procore.call import Call
from simulator.procore.change_orders.record.access import ChangeOrderAccess
from simulator.procore.change_orders.record.model import Tier
from simulator.procore.declarations import NOTHING, Fields, one, several
from simulator.procore.financial_markups import errors, wire
from simulator.procore.financial_markups.model import Markup, MarkupHolder
from simulator.procore.financial_markups.writer import MarkupWriter
from simulator.procore.listing import Listing
from simulator.procore.operations import ProcoreOperation, published
from simulator.procore.payload import body_object, required_fields, wrapped
from simulator.procore.people.model import AccessLevel
from simulator.procore.prime_contracts.access import ContractAccess
from simulator.procore.query import PROJECT_ID, Kind, Parameter
from simulator.procore.responses import Refusal, shown
from simulator.procore.stores import ProcoreStores

SOURCE = (
    "procore_api.md 9; a change order's holder is its potential change order, whose id the list"
    " of potential change orders gives; the prime change order's own id is taken too (assumed)"
)

HOLDER_TYPE = Parameter("holder_type", choices=tuple(MarkupHolder))
HOLDER_ID = Parameter("holder_id", Kind.ID)
VIEW = Parameter("view", choices=("with_erp_data",))
HOLDER = (PROJECT_ID, HOLDER_TYPE, HOLDER_ID, VIEW)

HolderKey = tuple[int, MarkupHolder, int]


class MarkupRoutes:
    def __init__(self, stores: ProcoreStores, access: Access) -> None:
        self._stores = stores
        self._access = access
        self._contracts = ContractAccess(stores, access)
        self._orders = ChangeOrderAccess(stores, access)
        self._writer = MarkupWriter(stores)
        self._listing = Listing[Markup]()

    def operations(self) -> Sequence[ProcoreOperation]:
        markups = "/rest/v1.0/financials/markups"
        return (
            published(
                "list_markups",
                f"GET {markups}",
                self.list,
                SOURCE,
                listing=self._listing,
                answers=several("financial_markups:Markup"),
                query=HOLDER,
            ),
            published(
                "create_markup",
                f"POST {markups}",
                self.create,
                SOURCE,
                answers=one("financial_markups:Markup"),
                query=HOLDER,
                body=Fields(wire.FIELDS, "markup"),
            ),
            published(
                "show_markup",
                f"GET {markups}/{{id}}",
                self.show,
                SOURCE,
                answers=one("financial_markups:Markup"),
                query=HOLDER,
            ),
            published(
                "update_markup",
                f"PATCH {markups}/{{id}}",
                self.update,
                SOURCE,
                answers=one("financial_markups:Markup"),
                query=HOLDER,
                body=Fields(wire.FIELDS, "markup"),
            ),
            published(
                "delete_markup",
                f"DELETE {markups}/{{id}}",
                self.delete,
                SOURCE,
                answers=NOTHING,
                query=HOLDER,
            ),
        )

    def list(self, call: Call, path: PathParameters) -> Reply:
        _, holder, holder_id = self._holder(call, AccessLevel.STANDARD)
        markups = self._stores.markups.of(holder, holder_id)
        page, headers = self._listing.page(markups, call.request)
        return shown(
            [self._markup_json(call, markup) for markup in page],
            headers=headers,
            touched=(f"{holder}:{holder_id}",),
        )

    def show(self, call: Call, path: PathParameters) -> Reply:
        _, holder, holder_id = self._holder(call, AccessLevel.STANDARD)
        return self._shown(call, self._markup(holder, holder_id, path["id"]))

    def create(self, call: Call, path: PathParameters) -> Reply:
        project_id, holder, holder_id = self._holder(call, AccessLevel.ADMIN)
        values = required_fields(wrapped(body_object(call.request), "markup"), wire.FIELDS)
        markup = self._writer.create(project_id, holder, holder_id, values)
        return self._shown(call, markup, status=201)

    def update(self, call: Call, path: PathParameters) -> Reply:
        _, holder, holder_id = self._holder(call, AccessLevel.ADMIN)
        markup = self._markup(holder, holder_id, path["id"])
        values = required_fields(wrapped(body_object(call.request), "markup"), wire.FIELDS)
        self._writer.update(markup, values)
        return self._shown(call, markup)

    def delete(self, call: Call, path: PathParameters) -> Reply:
        _, holder, holder_id = self._holder(call, AccessLevel.ADMIN)
        markup = self._markup(holder, holder_id, path["id"])
        self._writer.remove(markup)
        return Reply(204, touched=(f"markup:{markup.id}",))

    def _holder(self, call: Call, level: AccessLevel) -> HolderKey:
        """Project, holder type and holder id of the query; all three are required."""
        project = self._access.project_tool(
            call, PROJECT_ID.of(call.request), "prime_contracts", level
        )
        written_type = HOLDER_TYPE.of(call.request)
        holder_id = record_id(HOLDER_ID.of(call.request), HOLDER_ID.name)
        if written_type not in HOLDER_TYPE.choices:
            raise Refusal(400, f"holder_type must be one of: {', '.join(HOLDER_TYPE.choices)}")
        holder = MarkupHolder(written_type)
        if holder is MarkupHolder.CONTRACT:
            contract = self._contracts.contract(call, project, holder_id)
            return project.id, holder, contract.id
        prime = self._stores.change_orders.by_prime.get(holder_id)
        potential_id = holder_id if prime is None else prime.potential_id
        change_order = self._orders.of_tier(call, project, Tier.POTENTIAL, potential_id or 0)
        assert change_order.potential_id is not None
        return project.id, holder, change_order.potential_id

    def _markup(self, holder: MarkupHolder, holder_id: int, written: str) -> Markup:
        markup = self._stores.markups.markups.get(record_id(written, "id"))
        if markup is None or (markup.holder, markup.holder_id) != (holder, holder_id):
            raise errors.no_such_markup(written, f"{holder} {holder_id}")
        return markup

    def _markup_json(self, call: Call, markup: Markup) -> Mapping[str, object]:
        with_erp_data = VIEW.of(call.request) == "with_erp_data"
        return wire.shown_markup(self._stores, markup, with_erp_data)

    def _shown(self, call: Call, markup: Markup, status: int = 200) -> Reply:
        return shown(
            self._markup_json(call, markup), status=status, touched=(f"markup:{markup.id}",)
        )
