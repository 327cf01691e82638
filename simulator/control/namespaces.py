"""Worlds beside this one, each under a path of its own."""

from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, UnsetType

from simulator.control.inputs import Taking, TakingNothing, WholeNumber
from simulator.control.replies import ControlError
from simulator.control.scope import Scope
from simulator.namespaces import NAME, PREFIX, NamespaceNameError, NamespaceRefusedError

NamespaceName = Annotated[
    str,
    # Kept by the namespaces themselves, so that the schema only tells of it.
    Meta(min_length=1, examples=["run-1"], extra_json_schema={"pattern": f"^{NAME.pattern}$"}),
]


class MakeNamespace(Taking, frozen=True):
    """The seed is this world's unless another is named."""

    name: NamespaceName
    seed: WholeNumber | UnsetType = UNSET
    portfolio: str | None = None


class RemoveNamespace(Taking, frozen=True):
    name: NamespaceName


class NamespaceNames(msgspec.Struct, frozen=True):
    namespaces: list[str]


class MadeNamespace(msgspec.Struct, frozen=True):
    """The URL is on the origin that was asked; the other product's is under the same path."""

    name: str
    path: str
    credentials: dict[str, str]
    procore_url: str | UnsetType = UNSET
    spectrum_url: str | UnsetType = UNSET


def show(scope: Scope, asked: TakingNothing) -> NamespaceNames:
    """The names of the worlds beside this one."""
    del asked
    return _names(scope)


def make(scope: Scope, asked: MakeNamespace) -> MadeNamespace:
    """Make a world with its own state, clock, faults and journal: {"name": "run-1", "seed": 7}.

    Everything under `path` on either origin is then that world's.
    """
    if scope.root:
        raise ControlError(
            f"this is a namespace itself, {scope.root.removeprefix(PREFIX)}: namespaces are made"
            " by the first world, without a path before the call",
            status=409,
        )
    seed = scope.simulation.seed if asked.seed is UNSET else asked.seed
    try:
        made = scope.simulation.namespaces.make(asked.name, seed, asked.portfolio)
    except NamespaceNameError as error:
        raise ControlError(str(error)) from error
    except NamespaceRefusedError as error:
        raise ControlError(str(error), status=409) from error
    except ValueError as error:
        raise ControlError(str(error)) from error
    path = PREFIX + asked.name
    url = scope.base_url + path
    is_procore = scope.site.system == "procore"
    return MadeNamespace(
        name=asked.name,
        path=path,
        credentials=dict(made.credentials),
        procore_url=url if is_procore else UNSET,
        spectrum_url=UNSET if is_procore else url,
    )


def remove(scope: Scope, asked: RemoveNamespace) -> NamespaceNames:
    """Forget a world: `?name=run-1`."""
    try:
        scope.simulation.namespaces.remove(asked.name)
    except NamespaceRefusedError as error:
        raise ControlError(str(error), status=404) from error
    except ValueError as error:
        raise ControlError(str(error), status=409) from error
    return _names(scope)


def _names(scope: Scope) -> NamespaceNames:
    return NamespaceNames(scope.simulation.namespaces.names())
