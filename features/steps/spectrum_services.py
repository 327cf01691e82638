"""Calls to Spectrum's services, as an outside client makes them."""

from features.harness.steps import given, when
from features.harness.table import Table
from features.support.riverside import enter_riverside
from features.support.spectrum_desk import SpectrumDesk
from features.support.spectrum_services import envelope

SECONDS_AN_HOUR = 3600
YES_OR_NO = {"true": True, "false": False}
WHOLE_NUMBERS = ("row_cap", "action_type", "life_days")
LISTS = ("services", "companies", "change_request_numbers")
ENVELOPES = {
    "an empty envelope": envelope(""),
    "an envelope that breaks off": envelope("<GetCustomers>").partition("</s:Body>")[0],
    "an envelope with an external entity": (
        '<!DOCTYPE s [<!ENTITY host SYSTEM "file:///etc/hostname">]>'
        + envelope("<GetCustomers><GUID>&host;</GUID></GetCustomers>")
    ),
    "another service's call": envelope("<GetJob><GUID/></GetJob>"),
    "no XML at all": '{"method": "GetCustomers"}',
}


@given("Spectrum holds the Riverside company")
def riverside(desk: SpectrumDesk) -> None:
    enter_riverside(desk.simulators)


@given('every call to "{method:Text}" says, unless told otherwise')
def usual_elements(desk: SpectrumDesk, method: str, table: Table) -> None:
    desk.usual[method] = _pairs(table)


@given('"{method:Text}" was called with')
def was_called(desk: SpectrumDesk, method: str, table: Table) -> None:
    desk.has_called(method, _pairs(table))


@given('this "{kind:Text}" was entered on Spectrum\'s screens')
def was_entered(desk: SpectrumDesk, kind: str, table: Table) -> None:
    desk.enters(kind, **{name: _entered(name, words) for name, words in _pairs(table).items()})


@given('the switch "{name:Text}" is on')
def switched_on(desk: SpectrumDesk, name: str) -> None:
    desk.enters("switches", **{name: True})


@given('change request "{number:Text}" has {count:Count} billing lines on items of its own')
def many_billing_lines(desk: SpectrumDesk, number: str, count: int) -> None:
    key = {"job_number": "24-101", "customer_code": "RIVER"}
    items = [{"Billing_Item": f"X{position}"} for position in range(count)]
    contract = {"Company_Code": "$COMPANY", "Job_Number": "24-101", "Customer_Code": "RIVER"}
    answer = desk.services.import_contracts([{**contract, "Schedule_Of_Values_Fixed": items}])
    assert answer.status == 200, answer.words
    lines = [{"billing_item_code": f"X{position}"} for position in range(count)]
    desk.enters("change_request", **key, number=number, status_code="AP", billing_lines=lines)


@given('calls {first:Count} to {last:Count} of "{method:Text}" will meet "{kind:Text}"')
def calls_will_meet(desk: SpectrumDesk, first: int, last: int, method: str, kind: str) -> None:
    times = last - first + 1
    desk.simulators.plan_fault("spectrum", method, kind, first=first, times=times)


@given("{hours:Count} hours and {seconds:Count} seconds have gone by")
def time_passed(desk: SpectrumDesk, hours: int, seconds: int) -> None:
    desk.simulators.advance_clock(hours * SECONDS_AN_HOUR + seconds)


@given('the client has an access token of "{client_id:Text}" with the secret "{secret:Text}"')
def has_token(desk: SpectrumDesk, client_id: str, secret: str) -> None:
    answer = desk.services.post_form("/connect/token", _form(client_id, secret))
    assert answer.status == 200, f"no token: {answer.values}"
    desk.services.carry_token(str((answer.values or {})["access_token"]))


@given('the client "{client_id:Text}" has rotated its secret "{secret:Text}"')
def has_rotated(desk: SpectrumDesk, client_id: str, secret: str) -> None:
    answer = desk.services.post_form("/secretRotation", _form(client_id, secret))
    assert answer.status == 200, f"no new secret: {answer.values}"


@when('a client calls "{method:Text}"')
def calls_plainly(desk: SpectrumDesk, method: str) -> None:
    desk.calls(method, {})


@when('a client calls "{method:Text}" {times:Count} times')
def calls_often(desk: SpectrumDesk, method: str, times: int) -> None:
    for _ in range(times):
        desk.calls(method, {})


@when('a client calls "{method:Text}" with')
def calls_with(desk: SpectrumDesk, method: str, table: Table) -> None:
    desk.calls(method, _pairs(table))


@when('a client calls "{method:Text}" with "{value:Text}" as "{element:Text}"')
def calls_with_one(desk: SpectrumDesk, method: str, value: str, element: str) -> None:
    desk.calls(method, {element: value})


@when('a client calls "{method:Text}" with {length:Count} characters as "{element:Text}"')
def calls_with_length(desk: SpectrumDesk, method: str, length: int, element: str) -> None:
    desk.calls(method, {element: "X" * length})


@when('a client calls "{method:Text}" without the parameter "{element:Text}"')
def calls_without(desk: SpectrumDesk, method: str, element: str) -> None:
    desk.remember_tables()
    desk.answer = desk.services.call_with_names(method, {}, left_out=element)


@when('a client calls "{method:Text}" with the unknown parameter "{element:Text}"')
def calls_with_unknown(desk: SpectrumDesk, method: str, element: str) -> None:
    desk.remember_tables()
    desk.answer = desk.services.call_with_names(method, {}, added=element)


@when('a client sends "{method:Text}" "{what:Text}"')
def sends(desk: SpectrumDesk, method: str, what: str) -> None:
    desk.remember_tables()
    desk.answer = desk.services.send(method, ENVELOPES[what])


@when("a client imports this schedule of values")
def imports(desk: SpectrumDesk, text: str) -> None:
    desk.remember_tables()
    desk.answer = desk.services.import_schedule(text)


@when("a client imports this schedule of values without a login")
def imports_without_login(desk: SpectrumDesk, text: str) -> None:
    desk.remember_tables()
    desk.answer = desk.services.import_schedule(text, logs_in=False)


@when('a client asks "{path:Text}" as "{client_id:Text}" with the secret "{secret:Text}"')
def asks_by_form(desk: SpectrumDesk, path: str, client_id: str, secret: str) -> None:
    desk.answer = desk.services.post_form(path, _form(client_id, secret))


@when('a client tries to delete every row of Info-Link\'s "{table_name:Text}"')
def tries_to_delete(desk: SpectrumDesk, table_name: str) -> None:
    desk.remember_tables()
    desk.database_refusal = desk.info_link.refusal_to_delete(table_name)


def _form(client_id: str, secret: str) -> dict[str, str]:
    return {
        "client_id": client_id,
        "client_secret": secret,
        "scope": "spectrumapi",
        "grant_type": "client_credentials",
    }


def _pairs(table: Table) -> dict[str, str]:
    return {name: value for name, value in table}  # noqa: C416  # two columns, as the step says


def _entered(name: str, words: str) -> object:
    """What people typed: yes or no, a whole number, names apart by commas, or a text."""
    if words in YES_OR_NO:
        return YES_OR_NO[words]
    if name in WHOLE_NUMBERS:
        return int(words)
    if name in LISTS:
        return words.split(", ")
    return words
