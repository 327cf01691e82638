"""What GetCustomers takes and gives; column names as one client saw them (spectrum_api.md 3)."""

from simulator.spectrum.customers.model import ACTIVE, INACTIVE, Customer
from simulator.spectrum.soap.elements import choice, text

ALL = "ALL"

GET_CUSTOMERS_FILTERS = (text("pCompany_Code", 3), choice("pStatus", INACTIVE, ALL))

GET_CUSTOMERS_COLUMNS = (
    "Company_Code",
    "Customer_Code",
    "Name",
    "Address_1",
    "Address_2",
    "City",
    "State",
    "Zip_Code",
    "First_Name",
    "Last_Name",
    "Phone_Number",
    "Email1",
    "Price_Level_Material",
    "Taxable_Flag",
    "Status",
)


def statuses(filter_text: str) -> tuple[str, ...]:
    """Blank means active, I and ALL mean active and inactive: no third status is known."""
    return (ACTIVE, INACTIVE) if filter_text else (ACTIVE,)


def get_customers_row(customer: Customer) -> list[str]:
    values = {
        "Company_Code": customer.company_code,
        "Customer_Code": customer.code,
        "Name": customer.name,
        "Status": customer.status,
    }
    detail = customer.details.get
    return [values[name] if name in values else detail(name, "") for name in GET_CUSTOMERS_COLUMNS]
