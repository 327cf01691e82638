"""Prime contracts in v1, on the singular path (procore_api.md 7.1)."""

from collections.abc import Sequence

from simulator.http.message import Reply
from simulator.http.operation import PathParameters
from simulator.procore.access import Access, Written, written_id
from simulator.procore.call import Call
from simulator.procore.custom_fields import with_custom_fields
from simulator.procore.declarations import NOTHING, Fields, one, several
from simulator.procore.listing import Listing
from simulator.procore.operations import ProcoreOperation, published
from simulator.procore.payload import Values, body_object, required_fields, wrapped
from simulator.procore.people.model import AccessLevel
from simulator.procore.prime_contracts import errors, wire
from simulator.procore.prime_contracts.access import ContractAccess
from simulator.procore.prime_contracts.model import PrimeContract
from simulator.procore.prime_contracts.writer import PrimeContractWriter
from simulator.procore.projects.model import Project
from simulator.procore.query import PROJECT_ID
from simulator.procore.responses import shown
from simulator.procore.stores import ProcoreStores

SOURCE = "procore_api.md 7"
# What v1 declares for bad input on this resource (procore_api.md 6).
BAD_INPUT = 400


class PrimeContractRoutes:
    def __init__(self, stores: ProcoreStores, access: Access) -> None:
        self._stores = stores
        self._access = access
        self._contract_access = ContractAccess(stores, access)
        self._listing = Listing[PrimeContract](
            filters={
                "id": lambda contract: contract.id,
                "updated_at": lambda contract: contract.updated_at,
                "origin_id": lambda contract: stores.external_data.origin_id(
                    "prime_contract", contract.id
                ),
            }
        )

    def operations(self) -> Sequence[ProcoreOperation]:
        one_contract = "/rest/v1.0/prime_contract/{id}"
        return (
            published(
                "list_prime_contracts",
                "GET /rest/v1.0/prime_contracts",
                self.list,
                SOURCE,
                listing=self._listing,
                answers=several("prime_contracts:ListedPrimeContract"),
                query=(PROJECT_ID,),
            ),
            published(
                "show_first_prime_contract",
                "GET /rest/v1.0/prime_contract",
                self.show_first,
                SOURCE,
                answers=one("prime_contracts:PrimeContract"),
                query=(PROJECT_ID,),
            ),
            published(
                "create_prime_contract",
                "POST /rest/v1.0/prime_contract",
                self.create,
                SOURCE,
                answers=one("prime_contracts:PrimeContract"),
                query=(PROJECT_ID,),
                body=Fields(wire.V1_FIELDS, "prime_contract", (PROJECT_ID,)),
            ),
            published(
                "show_prime_contract",
                f"GET {one_contract}",
                self.show,
                SOURCE,
                answers=one("prime_contracts:PrimeContract"),
                query=(PROJECT_ID,),
            ),
            published(
                "update_prime_contract",
                f"PATCH {one_contract}",
                self.update,
                SOURCE,
                answers=one("prime_contracts:PrimeContract"),
                query=(PROJECT_ID,),
                body=Fields(wire.V1_FIELDS, "prime_contract", (PROJECT_ID,)),
            ),
            published(
                "delete_prime_contract",
                f"DELETE {one_contract}",
                self.delete,
                SOURCE,
                answers=NOTHING,
                statuses=(200,),
                query=(PROJECT_ID,),
            ),
        )

    def list(self, call: Call, path: PathParameters) -> Reply:
        project = self._project(call, PROJECT_ID.of(call.request), AccessLevel.READ_ONLY)
        rows = self._contract_access.visible(call, project)
        page, headers = self._listing.page(rows, call.request)
        return shown([wire.listed(self._stores, row) for row in page], headers=headers)

    def show_first(self, call: Call, path: PathParameters) -> Reply:
        project = self._project(call, PROJECT_ID.of(call.request), AccessLevel.READ_ONLY)
        contracts = self._contract_access.visible(call, project)
        if not contracts:
            raise errors.no_such_contract("at all", project.id)
        return self._shown(call, contracts[0])

    def show(self, call: Call, path: PathParameters) -> Reply:
        project = self._project(call, PROJECT_ID.of(call.request), AccessLevel.READ_ONLY)
        return self._shown(call, self._contract_access.contract(call, project, path["id"]))

    def create(self, call: Call, path: PathParameters) -> Reply:
        body = body_object(call.request)
        project = self._project(call, written_id(call.request, body, PROJECT_ID), AccessLevel.ADMIN)
        values = _values(body)
        return self._shown(call, self._writer(call).create(project.id, values), status=201)

    def update(self, call: Call, path: PathParameters) -> Reply:
        body = body_object(call.request)
        project = self._project(call, written_id(call.request, body, PROJECT_ID), AccessLevel.ADMIN)
        contract = self._contract_access.contract(call, project, path["id"])
        self._writer(call).update(contract, _values(body))
        return self._shown(call, contract)

    def delete(self, call: Call, path: PathParameters) -> Reply:
        """200 without a body, where other deletes are 204 (procore_api.md 2)."""
        project = self._project(call, PROJECT_ID.of(call.request), AccessLevel.ADMIN)
        contract = self._contract_access.contract(call, project, path["id"])
        self._writer(call).delete(contract)
        return Reply(200, touched=(f"prime_contract:{contract.id}",))

    def _writer(self, call: Call) -> PrimeContractWriter:
        return PrimeContractWriter(self._stores, call.actor_id)

    def _shown(self, call: Call, contract: PrimeContract, status: int = 200) -> Reply:
        shows_lines = self._contract_access.sees_lines(call, contract)
        return shown(
            wire.in_full(self._stores, contract, shows_lines),
            status=status,
            touched=(f"prime_contract:{contract.id}",),
        )

    def _project(self, call: Call, written: Written, level: AccessLevel) -> Project:
        return self._access.project_tool(call, written, "prime_contracts", level)


def _values(body: dict[str, object]) -> Values:
    payload = wrapped(body, "prime_contract")
    values = required_fields(payload, wire.V1_FIELDS, BAD_INPUT)
    return with_custom_fields(values, payload, BAD_INPUT)
