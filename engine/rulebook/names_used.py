"""Names that the engine asks for and rule files declare: both have to be the same."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from engine.rulebook.findings import Code, Finding
from engine.rulebook.location import Location
from engine.rulebook.names import nearest, suggest


@dataclass(frozen=True, slots=True)
class Names:
    """One kind of name: `declared` in rule files at a place, `wanted` by the engine.

    `what` is the kind in words, `folder` the place to tell where something is absent. Those
    `tolerated` may be declared although the engine wants none of the name.
    """

    what: str
    declared: Mapping[str, Location]
    wanted: AbstractSet[str]
    code: Code
    folder: Location
    tolerated: AbstractSet[str] = frozenset()


def differences(names: Names) -> Iterator[Finding]:
    """Wanted names that nothing declares, and declared ones that nothing wants.

    A misspelt name is both, and is told once, where it stands.
    """
    strangers = {name for name in names.declared if name and name not in names.wanted}
    for name in sorted(set(names.wanted) - set(names.declared)):
        misspelt = nearest(name, strangers)
        if misspelt is None:
            message = f"there is no {names.what} `{name}`, and the engine needs it"
            help_line = f"declare {name} under rules/"
            yield Finding(names.code, message, names.folder, "", help_line)
        else:
            strangers.remove(misspelt)
            yield _stranger(names, misspelt, f"did you mean `{name}`?")
    for name in sorted(strangers - names.tolerated):
        yield _stranger(names, name, suggest(name, names.wanted, "remove it"))


def _stranger(names: Names, name: str, help_line: str) -> Finding:
    message = f"the engine knows no {names.what} `{name}`"
    return Finding(names.code, message, names.declared[name], name, help_line)
