"""A SOAP service: what it takes, what it gives, and how a call becomes a reply."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from simulator.http.message import Reply, Request
from simulator.http.operation import Evidence, Operation, PathParameters
from simulator.spectrum.authorization.errors import Unauthorized
from simulator.spectrum.authorization.gate import Gate
from simulator.spectrum.soap.elements import Element, Values, read
from simulator.spectrum.soap.envelope import (
    CONTENT_TYPE,
    SoapFault,
    cut_off,
    fault,
    get_reply,
    put_reply,
    read_request,
)
from simulator.spectrum.soap.error_rows import (
    ABORT,
    GOOD,
    NOT_AUTHORIZED_GET,
    WARNING,
    ErrorRow,
)
from simulator.spectrum.soap.wsdl import wsdl
from simulator.spectrum.switches import PADDED_WIDTHS

AUTHORIZATION_ID = "Authorization_ID"
GUID = "GUID"
ERROR_COLUMNS = ("Error_Code", "Error_Description", "Error_Column")
ROW_CAP_TEXT = "The number of rows exceeds max of {cap}; narrow the selection"


@dataclass(frozen=True, slots=True)
class PutAnswer:
    """What a Put service did: rows to say (errors or G), and the records it touched."""

    rows: Sequence[ErrorRow] = ()
    touched: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GetAnswer:
    """The rows of a Get service, without the three error columns; made only up to the row cap."""

    rows: Iterable[Sequence[str]] = ()
    errors: Sequence[ErrorRow] = ()


@dataclass(frozen=True, slots=True)
class PutService:
    """`answer` gets the company code and the values read; it changes all or nothing."""

    method: str
    elements: tuple[Element, ...]
    answer: Callable[[str, Values], PutAnswer]
    company_may_be_blank: bool
    evidence: Evidence
    source: str
    company_element: str = "Company_Code"


@dataclass(frozen=True, slots=True)
class GetService:
    """`columns` leave out the three error columns; `answer` gets the company code and filters."""

    method: str
    elements: tuple[Element, ...]
    columns: tuple[str, ...]
    answer: Callable[[str, Values], GetAnswer]
    evidence: Evidence
    source: str
    company_element: str = "pCompany_Code"
    company_may_be_blank: bool = True


Service = GetService | PutService


def operations(service: Service, gate: Gate) -> tuple[Operation[Request], Operation[Request]]:
    """A service's two operations: the call, and its WSDL."""
    parameters = (AUTHORIZATION_ID, GUID, *(element.name for element in service.elements))
    expected = frozenset(parameters)

    def call(request: Request, path_parameters: PathParameters) -> Reply:
        del path_parameters
        try:
            given = _given(service, expected, request)
        except SoapFault as refused:
            return fault_reply(refused.code, refused.text, status=500)
        return _answered(service, gate, request, given)

    def describe(request: Request, path_parameters: PathParameters) -> Reply:
        del path_parameters
        address = f"{request.base_url}/ws/{service.method}"
        is_put = isinstance(service, PutService)
        document = wsdl(service.method, parameters, is_put=is_put, address=address)
        return Reply(200, document, CONTENT_TYPE)

    return (
        Operation(
            service.method,
            "POST",
            f"/ws/{service.method}",
            call,
            service.evidence,
            service.source,
        ),
        Operation(
            f"{service.method}.wsdl",
            "GET",
            f"/wsdls/{service.method}.jws",
            describe,
            Evidence.INFERRED,
            "spectrum_api.md 1 (WSDL), 6",
        ),
    )


def fault_reply(code: str, text: str, status: int) -> Reply:
    return Reply(status, fault(code, text), CONTENT_TYPE, refusal=text)


def _given(service: Service, expected: frozenset[str], request: Request) -> dict[str, str]:
    element = read_request(request.body)
    if element.method != service.method:
        raise SoapFault("Client", f"{element.method} can't be called at /ws/{service.method}")
    given = element.parameters
    if given.keys() != expected:
        lacking = sorted(expected - given.keys())
        if lacking:
            raise SoapFault("Client", f"every parameter must be present: {', '.join(lacking)}")
        unknown = ", ".join(sorted(given.keys() - expected))
        raise SoapFault("Client", f"{service.method} has no parameter {unknown}")
    return given


def _answered(service: Service, gate: Gate, request: Request, given: dict[str, str]) -> Reply:
    try:
        company = gate.admit(
            request.headers,
            service.method,
            given[AUTHORIZATION_ID].strip(),
            given[GUID].strip(),
            given[service.company_element].strip(),
            company_may_be_blank=service.company_may_be_blank,
        )
    except Unauthorized as refused:
        row = refused.row
        is_get = isinstance(service, GetService)
        if row.code == ABORT and is_get and gate.switches.says_e_for_unauthorized_gets:
            row = replace(row, code=NOT_AUTHORIZED_GET)
        return _refused(service, (row,))
    if company is None:
        return empty_row_reply(service)
    values, errors = read(service.elements, given)
    if isinstance(service, PutService):
        if errors:
            return _refused(service, errors)
        return _put(service, service.answer(company, values))
    if errors:
        return _refused(service, errors)
    return _get(service, gate, service.answer(company, values))


def _put(service: PutService, answer: PutAnswer) -> Reply:
    failed = [row for row in answer.rows if row.code not in (GOOD, WARNING)]
    return Reply(
        200,
        put_reply(service.method, answer.rows),
        CONTENT_TYPE,
        refusal=_in_words(failed) if failed else None,
        touched=answer.touched,
    )


def _get(service: GetService, gate: Gate, answer: GetAnswer) -> Reply:
    if answer.errors:
        return _refused(service, answer.errors)
    no_error = ("", "", "")
    cap = gate.switches.row_cap
    rows = list(islice(answer.rows, cap + 1))
    is_capped = len(rows) > cap
    shown: Sequence[Sequence[str]] = rows[:cap]
    if gate.switches.pads_codes:
        shown = _padded(service.columns, shown)
    complete = [(*row, *no_error) for row in shown]
    if is_capped:
        blank = ("",) * len(service.columns)
        complete.append((*blank, WARNING, ROW_CAP_TEXT.format(cap=cap), ""))
    body = get_reply(service.method, (*service.columns, *ERROR_COLUMNS), complete)
    if is_capped and gate.switches.cuts_off_large_replies:
        body = cut_off(body)
    return Reply(200, body, CONTENT_TYPE)


def _padded(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """The rows with their codes filled up with spaces, as the tables hold them."""
    widths = [PADDED_WIDTHS.get(column, 0) for column in columns]
    return [
        [text.ljust(width) if text else text for text, width in zip(row, widths, strict=True)]
        for row in rows
    ]


def _refused(service: Service, errors: Sequence[ErrorRow]) -> Reply:
    if isinstance(service, PutService):
        body = put_reply(service.method, errors)
    else:
        blank = ("",) * len(service.columns)
        rows = [(*blank, row.code, row.description, row.column) for row in errors]
        body = get_reply(service.method, (*service.columns, *ERROR_COLUMNS), rows)
    return Reply(200, body, CONTENT_TYPE, refusal=_in_words(errors))


def empty_row_reply(service: Service) -> Reply:
    """The one empty row that a client saw for a GUID used before (spectrum_api.md 1.1)."""
    text = "the GUID was used before for this method"
    if isinstance(service, PutService):
        body = put_reply(service.method, (ErrorRow("", "", ""),))
    else:
        columns = (*service.columns, *ERROR_COLUMNS)
        body = get_reply(service.method, columns, [("",) * len(columns)])
    return Reply(200, body, CONTENT_TYPE, refusal=text)


def _in_words(errors: Sequence[ErrorRow]) -> str:
    return "; ".join(error.description for error in errors)
