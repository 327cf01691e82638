"""One look at Info-Link sees one state, whatever is written meanwhile."""

from datetime import date
from decimal import Decimal

import sqlalchemy

from engine.connectors.spectrum.infolink.database import InfoLink, open_infolink
from engine.connectors.spectrum.infolink.tables import CHANGE_REQUEST_BILLING, CHANGE_REQUESTS
from engine.ports.spectrum import ChangeRequestEntry
from engine.records.contract_key import ContractKey


def test_what_is_written_during_a_look_is_not_seen_in_it(served) -> None:
    make = served.make_in_spectrum
    make("customer", code="OWNER")
    make("job", number="J1", customer_code="OWNER", original_contract="1.00")
    make("billing_item", job_number="J1", customer_code="OWNER", code="10")
    make("change_request_status", code="AP", action_type=1)
    company = served.connection.spectrum_company_code
    entry = ChangeRequestEntry(
        ContractKey(company, "J1", "OWNER"), "001", "More", "AP", date(2020, 4, 9),
        billing_item_code="10", revenue_amount=Decimal("1.00"),
    )  # fmt: skip
    info_link = InfoLink(open_infolink(served.connection), company)
    counts = []
    with info_link.read_transaction("first") as tables:
        counts.append(len(tables.rows("headers", sqlalchemy.select(CHANGE_REQUESTS))))
        served.spectrum.put_change_request_entry(entry)
        counts.append(len(tables.rows("lines", sqlalchemy.select(CHANGE_REQUEST_BILLING))))
    with info_link.read_transaction("second") as tables:
        counts.append(len(tables.rows("headers", sqlalchemy.select(CHANGE_REQUESTS))))
        counts.append(len(tables.rows("lines", sqlalchemy.select(CHANGE_REQUEST_BILLING))))
    assert counts == [0, 0, 1, 1]
