"""The customer service: GetCustomers."""

from simulator.http.operation import Evidence
from simulator.spectrum.customers import wire
from simulator.spectrum.soap.elements import Values
from simulator.spectrum.soap.service import GetAnswer, GetService, Service
from simulator.spectrum.stores import SpectrumStores


def services(stores: SpectrumStores) -> tuple[Service, ...]:
    """The customer service over these stores."""

    def get_customers(company_code: str, filters: Values) -> GetAnswer:
        wanted = wire.statuses(filters.text("pStatus"))
        chosen = [
            customer
            for (company, _), customer in stores.state.customers.items()
            if company == company_code and customer.status in wanted
        ]
        chosen.sort(key=lambda customer: customer.code)
        return GetAnswer(map(wire.get_customers_row, chosen))

    return (
        GetService(
            "GetCustomers",
            wire.GET_CUSTOMERS_FILTERS,
            wire.GET_CUSTOMERS_COLUMNS,
            get_customers,
            Evidence.OBSERVED,
            "spectrum_api.md 3 (GETCUST)",
        ),
    )
