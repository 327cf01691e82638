"""Spectrum's services as an outside client calls them: zeep in its strict mode, over sockets."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

import httpx
import zeep
import zeep.exceptions
from lxml import etree

from engine.connectors.connection import Connection

SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
COMPANY_PARAMETERS = ("Company_Code", "pCompany_Code")
AUTHORIZATION_ID = "Authorization_ID"
TIMEOUT_S = 60
SCHEDULE_OF_VALUES = "/contract/scheduleofvalues"

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: rows of a service, or the text of a SOAP fault; `status` is HTTP's.

    `values` has the members of a JSON answer that is no list of errors. `trouble` says why no
    answer could be read at all.
    """

    rows: tuple[Row, ...] = ()
    fault: str = ""
    trouble: str = ""
    status: int = 200
    values: Mapping[str, object] | None = None

    @property
    def verdicts(self) -> list[str]:
        """Every row that says something, as "I about CR_Status"."""
        found = []
        for row in self.rows:
            code = row.get("error_code") or row.get("Error_Code", "")
            column = row.get("column") or row.get("Error_Column", "")
            if code:
                found.append(f"{code} about {column}" if column else code)
        return found

    @property
    def words(self) -> str:
        """The texts of all those rows."""
        texts = (row.get("desc") or row.get("Error_Description", "") for row in self.rows)
        return "; ".join(text for text in texts if text)


class SpectrumServices:
    """One company's services; WSDLs are read once and serve every scenario."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._url = connection.spectrum_url.rstrip("/")
        self._http = httpx.Client(base_url=self._url, timeout=TIMEOUT_S, trust_env=False)
        self._transport = zeep.Transport(timeout=TIMEOUT_S, operation_timeout=TIMEOUT_S)  # type: ignore[no-untyped-call]  # zeep is partly typed
        self._transport.session.trust_env = False
        self._zeep: dict[str, tuple[Any, list[str]]] = {}

    def close(self) -> None:
        self._http.close()
        self._transport.session.close()

    def call(self, method: str, given: Mapping[str, str]) -> Answer:
        """Call a service by zeep with every declared parameter, blank unless given."""
        service, names = self._service(method)
        try:
            reply = getattr(service, method)(**self._complete(method, names, given))
        except zeep.exceptions.Fault as fault:
            return Answer(fault=str(fault.message), status=500)
        except (zeep.exceptions.TransportError, OSError) as trouble:
            return Answer(trouble=f"{type(trouble).__name__}: {trouble}")
        return Answer(tuple(_row(element) for element in _responses(reply)))

    def call_with_names(
        self, method: str, given: Mapping[str, str], *, left_out: str = "", added: str = ""
    ) -> Answer:
        """Call a service with a parameter less or more than declared: zeep would never send it."""
        parameters = self._complete(method, self._service(method)[1], given)
        if left_out:
            del parameters[left_out]
        if added:
            parameters[added] = ""
        inner = "".join(f"<{name}>{escape(text)}</{name}>" for name, text in parameters.items())
        return self.send(method, envelope(f"<{method}>{inner}</{method}>"))

    def send(self, method: str, body: str) -> Answer:
        """Send a body to a service as it is."""
        headers = {"Content-Type": "text/xml; charset=utf-8"}
        reply = self._http.post(f"/ws/{method}", content=body.encode(), headers=headers)
        root = etree.fromstring(reply.content)
        fault = root.find(f"{{{SOAP}}}Body/{{{SOAP}}}Fault")
        if fault is not None:
            return Answer(fault=fault.findtext("faultstring", ""), status=reply.status_code)
        rows = tuple(_row(element) for element in root.iter("response"))
        return Answer(rows, status=reply.status_code)

    def import_schedule(self, document: str, *, logs_in: bool = True) -> Answer:
        """Post a schedule of values; the login is Basic with company and authorization id."""
        login = (self._connection.spectrum_company_code, self._connection.spectrum_authorization_id)
        reply = self._http.post(
            SCHEDULE_OF_VALUES,
            content=document.replace("$COMPANY", login[0]).encode(),
            headers={"Content-Type": "application/json"},
            auth=httpx.BasicAuth(*login) if logs_in else httpx.USE_CLIENT_DEFAULT,
        )
        return _json_answer(reply)

    def import_contracts(self, contracts: Sequence[Mapping[str, object]]) -> Answer:
        """Post schedules of values that a step made up."""
        return self.import_schedule(json.dumps({"contracts": list(contracts)}))

    def post_form(self, path: str, form: Mapping[str, str]) -> Answer:
        """Ask for an access token or a new secret."""
        return _json_answer(self._http.post(path, data=dict(form)))

    def carry_token(self, token: str) -> None:
        """Send an access token with every further call by zeep; blank stops it."""
        headers = self._transport.session.headers
        headers.pop("Authorization", None)
        if token:
            headers["Authorization"] = f"Bearer {token}"

    def _complete(self, method: str, names: list[str], given: Mapping[str, str]) -> dict[str, str]:
        filled = dict.fromkeys(names, "")
        filled[AUTHORIZATION_ID] = self._connection.spectrum_authorization_id
        for name in COMPANY_PARAMETERS:
            if name in filled:
                filled[name] = self._connection.spectrum_company_code
        unknown = sorted(set(given) - set(filled))
        assert not unknown, f"{method} has no parameter {', '.join(unknown)}"
        return {**filled, **given}

    def _service(self, method: str) -> tuple[Any, list[str]]:
        if method not in self._zeep:
            client: Any = zeep.Client(  # type: ignore[no-untyped-call]  # zeep is partly typed
                f"{self._url}/wsdls/{method}.jws",
                transport=self._transport,
                settings=zeep.Settings(strict=True),
            )
            (binding,) = client.wsdl.bindings.values()
            names = [name for name, _ in binding.get(method).input.body.type.elements]
            self._zeep[method] = (client.service, names)
        return self._zeep[method]


def envelope(inner: str) -> str:
    return f'<s:Envelope xmlns:s="{SOAP}"><s:Body>{inner}</s:Body></s:Envelope>'


def _json_answer(reply: httpx.Response) -> Answer:
    document = reply.json()
    return Answer(tuple(document.get("errors", ())), status=reply.status_code, values=document)


def _responses(reply: Any) -> Iterator[etree._Element]:
    for data in reply or []:
        found = data["_value_1"]
        for element in found if isinstance(found, list) else [found]:
            if element is not None:
                yield from element.iter("response")


def _row(element: etree._Element) -> Row:
    return {str(cell.tag): cell.text or "" for cell in element}
