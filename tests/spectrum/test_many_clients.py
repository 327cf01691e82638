"""Clients in many threads: every call is whole, whichever way it comes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conftest import Spectrum

THREADS = 8
CALLS = 25


def test_threads_do_not_disturb_each_other(spectrum: Spectrum) -> None:
    usual = {"Job_Number": "24-101", "Customer_Code": "RIVER", "CR_Status": "AP"}
    billing = {"CR_Billing_Item_Code": "01", "CR_Revenue": "1.00"}
    parameters = spectrum.parameters("ARChangeRequest", {**usual, **billing})

    def work(thread: int) -> int:
        numbers = [f"{thread}-{call}" for call in range(CALLS)]
        replies = [
            spectrum.post_xml("ARChangeRequest", {**parameters, "Change_Request_Number": number})
            for number in numbers
        ]
        return sum(reply.status_code == 200 for reply in replies)

    with ThreadPoolExecutor(THREADS) as pool:
        assert sum(pool.map(work, range(THREADS))) == THREADS * CALLS
    (row,) = spectrum.sql("SELECT COUNT(*) AS requests, SUM(Revenue) AS s FROM CR_CHNG_REQ_REV")
    assert row == {"requests": THREADS * CALLS, "s": THREADS * CALLS}
    assert len(spectrum.site.world.journal) >= THREADS * CALLS
