"""How a request finds its operation."""

import pytest

from simulator.http.message import Reply, Request
from simulator.http.operation import Evidence, Operation, PathParameters, Router


def answer(request: Request, parameters: PathParameters) -> Reply:
    del request, parameters
    return Reply(200)


def operation(name: str, method: str, path: str) -> Operation[Request]:
    return Operation(name, method, path, answer, Evidence.PUBLISHED, "test")


ROUTER = Router(
    [
        operation("list", "GET", "/rest/v1.0/lines"),
        operation("sync", "PATCH", "/rest/v1.0/lines/sync"),
        operation("update", "PATCH", "/rest/v1.0/lines/{id}"),
        operation("deep", "GET", "/rest/v1.0/{kind}/{id}/x"),
    ]
)


@pytest.mark.parametrize(
    ("method", "path", "name", "parameters"),
    [
        ("GET", "/rest/v1.0/lines", "list", {}),
        ("PATCH", "/rest/v1.0/lines/sync", "sync", {}),
        ("PATCH", "/rest/v1.0/lines/42", "update", {"id": "42"}),
        # a fixed segment that leads nowhere must not hide the parameter beside it
        ("GET", "/rest/v1.0/lines/42/x", "deep", {"kind": "lines", "id": "42"}),
    ],
)
def test_a_path_finds_its_operation(
    method: str, path: str, name: str, parameters: dict[str, str]
) -> None:
    match = ROUTER.match(method, path)
    assert match is not None
    assert match.operation.name == name
    assert match.parameters == parameters


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("DELETE", "/rest/v1.0/lines"),
        ("GET", "/rest/v1.0"),
        ("GET", "/rest/v1.0/lines//x"),
        ("GET", "/"),
        ("GET", ""),
    ],
)
def test_anything_else_finds_nothing(method: str, path: str) -> None:
    assert ROUTER.match(method, path) is None


def test_the_methods_of_a_path_are_known() -> None:
    assert ROUTER.methods("/rest/v1.0/lines/7") == ("PATCH",)
    assert ROUTER.methods("/nowhere") == ()


def test_two_operations_cannot_share_a_name_or_a_place() -> None:
    with pytest.raises(ValueError, match="two operations are called 'list'"):
        Router([operation("list", "GET", "/a"), operation("list", "GET", "/b")])
    with pytest.raises(ValueError, match="GET /a/\\{y\\} has two operations"):
        Router([operation("one", "GET", "/a/{x}"), operation("two", "GET", "/a/{y}")])
