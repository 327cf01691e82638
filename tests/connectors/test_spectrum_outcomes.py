"""How calls to Spectrum end when it misbehaves: services on real sockets, tables as files."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import sqlalchemy

from engine.connectors.connection import ConnectionFileError
from engine.ports.outcomes import (
    ConnectorError,
    Refused,
    Unavailable,
    UncertainOutcome,
    Unreadable,
)
from engine.ports.spectrum import ChangeRequestEntry
from engine.records.contract_key import ContractKey
from simulator.spectrum.soap.envelope import fault, get_reply, put_reply
from simulator.spectrum.soap.error_rows import ErrorRow

KEY = ContractKey("TI1", "2020-01", "OWNER")
ENTRY = ChangeRequestEntry(KEY, "001", "More", "AP", date(2020, 4, 9))
XML = {"Content-Type": "text/xml"}


def _fault(code: str, status: int = 500, headers: dict[str, str] | None = None) -> Callable:
    return lambda a: a.reply(status, fault(code, "what went wrong"), {**XML, **(headers or {})})


# What the server does; how a read ends, how a write ends, and what the error says.
ENDINGS: dict[str, tuple[Callable, type[ConnectorError], type[ConnectorError], str]] = {
    "reset": (lambda a: a.drop, Unavailable, UncertainOutcome, "the connection failed on the way"),
    "hung up": (lambda a: a.hang_up, Unavailable, UncertainOutcome, "the connection failed"),
    "no answer": (lambda a: a.stall, Unavailable, UncertainOutcome, "ReadTimeout"),
    "cut off": (lambda a: a.cut_off, Unavailable, UncertainOutcome, "the connection failed"),
    "no HTTP": (lambda a: a.babble, Unavailable, UncertainOutcome, "RemoteProtocolError"),
    "Server fault": (
        _fault("Server"),
        Unavailable,
        UncertainOutcome,
        "SOAP fault Server: what went wrong",
    ),
    "Server fault with 200": (
        _fault("Server", 200),
        Unavailable,
        UncertainOutcome,
        "SOAP fault Server: what went wrong",
    ),
    "Client fault": (_fault("Client"), Refused, Refused, "SOAP fault Client: what went wrong"),
    "VersionMismatch": (_fault("VersionMismatch"), Refused, Refused, "SOAP fault VersionMismatch"),
    "unknown fault": (_fault("Odd"), Unavailable, UncertainOutcome, "SOAP fault Odd"),
    "500 without a fault": (
        lambda a: a.reply(500, "<html>"),
        Unavailable,
        UncertainOutcome,
        "HTTP 500: <html>",
    ),
    "503": (_fault("Server", 503), Unavailable, UncertainOutcome, "HTTP 503"),
    "503 with Retry-After": (
        _fault("Server", 503, {"Retry-After": "2"}),
        Unavailable,
        Unavailable,
        "HTTP 503",
    ),
    "429": (_fault("Server", 429), Unavailable, Unavailable, "HTTP 429"),
    "501": (_fault("Server", 501), Refused, Refused, "HTTP 501"),
    "404": (lambda a: a.reply(404, "not here"), Refused, Refused, "HTTP 404: not here"),
    "redirect": (
        lambda a: a.reply(301, b"", {"Location": "http://elsewhere.example/"}),
        Unreadable,
        UncertainOutcome,
        "redirects are not followed",
    ),
    "HTML": (lambda a: a.reply(200, "<p>hi"), Unreadable, UncertainOutcome, "documented shape"),
    "empty": (lambda a: a.reply(200, b"", XML), Unreadable, UncertainOutcome, "without a body"),
    "another document": (
        lambda a: a.reply(200, "<a/>", XML),
        Unreadable,
        UncertainOutcome,
        "documented shape",
    ),
    "a document type": (
        lambda a: a.reply(200, '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', XML),
        Unreadable,
        UncertainOutcome,
        "documented shape",
    ),
    "unknown error code": (
        lambda a: a.reply(200, put_reply("ARChangeRequest", [ErrorRow("Z", "odd", "C")]), XML),
        Unreadable,
        UncertainOutcome,
        "unknown error code 'Z'",
    ),
    "huge": (
        lambda a: a.reply(200, b" " * 2_000_001),
        Unreadable,
        UncertainOutcome,
        "larger than 2000000 bytes",
    ),
}


@pytest.mark.parametrize("ending", [name for name in ENDINGS if name != "unknown error code"])
def test_how_a_read_ends(bench, ending: str) -> None:
    act, expected, _, text = ENDINGS[ending]
    books, _ = bench.spectrum("GetJobMain", act(bench.acts))
    with pytest.raises(ConnectorError) as caught:
        books.jobs()
    _check(bench, caught.value, expected, f"spectrum: GetJobMain: {text}")


@pytest.mark.parametrize("ending", ENDINGS)
def test_how_a_write_ends(bench, ending: str) -> None:
    act, _, expected, text = ENDINGS[ending]
    books, server = bench.spectrum("ARChangeRequest", act(bench.acts))
    with pytest.raises(ConnectorError) as caught:
        books.put_change_request_entry(ENTRY)
    _check(bench, caught.value, expected, text)
    assert [each.method for each in server.seen] == ["GET", "POST"]  # the WSDL, then once


def _check(bench, error: ConnectorError, expected: type[ConnectorError], text: str) -> None:
    assert type(error) is expected, error
    for part in text.split(": "):
        assert part in str(error)
    assert "\n" not in str(error)
    for secret in bench.secrets:
        assert secret not in str(error)


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        (lambda a: a.drop, Unavailable),
        (lambda a: a.stall, Unavailable),
        (lambda a: a.reply(500), Unavailable),
        (lambda a: a.reply(404), Refused),
        (lambda a: a.reply(200, "<html>"), Unreadable),
        (
            lambda a: a.reply(200, "<definitions xmlns='http://schemas.xmlsoap.org/wsdl/'/>"),
            Unreadable,
        ),
    ],
)
def test_without_a_wsdl_nothing_is_sent(bench, act: Callable, expected: type) -> None:
    server = bench.start(act(bench.acts))
    with pytest.raises(ConnectorError) as caught:
        bench.spectrum_at(server.url).put_change_request_entry(ENTRY)
    assert type(caught.value) is expected, caught.value
    assert {each.method for each in server.seen} == {"GET"}


def test_a_wsdl_that_leads_elsewhere_is_not_followed(bench) -> None:
    document = (
        "<definitions xmlns='http://schemas.xmlsoap.org/wsdl/'>"
        "<import namespace='x' location='file:///etc/hostname'/></definitions>"
    )
    server = bench.start(bench.acts.reply(200, document))
    with pytest.raises(Unreadable, match="refers to another host or to a file: file:///etc/host"):
        bench.spectrum_at(server.url).put_change_request_entry(ENTRY)


def test_a_wsdl_is_read_once(bench) -> None:
    answer = bench.acts.reply(200, put_reply("ARChangeRequest", []), XML)
    books, server = bench.spectrum("ARChangeRequest", answer)
    books.put_change_request_entry(ENTRY)
    books.put_change_request_entry(ENTRY)
    assert [each.method for each in server.seen] == ["GET", "POST", "POST"]


def test_every_element_is_sent_blank_or_not_with_a_fresh_guid(bench) -> None:
    answer = bench.acts.reply(200, put_reply("ARChangeRequest", []), XML)
    books, server = bench.spectrum("ARChangeRequest", answer)
    entry = ChangeRequestEntry(
        KEY,
        "001",
        "Möre",
        "AP",
        date(2020, 4, 9),
        billing_item_code="10",
        billing_description="<&>",
        revenue_amount=Decimal("-1234567.5"),
    )
    books.put_change_request_entry(entry)
    books.put_change_request_entry(entry)
    sent = [bench.parameters_of(request) for request in server.seen[1:]]
    assert list(sent[0]) == list(bench.parameter_names("ARChangeRequest"))
    guids = [parameters.pop("GUID") for parameters in sent]
    assert len(set(guids)) == 2
    assert all(len(guid) == 36 for guid in guids)
    assert sent[0] == sent[1]
    assert {name: value for name, value in sent[0].items() if value} == {
        "Authorization_ID": "NEVERSHOWNAUTHID",
        "Company_Code": "TI1",
        "Job_Number": "2020-01",
        "Customer_Code": "OWNER",
        "Change_Request_Number": "001",
        "CR_Description": "Möre",
        "CR_Status": "AP",
        "Cost_Reimbursable_Flag": "Y",
        "Approved_Date": "04/09/2020",
        "CR_Billing_Item_Code": "10",
        "CR_Billing_Item_Description": "<&>",
        "CR_Revenue": "-1234567.50",
    }


def test_every_error_row_is_told(bench) -> None:
    rows = [
        ErrorRow("M", "must be supplied", "CR_Status"),
        ErrorRow("I", "no such phase", "CR_Phase_Code"),
        ErrorRow("G", "001", "Change_Request_Number"),
    ]
    books, _ = bench.spectrum(
        "ARChangeRequest", bench.acts.reply(200, put_reply("ARChangeRequest", rows), XML)
    )
    with pytest.raises(Refused) as caught:
        books.put_change_request_entry(ENTRY)
    assert caught.value.detail == (
        "missing: must be supplied (column CR_Status); "
        "invalid: no such phase (column CR_Phase_Code)"
    )


def test_a_service_that_repeats_the_authorization_id_does_not_get_it_into_errors(bench) -> None:
    *_, authorization_id = bench.secrets
    rows = [ErrorRow("A", f"{authorization_id} is not set up", "Authorization_ID")]
    books, _ = bench.spectrum(
        "ARChangeRequest", bench.acts.reply(200, put_reply("ARChangeRequest", rows), XML)
    )
    with pytest.raises(Refused, match=r"not authorized: \*\*\* is not set up"):
        books.put_change_request_entry(ENTRY)


@pytest.mark.parametrize("rows", [[], [ErrorRow("", "", "")], [ErrorRow("G", "001", "Number")]])
def test_what_a_good_put_may_answer(bench, rows: list[ErrorRow]) -> None:
    books, _ = bench.spectrum(
        "ARChangeRequest", bench.acts.reply(200, put_reply("ARChangeRequest", rows), XML)
    )
    books.put_change_request_entry(ENTRY)


def _jobs_reply(bench, columns: tuple[str, ...], row: tuple[str, ...]):
    return bench.acts.reply(200, get_reply("GetJobMain", columns, [row]), XML)


JOB_COLUMNS = (
    "Company_Code", "Job_Number", "Job_Description", "Customer_Code", "Original_Contract",
    "Price_Method_Code", "Status_Code", "Error_Code", "Error_Description", "Error_Column",
)  # fmt: skip


@pytest.mark.parametrize(
    ("row", "text"),
    [
        (("TI1", "J1", "", "", "1,000", "F", "A", "", "", ""), "job J1: Original_Contract is no"),
        (("TI1", "J1", "", "", "1.005", "F", "A", "", "", ""), "has fractions of a cent"),
        (("TI1", "J1", "", "", "", "X", "A", "", "", ""), "job J1: Price_Method_Code is 'X'"),
        (("",) * 10, "an empty row came instead of data"),
    ],
)
def test_a_job_that_makes_no_sense_is_named(bench, row: tuple[str, ...], text: str) -> None:
    books, _ = bench.spectrum("GetJobMain", _jobs_reply(bench, JOB_COLUMNS, row))
    with pytest.raises(Unreadable, match=text):
        books.jobs()


def test_a_missing_column_is_named(bench) -> None:
    books, _ = bench.spectrum("GetJobMain", _jobs_reply(bench, ("Job_Number",), ("J1",)))
    with pytest.raises(Unreadable, match="a row lacks the column Price_Method_Code"):
        books.jobs()


def test_a_refused_get_tells_the_column(bench) -> None:
    row = ("", "", "", "", "", "", "", "E", "is not allowed", "Authorization_ID")
    books, _ = bench.spectrum("GetJobMain", _jobs_reply(bench, JOB_COLUMNS, row))
    with pytest.raises(Refused, match=r"not authorized: is not allowed \(column Authorization_ID"):
        books.jobs()


def test_infolink_that_is_not_there(bench, tmp_path: Path) -> None:
    books = bench.spectrum_at("http://127.0.0.1:9", f"sqlite:///file:{tmp_path}/x?mode=ro&uri=true")
    with pytest.raises(Unavailable, match="Info-Link: unable to open database file"):
        books.contracts()


def test_infolink_without_the_tables(bench, tmp_path: Path) -> None:
    books = bench.spectrum_at("http://127.0.0.1:9", f"sqlite:///{tmp_path}/empty.db")
    with pytest.raises(Unreadable, match=r"lacks a table or column.* no such table: CR_CONTRACT"):
        books.contracts()


@pytest.mark.parametrize(
    ("status", "date_text", "revenue", "text"),
    [
        ("x", "2020-04-09", "'1,5'", "CR_CHNG_REQ_REV_MC: Revenue is no amount"),
        ("x", "2020-04-09", "1.005", "has fractions of a cent"),
        ("x", "yesterday", "1", "CR_CHNG_REQ_HDR_MC: Approved_Date is no date"),
    ],
)
def test_cells_that_make_no_sense_are_named(
    bench, tmp_path: Path, status: str, date_text: str, revenue: str, text: str
) -> None:
    url = f"sqlite:///{tmp_path}/odd.db"
    engine = sqlalchemy.create_engine(url)
    key = "Company_Code, Job_Number, Customer_Code, Change_Request_Number"
    values = "'TI1', '2020-01', 'OWNER', '001'"
    with engine.begin() as connection:
        for statement in (
            f"CREATE TABLE CR_CHNG_REQ_HDR_MC ({key}, Description, Status, Approved_Date, "
            "Change_Order_Number)",
            f"CREATE TABLE CR_CHNG_REQ_CON_DET_MC ({key}, Sequence, Phase_Code, Cost_Type, "
            "Change_Request_Amount)",
            f"CREATE TABLE CR_CHNG_REQ_REV_MC ({key}, Sequence, Billing_Group_Code, "
            "Billing_Item_Code, Billing_Item_Description, Revenue)",
            f"INSERT INTO CR_CHNG_REQ_HDR_MC VALUES ({values}, 'd', '{status}', '{date_text}', '')",
            f"INSERT INTO CR_CHNG_REQ_REV_MC VALUES ({values}, 1, '', '10', 'd', {revenue})",
        ):
            connection.exec_driver_sql(statement)
    with pytest.raises(Unreadable, match=text):
        bench.spectrum_at("http://127.0.0.1:9", url).change_requests(KEY)


@pytest.mark.parametrize("url", ["oracle+oracledb://x/y", "nonsense://x/y"])
def test_infolink_without_a_driver(bench, url: str) -> None:
    with pytest.raises(ConnectionFileError, match=r"infolink_url: no driver for (oracle|nonsense)"):
        bench.spectrum_at("http://127.0.0.1:9", url)
