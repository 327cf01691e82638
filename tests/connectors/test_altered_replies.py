"""Real replies, altered at random: a reading gives a record or a designed error, nothing else."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.connectors.connection import Connection
from engine.connectors.procore.books import ProcoreRestBooks
from engine.connectors.spectrum.books import SpectrumWireBooks
from engine.ports.outcomes import ConnectorError, UncertainOutcome
from engine.ports.procore import PrimeContractHeader
from engine.ports.spectrum import ChangeRequestEntry
from engine.records.contract_key import ContractKey
from simulator.http.in_process import InProcessTransport
from simulator.simulation import Simulation

ODD_VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.text(max_size=8),
    st.sampled_from(["", "1.005", "9" * 50, "2020-13-01", "admin", "-0", "1e5"]),
    st.lists(st.none(), max_size=2),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)


class AlteringTransport(httpx.BaseTransport):
    """Answers from a simulated product; `alter` changes the bodies it is asked to."""

    def __init__(self, inner: httpx.BaseTransport) -> None:
        self._inner = inner
        self.alter: Callable[[httpx.Request, bytes], bytes] = lambda request, body: body

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        response = self._inner.handle_request(request)
        body = self.alter(request, response.read())
        headers = {
            name: value
            for name, value in response.headers.items()
            if name.lower() not in ("content-length", "transfer-encoding")
        }
        return httpx.Response(response.status_code, headers=headers, content=body)


@dataclass
class Altered:
    """Both sets of books behind altering transports, with one of every record in them."""

    procore: ProcoreRestBooks
    spectrum: SpectrumWireBooks
    procore_transport: AlteringTransport
    spectrum_transport: AlteringTransport
    project_id: int
    contract_id: int
    change_order_id: int
    key: ContractKey

    def reads(self) -> dict[str, Callable[[], object]]:
        return {
            "projects": self.procore.projects,
            "rights": lambda: self.procore.user_rights("pm@tieout.example", self.project_id),
            "contracts": lambda: self.procore.prime_contracts(self.project_id),
            "change order": lambda: self.procore.change_orders(self.project_id),
            "links": lambda: self.procore.external_links("prime_contract", [self.contract_id]),
        }


@pytest.fixture(scope="module")
def altered():
    simulation = Simulation(seed=3)
    given = simulation.credentials
    connection = Connection(
        "http://procore.test",
        given["procore_client_id"],
        given["procore_client_secret"],
        int(given["procore_company_id"]),
        "http://spectrum.test",
        given["spectrum_company_code"],
        given["spectrum_authorization_id"],
        given["infolink_url"],
    )
    procore_transport = AlteringTransport(InProcessTransport(simulation.procore))
    spectrum_transport = AlteringTransport(InProcessTransport(simulation.spectrum))
    with (
        httpx.Client(transport=procore_transport) as procore_client,
        httpx.Client(transport=spectrum_transport) as spectrum_client,
    ):
        procore = ProcoreRestBooks(connection, procore_client)
        spectrum = SpectrumWireBooks(connection, spectrum_client)
        yield _with_records(simulation, procore, spectrum, procore_transport, spectrum_transport)


def _with_records(simulation, procore, spectrum, procore_transport, spectrum_transport) -> Altered:
    make, enter = simulation.procore.fixtures, simulation.spectrum.fixtures
    company = simulation.credentials["spectrum_company_code"]
    tower = {"name": "A Tower", "origin_id": f"{company}|J1", "change_order_tiers": 1}
    project_id = make["project"](tower)["id"]
    make["user"](
        {
            "login": "pm@tieout.example",
            "erp_integrations": "admin",
            "projects": [{"project_id": project_id, "prime_contracts": "standard"}],
        }
    )
    cost_code = make["cost_code"]({"project_id": project_id, "code": "01", "name": "Concrete"})
    contract = make["prime_contract"](
        {
            "project_id": project_id,
            "title": "T",
            "status": "Approved",
            "origin_id": f"{company}|J1|OWNER",
            "lines": [{"amount": "1.00", "origin_id": "x|10", "origin_data": "10"}],
        }
    )
    change_order = make["change_order"](
        {
            "project_id": project_id,
            "contract_id": contract["id"],
            "status": "approved",
            "reviewed_at": "2020-04-09T12:00:00Z",
            "lines": [{"amount": "10.00", "cost_code_id": cost_code["id"]}],
            "markups": [
                {
                    "name": "Fee",
                    "markup_set": "vertical",
                    "percentage": "5",
                    "conditions": [
                        {
                            "match_type": "includes",
                            "segment": "cost_code",
                            "item_ids": [cost_code["id"]],
                        }
                    ],
                }
            ],
        }
    )
    enter["customer"]({"code": "OWNER"})
    enter["job"]({"number": "J1", "customer_code": "OWNER", "original_contract": "1.00"})
    enter["phase"]({"job_number": "J1", "phase_code": "01", "cost_type": "L"})
    enter["billing_item"](
        {"job_number": "J1", "customer_code": "OWNER", "code": "10", "original_contract": "1.00"}
    )
    enter["change_request_status"]({"code": "AP", "action_type": 1})
    return Altered(
        procore,
        spectrum,
        procore_transport,
        spectrum_transport,
        project_id,
        contract["id"],
        change_order["id"],
        ContractKey(company, "J1", "OWNER"),
    )


def _paths(value: object, here: tuple = ()) -> list[tuple]:
    found = [here]
    if isinstance(value, dict):
        for name, inner in value.items():
            found += _paths(inner, (*here, name))
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            found += _paths(inner, (*here, position))
    return found


def _with_changed(value: object, path: tuple, odd: object) -> object:
    if not path:
        return odd
    copy = dict(value) if isinstance(value, dict) else list(value)  # type: ignore[call-overload]
    copy[path[0]] = _with_changed(copy[path[0]], path[1:], odd)
    return copy


def _error_of(
    call: Callable[[], object],
    transport: AlteringTransport,
    alter: Callable[[httpx.Request, bytes], bytes],
) -> ConnectorError | None:
    """How the call ends while the transport alters its replies; anything undesigned is raised."""
    transport.alter = alter
    try:
        call()
    except ConnectorError as error:
        return error
    finally:
        transport.alter = lambda request, body: body
    return None


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
@pytest.mark.parametrize("reading", ["projects", "rights", "contracts", "change order", "links"])
def test_procore_with_one_value_changed(altered: Altered, reading: str, data) -> None:
    which_call = data.draw(st.integers(0, 5), label="which call")
    calls = 0

    def alter(request: httpx.Request, body: bytes) -> bytes:
        nonlocal calls
        calls += 1
        if calls - 1 != which_call or request.url.path == "/oauth/token":
            return body
        content = json.loads(body)
        path = data.draw(st.sampled_from(_paths(content)), label="where")
        return json.dumps(
            _with_changed(content, path, data.draw(ODD_VALUES, label="what"))
        ).encode()

    error = _error_of(altered.reads()[reading], altered.procore_transport, alter)
    assert error is None or (error.system == "procore" and "\n" not in str(error))


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=st.integers(0), length=st.integers(0, 40), put=st.binary(max_size=12))
@pytest.mark.parametrize("reading", ["jobs", "phases", "put"])
def test_spectrum_with_some_bytes_changed(
    altered: Altered, reading: str, start: int, length: int, put: bytes
) -> None:
    def alter(request: httpx.Request, body: bytes) -> bytes:
        if request.method == "GET":
            return body
        first = start % len(body)
        return body[:first] + put + body[first + length :]

    entry = ChangeRequestEntry(
        altered.key, "001", "More", "AP", date(2020, 4, 9), billing_item_code="10",
        revenue_amount=Decimal("1.00"),
    )  # fmt: skip
    calls = {
        "jobs": altered.spectrum.jobs,
        "phases": lambda: altered.spectrum.phases("J1"),
        "put": lambda: altered.spectrum.put_change_request_entry(entry),
    }
    error = _error_of(calls[reading], altered.spectrum_transport, alter)
    assert error is None or (error.system == "spectrum" and "\n" not in str(error))


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(odd=ODD_VALUES)
def test_an_odd_answer_to_a_write_is_never_a_refusal(altered: Altered, odd: object) -> None:
    """201 says that it was done: whatever else the body says, the write may be there."""
    header = PrimeContractHeader("T", "Approved", altered.key.origin_id, "x")

    def alter(request: httpx.Request, body: bytes) -> bytes:
        return json.dumps(odd).encode() if request.method == "PATCH" else body

    error = _error_of(
        lambda: altered.procore.update_prime_contract(
            altered.project_id, altered.contract_id, header
        ),
        altered.procore_transport,
        alter,
    )
    assert type(error) is UncertainOutcome
