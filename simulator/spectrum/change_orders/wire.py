"""What ARChangeOrder takes (spectrum_api.md 4.4). One call is one detail line."""

from simulator.spectrum.change_requests.billing_entry import BillingElements
from simulator.spectrum.soap.elements import day, number, text

AR_CHANGE_ORDER = (
    text("Company_Code", 3, is_required=True),
    text("Job_Number", 10, is_required=True),
    text("Customer_Code", 10, is_required=True),
    text("Change_Order_Number", 8),
    text("Description", 250),
    text("Status_Code", 2),
    day("Change_Order_Date"),
    day("Approved_Date"),
    number("Approved_Days", "4"),
    number("Fee_Percent", "3.2"),
    number("Fee_Amount", "-8.2"),
    text("Change_Request_Number", 8),
    text("CO_Billing_Group_Code", 2),
    text("CO_Billing_Item_Code", 10),
    text("Additional_Description", 40),
    number("Unit_Price", "-5.4"),
    number("Quantity", "-7.2"),
    number("Revenue", "-10.2"),
)

# The layout has no element for a line's description: it comes from the billing item.
BILLING_ELEMENTS = BillingElements(
    group="CO_Billing_Group_Code",
    item="CO_Billing_Item_Code",
    description="",
    additional_description="Additional_Description",
    unit_price="Unit_Price",
    quantity="Quantity",
    revenue="Revenue",
)
