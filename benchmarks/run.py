"""One run: everything in turn on one machine, each server alone with the generator."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from benchmarks.load import Generator, Load, Measured, http_request
from benchmarks.own import StateTimes, Tieout, start_tieout, state_times
from benchmarks.peer_house import NotInstalled, Peer, PeerHouse, Record
from benchmarks.peers import PEERS
from benchmarks.processes import Server, StartError, free_port, start
from benchmarks.procore_calls import ProcoreCalls
from benchmarks.scenario import Scenario
from benchmarks.spectrum_calls import SpectrumCalls

CONNECTIONS = (1, 16)
WARM_UP_S = 0.5
MEASURED_S = 2.0
PEER_MEASURED_S = 1.5
STARTS = 3


@dataclass(frozen=True, slots=True)
class Row:
    """One scenario of one server at one number of connections."""

    server: str
    scenario: str
    connections: int
    measured: Measured


@dataclass(frozen=True, slots=True)
class Footprint:
    """`first_answer_s`: from the start of the process to its first 200, the median of several
    starts for our own. Memory after the start, and after all its scenarios."""

    server: str
    first_answer_s: float
    started_mib: float
    loaded_mib: float


@dataclass
class Results:
    """`missing` names each peer that was not measured, and why."""

    rows: list[Row] = field(default_factory=list)
    footprints: list[Footprint] = field(default_factory=list)
    state: StateTimes | None = None
    missing: dict[str, str] = field(default_factory=dict)


def run(folder: Path, peers: tuple[Peer, ...] = PEERS) -> Results:
    """Measure the ceiling, both simulators, and each peer that can be had."""
    folder.mkdir(parents=True, exist_ok=True)
    results = Results()
    house = PeerHouse(folder)
    wanted = list(_installed(house, peers, results))
    _measure_ceiling(folder, results)
    record = _measure_tieout(folder, results)
    for peer in wanted:
        _measure_peer(house, peer, record, results)
    return results


def _installed(house: PeerHouse, peers: tuple[Peer, ...], results: Results) -> Iterator[Peer]:
    for peer in peers:
        _tell(f"installing {peer.package}")
        try:
            house.install(peer)
        except (NotInstalled, OSError) as reason:
            results.missing[peer.name] = str(reason)
        else:
            yield peer


def _measure_ceiling(folder: Path, results: Results) -> None:
    port = free_port()
    command = [sys.executable, "-m", "benchmarks.ceiling", str(port), "1800"]
    probe = http_request("GET", "/")
    with _ended(start("same bytes", command, port, folder / "ceiling.log", probe=probe)) as server:
        same = Scenario("reads", Load(lambda _: probe))
        results.rows += _rows(server, port, [same], MEASURED_S)


def _measure_tieout(folder: Path, results: Results) -> Record:
    log = folder / "tieout.log"
    first_answers = []
    for _ in range(STARTS):
        with _ended(start_tieout(log).server) as server:
            first_answers.append(server.first_answer_s)
    tieout: Tieout = start_tieout(log)
    with _ended(tieout.server) as server:
        started_mib = server.resident_mib()
        results.state = state_times(tieout.announced["procore_url"])
        procore = ProcoreCalls(tieout.announced["procore_url"], tieout.announced)
        results.rows += _rows(server, tieout.procore_port, procore.scenarios(), MEASURED_S)
        spectrum = SpectrumCalls(tieout.announced["spectrum_url"], tieout.announced)
        results.rows += _rows(server, tieout.spectrum_port, spectrum.scenarios(), MEASURED_S)
        median = sorted(first_answers)[STARTS // 2]
        footprint = Footprint(server.name, median, started_mib, server.resident_mib())
        results.footprints.append(footprint)
    return procore.contract


def _measure_peer(house: PeerHouse, peer: Peer, record: Record, results: Results) -> None:
    try:
        with _ended(house.start(peer, record)) as server:
            started_mib = server.resident_mib()
            scenarios = peer.scenarios(server.port, record)
            results.rows += _rows(server, server.port, scenarios, PEER_MEASURED_S, peer.warm_up_s)
            results.footprints.append(
                Footprint(peer.name, server.first_answer_s, started_mib, server.resident_mib())
            )
    except (StartError, OSError, RuntimeError) as reason:
        results.missing[peer.name] = str(reason)[:300]


def _rows(
    server: Server,
    port: int,
    scenarios: list[Scenario],
    seconds: float,
    warm_up_s: float = WARM_UP_S,
) -> list[Row]:
    rows = []
    for scenario in scenarios:
        generator = Generator("127.0.0.1", port)
        generator.run(scenario.load, connections=4, seconds=warm_up_s)
        for connections in CONNECTIONS:
            _tell(f"{server.name}: {scenario.name}, {connections} connections")
            cpu_before = server.cpu_seconds()
            measured = generator.run(scenario.load, connections=connections, seconds=seconds)
            used_s = server.cpu_seconds() - cpu_before
            measured = replace(measured, server_cpu_us=used_s / measured.requests * 1_000_000)
            rows.append(Row(server.name, scenario.name, connections, measured))
    return rows


@contextmanager
def _ended(server: Server) -> Iterator[Server]:
    try:
        yield server
    finally:
        server.end()


def _tell(what: str) -> None:
    print(f"  {what}", file=sys.stderr, flush=True)  # noqa: T201  # progress of a command
