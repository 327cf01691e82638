"""The same seed gives the same installation; snapshots bring back every record and every row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.spectrum.infolink.tables import TABLES
from simulator.spectrum.site import SpectrumSite
from simulator.world.world import World

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Spectrum


def _tables(spectrum: Spectrum) -> dict[str, list[dict[str, Any]]]:
    return {table.name: spectrum.sql(f"SELECT * FROM {table.name}") for table in TABLES}


def test_credentials_come_from_the_seed(tmp_path: Path) -> None:
    def credentials(seed: int) -> dict[str, str]:
        site = SpectrumSite(World(seed), tmp_path / "infolink.sqlite")
        site.close()
        return dict(site.credentials)

    assert credentials(1) == credentials(1)
    assert credentials(1) != credentials(2)
    assert len(credentials(1)["company_code"]) == 3
    assert len(credentials(1)["authorization_id"]) <= 20


def test_restoring_brings_back_records_and_rows(spectrum: Spectrum) -> None:
    spectrum.request(CR_Status="AP", CR_Billing_Item_Code="01", CR_Revenue="5.00")
    snapshot = spectrum.site.world.snapshot()
    tables = _tables(spectrum)
    spectrum.make("close_job", job_number="24-101")
    spectrum.request(CR_Description="changed", CR_Billing_Item_Code="0123456789", CR_Revenue="1")
    spectrum.call("ARChangeOrder", **_order())
    assert _tables(spectrum) != tables
    spectrum.site.world.restore(snapshot)
    assert _tables(spectrum) == tables
    assert spectrum.request(Change_Request_Number="002", CR_Status="AP") == []


def _order() -> dict[str, str]:
    return {
        "Job_Number": "24-101",
        "Customer_Code": "RIVER",
        "Change_Order_Number": "1",
        "Status_Code": "OK",
        "Change_Request_Number": "001",
    }


def test_the_projection_is_what_a_rebuild_gives(spectrum: Spectrum) -> None:
    """Rows written one call at a time are those that the whole state gives."""
    spectrum.request(CR_Status="PE", CR_Billing_Item_Code="01", CR_Revenue="5.00")
    spectrum.request(CR_Phase_Code="01000", CR_Cost_Type="L", Change_Request_Amount="4")
    spectrum.call("ARChangeOrder", **_order())
    spectrum.call("UpdateJob", Job_Number="24-101", Start_Date="01/02/2020")
    spectrum.make(
        "delete_billing_item", job_number="24-101", customer_code="RIVER", code="01234567890"
    )
    written = _tables(spectrum)
    spectrum.site.stores.project_all()
    assert _tables(spectrum) == written


def test_restoring_to_and_fro_brings_back_the_rows_of_each(spectrum: Spectrum) -> None:
    """Only tables that changed since are written anew: each must be written when it did."""
    world = spectrum.site.world
    snapshots = [world.snapshot()]
    held = [_tables(spectrum)]
    steps = (
        lambda: spectrum.request(CR_Status="AP", CR_Billing_Item_Code="01", CR_Revenue="5.00"),
        lambda: spectrum.call("ARChangeOrder", **_order()),
        lambda: spectrum.make("switches", pads_codes=True),
        lambda: spectrum.make("close_job", job_number="24-101"),
    )
    for step in steps:
        step()
        snapshots.append(world.snapshot())
        held.append(_tables(spectrum))
        assert held[-1] != held[-2]
    for number in (4, 0, 3, 1, 1, 2, 4, 0):
        world.restore(snapshots[number])
        assert _tables(spectrum) == held[number]
