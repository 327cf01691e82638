"""The command that starts both products and says where they are."""

import argparse
import sys
from contextlib import nullcontext
from pathlib import Path

from simulator import server
from simulator.file_lock import FileLockedError, lock_file
from simulator.portfolio.build import PORTFOLIOS
from simulator.simulation import DEFAULT_SEED, Simulation
from simulator.spectrum.infolink.store import LocationRefusedError

WRONG_USE = 2
MAX_PORT = 65_535


def main(arguments: list[str] | None = None) -> None:
    """Serve until interrupted. Prints one `name: value` line each, then `ready`."""
    options = _parser().parse_args(arguments)
    try:
        procore = server.listen(options.procore_port)
        spectrum = server.listen(options.spectrum_port)
    except server.PortTakenError as error:
        print(f"tieout-simulator: {error}", file=sys.stderr)  # noqa: T201  # a command's answer
        raise SystemExit(WRONG_USE) from None
    try:
        held = lock_file(options.infolink) if isinstance(options.infolink, Path) else nullcontext()
        simulation = Simulation(
            options.seed, infolink=options.infolink, portfolio=options.portfolio
        )
    except (LocationRefusedError, FileLockedError) as error:
        print(f"tieout-simulator: {error}", file=sys.stderr)  # noqa: T201  # a command's answer
        raise SystemExit(WRONG_USE) from None
    lines = {
        "procore_url": server.url(procore),
        "spectrum_url": server.url(spectrum),
        **simulation.credentials,
        "seed": str(options.seed),
    }

    def announce() -> None:
        for name, value in lines.items():
            print(f"{name}: {value}")  # noqa: T201  # what other programs read
        print("ready", flush=True)  # noqa: T201

    parent = sys.stdin.buffer if options.until_input_ends else None
    with held:
        server.serve(simulation, procore, spectrum, announce, parent)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="tieout-simulator",
        description="Procore and Spectrum, simulated, on this machine's loopback address.",
    )
    parser.add_argument("--procore-port", type=_port, default=0, help="0 takes any free port")
    parser.add_argument("--spectrum-port", type=_port, default=0, help="0 takes any free port")
    parser.add_argument("--seed", type=int, default=DEFAULT_SEED, help="ids, tokens and data")
    parser.add_argument(
        "--portfolio", choices=sorted(PORTFOLIOS), help="the made-up company to begin with"
    )
    parser.add_argument(
        "--infolink",
        type=_place,
        metavar="FILE or URL",
        help="file or PostgreSQL database for Spectrum's SQL tables; a temporary file by default",
    )
    parser.add_argument(
        "--until-input-ends",
        action="store_true",
        help="stop when standard input ends: when the program that started this one is gone",
    )
    return parser


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 5 and int(text) <= MAX_PORT):
        raise argparse.ArgumentTypeError(f"must be a port, 0 to {MAX_PORT}, not {text[:40]!r}")
    return int(text)


def _place(text: str) -> Path | str:
    return text if "://" in text else Path(text)
