"""POST /contract/scheduleofvalues (spectrum_api.md 4.1)."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    import httpx
    from conftest import Spectrum

ITEMS = "SELECT * FROM CR_DRAW_REQUEST_DETAIL_MC WHERE Job_Number = :job ORDER BY Sequence"
UNIT_ITEMS = "SELECT * FROM CR_DRAW_UNIT_PRICE_BILL_MC WHERE Job_Number = :job ORDER BY Sequence"
PATH = "/contract/scheduleofvalues"


@pytest.fixture
def ready(spectrum: Spectrum) -> Spectrum:
    for number, method in (("J-F", "F"), ("J-U", "U")):
        spectrum.make(
            "job",
            number=number,
            customer_code="RIVER",
            price_method=method,
            original_contract="4412.00",
        )
    return spectrum


def _post(spectrum: Spectrum, body: object, login: tuple[str, str] | None = None) -> httpx.Response:
    user, password = login or (spectrum.company, spectrum.authorization_id)
    token = base64.b64encode(f"{user}:{password}".encode()).decode()
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return spectrum.client.post(PATH, content=content, headers={"Authorization": f"Basic {token}"})


def _fixed(spectrum: Spectrum, *items: dict[str, Any], **contract: Any) -> dict[str, Any]:
    key = {"Company_Code": spectrum.company, "Customer_Code": "RIVER", "Job_Number": "J-F"}
    return {"contracts": [{**key, "Schedule_Of_Values_Fixed": list(items), **contract}]}


def _columns(reply: httpx.Response) -> list[str]:
    return [error["column"] for error in reply.json()["errors"]]


FIRST = {"Billing_Item": "01", "Billing_Description": "MOBILIZATION", "Original_Contract": 2400}
SECOND = {"Billing_Item": "02", "Original_Contract": 2012.00, "Taxable": "N"}


def test_items_that_add_up_are_imported(ready: Spectrum) -> None:
    reply = _post(ready, _fixed(ready, FIRST, SECOND))
    assert reply.status_code == 200
    assert reply.json()["contracts"][0]["Billing_Items"] == 2
    items = ready.sql(ITEMS, job="J-F")
    assert [(item["Billing_Item_Code"], item["Original_Contract"]) for item in items] == [
        ("01", 2400),
        ("02", 2012),
    ]
    assert items[0]["Billing_Item_Description"] == "MOBILIZATION"


def test_items_must_add_up_to_the_contract(ready: Spectrum) -> None:
    reply = _post(ready, _fixed(ready, FIRST))
    assert reply.status_code == 400
    assert reply.json()["errors"] == [
        {
            "error_code": "I",
            "desc": "Original_Contract '2400.00' is invalid: the items must add up to the "
            "contract's 4412.00",
            "column": "Original_Contract",
        }
    ]
    assert ready.sql(ITEMS, job="J-F") == []


def test_an_import_again_updates_the_items(ready: Spectrum) -> None:
    _post(ready, _fixed(ready, FIRST, SECOND))
    changed = {**FIRST, "Original_Contract": 2401}
    reply = _post(ready, _fixed(ready, changed, {**SECOND, "Original_Contract": 2011}))
    assert reply.status_code == 200
    amounts = [item["Original_Contract"] for item in ready.sql(ITEMS, job="J-F")]
    assert amounts == [2401, 2011]


def test_unit_price_items(ready: Spectrum) -> None:
    item = {
        "Group_Code": "01",
        "Billing_Item": "EXCAV",
        "Billing_Unit_Price": 11.03,
        "Original_Quantity": 400,
    }
    body = _fixed(ready, Job_Number="J-U", Schedule_Of_Values_Unit=[item])
    del body["contracts"][0]["Schedule_Of_Values_Fixed"]
    assert _post(ready, body).status_code == 200
    (stored,) = ready.sql(UNIT_ITEMS, job="J-U")
    assert (stored["Billing_Group_Code"], stored["Billing_Item_Code"]) == ("01", "EXCAV")
    assert (stored["Billing_Unit_Price"], stored["Original_Amount"]) == (11.03, 4412)


@pytest.mark.parametrize(
    ("item", "column"),
    [
        ({"Billing_Item": ""}, "Billing_Item"),
        ({"Billing_Item": "12345678901"}, "Billing_Item"),
        ({"Billing_Description": "x" * 31}, "Billing_Description"),
        ({"Taxable": "X"}, "Taxable"),
        ({"GL_Account": "10-4000"}, "GL_Account"),
        ({"Original_Contract": "2400.001"}, "Original_Contract"),
        ({"Original_Contract": True}, "Original_Contract"),
        ({"Original_Contract": 10000000000}, "Original_Contract"),
        ({"Colour": "red"}, "Colour"),
    ],
)
def test_items_that_are_refused(ready: Spectrum, item: dict[str, Any], column: str) -> None:
    reply = _post(ready, _fixed(ready, {**FIRST, **item}, SECOND))
    assert reply.status_code == 400
    assert column in _columns(reply)
    assert ready.sql(ITEMS, job="J-F") == []


def test_group_and_item_have_ten_characters_together(ready: Spectrum) -> None:
    item = {"Group_Code": "01", "Billing_Item": "123456789", "Original_Amount": 4412}
    body = _fixed(ready, Job_Number="J-U", Schedule_Of_Values_Unit=[item])
    del body["contracts"][0]["Schedule_Of_Values_Fixed"]
    assert _columns(_post(ready, body)) == ["Billing_Item"]


def test_price_times_quantity_is_bounded(ready: Spectrum) -> None:
    item = {
        "Group_Code": "01",
        "Billing_Item": "X",
        "Billing_Unit_Price": 99999,
        "Projected_Quantity": 9999999,
        "Original_Amount": 4412,
    }
    body = _fixed(ready, Job_Number="J-U", Schedule_Of_Values_Unit=[item])
    del body["contracts"][0]["Schedule_Of_Values_Fixed"]
    assert _columns(_post(ready, body)) == ["Projected_Quantity"]


def test_the_same_item_twice_is_refused(ready: Spectrum) -> None:
    assert _columns(_post(ready, _fixed(ready, FIRST, FIRST))) == ["Billing_Item"]


@pytest.mark.parametrize(
    ("contract", "column"),
    [
        ({"Job_Number": "99"}, "Job_Number"),
        ({"Customer_Code": "NOBODY"}, "Customer_Code"),
        ({"Company_Code": "ZZZ"}, "Company_Code"),
        ({"Job_Number": "J-U"}, "Schedule_Of_Values_Fixed"),
        ({"Schedule_Of_Values_Fixed": []}, "contracts[0].Schedule_Of_Values_Fixed"),
    ],
)
def test_contracts_that_are_refused(ready: Spectrum, contract: dict[str, Any], column: str) -> None:
    assert _columns(_post(ready, _fixed(ready, FIRST, SECOND, **contract))) == [column]


def test_a_complete_job_is_refused(ready: Spectrum) -> None:
    ready.make("close_job", job_number="J-F")
    assert _columns(_post(ready, _fixed(ready, FIRST, SECOND))) == ["Job_Number"]


def test_one_bad_contract_keeps_all_out(ready: Spectrum) -> None:
    body = _fixed(ready, FIRST, SECOND)
    body["contracts"] += _fixed(ready, FIRST, Job_Number="99")["contracts"]
    assert _post(ready, body).status_code == 400
    assert ready.sql(ITEMS, job="J-F") == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"contracts": {}}',
        b'{"contracts": [1]}',
        b"\xff\xfe",
        b"[" * 99999,
    ],
)
def test_bodies_that_are_no_import(ready: Spectrum, body: bytes) -> None:
    reply = _post(ready, body)
    assert reply.status_code == 400
    assert reply.json()["errors"]


@pytest.mark.parametrize("login", [("", ""), ("447", "WRONG"), ("ZZZ", "right")])
def test_strangers_are_refused(ready: Spectrum, login: tuple[str, str]) -> None:
    user, password = login
    known = ready.authorization_id if password == "right" else password
    reply = _post(ready, _fixed(ready, FIRST, SECOND), (user, known))
    assert reply.status_code == 401
    assert reply.headers["WWW-Authenticate"].startswith("Basic")
    assert ready.sql(ITEMS, job="J-F") == []


def test_a_header_that_is_not_basic_is_refused(ready: Spectrum) -> None:
    for header in ("", "Basic", "Basic ???", "Basic /w==", "Bearer x"):
        reply = ready.client.post(PATH, content=b"{}", headers={"Authorization": header})
        assert reply.status_code == 401
