"""What AddJob and UpdateJob take (spectrum_api.md 3; ADDJOB, UPDJOB)."""

from simulator.spectrum.jobs.model import COST_PLUS, FIXED_PRICE, TIME_AND_MATERIAL, UNIT_PRICE
from simulator.spectrum.soap.elements import Element, choice, day, number, text

YES_NO = ("Y", "N")
STATUSES = ("A", "I", "C")
PRICE_METHODS = (FIXED_PRICE, TIME_AND_MATERIAL, COST_PLUS, UNIT_PRICE)
UDF_COUNT = 20

_PLACE_AND_PEOPLE = (
    text("Job_Description", 25),
    number("Division", "5"),
    text("Address_1", 30),
    text("Address_2", 30),
    text("City", 25),
    text("State", 2),
    text("Zip_Code", 10),
    text("Phone", 14),
    text("Fax_Phone", 14),
    text("Job_Site_Phone", 14),
    text("Superintendent", 15),
    text("Estimator", 15),
    text("Project_Manager", 15),
    text("Customer_Code", 10),
    text("Contract_Number", 30),
    text("Job_Type", 10),
    text("Tax_Class_Code", 15),
)

_UNITS = (
    number("Total_Units", "9"),
    text("Unit_of_Measure", 5),
    choice("Certified_Flag", *YES_NO),
    text("Work_Comp_Code", 6),
    choice("Wage_Rate_Level", *"123456789"),
)

_DATES_AND_TAXES = (
    day("Est_Start_Date"),
    day("Est_Complete_Date"),
    day("Start_Date"),
    day("Complete_Date"),
    text("Work_State_Tax_Code", 10),
    text("Work_County_Tax_Code", 10),
    text("Work_Local_Tax_Code", 10),
    number("Original_Contract", "-10.2"),
    text("WO_Site", 10),
    number("Latitude", "-3.6"),
    number("Longitude", "-3.6"),
    choice("Track_Davis_Bacon", *YES_NO),
    choice("Track_Prevailing_Wage", "Y", "F", "N"),
    day("Create_Date"),
)

_STRUCTURE = (
    text("Cost_Center", 10),
    text("Master_Job", 10),
    choice("Bill_From_Master", *YES_NO),
    text("Standard_Phase_Category", 10),
    text("Phase_Display_Code", 20),
    number("Major_Group_Start", "2"),
    number("Major_Group_End", "2"),
    number("Minor_Group_Start", "2"),
    number("Minor_Group_End", "2"),
    choice("Status_Code", *STATUSES),
)

ADD_JOB: tuple[Element, ...] = (
    text("Company_Code", 3, is_required=True),
    text("Job_Number", 10, is_required=True),
    *_PLACE_AND_PEOPLE,
    choice("Taxable_Flag", *YES_NO, is_required=True),
    *_UNITS,
    choice("Price_Method_Code", *PRICE_METHODS, is_required=True),
    *_DATES_AND_TAXES,
    *(text(f"UDF{position}", 20) for position in range(1, UDF_COUNT + 1)),
    *_STRUCTURE,
)

UPDATE_JOB: tuple[Element, ...] = (
    text("Company_Code", 3),
    text("Job_Number", 10, is_required=True),
    *_PLACE_AND_PEOPLE,
    choice("Taxable_Flag", *YES_NO),
    *_UNITS,
    choice("Price_Method_Code", *PRICE_METHODS),
    *_DATES_AND_TAXES,
    *_STRUCTURE,
    text("Owner_Name", 50),
    text("Comment", 125),
    choice("Reports_Calc_Override", *YES_NO),
    number("Entered_Percent_Complete", "3.1"),
    number("Entered_Projected_Cost", "-10.2"),
    text("Legal_Desc", 350),
    text("Job_Oh_Batch_Code", 10),
    text("Routing_Code1", 10),
    number("Routing_Limit", "10.2"),
    text("Routing_Code2", 10),
    text("PO_Ship_Name", 30),
    text("PO_Ship_Address1", 30),
    text("PO_Ship_Address2", 30),
    text("PO_Ship_City", 25),
    text("PO_Ship_State", 2),
    text("PO_Ship_Zip_Code", 10),
    text("PO_Ship_Country", 25),
    text("PO_Ship_Comment", 250),
    choice("Earned_Calc_Type", "P", "B", "C", "M"),
    number("Under_Billed", "-8.2"),
    number("Cost_Markup_Percent", "3.1"),
    choice("Job_Pay_When_Paid", *YES_NO),
    number("Job_Auto_Release_Percent", "3.2"),
    number("Job_Review_Percent", "3.2"),
    choice("Auto_Ot_Flag", *YES_NO),
    text("Certified_Project_ID", 50),
    choice("Burden_Flag", *YES_NO),
    number("Pre_TC_Burden_Percent", "3.2"),
    text("Burden_Phase", 20),
    text("Burden_Cost_Type", 3),
    choice("PR_OH_Type_Code", "N", "P", "A"),
    number("Payroll_OH_Percent", "3.1"),
    number("PR_OH_Amount", "3.1"),
    text("OH_Phase", 20),
    text("OH_Cost_Type", 3),
    choice("Lock_Revenue_Entry", *YES_NO),
    choice("Certified_Week_Type", "F", "W", "C"),
    choice("Override_By_Job", *YES_NO),
    number("Daily_OT_Start", "2.2"),
    number("Weekly_OT_Start", "3.2"),
    choice("Saturday_OT", "S", "O", "D"),
    choice("Sunday_OT", "S", "O", "D"),
)

# Elements that the model holds under a name of its own; all others are kept as details.
MODELLED = frozenset(
    {
        "Company_Code",
        "Job_Number",
        "Job_Description",
        "Customer_Code",
        "Price_Method_Code",
        "Original_Contract",
        "Master_Job",
        "Phase_Display_Code",
        "Status_Code",
        "Lock_Revenue_Entry",
    }
)
