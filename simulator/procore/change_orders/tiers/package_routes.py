"""Change order packages: the top tier in the legacy model, which carries the ERP link
(procore_api.md 8)."""

from collections.abc import Sequence

from simulator.http.message import Reply
from simulator.http.operation import PathParameters
from simulator.procore.access import Access, Written, written_id
from simulator.procore.call import Call
from simulator.procore.change_orders.record.access import ChangeOrderAccess
from simulator.procore.change_orders.record.fields import PACKAGE_FIELDS
from simulator.procore.change_orders.record.model import ChangeOrder, Tier
from simulator.procore.change_orders.record.writer import ChangeOrderWriter
from simulator.procore.change_orders.tiers import package_wire as wire
from simulator.procore.declarations import Fields, one, several
from simulator.procore.listing import Listing
from simulator.procore.operations import ProcoreOperation, published
from simulator.procore.payload import body_object, required_fields, wrapped
from simulator.procore.people.model import AccessLevel
from simulator.procore.prime_contracts.access import ContractAccess
from simulator.procore.projects.model import Project
from simulator.procore.query import CONTRACT_ID, INCLUDE_DELETED, PROJECT_ID
from simulator.procore.responses import shown
from simulator.procore.stores import ProcoreStores

SOURCE = (
    "procore_api.md 8; locked while synced except for the origin fields (10.6, assumed); a written"
    " total stands until lines or lower tiers give one (assumed)"
)


class PackageRoutes:
    def __init__(self, stores: ProcoreStores, access: Access) -> None:
        self._stores = stores
        self._access = access
        self._contracts = ContractAccess(stores, access)
        self._orders = ChangeOrderAccess(stores, access)
        self._listing = Listing[ChangeOrder](
            filters={
                "id": lambda record: record.id,
                "created_at": lambda record: record.created_at,
                "updated_at": lambda record: record.updated_at,
                "reviewed_at": lambda record: record.reviewed_at,
                "due_date": lambda record: record.due_date,
                "invoiced_date": lambda record: record.invoiced_date,
                "paid_date": lambda record: record.paid_date,
                "signed_change_order_received_date": lambda record: (
                    record.signed_change_order_received_date
                ),
                "origin_id": lambda record: stores.external_data.origin_id(
                    "change_order", record.id
                ),
            }
        )

    def operations(self) -> Sequence[ProcoreOperation]:
        packages = "/rest/v1.0/change_order_packages"
        name = "change_order_package"
        return (
            published(
                f"list_{name}s",
                f"GET {packages}",
                self.list,
                SOURCE,
                listing=self._listing,
                answers=several("change_orders.record:ListedPackage"),
                query=(PROJECT_ID, CONTRACT_ID, INCLUDE_DELETED),
            ),
            published(
                f"create_{name}",
                f"POST {packages}",
                self.create,
                SOURCE,
                answers=one("change_orders.record:ChangeOrderPackage"),
                query=(PROJECT_ID,),
                body=Fields(PACKAGE_FIELDS, "change_order", (PROJECT_ID, CONTRACT_ID)),
            ),
            published(
                f"show_{name}",
                f"GET {packages}/{{id}}",
                self.show,
                SOURCE,
                answers=one("change_orders.record:ChangeOrderPackage"),
                query=(PROJECT_ID,),
            ),
            published(
                f"update_{name}",
                f"PATCH {packages}/{{id}}",
                self.update,
                SOURCE,
                answers=one("change_orders.record:ChangeOrderPackage"),
                query=(PROJECT_ID,),
                body=Fields(PACKAGE_FIELDS, "change_order", (PROJECT_ID, CONTRACT_ID)),
            ),
        )

    def list(self, call: Call, path: PathParameters) -> Reply:
        project = self._project(call, PROJECT_ID.of(call.request), AccessLevel.READ_ONLY)
        rows = self._orders.listed(call, project, lambda record: record.is_package)
        written = CONTRACT_ID.of(call.request)
        if written is not None:
            contract = self._contracts.contract(call, project, written)
            rows = [row for row in rows if row.contract_id == contract.id]
        page, headers = self._listing.page(rows, call.request)
        return shown([wire.listed_package(self._stores, row) for row in page], headers=headers)

    def show(self, call: Call, path: PathParameters) -> Reply:
        project = self._project(call, PROJECT_ID.of(call.request), AccessLevel.READ_ONLY)
        return self._shown(self._orders.of_tier(call, project, Tier.PACKAGE, path["id"]))

    def create(self, call: Call, path: PathParameters) -> Reply:
        body = body_object(call.request)
        project = self._project(call, written_id(call.request, body, PROJECT_ID), AccessLevel.ADMIN)
        contract = self._contracts.contract(
            call, project, written_id(call.request, body, CONTRACT_ID)
        )
        values = required_fields(wrapped(body, "change_order"), PACKAGE_FIELDS)
        package = self._writer(call).create(contract, Tier.PACKAGE, values)
        return self._shown(package, status=201)

    def update(self, call: Call, path: PathParameters) -> Reply:
        body = body_object(call.request)
        project = self._project(call, written_id(call.request, body, PROJECT_ID), AccessLevel.ADMIN)
        package = self._orders.of_tier(call, project, Tier.PACKAGE, path["id"])
        values = required_fields(wrapped(body, "change_order"), PACKAGE_FIELDS)
        self._writer(call).update(package, values)
        return self._shown(package)

    def _project(self, call: Call, written: Written, level: AccessLevel) -> Project:
        return self._access.project_tool(call, written, "prime_contracts", level)

    def _writer(self, call: Call) -> ChangeOrderWriter:
        return ChangeOrderWriter(self._stores, call.actor_id)

    def _shown(self, package: ChangeOrder, status: int = 200) -> Reply:
        answer = wire.package(self._stores, package)
        return shown(answer, status=status, touched=package.names)
