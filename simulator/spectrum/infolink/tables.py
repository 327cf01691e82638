"""Info-Link's tables and columns, each with how well it is known (spectrum_api.md 5).

OBSERVED: a public query over a live installation names it. ASSUMED: no source names it; the name is
ours, taken from the web service's element where there is one. docs/infolink.md prints this table.
"""

from dataclasses import dataclass

from simulator.http.operation import Evidence

CODE = "VARCHAR(30)"
TEXT = "VARCHAR(1000)"
AMOUNT = "DECIMAL(18, 2)"
QUANTITY = "DECIMAL(11, 2)"
UNIT_PRICE = "DECIMAL(11, 4)"
PERCENT = "DECIMAL(7, 2)"
DATE = "DATETIME"
WHOLE = "INTEGER"


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    sql_type: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Table:
    """One `_MC` table; the first `key_length` columns are its key."""

    name: str
    key_length: int
    columns: tuple[Column, ...]

    @property
    def single_company_view(self) -> str:
        """The name without its suffix: the login's own company (spectrum_api.md 5, MC)."""
        return self.name.removesuffix("_MC")


def _observed(sql_type: str, *names: str) -> tuple[Column, ...]:
    return tuple(Column(name, sql_type, Evidence.OBSERVED) for name in names)


def _assumed(sql_type: str, *names: str) -> tuple[Column, ...]:
    return tuple(Column(name, sql_type, Evidence.ASSUMED) for name in names)


JOBS = Table(
    "JC_JOB_MASTER_MC",
    2,
    (
        *_observed(CODE, "Company_Code", "Job_Number", "Status_Code", "Customer_Code"),
        *_observed(TEXT, "Job_Description"),
        *_observed(AMOUNT, "Original_Contract"),
        *_observed(CODE, "Division", "Project_Manager", "Superintendent", "Estimator"),
        *_observed(TEXT, "Address_1", "Address_2", "City", "State", "Zip_Code", "Phone"),
        *_observed(CODE, "Sales_Tax_Code", "WO_Site", "Latitude", "Longitude"),
        *_observed(DATE, "Start_Date", "Complete_Date"),
        *_assumed(CODE, "Price_Method_Code", "Contract_Number", "Cost_Center", "Master_Job"),
    ),
)

PHASES = Table(
    "JC_PHASE_MASTER_MC",
    4,
    (
        *_observed(CODE, "Company_Code", "Job_Number", "Phase_Code", "Cost_Type", "Status_Code"),
        *_observed(TEXT, "Description"),
        *_observed(AMOUNT, "Original_Est_Cost"),
        *_observed(QUANTITY, "Original_Est_Hours"),
        *_observed(DATE, "Start_Date", "End_Date"),
        *_assumed(QUANTITY, "Original_Est_Quantity"),
        *_assumed(CODE, "Unit_of_Measure"),
    ),
)

PHASE_ESTIMATES = Table(
    "JC_PHASE_ESTIMATES_MC",
    4,
    _observed(CODE, "Company_Code", "Job_Number", "Phase_Code", "Cost_Type")
    + _observed(QUANTITY, "Est_Hours"),
)

CUSTOMERS = Table(
    "CR_CUSTOMER_MASTER_MC",
    2,
    (
        *_assumed(CODE, "Company_Code"),
        *_observed(CODE, "Customer_Code"),
        *_observed(TEXT, "Name"),
        *_observed(AMOUNT, "Balance", "Credit_Limit"),
        *_assumed(CODE, "Status"),
    ),
)

_CONTRACT_KEY = ("Company_Code", "Job_Number", "Customer_Code")

CONTRACTS = Table(
    "CR_CONTRACT_MASTER_MC",
    3,
    (
        *_assumed(CODE, "Company_Code"),
        *_observed(CODE, "Job_Number", "Customer_Code", "Alternate_Address", "Billto_Code"),
        *_assumed(AMOUNT, "Original_Contract"),
        *_assumed(CODE, "Use_Unit_Pricing"),
        *_assumed(DATE, "Contract_Date"),
    ),
)

FIXED_PRICE_BILLING_ITEMS = Table(
    "CR_DRAW_REQUEST_DETAIL_MC",
    4,
    (
        *_assumed(CODE, *_CONTRACT_KEY),
        *_assumed(WHOLE, "Sequence"),
        *_assumed(CODE, "Billing_Item_Code"),
        *_assumed(TEXT, "Billing_Item_Description", "Additional_Description"),
        *_assumed(AMOUNT, "Original_Contract", "Projected_Revenue"),
        *_assumed(CODE, "GL_Account", "Taxable", "Cost_Center", "Online_Tax_Code"),
        *_assumed(TEXT, "Memo"),
    ),
)

UNIT_PRICE_BILLING_ITEMS = Table(
    "CR_DRAW_UNIT_PRICE_BILL_MC",
    4,
    (
        *_assumed(CODE, *_CONTRACT_KEY),
        *_assumed(WHOLE, "Sequence"),
        *_assumed(CODE, "Billing_Group_Code", "Billing_Item_Code"),
        *_assumed(TEXT, "Group_Description", "Billing_Item_Description", "Additional_Description"),
        *_assumed(CODE, "Unit_Of_Measure"),
        *_assumed(UNIT_PRICE, "Billing_Unit_Price"),
        *_assumed(QUANTITY, "Original_Quantity", "Projected_Quantity"),
        *_assumed(AMOUNT, "Original_Amount"),
        *_assumed(CODE, "GL_Account", "Taxable", "Cost_Center", "Online_Tax_Code"),
        *_assumed(TEXT, "Memo"),
    ),
)

CHANGE_REQUESTS = Table(
    "CR_CHNG_REQ_HDR_MC",
    4,
    (
        *_observed(CODE, *_CONTRACT_KEY, "Change_Request_Number", "Status", "Change_Order_Number"),
        *_assumed(TEXT, "Description"),
        *_assumed(DATE, "Origination_Date", "Approved_Date"),
        *_assumed(CODE, "Cost_Reimbursable_Flag", "Draw_Request_Number"),
        *_assumed(PERCENT, "Fee_Percent"),
        *_assumed(AMOUNT, "Fee_Amount", "Take_Off_Total", "Markup_Total", "Add_On_Total"),
        *_assumed(AMOUNT, "Job_Total", "Change_Request_Total", "Billing_Adjustment"),
        *_assumed(TEXT, "Notes"),
    ),
)

CHANGE_REQUEST_COSTS = Table(
    "CR_CHNG_REQ_CON_DET_MC",
    5,
    (
        *_observed(CODE, *_CONTRACT_KEY, "Change_Request_Number"),
        *_assumed(WHOLE, "Sequence"),
        *_observed(CODE, "Phase_Code", "Cost_Type"),
        *_observed(QUANTITY, "Change_Request_Quantity", "Change_Request_Hours"),
        *_observed(AMOUNT, "Change_Request_Amount"),
        *_assumed(CODE, "Subcontractor_Code", "Subcontract_Number"),
    ),
)

CHANGE_REQUEST_BILLING = Table(
    "CR_CHNG_REQ_REV_MC",
    5,
    (
        *_assumed(CODE, *_CONTRACT_KEY, "Change_Request_Number"),
        *_assumed(WHOLE, "Sequence"),
        *_assumed(CODE, "Billing_Group_Code", "Billing_Item_Code"),
        *_assumed(TEXT, "Billing_Item_Description", "Additional_Description"),
        *_assumed(UNIT_PRICE, "Unit_Price"),
        *_assumed(QUANTITY, "Quantity"),
        *_assumed(AMOUNT, "Revenue"),
    ),
)

CHANGE_REQUEST_STATUSES = Table(
    "CR_CHNG_REQ_STATUS_MC",
    2,
    (
        *_observed(CODE, "Company_Code", "Status_Code", "CR_Type"),
        *_assumed(TEXT, "Description"),
    ),
)

CHANGE_ORDERS = Table(
    "CR_CHANGE_ORDER_HEADER_MC",
    4,
    (
        *_assumed(CODE, *_CONTRACT_KEY, "Change_Order_Number", "Status"),
        *_assumed(TEXT, "Description"),
        *_assumed(DATE, "Change_Order_Date", "Approved_Date"),
        *_assumed(AMOUNT, "Entered_Revenue", "Change_Order_Amount", "Fee_Amount"),
        *_assumed(TEXT, "Notes"),
    ),
)

CHANGE_ORDER_REQUESTS = Table(
    "CR_CHNG_ORD_CHNG_REQ_XREF_MC",
    5,
    _assumed(CODE, *_CONTRACT_KEY, "Change_Order_Number", "Change_Request_Number"),
)

TABLES = (
    JOBS,
    PHASES,
    PHASE_ESTIMATES,
    CUSTOMERS,
    CONTRACTS,
    FIXED_PRICE_BILLING_ITEMS,
    UNIT_PRICE_BILLING_ITEMS,
    CHANGE_REQUESTS,
    CHANGE_REQUEST_COSTS,
    CHANGE_REQUEST_BILLING,
    CHANGE_REQUEST_STATUSES,
    CHANGE_ORDERS,
    CHANGE_ORDER_REQUESTS,
)
