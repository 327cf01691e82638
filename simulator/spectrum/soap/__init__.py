"""SOAP 1.1 as Spectrum speaks it: envelope, WSDL, elements, services and their replies."""
