@fact:SP-4.2
Feature: ARChngReqBlankBIUpdate gives a blank billing line its item, once

  Background:
    Given Spectrum holds the Riverside company
    And every call to "ARChangeRequest" says, unless told otherwise
      | Job_Number            | 24-101 |
      | Customer_Code         | RIVER  |
      | Change_Request_Number | 001    |
      | CR_Status             | PE     |
      | CR_Phase_Code         | 01000  |
      | CR_Cost_Type          | L      |
      | Change_Request_Amount | 700.00 |
      | Default_Billing_Total | Y      |
    And every call to "ARChngReqBlankBIUpdate" says, unless told otherwise
      | Job_Number            | 24-101 |
      | Customer_Code         | RIVER  |
      | Change_Request_Number | 001    |
      | CR_Billing_Item_Code  | 01     |
      | CR_Revenue            | 650.00 |
    And "ARChangeRequest" was called with
      | CR_Description | Proposal |

  @fact:D-347
  Scenario: The blank line gets the item, its description and the revenue
    When a client calls "ARChngReqBlankBIUpdate"
    Then Spectrum answers "accepted"
    And Info-Link's "CR_CHNG_REQ_REV" shows
      | Billing_Item_Code | Billing_Item_Description | Revenue |
      | 01                | Mobilization             | 650.00  |

  Scenario: An item once given stays
    Given "ARChngReqBlankBIUpdate" was called with
      | CR_Revenue | 650.00 |
    When a client calls "ARChngReqBlankBIUpdate" with "0123456789" as "CR_Billing_Item_Code"
    Then Spectrum answers "I about Change_Request_Number"
    And Spectrum explains "it has no blank billing line"
    And Info-Link is as it was before

  @fact:D-150
  Scenario Outline: What the blank line can't be filled with
    When a client calls "ARChngReqBlankBIUpdate" with "<value>" as "<element>"
    Then Spectrum answers "<answer>"
    And Info-Link is as it was before

    Examples:
      | answer                        | element               | value       |
      | I about Job_Number            | Job_Number            | 24-999      |
      | I about Customer_Code         | Customer_Code         | LAKE        |
      | I about Change_Request_Number | Change_Request_Number | 002         |
      | M about Change_Request_Number | Change_Request_Number |             |
      | I about CR_Billing_Item_Code  | CR_Billing_Item_Code  | 99          |
      | M about CR_Billing_Item_Code  | CR_Billing_Item_Code  |             |
      | I about Sequence              | Sequence              | 2           |
      | M about CR_Revenue            | CR_Revenue            |             |
      | I about CR_Revenue            | CR_Revenue            | 10000000000 |

  Scenario: The line may be named by its sequence
    When a client calls "ARChngReqBlankBIUpdate" with "1" as "Sequence"
    Then Spectrum answers "accepted"
    And Info-Link's "CR_CHNG_REQ_REV" shows
      | Sequence | Billing_Item_Code |
      | 1        | 01                |
