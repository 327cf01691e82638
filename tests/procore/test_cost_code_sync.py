"""Syncing cost codes: within the project, and by those who may."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

Record = dict[str, Any]
Make = Callable[..., Record]
SYNC = "/rest/v1.0/cost_codes/sync"


def test_a_sync_leaves_the_cost_codes_of_another_project(
    client: httpx.Client, make: Make, project: Record
) -> None:
    elsewhere = make("project", name="Elsewhere")
    make("cost_code", project_id=elsewhere["id"], code="01", name="Theirs", origin_id="C|1")
    update = {"origin_id": "C|1", "code": "02", "name": "Ours"}
    body = {"project_id": project["id"], "updates": [update]}
    answer = client.patch(SYNC, json=body).json()
    assert answer["entities"] == []
    assert answer["errors"] == [{**update, "errors": {"origin_id": ["has already been taken"]}}]
    listed = client.get("/rest/v1.0/cost_codes", params={"project_id": elsewhere["id"]}).json()
    assert [(row["full_code"], row["name"]) for row in listed] == [("01", "Theirs")]


@pytest.mark.parametrize(
    ("level", "status"), [("none", 404), ("read_only", 403), ("standard", 403), ("admin", 200)]
)
def test_it_takes_admin_on_the_directory_of_the_project(
    as_person: Callable[[str], httpx.Client],
    client: httpx.Client,
    make: Make,
    project: Record,
    level: str,
    status: int,
) -> None:
    membership = {"project_id": project["id"], "prime_contracts": "admin", "directory": level}
    make("user", login="kim@example.com", projects=[membership])
    body = {"project_id": project["id"], "updates": [{"code": "01", "name": "Permits"}]}
    assert as_person("kim@example.com").patch(SYNC, json=body).status_code == status
    listed = client.get("/rest/v1.0/cost_codes", params={"project_id": project["id"]}).json()
    assert len(listed) == (1 if status == 200 else 0)
