"""Prime contracts in v2 (procore_api.md 7.1)."""

from collections.abc import Sequence

from simulator.http.message import Reply, Request
from simulator.http.operation import PathParameters
from simulator.procore.access import Access, record_id
from simulator.procore.call import Call
from simulator.procore.custom_fields import with_custom_fields
from simulator.procore.declarations import NOTHING, Fields, one, several
from simulator.procore.listing import Listing
from simulator.procore.operations import ProcoreOperation, inferred, published
from simulator.procore.payload import Values, body_object, required_fields
from simulator.procore.people.model import AccessLevel
from simulator.procore.prime_contracts import errors
from simulator.procore.prime_contracts import v2_wire as wire
from simulator.procore.prime_contracts.access import ContractAccess
from simulator.procore.prime_contracts.model import PrimeContract
from simulator.procore.prime_contracts.writer import PrimeContractWriter
from simulator.procore.projects.model import Project
from simulator.procore.query import INCLUDE_DELETED, VIEW_V2
from simulator.procore.responses import Refusal, shown_v2
from simulator.procore.soft_deletes import with_deleted
from simulator.procore.stores import ProcoreStores

SOURCE = "procore_api.md 7.1 to 7.3; the answer's fields follow v1's names"
V2_CONTRACTS = "/rest/v2.0/companies/{company_id}/projects/{project_id}/prime_contracts"
DEFAULT_SHAPE = "prime_contracts:PrimeContractV2"
EXTENDED_SHAPE = "prime_contracts:ExtendedPrimeContractV2"


class PrimeContractV2Routes:
    def __init__(self, stores: ProcoreStores, access: Access) -> None:
        self._stores = stores
        self._access = access
        self._contract_access = ContractAccess(stores, access)
        self._listing = Listing[PrimeContract](
            filters={
                "id": lambda contract: contract.id,
                "status": lambda contract: contract.status,
                "accounting_method": lambda contract: contract.accounting_method,
                "architect_id": lambda contract: contract.architect_id,
                "contractor_id": lambda contract: contract.contractor_id,
                "vendor_id": lambda contract: contract.vendor_id,
                "executed": lambda contract: contract.executed,
                "signature_required": lambda contract: contract.signature_required,
                "created_at": lambda contract: contract.created_at,
                "updated_at": lambda contract: contract.updated_at,
                "deleted_at": lambda contract: contract.deleted_at,
            },
            default_per_page=10,
            max_per_page=100,
        )

    def operations(self) -> Sequence[ProcoreOperation]:
        one_contract = f"{V2_CONTRACTS}/{{id}}"
        either_view = one(DEFAULT_SHAPE) | one(EXTENDED_SHAPE)
        return (
            inferred(
                "list_prime_contracts_v2",
                f"GET {V2_CONTRACTS}",
                self.list,
                SOURCE,
                listing=self._listing,
                answers=several(DEFAULT_SHAPE) | several(EXTENDED_SHAPE),
                query=(VIEW_V2,),
            ),
            inferred(
                "create_prime_contract_v2",
                f"POST {V2_CONTRACTS}",
                self.create,
                SOURCE,
                answers=either_view,
                query=(VIEW_V2,),
                body=Fields(wire.V2_FIELDS),
            ),
            inferred(
                "show_prime_contract_v2",
                f"GET {one_contract}",
                self.show,
                SOURCE,
                answers=either_view,
                query=(VIEW_V2,),
            ),
            inferred(
                "update_prime_contract_v2",
                f"PATCH {one_contract}",
                self.update,
                SOURCE,
                answers=either_view,
                query=(VIEW_V2,),
                body=Fields(wire.V2_FIELDS),
            ),
            published(
                "delete_prime_contract_v2",
                f"DELETE {one_contract}",
                self.delete,
                "procore_api.md 7.1",
                answers=NOTHING,
                query=(VIEW_V2,),
            ),
            published(
                "show_prime_contract_summary",
                f"GET {one_contract}/summary",
                self.summary,
                "procore_api.md 7.1",
                answers=one("prime_contracts:PrimeContractSummary"),
                query=(VIEW_V2,),
            ),
        )

    def list(self, call: Call, path: PathParameters) -> Reply:
        project = self._project(call, path, AccessLevel.READ_ONLY)
        live = self._contract_access.visible(call, project)
        rows = with_deleted(call.request, live, self._contract_access.deleted(call, project))
        page, headers = self._listing.page(rows, call.request)
        show = _view(call.request)
        return shown_v2([show(self._stores, row) for row in page], headers=headers)

    def show(self, call: Call, path: PathParameters) -> Reply:
        """A deleted contract is found by filters[include_deleted] only (procore_api.md 7.1)."""
        show = _view(call.request)
        project = self._project(call, path, AccessLevel.READ_ONLY)
        deleted = with_deleted(call.request, (), self._contract_access.deleted(call, project))
        written = record_id(path["id"], "id")
        found = next((one for one in deleted if one.id == written), None)
        if found is None and INCLUDE_DELETED.of(call.request) == "only":
            raise errors.no_such_contract(written, project.id)
        contract = found or self._contract_access.contract(call, project, written)
        return self._shown(contract, show)

    def create(self, call: Call, path: PathParameters) -> Reply:
        project = self._project(call, path, AccessLevel.ADMIN)
        show = _view(call.request)
        contract = self._writer(call).create(project.id, self._values(call))
        return self._shown(contract, show, status=201)

    def update(self, call: Call, path: PathParameters) -> Reply:
        contract = self._contract(call, path, AccessLevel.ADMIN)
        show = _view(call.request)
        self._writer(call).update(contract, self._values(call))
        return self._shown(contract, show)

    def delete(self, call: Call, path: PathParameters) -> Reply:
        """204, where v1 answers 200 (procore_api.md 2)."""
        contract = self._contract(call, path, AccessLevel.ADMIN)
        self._writer(call).delete(contract)
        return Reply(204, touched=(f"prime_contract:{contract.id}",))

    def summary(self, call: Call, path: PathParameters) -> Reply:
        contract = self._contract(call, path, AccessLevel.READ_ONLY)
        return shown_v2(
            wire.summary(self._stores, contract), touched=(f"prime_contract:{contract.id}",)
        )

    def _values(self, call: Call) -> Values:
        body = body_object(call.request)
        return with_custom_fields(required_fields(body, wire.V2_FIELDS, 400), body, 400)

    def _project(self, call: Call, path: PathParameters, level: AccessLevel) -> Project:
        company = self._access.company(path["company_id"])
        return self._access.project_tool(
            call, path["project_id"], "prime_contracts", level, company
        )

    def _contract(self, call: Call, path: PathParameters, level: AccessLevel) -> PrimeContract:
        project = self._project(call, path, level)
        return self._contract_access.contract(call, project, path["id"])

    def _writer(self, call: Call) -> PrimeContractWriter:
        return PrimeContractWriter(self._stores, call.actor_id)

    def _shown(self, contract: PrimeContract, show: wire.View, status: int = 200) -> Reply:
        return shown_v2(
            show(self._stores, contract),
            status=status,
            touched=(f"prime_contract:{contract.id}",),
        )


def _view(request: Request) -> wire.View:
    """How the asked view shows a contract; an unknown view is a 400."""
    view = VIEW_V2.of(request) or "default"
    if view not in VIEW_V2.choices:
        raise Refusal(400, f"view must be one of: {', '.join(VIEW_V2.choices)}")
    return wire.extended if view == "extended" else wire.default
