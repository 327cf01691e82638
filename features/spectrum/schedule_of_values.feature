@fact:SP-4.1
Feature: The schedule of values import makes a contract's billing items, over REST

  # $COMPANY stands for the company's code.
  Background:
    Given Spectrum holds the Riverside company

  @fact:D-034
  Scenario: Fixed price items that add up to the contract's original amount
    When a client imports this schedule of values
      """
      {"contracts": [{"Company_Code": "$COMPANY", "Customer_Code": "RIVER", "Job_Number": "24-101",
        "Schedule_Of_Values_Fixed": [
          {"Billing_Item": "01", "Billing_Description": "Mobilize", "Original_Contract": "60000.00"},
          {"Billing_Item": "02", "Billing_Description": "Fence", "Original_Contract": 40000.00}]}]}
      """
    Then the HTTP status is 200
    And Info-Link's "CR_DRAW_REQUEST_DETAIL" shows
      | Billing_Item_Code | Billing_Item_Description | Original_Contract |
      | 01                | Mobilize                 | 60,000.00         |
      | 0123456789        | Structure                | 100,000.00        |
      | 01234567890       | Legacy item              | 50,000.00         |
      | 02                | Fence                    | 40,000.00         |

  @fact:D-035
  Scenario: Items that do not add up are refused as a whole
    When a client imports this schedule of values
      """
      {"contracts": [{"Company_Code": "$COMPANY", "Customer_Code": "RIVER", "Job_Number": "24-101",
        "Schedule_Of_Values_Fixed": [{"Billing_Item": "02", "Original_Contract": "0.01"}]}]}
      """
    Then the HTTP status is 400
    And Spectrum answers "I about Original_Contract"
    And Spectrum explains "the items must add up to the contract's 250000.00"
    And Info-Link is as it was before

  @fact:D-151
  Scenario: Unit price items have a group, a price and a quantity
    When a client imports this schedule of values
      """
      {"contracts": [{"Company_Code": "$COMPANY", "Customer_Code": "RIVER", "Job_Number": "24-102",
        "Schedule_Of_Values_Unit": [
          {"Group_Code": "A1", "Billing_Item": "EXCAV", "Billing_Unit_Price": "10", "Original_Quantity": "400"},
          {"Group_Code": "A1", "Billing_Item": "PAVE", "Billing_Unit_Price": "2.5", "Original_Quantity": "400"}]}]}
      """
    Then the HTTP status is 200
    And Info-Link's "CR_DRAW_UNIT_PRICE_BILL" shows
      | Billing_Group_Code | Billing_Item_Code | Billing_Unit_Price | Original_Quantity | Original_Amount |
      | A1                 | EXCAV             | 10                 | 400               | 4,000.00        |
      | A1                 | PAVE              | 2.5                | 400               | 1,000.00        |

  @fact:D-150 @fact:D-151
  Scenario Outline: What an import refuses
    When a client imports this schedule of values
      """
      {"contracts": [{"Company_Code": "$COMPANY", "Customer_Code": "<customer>", "Job_Number": "<job>",
        "<array>": [<item>]}]}
      """
    Then the HTTP status is 400
    And Spectrum answers "<answer>"
    And Spectrum explains "<words>"
    And Info-Link is as it was before

    Examples:
      | words                                         | answer                           | job    | customer | array                    | item                                                                                                         |
      | the job does not exist                        | I about Job_Number               | 24-999 | RIVER    | Schedule_Of_Values_Fixed | {"Billing_Item": "02"}                                                                                       |
      | the contract does not exist                   | I about Customer_Code            | 24-101 | LAKE     | Schedule_Of_Values_Fixed | {"Billing_Item": "02"}                                                                                       |
      | only active and inactive ones are allowed     | I about Job_Number               | 24-103 | RIVER    | Schedule_Of_Values_Fixed | {"Billing_Item": "02"}                                                                                       |
      | can't be used on a fixed price contract       | I about Schedule_Of_Values_Unit  | 24-101 | RIVER    | Schedule_Of_Values_Unit  | {"Billing_Item": "02"}                                                                                       |
      | can't be used on a unit price contract        | I about Schedule_Of_Values_Fixed | 24-102 | RIVER    | Schedule_Of_Values_Fixed | {"Billing_Item": "02"}                                                                                       |
      | Billing_Item is missing and must be supplied  | M about Billing_Item             | 24-101 | RIVER    | Schedule_Of_Values_Fixed | {"Billing_Description": "Fence"}                                                                             |
      | 11 characters, at most 10 are allowed         | I about Billing_Item             | 24-101 | RIVER    | Schedule_Of_Values_Fixed | {"Billing_Item": "01234567891"}                                                                              |
      | is invalid: 11 characters, at most 10         | I about Billing_Item             | 24-102 | RIVER    | Schedule_Of_Values_Unit  | {"Group_Code": "A1", "Billing_Item": "123456789"}                                                            |
      | it is given twice                             | I about Billing_Item             | 24-101 | RIVER    | Schedule_Of_Values_Fixed | {"Billing_Item": "02"}, {"Billing_Item": "02"}                                                               |
      | 31 characters, at most 30 are allowed         | I about Billing_Description      | 24-101 | RIVER    | Schedule_Of_Values_Fixed | {"Billing_Item": "02", "Billing_Description": "0123456789012345678901234567890"}                             |
      | does not match specified field mask           | I about GL_Account               | 24-101 | RIVER    | Schedule_Of_Values_Fixed | {"Billing_Item": "02", "GL_Account": "40-100"}                                                               |
      | has no member Billing_Itm                     | I about Billing_Itm              | 24-101 | RIVER    | Schedule_Of_Values_Fixed | {"Billing_Item": "02", "Billing_Itm": "03"}                                                                  |
      | price times quantity exceeds 9.9 billion      | I about Original_Quantity        | 24-102 | RIVER    | Schedule_Of_Values_Unit  | {"Group_Code": "A1", "Billing_Item": "B", "Billing_Unit_Price": "99999", "Original_Quantity": "99999"}       |

  Scenario: Draw requests with a ledger distribution close the schedule of values
    Given this "contract" was entered on Spectrum's screens
      | job_number                    | 24-101 |
      | customer_code                 | LAKE   |
      | has_draw_request_distribution | true   |
    When a client imports this schedule of values
      """
      {"contracts": [{"Company_Code": "$COMPANY", "Customer_Code": "LAKE", "Job_Number": "24-101",
        "Schedule_Of_Values_Fixed": [{"Billing_Item": "02"}]}]}
      """
    Then the HTTP status is 400
    And Spectrum answers "I about Job_Number"
    And Spectrum explains "draw requests have a G/L distribution"
    And Info-Link is as it was before

  @fact:SP-1.1
  Scenario: Without a login nothing is imported
    When a client imports this schedule of values without a login
      """
      {"contracts": []}
      """
    Then the HTTP status is 401
    And Info-Link is as it was before

  Scenario: A body that is no JSON is refused
    When a client imports this schedule of values
      """
      {"contracts":
      """
    Then the HTTP status is 400
    And Info-Link is as it was before
