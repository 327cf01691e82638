"""docs/procore.md says what is there: kinds, settings, names; and its example works."""

import re
from dataclasses import fields
from pathlib import Path
from typing import Any

from simulator.http.operation import Evidence
from simulator.procore.settings import ProcoreSettings
from simulator.procore.site import ProcoreSite
from simulator.procore.webhooks.delivery_queue import DELIVER

PAGE = (Path(__file__).parents[2] / "docs" / "procore.md").read_text()


def section(title: str) -> str:
    return PAGE.split(f"## {title}\n")[1].split("\n## ")[0]


def test_every_kind_of_record_is_listed(site: ProcoreSite) -> None:
    listed = section("What people do in Procore's pages").split("Its kinds:")[1].split("A wrong")[0]
    assert re.findall(r"`(\w+)`", listed) == sorted(site.fixtures)


def test_every_setting_is_listed_with_its_default() -> None:
    listed = re.findall(r"^\| `(\w+)` \| (\w+) \|", section("Settings"), re.MULTILINE)
    settings = ProcoreSettings()
    actual = [(one.name, str(getattr(settings, one.name))) for one in fields(ProcoreSettings)]
    assert listed == actual


def test_the_named_operations_exist(site: ProcoreSite) -> None:
    names = {operation.name for operation in site.router.operations}
    for named in re.findall(r"`(\w+_\w+)`", section("Operations").split("|")[0]):
        assert named in names or named == "_v2"
    assert f"`{DELIVER}`" in section("Webhooks")


def test_every_operation_says_how_well_it_is_known(site: ProcoreSite) -> None:
    for operation in site.router.operations:
        assert operation.evidence in Evidence
        assert operation.source.startswith("procore_api.md ")


def test_the_example_call_works(
    served: tuple[Any, str], site: ProcoreSite, project: dict[str, Any]
) -> None:
    stage, address = served
    stage.site = site
    names: dict[str, Any] = {"procore_url": address, **site.credentials}
    example = PAGE.split("```python\n")[1].split("```")[0]
    exec(compile(example, "docs/procore.md", "exec"), names)
    assert [found["id"] for found in names["projects"]] == [project["id"]]
