@fact:SP-4.4
Feature: ARChangeOrder makes change orders and takes change requests onto them

  Background:
    Given Spectrum holds the Riverside company
    And every call to "ARChangeRequest" says, unless told otherwise
      | Job_Number            | 24-101 |
      | Customer_Code         | RIVER  |
      | Change_Request_Number | 001    |
      | CR_Status             | PE     |
    And every call to "ARChangeOrder" says, unless told otherwise
      | Job_Number          | 24-101 |
      | Customer_Code       | RIVER  |
      | Change_Order_Number | 1      |
      | Status_Code         | OK     |

  @fact:D-352
  Scenario: Taking a change request raises the contract, whatever the request's status
    Given "ARChangeRequest" was called with
      | CR_Billing_Item_Code | 01     |
      | CR_Revenue           | 500.00 |
    When a client calls "ARChangeOrder" with "001" as "Change_Request_Number"
    Then Spectrum answers "accepted"
    And Info-Link's "CR_CHNG_REQ_HDR" shows
      | Change_Request_Number | Change_Order_Number |
      | 001                   | 1                   |
    And Info-Link's "CR_CHNG_ORD_CHNG_REQ_XREF" shows
      | Change_Order_Number | Change_Request_Number |
      | 1                   | 001                   |
    And Info-Link's "CR_CONTRACT_MASTER1_V" shows
      | Job_Number | Original_Contract | Approved_Changes | Revised_Contract |
      | 24-101     | 250,000.00        | 500.00           | 250,500.00       |
      | 24-102     | 5,000.00          | 0                | 5,000.00         |
      | 24-103     | 0                 | 0                | 0                |

  Scenario: Revenue may be entered on the change order itself
    When a client calls "ARChangeOrder" with
      | CO_Billing_Item_Code | 01      |
      | Revenue              | -120.50 |
      | Description          | Credit  |
    Then Spectrum answers "accepted"
    And Info-Link's "CR_CHANGE_ORDER_HEADER" shows
      | Change_Order_Number | Status | Description | Change_Order_Date | Entered_Revenue |
      | 1                   | OK     | Credit      | 2020-04-09        | -120.50         |

  Scenario: A blank change order number gets the next one
    When a client calls "ARChangeOrder" with "" as "Change_Order_Number"
    Then Spectrum answers "G about Change_Order_Number"
    And Spectrum explains "001"

  @fact:D-349
  Scenario: A change request is on one change order only
    Given "ARChangeRequest" was called with
      | CR_Description | Footings |
    And "ARChangeOrder" was called with
      | Change_Request_Number | 001 |
    When a client calls "ARChangeOrder" with
      | Change_Order_Number   | 2   |
      | Change_Request_Number | 001 |
    Then Spectrum answers "I about Change_Request_Number"
    And Spectrum explains "it is on change order 1"
    And Info-Link is as it was before

  Scenario: A change order that holds change requests takes no other change
    Given "ARChangeRequest" was called with
      | CR_Description | Footings |
    And "ARChangeOrder" was called with
      | Change_Request_Number | 001 |
    When a client calls "ARChangeOrder" with "Other" as "Description"
    Then Spectrum answers "I about Change_Order_Number"
    And Info-Link is as it was before

  @fact:D-346
  Scenario: A change request with a blank billing item can't be taken
    Given "ARChangeRequest" was called with
      | CR_Phase_Code         | 01000  |
      | CR_Cost_Type          | L      |
      | Change_Request_Amount | 700.00 |
      | Default_Billing_Total | Y      |
    When a client calls "ARChangeOrder" with "001" as "Change_Request_Number"
    Then Spectrum answers "I about Change_Request_Number"
    And Spectrum explains "it has a blank billing item"
    And Info-Link is as it was before

  @fact:D-346
  Scenario: A change request with a cost without a phase can't be taken
    Given "ARChangeRequest" was called with
      | Change_Request_Amount | 700.00 |
    When a client calls "ARChangeOrder" with "001" as "Change_Request_Number"
    Then Spectrum answers "I about Change_Request_Number"
    And Spectrum explains "it has a cost without a phase"

  @fact:D-150 @fact:D-155 @fact:D-156
  Scenario Outline: What a change order refuses
    When a client calls "ARChangeOrder" with "<value>" as "<element>"
    Then Spectrum answers "<answer>"
    And Info-Link is as it was before

    Examples:
      | answer                        | element               | value       |
      | M about Job_Number            | Job_Number            |             |
      | I about Job_Number            | Job_Number            | 24-999      |
      | I about Customer_Code         | Customer_Code         | LAKE        |
      | I about Change_Order_Number   | Change_Order_Number   | 123456789   |
      | M about Status_Code           | Status_Code           |             |
      | I about Status_Code           | Status_Code           | ZZ          |
      | I about Change_Order_Date     | Change_Order_Date     | 01/01/2021  |
      | I about Approved_Date         | Approved_Date         | 12/31/2019  |
      | I about Approved_Days         | Approved_Days         | 12345       |
      | I about Fee_Percent           | Fee_Percent           | 1000        |
      | I about Change_Request_Number | Change_Request_Number | 009         |
      | I about CO_Billing_Item_Code  | CO_Billing_Item_Code  | 01234567890 |
      | I about Revenue               | Revenue               | 0.001       |
