"""What ARChangeRequest and the notes service take (spectrum_api.md 4.2, 4.4).

One call is one detail line; the header's elements are repeated on every call.
"""

from simulator.spectrum.soap.elements import choice, day, number, text

CONTRACT_KEY = (
    text("Company_Code", 3, is_required=True),
    text("Job_Number", 10, is_required=True),
    text("Customer_Code", 10, is_required=True),
)

HEADER = (
    text("Change_Request_Number", 8),
    text("CR_Description", 250),
    text("CR_Status", 2),
    choice("Cost_Reimbursable_Flag", "Y", "N"),
    day("Origination_Date"),
    day("Approved_Date"),
    number("Fee_Percent", "-3.2"),
    number("Fee_Amount", "-8.2"),
)

COST_NAMES = ("Change_Request_Quantity", "Change_Request_Hours", "Change_Request_Amount")

COST = (
    text("CR_Phase_Code", 20),
    text("CR_Cost_Type", 3),
    number("Change_Request_Quantity", "-7.2"),
    number("Change_Request_Hours", "-6.2"),
    number("Change_Request_Amount", "-10.2"),
)

SUB_EXECUTED = "E"

SUBCONTRACT_DETAIL = (
    number("Sub_Amount", "-10.2"),
    text("Sub_Bid_Group_Item_Code", 2),
    text("Sub_Bid_Item_Code", 11),
    choice("Sub_Status", "P", SUB_EXECUTED, "R"),
    text("Sub_Change_Order_Number", 8),
    day("Sub_Change_Order_Date"),
    day("Sub_Signed_Date"),
    text("Sub_Description", 30),
    text("Sub_Type", 15),
    day("Sub_Proposal_Date"),
    day("Sub_Sent_Date"),
    day("Sub_Due_Date"),
    text("Sub_Comments", 250),
)

SUBCONTRACT = (
    text("Subcontractor_Code", 10),
    text("Subcontract_Number", 10),
    *SUBCONTRACT_DETAIL,
)

PRICING = (
    text("Markup_Cost_Type", 3),
    number("Markup_Percent", "3.2"),
    number("Markup_Amount", "-10.2"),
    text("Pricing_Addon_Code", 10),
    number("Pricing_Addon_MU_Percent", "3.2"),
    number("Pricing_Addon_MU_Amount", "-10.2"),
    text("Pricing_Addon_Phase", 20),
    text("Pricing_Addon_Cost_Type", 3),
)

BILLING = (
    text("CR_Billing_Group_Code", 2),
    text("CR_Billing_Item_Code", 11),
    text("CR_Billing_Item_Description", 30),
    text("CR_Additional_Description", 40),
    number("CR_Unit_Price", "-5.4"),
    number("CR_Quantity", "-7.2"),
    number("CR_Revenue", "-10.2"),
)

FOLLOW_UP_DAYS = (
    "Proceed_Submitted_Date",
    "Proceed_Received_Date",
    "Quotation_Due_Date",
)
FOLLOW_UP_NUMBERS = ("Rough_Estimate", "Requested_Days", "Approved_Days")

FOLLOW_UP = (
    day("Proceed_Submitted_Date"),
    day("Proceed_Received_Date"),
    number("Rough_Estimate", "-8.2"),
    day("Quotation_Submitted_Date"),
    day("Quotation_Due_Date"),
    number("Requested_Days", "-3"),
    number("Approved_Days", "-3"),
    choice("Default_Billing_Total", "Y", "N"),
)

AR_CHANGE_REQUEST = (
    *CONTRACT_KEY,
    *HEADER,
    *COST,
    *SUBCONTRACT,
    *PRICING,
    *BILLING,
    *FOLLOW_UP,
)

BLANK_BILLING_ITEM = (
    text("Company_Code", 3),
    text("Job_Number", 10, is_required=True),
    text("Customer_Code", 10, is_required=True),
    text("Change_Request_Number", 8, is_required=True),
    number("Sequence", "3"),
    text("CR_Billing_Group_Code", 2),
    text("CR_Billing_Item_Code", 11, is_required=True),
    text("CR_Billing_Item_Description", 30),
    text("CR_Additional_Description", 40),
    number("CR_Quantity", "-7.2"),
    number("CR_Revenue", "-10.2"),
)

CHANGE_REQUEST = "CR"
CHANGE_ORDER = "CO"

NOTES = (
    text("Company_Code", 3),
    text("Job_Number", 10, is_required=True),
    text("Customer_Code", 10, is_required=True),
    choice("Type", CHANGE_REQUEST, CHANGE_ORDER, is_required=True),
    text("CR_CO_Number", 8, is_required=True),
    text("Notes_Text", 1000),
    choice("Append_Note", "Y", "N"),
)
