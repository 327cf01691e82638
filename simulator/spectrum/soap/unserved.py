"""Services that Spectrum has and this simulator has not: each answers 501, naming itself."""

from simulator.http.message import Request
from simulator.http.operation import Evidence, Operation

# spectrum_api.md 2: confirmed in vendor pages.
PUBLISHED = (
    "UpdateJob_UDF",
    "GetJobDates",
    "GetJobUDF",
    "GetJobContact",
    "AddJCTrans",
    "UpdateJobSpecSection",
    "AddCustomer",
    "CustomerBillto",
    "ARPreBillingQuantity",
    "UpdateSubcontractPhases",
    "UpdateVendor_UDF",
    "UpdateServiceContract",
    "UpdateServiceContract_UDF",
    "UpdateWOSite_UDF",
    "DeleteWOMaterialCost",
    "GetEquipment",
    "UpdateEquip_Charges",
    "GetJobTitles",
    "AddGLAccount",
)

# spectrum_api.md 2: in a list that a client took of a live tenant.
OBSERVED = (
    "GetPhaseEnhanced",
    "GetVendors",
    "GetEmployee",
    "GetEmployeeUDF",
    "GetEmployeeTraining",
    "GetEqCostCategory",
    "GetInventoryItems",
    "GetWageCode",
    "GetPayType",
    "GetDedAddon",
    "GetDiscipline",
    "GetPJJob",
    "GetProjectLogTransID",
)


def unserved_operations() -> tuple[Operation[Request], ...]:
    """One operation without a handler for each."""
    names = [(name, Evidence.PUBLISHED) for name in PUBLISHED]
    names += [(name, Evidence.OBSERVED) for name in OBSERVED]
    return tuple(
        Operation(name, "POST", f"/ws/{name}", None, evidence, "spectrum_api.md 2")
        for name, evidence in names
    )
