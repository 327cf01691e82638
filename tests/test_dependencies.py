"""What pyproject.toml declares is what the code imports: no more, and no less."""

import functools
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

REPOSITORY = Path(__file__).parent.parent
# Which extras may be imported where.
EXTRAS = {
    "engine": ("test",),  # by `tieout features`, which says what to install
    "simulator": (),
    "features": ("test",),
    "benchmarks": ("dev",),
    "tests": ("test", "dev"),
}
# Not imported: programs, plugins and type information that are named on a command line or found.
TOOLS = {"import-linter", "lxml-stubs", "mypy", "pytest-xdist", "ruff"}
TOOLS |= {"types-jsonschema", "types-pyyaml"}
TYPES_ALONE = {"_typeshed"}  # there for the type checker, and for nobody else
OURS = {"tieout", "conftest", "tests_sync_mishaps", *EXTRAS}
IMPORT = re.compile(r"^ *(?:from ([\w.]+) import |import ([\w.]+)(?: as \w+)?$)", re.MULTILINE)


@functools.cache
def imported(folder: str) -> dict[str, str]:
    """The distribution of every import below a folder, and one file that imports it."""
    distributions = packages_distributions()
    known = sys.stdlib_module_names | OURS | TYPES_ALONE
    found: dict[str, str] = {}
    for path in sorted((REPOSITORY / folder).rglob("*.py")):
        for from_module, module in IMPORT.findall(path.read_text(encoding="utf-8")):
            top = (from_module or module).partition(".")[0]
            if top and top not in known:
                (distribution,) = set(distributions.get(top, [top]))
                found[canonicalize_name(distribution)] = str(path.relative_to(REPOSITORY))
    return found


@functools.cache
def declared(*extras: str) -> frozenset[str]:
    """The distributions that pyproject.toml names, with those of these extras."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lists = [project["dependencies"], *(project["optional-dependencies"][name] for name in extras)]
    names = {canonicalize_name(Requirement(line).name) for lines in lists for line in lines}
    return frozenset(names - OURS)


@pytest.mark.parametrize("folder", EXTRAS)
def test_what_is_imported_is_declared(folder: str) -> None:
    known = declared(*EXTRAS[folder])
    undeclared = {name: file for name, file in imported(folder).items() if name not in known}
    assert undeclared == {}, "declare these in pyproject.toml"


def test_what_is_declared_is_imported() -> None:
    product = {*imported("engine"), *imported("simulator")}
    assert declared() - product == set(), "remove these, or declare them in an extra"
    used = product.union(TOOLS, *(imported(folder) for folder in EXTRAS))
    assert declared("test", "dev") - used == set(), "remove these"
