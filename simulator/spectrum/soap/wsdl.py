"""The WSDL of a service: SOAP 1.1, document/literal, one operation.

The real text is unknown. This one gives a strict zeep client the shape that a client of a live
installation saw: `returnData` holding one arbitrary element (spectrum_api.md 1, 6). For Put
services that element may repeat, so that several error rows can be read.
"""

from collections.abc import Sequence

from simulator.spectrum.soap.envelope import TYPES_NAMESPACE

_WSDL = """<?xml version='1.0' encoding='UTF-8'?>
<definitions name='{method}' targetNamespace='{namespace}' xmlns='http://schemas.xmlsoap.org/wsdl/'
 xmlns:soap='http://schemas.xmlsoap.org/wsdl/soap/' xmlns:nis='{namespace}'>
<types>
<schema targetNamespace='{namespace}' elementFormDefault='unqualified'
 xmlns='http://www.w3.org/2001/XMLSchema' xmlns:nis='{namespace}'>
<element name='{method}'><complexType><sequence>
{parameters}
</sequence></complexType></element>
<element name='{method}Response'><complexType><sequence>
<element name='returnArray' type='nis:{method}ReturnArray' minOccurs='0'/>
</sequence></complexType></element>
<complexType name='{method}ReturnArray'><sequence>
<element name='returnData' type='nis:{method}ReturnData' minOccurs='0' maxOccurs='unbounded'/>
</sequence></complexType>
<complexType name='{method}ReturnData'><sequence>
<any processContents='lax' minOccurs='0' maxOccurs='{rows}'/>
</sequence></complexType>
</schema>
</types>
<message name='{method}Request'><part name='parameters' element='nis:{method}'/></message>
<message name='{method}Reply'><part name='parameters' element='nis:{method}Response'/></message>
<portType name='{method}PortType'><operation name='{method}'>
<input message='nis:{method}Request'/><output message='nis:{method}Reply'/>
</operation></portType>
<binding name='{method}Binding' type='nis:{method}PortType'>
<soap:binding style='document' transport='http://schemas.xmlsoap.org/soap/http'/>
<operation name='{method}'><soap:operation soapAction='{address}' style='document'/>
<input><soap:body use='literal'/></input><output><soap:body use='literal'/></output>
</operation></binding>
<service name='{method}'><port name='{method}Port' binding='nis:{method}Binding'>
<soap:address location='{address}'/>
</port></service>
</definitions>
"""


def wsdl(method: str, parameters: Sequence[str], *, is_put: bool, address: str) -> bytes:
    """The document for one service that is called at `address`."""
    return _WSDL.format(
        method=method,
        namespace=TYPES_NAMESPACE,
        parameters="\n".join(f"<element name='{name}' type='string'/>" for name in parameters),
        rows="unbounded" if is_put else "1",
        address=address,
    ).encode()
