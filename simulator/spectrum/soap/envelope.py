"""SOAP 1.1 envelopes in and out: read without trusting, written without building trees."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lxml import etree

from simulator.spectrum.soap.error_rows import ErrorRow

ENVELOPE_NAMESPACE = "http://schemas.xmlsoap.org/soap/envelope/"
TYPES_NAMESPACE = "http://www.northgate-is.com/proiv/webservices/types"
MAX_REQUEST_BYTES = 1024 * 1024
MAX_PARAMETERS = 500

CONTENT_TYPE = "text/xml; charset=utf-8"

_HEAD = (
    "<?xml version='1.0' encoding='UTF-8'?>\n"
    '<SOAP-ENV:Envelope SOAP-ENV:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"'
    f' xmlns:SOAP-ENV="{ENVELOPE_NAMESPACE}"'
    ' xmlns:xsd="http://www.w3.org/2001/XMLSchema"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    "<SOAP-ENV:Header/><SOAP-ENV:Body>"
)
_TAIL = "</SOAP-ENV:Body></SOAP-ENV:Envelope>"

# No entity is resolved, nothing is fetched, and a tree of absurd size is refused.
_PARSER = etree.XMLParser(
    resolve_entities=False,
    no_network=True,
    load_dtd=False,
    huge_tree=False,
    remove_comments=True,
    remove_pis=True,
)


class SoapFault(Exception):
    """A call that is answered with a fault. `code` is Client or Server."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code
        self.text = text


@dataclass(frozen=True, slots=True)
class RequestElement:
    """The operation element of a request: its local name, and its children's texts in order."""

    method: str
    parameters: dict[str, str]


def read_request(body: bytes) -> RequestElement:
    """Read an envelope by local names; SoapFault when it isn't one that can be served."""
    if len(body) > MAX_REQUEST_BYTES:
        raise SoapFault(
            "Client", f"the request has {len(body)} bytes; at most {MAX_REQUEST_BYTES} are read"
        )
    root = _root(body)
    if root.tag != f"{{{ENVELOPE_NAMESPACE}}}Envelope":
        raise SoapFault(
            "VersionMismatch" if _local(root) == "Envelope" else "Client",
            f"the root element is {root.tag}; a SOAP 1.1 Envelope is needed",
        )
    operation = _operation(root)
    if len(operation) > MAX_PARAMETERS:
        raise SoapFault("Client", f"{len(operation)} parameters; at most {MAX_PARAMETERS} are read")
    parameters: dict[str, str] = {}
    for child in operation:
        name = _local(child)
        if len(child):
            raise SoapFault("Client", f"parameter {name} holds elements; only text is allowed")
        if name in parameters:
            raise SoapFault("Client", f"parameter {name} is given twice")
        parameters[name] = child.text or ""
    return RequestElement(_local(operation), parameters)


def _root(body: bytes) -> etree._Element:
    try:
        root = etree.fromstring(body, _PARSER)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SoapFault("Client", f"the request is not well-formed XML: {error}") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise SoapFault("Client", "a document type declaration is not allowed in SOAP")
    return root


def _operation(root: etree._Element) -> etree._Element:
    for part in root:
        if part.tag == f"{{{ENVELOPE_NAMESPACE}}}Body":
            operations = list(part)
            if len(operations) != 1:
                raise SoapFault(
                    "Client", f"the Body holds {len(operations)} elements; one is needed"
                )
            return operations[0]
    raise SoapFault("Client", "the Envelope has no Body")


def _local(element: etree._Element) -> str:
    tag = str(element.tag)
    return tag.rpartition("}")[2]


def fault(code: str, text: str) -> bytes:
    """A SOAP 1.1 fault."""
    return (
        f"{_HEAD}<SOAP-ENV:Fault><faultcode>SOAP-ENV:{code}</faultcode>"
        f"<faultstring>{_escaped(text)}</faultstring></SOAP-ENV:Fault>{_TAIL}"
    ).encode()


def cut_off(reply: bytes) -> bytes:
    """A reply as one client saw large ones: whole records, no closing tags (spectrum_api.md 1)."""
    return reply.removesuffix(_TAIL.encode())


def put_reply(method: str, rows: Iterable[ErrorRow]) -> bytes:
    """A Put service's reply: response rows right under returnData, or an empty returnArray."""
    inner = "".join(
        f"<response><error_code>{row.code}</error_code><desc>{_escaped(row.description)}</desc>"
        f"<column>{row.column}</column></response>"
        for row in rows
    )
    data = f"<returnArray><returnData>{inner}</returnData></returnArray>" if inner else ""
    return _reply(method, data or "<returnArray/>")


def get_reply(method: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A Get service's reply: one response a row, inside an element named after the method."""
    name = method[0].lower() + method[1:]
    template = "<response>" + "".join(f"<{c}>%s</{c}>" for c in columns) + "</response>"
    inner = "".join([template % tuple(map(_escaped, row)) for row in rows])
    return _reply(
        method, f"<returnArray><returnData><{name}>{inner}</{name}></returnData></returnArray>"
    )


def _reply(method: str, inner: str) -> bytes:
    return (
        f'{_HEAD}<nis:{method}Response xmlns:nis="{TYPES_NAMESPACE}">{inner}'
        f"</nis:{method}Response>{_TAIL}"
    ).encode()


def _escaped(value: str) -> str:
    """Text as XML content: as the standard library's escape, without the HTTP client it brings."""
    if "&" in value or "<" in value or ">" in value:
        return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return value
