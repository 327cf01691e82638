"""The tables and columns of Info-Link that Tieout reads (docs/infolink.md).

Columns have no type on purpose: values are taken as the driver gives them and read in `cells`,
exactly and with designed errors.
"""

from sqlalchemy import ColumnElement, and_, column, func, table

from engine.records.contract_key import ContractKey

JOBS = table(
    "JC_JOB_MASTER_MC",
    column("Company_Code"),
    column("Job_Number"),
    column("Job_Description"),
    column("Status_Code"),
    column("Customer_Code"),
    column("Price_Method_Code"),
    column("Original_Contract"),
)

PHASES = table(
    "JC_PHASE_MASTER_MC",
    column("Company_Code"),
    column("Job_Number"),
    column("Phase_Code"),
    column("Cost_Type"),
    column("Description"),
    column("Status_Code"),
)

# Every company's contracts with their totals: a view, as the contract's own page shows them.
CONTRACTS = table(
    "CR_CONTRACT_MASTER1_V",
    column("Company_Code"),
    column("Job_Number"),
    column("Customer_Code"),
    column("Original_Contract"),
    column("Use_Unit_Pricing"),
    column("Approved_Changes"),
)

FIXED_PRICE_ITEMS = table(
    "CR_DRAW_REQUEST_DETAIL_MC",
    column("Company_Code"),
    column("Job_Number"),
    column("Customer_Code"),
    column("Sequence"),
    column("Billing_Item_Code"),
    column("Billing_Item_Description"),
    column("Original_Contract"),
)

UNIT_PRICE_ITEMS = table(
    "CR_DRAW_UNIT_PRICE_BILL_MC",
    column("Company_Code"),
    column("Job_Number"),
    column("Customer_Code"),
    column("Sequence"),
    column("Billing_Group_Code"),
    column("Billing_Item_Code"),
    column("Billing_Item_Description"),
    column("Original_Amount"),
)

CHANGE_REQUESTS = table(
    "CR_CHNG_REQ_HDR_MC",
    column("Company_Code"),
    column("Job_Number"),
    column("Customer_Code"),
    column("Change_Request_Number"),
    column("Description"),
    column("Status"),
    column("Approved_Date"),
    column("Change_Order_Number"),
)

CHANGE_REQUEST_COSTS = table(
    "CR_CHNG_REQ_CON_DET_MC",
    column("Company_Code"),
    column("Job_Number"),
    column("Customer_Code"),
    column("Change_Request_Number"),
    column("Sequence"),
    column("Phase_Code"),
    column("Cost_Type"),
    column("Change_Request_Amount"),
)

CHANGE_REQUEST_BILLING = table(
    "CR_CHNG_REQ_REV_MC",
    column("Company_Code"),
    column("Job_Number"),
    column("Customer_Code"),
    column("Change_Request_Number"),
    column("Sequence"),
    column("Billing_Group_Code"),
    column("Billing_Item_Code"),
    column("Billing_Item_Description"),
    column("Revenue"),
)

CHANGE_REQUEST_STATUSES = table(
    "CR_CHNG_REQ_STATUS_MC",
    column("Company_Code"),
    column("Status_Code"),
    column("CR_Type"),
)


def is_code(name: str, code: str) -> ColumnElement[bool]:
    """Whether a code column, padded or not, holds the code."""
    return func.ltrim(func.rtrim(column(name))) == code


def is_of_contract(key: ContractKey) -> ColumnElement[bool]:
    """Whether a row belongs to the contract."""
    return and_(
        is_code("Company_Code", key.company_code),
        is_code("Job_Number", key.job_number),
        is_code("Customer_Code", key.customer_code),
    )
