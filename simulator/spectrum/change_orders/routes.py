"""The change order service: ARChangeOrder."""

from simulator.http.operation import Evidence
from simulator.spectrum.change_orders import entry, wire
from simulator.spectrum.soap.elements import Values
from simulator.spectrum.soap.service import PutAnswer, PutService, Service
from simulator.spectrum.stores import SpectrumStores


def services(stores: SpectrumStores) -> tuple[Service, ...]:
    """The change order service over these stores."""

    def ar_change_order(company_code: str, values: Values) -> PutAnswer:
        return entry.enter_change_order(stores, company_code, values)

    return (
        PutService(
            "ARChangeOrder",
            wire.AR_CHANGE_ORDER,
            ar_change_order,
            company_may_be_blank=False,
            evidence=Evidence.PUBLISHED,
            source="spectrum_api.md 4.4 (CO)",
        ),
    )
