"""Behaviour that differs between installations or that sources report differently."""

from dataclasses import dataclass

ROW_CAP = 500

# The width that a code column is padded to when `pads_codes` is on (spectrum_api.md 1.3).
PADDED_WIDTHS = {
    "Company_Code": 3,
    "Job_Number": 10,
    "Customer_Code": 10,
    "Phase_Code": 20,
    "Cost_Type": 3,
    "Billing_Item_Code": 11,
    "Change_Request_Number": 8,
}


@dataclass(slots=True)
class Switches:
    """Every switch has a public trace (spectrum_api.md 6); the defaults are the common reading.

    - `row_cap`: Get services stop there and add a row W
    - `pads_codes`: codes come back padded with spaces to their full width
    - `needs_guid`: a blank GUID is refused, as documented; live tenants accept it
    - `used_guid_gives_one_empty_row`: seen by one client, contradicted by another
    - `says_e_for_unauthorized_gets`: one page has E where another has A
    - `cuts_off_large_replies`: closing tags are missing from replies at the row cap
    - `is_enhanced_authentication_on`: REST and SOAP need a bearer token
    """

    row_cap: int = ROW_CAP
    pads_codes: bool = False
    needs_guid: bool = False
    used_guid_gives_one_empty_row: bool = False
    says_e_for_unauthorized_gets: bool = False
    cuts_off_large_replies: bool = False
    is_enhanced_authentication_on: bool = False
