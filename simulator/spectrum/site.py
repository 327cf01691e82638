"""Spectrum on the wire: SOAP services, their WSDLs, and the REST import."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from random import Random

from msgspec.structs import replace

from simulator.http.message import Reply, Request
from simulator.http.operation import Operation
from simulator.http.site import Site, SqlTable
from simulator.spectrum.authorization import routes as authorization
from simulator.spectrum.authorization.gate import Gate
from simulator.spectrum.authorization.model import Authorization
from simulator.spectrum.change_orders import routes as change_orders
from simulator.spectrum.change_requests import routes as change_requests
from simulator.spectrum.contracts import routes as contracts
from simulator.spectrum.customers import routes as customers
from simulator.spectrum.infolink.opening import open_store
from simulator.spectrum.infolink.tables import TABLES
from simulator.spectrum.jobs import routes as jobs
from simulator.spectrum.phases import routes as phases
from simulator.spectrum.screens.makers import makers
from simulator.spectrum.soap.envelope import cut_off
from simulator.spectrum.soap.service import Service, empty_row_reply, fault_reply, operations
from simulator.spectrum.soap.unserved import unserved_operations
from simulator.spectrum.stores import ProcessingPeriod, SpectrumStores, State
from simulator.world.faults import Fault, FaultKind
from simulator.world.world import StatePart, World

# The text that a client saw under concurrent load (spectrum_api.md 1, faults).
FAULT_TEXT = "Error executing Web Service"
TOO_MANY_REQUESTS_STATUS = 429
SOAP_FAULT_KINDS = frozenset({FaultKind.CUT_OFF_ENVELOPE, FaultKind.EMPTY_ROW})


class SpectrumSite(Site[Request]):
    """One installation with one company of its own; Info-Link lies at `infolink_url`.

    `infolink` says where to keep its tables: a file for SQLite, or a PostgreSQL URL.

    `fixtures` makes state that no public operation creates, by the name of its kind.
    `credentials`: SOAP takes the `authorization_id`, REST takes `company_code` and it as Basic.
    """

    system = "spectrum"

    def __init__(self, world: World, infolink: Path | str) -> None:
        self.credentials = _credentials(world.seed)
        company_code = self.credentials["company_code"]
        store = open_store(infolink, company_code)
        self.stores = SpectrumStores(
            company_code, _first_state(world, self.credentials), world, store
        )
        self.infolink_url = store.url
        self.fixtures = makers(self.stores)
        gate = Gate(self.stores)
        self._services = {service.method: service for service in _services(self.stores)}
        super().__init__(world, _operations(world, self.stores, gate, self._services.values()))
        world.keep(self.system, StatePart(self.stores.save, self.stores.load))

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """Info-Link's readers see it all at once; when it fails, what was done up to then, for the
        stores have that as well."""
        failure: Exception | None = None
        with self.stores.store.transaction():
            try:
                yield
            except Exception as error:  # noqa: BLE001  # raised again below
                failure = error
        if failure is not None:
            raise failure

    def tables(self) -> Sequence[SqlTable]:
        """Info-Link's tables with the evidence of every column."""
        return [
            {
                "name": table.name,
                "source": "spectrum_api.md 5",
                "columns": {column.name: column.evidence.value for column in table.columns},
            }
            for table in TABLES
        ]

    def record_counts(self) -> Mapping[str, int]:
        state = self.stores.state
        contracts = state.contracts.values()
        return {
            "customers": len(state.customers),
            "jobs": len(state.jobs),
            "phases": sum(len(job.phases) for job in state.jobs.values()),
            "contracts": len(contracts),
            "billing items": sum(len(contract.billing_items) for contract in contracts),
            "change requests": sum(len(contract.change_requests) for contract in contracts),
            "change orders": sum(len(contract.change_orders) for contract in contracts),
        }

    def arrive(self, request: Request) -> Request:
        return request

    def unknown(self, request: Request) -> Reply:
        """A service that Spectrum isn't known to have is as loud as one not served here."""
        name = request.path.rpartition("/")[2] or request.path
        if request.path.startswith("/ws/"):
            text = f"The Web Service {name} is unknown: {request.method} {request.path}"
            return fault_reply("Client", text, status=501)
        text = f"{request.method} {request.path} is not served"
        return Reply(404, json.dumps({"message": text}).encode(), refusal=text)

    def unimplemented(self, operation: Operation[Request], request: Request) -> Reply:
        del request
        text = f"The Web Service {operation.name} is not implemented by this simulator"
        return fault_reply("Server", text, status=501)

    def fault_reply(self, fault: Fault, operation: Operation[Request], request: Request) -> Reply:
        """A SOAP fault, or for REST a JSON message, in the words of the real product."""
        del request
        is_throttled = fault.kind is FaultKind.TOO_MANY_REQUESTS
        status = TOO_MANY_REQUESTS_STATUS if is_throttled else fault.status
        if operation.path.startswith("/ws/"):
            return fault_reply("Server", FAULT_TEXT, status=status)
        return Reply(status, json.dumps({"message": FAULT_TEXT}).encode(), refusal=FAULT_TEXT)

    def own_fault_kinds(self, operation: Operation[Request]) -> frozenset[FaultKind]:
        """What clients saw of SOAP services alone (spectrum_api.md 1, 1.1)."""
        return SOAP_FAULT_KINDS if operation.name in self._services else frozenset()

    def own_fault_reply(
        self, fault: Fault, operation: Operation[Request], serve: Callable[[], Reply]
    ) -> Reply:
        """The cut-off envelope after the work, or the empty row of a used GUID instead of it."""
        match fault.kind:
            case FaultKind.EMPTY_ROW:
                return empty_row_reply(self._services[operation.name])
            case FaultKind.CUT_OFF_ENVELOPE:
                served = serve()
                return replace(served, body=cut_off(served.body))
            case _:
                return super().own_fault_reply(fault, operation, serve)

    def close(self) -> None:
        """Let the Info-Link file go."""
        self.stores.store.close()


def _services(stores: SpectrumStores) -> list[Service]:
    return [
        *jobs.services(stores),
        *phases.services(stores),
        *customers.services(stores),
        *change_requests.services(stores),
        *change_orders.services(stores),
    ]


def _operations(
    world: World, stores: SpectrumStores, gate: Gate, services: Iterable[Service]
) -> list[Operation[Request]]:
    found = [operation for service in services for operation in operations(service, gate)]
    return [
        *found,
        *contracts.operations(stores, gate),
        *authorization.operations(stores, world.ids),
        *unserved_operations(),
    ]


def _credentials(seed: int) -> dict[str, str]:
    """Drawn from the seed alone, so that they survive a reset."""
    random = Random(f"spectrum {seed}")
    token = "".join(random.choices("ABCDEFGHJKLMNPQRSTUVWXYZ23456789", k=13))
    return {
        "company_code": str(random.randrange(100, 1_000)),
        "authorization_id": f"TIEOUT-{token}",
    }


def _first_state(world: World, credentials: Mapping[str, str]) -> State:
    """An empty company whose processing period is the world's year."""
    year = world.clock.now().year
    state = State(ProcessingPeriod(date(year, 1, 1), date(year, 12, 31)))
    company_code, id_ = credentials["company_code"], credentials["authorization_id"]
    state.authorizations[id_] = Authorization(
        id_, company_code, companies=frozenset({company_code})
    )
    return state
