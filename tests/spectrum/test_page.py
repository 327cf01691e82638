"""docs/spectrum.md says what is there: services, kinds and switches, and its example works."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.http.operation import Evidence
from simulator.spectrum.soap.unserved import OBSERVED, PUBLISHED
from simulator.spectrum.switches import Switches

if TYPE_CHECKING:
    from conftest import Spectrum

PAGE = (Path(__file__).parents[2] / "docs" / "spectrum.md").read_text()


def _section(title: str) -> str:
    return PAGE.split(f"## {title}\n")[1].split("\n## ")[0]


def test_every_service_is_listed(spectrum: Spectrum) -> None:
    operations = spectrum.site.router.operations
    served = {one.name for one in operations if one.handler is not None and one.method == "POST"}
    section = _section("Services")
    assert all(name in section for name in served)
    assert not any(name in section for name in (*PUBLISHED, *OBSERVED) if name not in served)


def test_every_operation_says_how_well_it_is_known(spectrum: Spectrum) -> None:
    for operation in spectrum.site.router.operations:
        assert operation.evidence in Evidence
        assert operation.source.startswith("spectrum_api.md ")


def test_every_kind_is_listed(spectrum: Spectrum) -> None:
    section = _section("What people do in Spectrum's screens")
    listed = re.findall(r"`(\w+)`", section.split("Its kinds:")[1])
    assert listed == sorted(spectrum.site.fixtures)


def test_every_switch_is_listed_with_its_default() -> None:
    listed = re.findall(r"^\| `(\w+)` \| (\w+) \|", _section("Switches"), re.MULTILINE)
    switches = Switches()
    actual = [(field.name, getattr(switches, field.name)) for field in fields(Switches)]
    assert listed == [(name, str(value).lower()) for name, value in actual]


def test_the_example_call_works(spectrum: Spectrum) -> None:
    body = PAGE.split("<<END\n")[1].split("\nEND")[0]
    filled = body.replace("$AUTHORIZATION_ID", spectrum.authorization_id)
    reply = spectrum.post_body("GetCustomers", filled.encode())
    assert reply.status_code == 200
    assert b"<Customer_Code>RIVER</Customer_Code>" in reply.content
