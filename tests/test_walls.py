"""The walls of docs/architecture.md hold, and each would be seen to fall from every package.

The walls are import-linter's contracts in pyproject.toml. A breach is an import that is added to a
copy of the graph of all imports, from a module that is new in its package.
"""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import grimp
import pytest
from importlinter.api import read_configuration
from importlinter.configuration import configure
from importlinter.contracts.forbidden import ForbiddenContract
from importlinter.contracts.independence import IndependenceContract
from importlinter.contracts.layers import LayersContract
from importlinter.contracts.protected import ProtectedContract
from importlinter.domain.contract import Contract, ContractCheck

REPOSITORY = Path(__file__).parent.parent
ROOMS = ("engine", "simulator", "features")
NEW = "new_module"
# fmt: off
LIBRARIES_REACHING_OUT = {
    "asyncio", "ctypes", "dbm", "ftplib", "http", "imaplib", "importlib", "multiprocessing",
    "nntplib", "pkgutil", "poplib", "pty", "runpy", "select", "selectors", "smtplib", "socket",
    "socketserver", "sqlite3", "ssl", "subprocess", "telnetlib", "urllib", "webbrowser", "xmlrpc",
}
# fmt: on
KINDS: dict[str, type[Contract]] = {
    "forbidden": ForbiddenContract,
    "independence": IndependenceContract,
    "layers": LayersContract,
    "protected": ProtectedContract,
}

configure()
CONFIGURATION = read_configuration(str(REPOSITORY / "pyproject.toml"))
WALLS = {options["name"]: options for options in CONFIGURATION["contracts_options"]}
GRAPH = grimp.build_graph(*ROOMS, include_external_packages=True, cache_dir=None)

Breach = tuple[str, str]
Wall = dict[str, Any]


def checked(wall: Wall, graph: grimp.ImportGraph) -> ContractCheck:
    """The wall held against a graph, which it may change."""
    contract = KINDS[wall["type"]](wall["name"], CONFIGURATION["session_options"], wall)
    return contract.check(graph, verbose=False)


def with_imports(*breaches: Breach) -> grimp.ImportGraph:
    graph = deepcopy(GRAPH)
    for importer, imported in breaches:
        graph.add_module(importer)
        if imported not in graph.modules:
            graph.add_module(imported, is_squashed=True)
        graph.add_import(importer=importer, imported=imported, line_number=1, line_contents="")
    return graph


def is_within(module: str, *packages: str) -> bool:
    return any(module == package or module.startswith(f"{package}.") for package in packages)


def importers() -> list[str]:
    """A new module in every package, the rooms themselves too, and what is no package in a room."""
    modules = [module for module in GRAPH.modules if is_within(module, *ROOMS)]
    packages = {module for module in modules if GRAPH.find_children(module)}
    alone = {module for room in ROOMS for module in GRAPH.find_children(room) - packages}
    return sorted({f"{package}.{NEW}" for package in packages} | alone)


def innermost(package: str) -> str:
    """Something far inside: a wall around a package is around all of it."""
    if GRAPH.is_module_squashed(package):
        return package
    return max(GRAPH.find_descendants(package), key=lambda name: name.count("."), default=package)


IMPORTERS = importers()


def breaches_of(wall: Wall) -> Iterator[Breach]:
    """Every import that the wall is there to refuse: from every package, into every package."""
    match wall["type"]:
        case "protected":
            for protected in wall["protected_modules"]:
                for importer in IMPORTERS:
                    if not is_within(importer, protected, *wall["allowed_importers"]):
                        yield importer, innermost(protected)
        case "layers":
            yield from breaches_of_floors(wall)
        case "forbidden":
            for importer in IMPORTERS:
                if is_within(importer, *wall["source_modules"]):
                    for forbidden in forbidden_to(importer, wall):
                        yield importer, innermost(forbidden)
        case "independence":
            for importer in IMPORTERS:
                for imported in wall["modules"]:
                    if is_within(importer, *wall["modules"]) and not is_within(importer, imported):
                        yield importer, innermost(imported)


def breaches_of_floors(wall: Wall) -> Iterator[Breach]:
    (room,) = wall["containers"]
    floors = [re.split(r" [|:] ", floor) for floor in wall["layers"]]
    for importer in IMPORTERS:
        own = importer.removeprefix(f"{room}.").split(".")[0]
        for level, floor in enumerate(floors):
            if not is_within(importer, room) or own not in floor:
                continue
            siblings = (
                [name for name in floor if name != own] if "|" in wall["layers"][level] else []
            )
            for name in [*siblings, *(name for above in floors[:level] for name in above)]:
                yield importer, innermost(f"{room}.{name}")


def forbidden_to(importer: str, wall: Wall) -> Iterator[str]:
    """The packages that the importer must not know, without those that the wall lets through."""
    let_through = {
        tuple(part.removesuffix(".**") for part in exception.split(" -> "))
        for exception in wall.get("ignore_imports", [])
    }
    for expression in wall["forbidden_modules"]:
        for forbidden in sorted(GRAPH.find_matching_modules(expression)):
            is_let_through = any(
                is_within(importer, source) and is_within(forbidden, target)
                for source, target in let_through
            )
            if not is_within(importer, forbidden) and not is_let_through:
                yield forbidden


def test_every_file_is_seen() -> None:
    """In a folder without `__init__.py` everything would be hidden from the walls."""
    files = [path for room in ROOMS for path in (REPOSITORY / room).rglob("*.py")]
    modules = {
        ".".join(path.relative_to(REPOSITORY).with_suffix("").parts).removesuffix(".__init__")
        for path in files
    }
    assert modules == {module for module in GRAPH.modules if is_within(module, *ROOMS)}


@pytest.mark.parametrize("name", WALLS)
def test_the_wall_holds(name: str) -> None:
    assert checked(WALLS[name], deepcopy(GRAPH)).kept


@pytest.mark.parametrize("name", [name for name in WALLS if WALLS[name]["type"] == "protected"])
def test_who_is_not_named_is_refused_wherever_it_stands(name: str) -> None:
    breaches = set(breaches_of(WALLS[name]))
    found = checked(WALLS[name], with_imports(*breaches)).metadata["illegal_imports"]
    refused = {
        (link["importer"], link["imported"]) for broken in found for link in broken.illegal_links
    }
    assert breaches
    assert refused == breaches


@pytest.mark.parametrize("name", [name for name in WALLS if WALLS[name]["type"] != "protected"])
def test_each_breach_from_every_package_is_refused(name: str) -> None:
    breaches = set(breaches_of(WALLS[name]))
    assert breaches
    assert [breach for breach in breaches if checked(WALLS[name], with_imports(breach)).kept] == []


@pytest.mark.parametrize("room", ROOMS)
def test_a_new_package_has_no_floor_until_it_is_given_one(room: str) -> None:
    graph = deepcopy(GRAPH)
    graph.add_module(f"{room}.{NEW}")
    (wall,) = (wall for wall in WALLS.values() if wall.get("containers") == [room])
    assert checked(wall, graph).metadata["undeclared_modules"] == {f"{room}.{NEW}"}


@pytest.mark.parametrize("name", [name for name in WALLS if WALLS[name]["type"] == "protected"])
def test_whoever_is_let_through_a_wall_goes_through_it(name: str) -> None:
    """An exception that nobody needs any more is a hole."""
    used = {
        importer
        for protected in WALLS[name]["protected_modules"]
        for module in ({protected} | inside(protected))
        for importer in GRAPH.find_modules_that_directly_import(module)
    }
    allowed = WALLS[name]["allowed_importers"]
    assert [one for one in allowed if not any(is_within(user, one) for user in used)] == []


def inside(package: str) -> set[str]:
    return set() if GRAPH.is_module_squashed(package) else GRAPH.find_descendants(package)


def libraries_without_a_wall(graph: grimp.ImportGraph) -> set[str]:
    """Imported, and nothing says by whom; of the standard library what reaches out of Python."""
    libraries = {module for module in graph.modules if not is_within(module, *ROOMS)}
    harmless = sys.stdlib_module_names - LIBRARIES_REACHING_OUT | {"_typeshed"}  # types alone
    walled = {module for wall in WALLS.values() for module in wall.get("protected_modules", [])}
    return libraries - harmless - walled


def test_every_library_has_a_wall() -> None:
    assert libraries_without_a_wall(GRAPH) == set()
    for library in ("requests", "smtplib"):
        assert libraries_without_a_wall(with_imports(("engine.sync.send", library))) == {library}


def names_the_rules(source: str) -> list[str]:
    """Texts in the code that are paths into rules/."""
    if "rules" not in source:
        return []
    return [
        node.value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(r"([^\s]*/)?rules(/[^\s]*)?", node.value)
    ]


def test_no_code_of_the_simulators_names_the_rules() -> None:
    assert names_the_rules('Path("rules") / "facts.yaml"; open("../rules/facts.yaml")') != []
    named = {
        str(path): names_the_rules(path.read_text())
        for path in (REPOSITORY / "simulator").rglob("*.py")
    }
    assert {path: names for path, names in named.items() if names} == {}


READING = """
import sys
opened = []
def note(event, args):
    if event in ("open", "os.listdir", "os.scandir") and args:
        opened.append(str(args[0]))
sys.addaudithook(note)
from simulator.simulation import Simulation
simulation = Simulation(portfolio="demo")
while simulation.portfolio.played_count < len(simulation.portfolio.chapters):
    simulation.portfolio.play_next()
simulation.close()
print(*opened, sep="\\n")
"""


def test_the_simulators_play_the_demo_company_without_reading_the_rules() -> None:
    opened = subprocess.run(
        [sys.executable, "-c", READING], cwd=REPOSITORY, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    inside_us = {Path(path).resolve() for path in opened if path.startswith((str(REPOSITORY), "."))}
    assert REPOSITORY / "simulator" / "portfolio" / "recorded_names.json" in inside_us
    assert [path for path in inside_us if path.is_relative_to(REPOSITORY / "rules")] == []
