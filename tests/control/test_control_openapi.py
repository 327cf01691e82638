"""The control plane held to its own OpenAPI document by schemathesis, on both origins."""

from datetime import timedelta
from typing import Any

import httpx
import hypothesis
import pytest
import schemathesis
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from simulator.http.in_process import InProcessTransport
from simulator.simulation import Simulation

EXAMPLES_A_CALL = 10
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
ORIGIN = "http://simulator.test"

SIMULATION = Simulation()
GATES = {"procore": SIMULATION.procore_gate, "spectrum": SIMULATION.spectrum_gate}
CLIENTS = {
    system: httpx.Client(transport=InProcessTransport(gate), base_url=ORIGIN)
    for system, gate in GATES.items()
}
SCHEMA = schemathesis.openapi.from_dict(
    CLIENTS["procore"].get("/_simulator/v1/openapi.json").raise_for_status().json()
)


@pytest.mark.parametrize("system", ["procore", "spectrum"])
@SCHEMA.parametrize()
@hypothesis.settings(
    max_examples=EXAMPLES_A_CALL,
    derandomize=True,
    database=None,
    suppress_health_check=list(hypothesis.HealthCheck),
)
def test_the_control_plane_answers_as_described(case: schemathesis.Case[Any], system: str) -> None:
    request = case.as_transport_kwargs(base_url=ORIGIN)
    answer = CLIENTS[system].request(
        request["method"],
        request["url"],
        params=request.get("params"),
        content=request.get("data"),
        json=request.get("json"),
    )
    answer.elapsed = timedelta(0)  # in-process answers take no time that httpx would note
    case.validate_response(schemathesis.Response.from_httpx(answer, verify=True), checks=CHECKS)
