@fact:SP-4.2
Feature: ARChangeRequest creates and updates change requests, one detail line a call

  # Riverside: features/support/riverside.py. Action types: AP 1, EX 2, CO 3, PE 4, RV 5.
  Background:
    Given Spectrum holds the Riverside company
    And every call to "ARChangeRequest" says, unless told otherwise
      | Job_Number            | 24-101 |
      | Customer_Code         | RIVER  |
      | Change_Request_Number | 001    |
      | CR_Status             | AP     |

  @fact:D-163
  Scenario: A new number makes a change request, with its date and flag filled in
    When a client calls "ARChangeRequest" with
      | CR_Description | Deeper footings |
    Then Spectrum answers "accepted"
    And Info-Link's "CR_CHNG_REQ_HDR" shows
      | Change_Request_Number | Status | Description     | Origination_Date | Cost_Reimbursable_Flag | Change_Order_Number |
      | 001                   | AP     | Deeper footings | 2020-04-09       | Y                      |                     |

  @fact:D-163 @fact:D-166
  Scenario: The same number updates, and what is left blank stays
    Given "ARChangeRequest" was called with
      | CR_Description | Deeper footings |
      | Approved_Date  | 05/01/2020      |
    When a client calls "ARChangeRequest" with
      | CR_Status | EX |
    Then Spectrum answers "accepted"
    And Info-Link's "CR_CHNG_REQ_HDR" shows
      | Change_Request_Number | Status | Description     | Approved_Date |
      | 001                   | EX     | Deeper footings | 2020-05-01    |

  Scenario: A blank number gets the next one, and Spectrum tells it
    Given "ARChangeRequest" was called with
      | Change_Request_Number | 041 |
    When a client calls "ARChangeRequest" with "" as "Change_Request_Number"
    Then Spectrum answers "G about Change_Request_Number"
    And Spectrum explains "042"
    And Info-Link's "CR_CHNG_REQ_HDR" shows
      | Change_Request_Number |
      | 041                   |
      | 042                   |

  @fact:D-170 @fact:D-172
  Scenario Outline: A change request belongs to a contract that can take it
    When a client calls "ARChangeRequest" with
      | Job_Number    | <job>      |
      | Customer_Code | <customer> |
    Then Spectrum answers "<answer>"
    And Info-Link is as it was before

    Examples:
      | job    | customer | answer                |
      |        | RIVER    | M about Job_Number    |
      | 24-999 | RIVER    | I about Job_Number    |
      | 24-103 | RIVER    | I about Job_Number    |
      | 24-101 | LAKE     | I about Customer_Code |
      | 24-102 | NOBODY   | I about Customer_Code |

  @fact:D-147 @fact:D-148 @fact:D-149 @fact:D-152 @fact:D-153 @fact:D-154
  Scenario Outline: A text that is too long is refused
    When a client calls "ARChangeRequest" with <length> characters as "<element>"
    Then Spectrum answers "I about <element>"
    And Info-Link is as it was before

    Examples:
      | element                     | length |
      | Job_Number                  | 11     |
      | Customer_Code               | 11     |
      | Change_Request_Number       | 9      |
      | CR_Description              | 251    |
      | CR_Status                   | 3      |
      | CR_Phase_Code               | 21     |
      | CR_Cost_Type                | 4      |
      | Subcontractor_Code          | 11     |
      | Sub_Comments                | 251    |
      | CR_Billing_Group_Code       | 3      |
      | CR_Billing_Item_Code        | 12     |
      | CR_Billing_Item_Description | 31     |
      | CR_Additional_Description   | 41     |

  @fact:D-148
  Scenario: A description of the full length is kept whole
    When a client calls "ARChangeRequest" with 250 characters as "CR_Description"
    Then Spectrum answers "accepted"
    And the "Description" in Info-Link's "CR_CHNG_REQ_HDR" has 250 characters

  @fact:SP-4.3
  Scenario Outline: A change request needs a status that is set up
    When a client calls "ARChangeRequest" with "<status>" as "CR_Status"
    Then Spectrum answers "<answer>"
    And Info-Link is as it was before

    Examples:
      | status | answer            |
      |        | M about CR_Status |
      | ZZ     | I about CR_Status |
      | ap     | I about CR_Status |

  @fact:D-167 @fact:D-341
  Scenario Outline: Only action types 1 and 2 take an approved date
    When a client calls "ARChangeRequest" with
      | CR_Status     | <status>   |
      | Approved_Date | 05/01/2020 |
    Then Spectrum answers "<answer>"

    Examples:
      | status | answer                |
      | AP     | accepted              |
      | EX     | accepted              |
      | CO     | I about Approved_Date |
      | PE     | I about Approved_Date |
      | RV     | I about Approved_Date |

  @fact:D-156
  Scenario Outline: The approved date must be a day of the processing period, month first
    Given this "processing_period" was entered on Spectrum's screens
      | from | 2020-04-01 |
      | to   | 2020-04-30 |
    When a client calls "ARChangeRequest" with "<date>" as "Approved_Date"
    Then Spectrum answers "<answer>"

    Examples:
      | date       | answer                |
      | 04/01/2020 | accepted              |
      | 04/30/2020 | accepted              |
      | 03/31/2020 | I about Approved_Date |
      | 05/01/2020 | I about Approved_Date |
      | 2020-04-09 | I about Approved_Date |
      | 4/9/2020   | I about Approved_Date |
      | 13/01/2020 | I about Approved_Date |
      | 02/30/2020 | I about Approved_Date |

  @fact:D-344
  Scenario Outline: Action types 1 and 2 are always cost reimbursable
    When a client calls "ARChangeRequest" with
      | CR_Status              | <status> |
      | Cost_Reimbursable_Flag | N        |
    Then Spectrum answers "<answer>"

    Examples:
      | status | answer                         |
      | AP     | I about Cost_Reimbursable_Flag |
      | EX     | I about Cost_Reimbursable_Flag |
      | CO     | accepted                       |
      | PE     | accepted                       |
      | RV     | accepted                       |

  @fact:D-153 @fact:D-158
  Scenario Outline: A cost line needs a phase and cost type that the job has
    When a client calls "ARChangeRequest" with
      | CR_Phase_Code         | <phase> |
      | CR_Cost_Type          | <type>  |
      | Change_Request_Amount | 100.00  |
    Then Spectrum answers "<answer>"
    And Info-Link is as it was before

    Examples:
      | phase  | type | answer                |
      | 01-000 | L    | I about CR_Phase_Code |
      | 01000  | S    | I about CR_Phase_Code |
      | 07000  | L    | I about CR_Phase_Code |
      | 09000  | L    | I about CR_Phase_Code |
      | 02000  |      | M about CR_Cost_Type  |
      |        | L    | M about CR_Phase_Code |

  @fact:D-160 @fact:D-353
  Scenario: The first line of a phase and cost type is updated, another cost type adds one
    Given "ARChangeRequest" was called with
      | CR_Phase_Code         | 01000   |
      | CR_Cost_Type          | L       |
      | Change_Request_Amount | 1200.50 |
      | Change_Request_Hours  | 16      |
    And "ARChangeRequest" was called with
      | CR_Phase_Code         | 01000  |
      | CR_Cost_Type          | M      |
      | Change_Request_Amount | -20.25 |
    When a client calls "ARChangeRequest" with
      | CR_Phase_Code         | 01000 |
      | CR_Cost_Type          | L     |
      | Change_Request_Amount | 75.00 |
    Then Spectrum answers "accepted"
    And Info-Link's "CR_CHNG_REQ_CON_DET" shows
      | Phase_Code | Cost_Type | Change_Request_Amount | Change_Request_Hours |
      | 01000      | L         | 75.00                 | 16                   |
      | 01000      | M         | -20.25                | 0                    |
    And Info-Link's "CR_CHNG_REQ_HDR" shows
      | Take_Off_Total | Job_Total | Change_Request_Total | Billing_Adjustment |
      | 54.75          | 54.75     | 0                    | -54.75             |

  @fact:D-155
  Scenario Outline: An amount fits ten whole digits and two decimals
    When a client calls "ARChangeRequest" with
      | CR_Phase_Code         | 01000    |
      | CR_Cost_Type          | L        |
      | Change_Request_Amount | <amount> |
    Then Spectrum answers "<answer>"

    Examples:
      | amount         | answer                        |
      | 9999999999.99  | accepted                      |
      | -9999999999.99 | accepted                      |
      | 0              | accepted                      |
      | .5             | accepted                      |
      | 10000000000    | I about Change_Request_Amount |
      | 0.005          | I about Change_Request_Amount |
      | 1,200.50       | I about Change_Request_Amount |
      | +5             | I about Change_Request_Amount |
      | 1e3            | I about Change_Request_Amount |
      | ten            | I about Change_Request_Amount |

  @fact:D-150 @fact:D-158
  Scenario Outline: A billing line needs an item of at most ten characters that the contract has
    When a client calls "ARChangeRequest" with
      | CR_Billing_Item_Code | <item> |
      | CR_Revenue           | 500.00 |
    Then Spectrum answers "<answer>"

    Examples:
      | item        | answer                       |
      | 01          | accepted                     |
      | 0123456789  | accepted                     |
      | 01234567890 | I about CR_Billing_Item_Code |
      | 99          | I about CR_Billing_Item_Code |

  @fact:D-152
  Scenario: A blank billing description comes from the contract, a given one is kept
    Given "ARChangeRequest" was called with
      | CR_Billing_Item_Code | 01     |
      | CR_Revenue           | 500.00 |
    When a client calls "ARChangeRequest" with
      | CR_Billing_Item_Code        | 0123456789 |
      | CR_Billing_Item_Description | Extra rebar |
      | CR_Revenue                  | -20.00      |
    Then Spectrum answers "accepted"
    And Info-Link's "CR_CHNG_REQ_REV" shows
      | Billing_Item_Code | Billing_Item_Description | Revenue |
      | 01                | Mobilization             | 500.00  |
      | 0123456789        | Extra rebar              | -20.00  |

  @fact:D-161
  Scenario: A second revenue for the same billing item replaces the first
    Given "ARChangeRequest" was called with
      | CR_Billing_Item_Code | 01     |
      | CR_Revenue           | 500.00 |
    When a client calls "ARChangeRequest" with
      | CR_Billing_Item_Code | 01     |
      | CR_Revenue           | 300.00 |
    Then Spectrum answers "accepted"
    And Info-Link's "CR_CHNG_REQ_REV" shows
      | Billing_Item_Code | Revenue |
      | 01                | 300.00  |

  Scenario: Without group and item the other billing elements are ignored
    When a client calls "ARChangeRequest" with "500.00" as "CR_Revenue"
    Then Spectrum answers "accepted"
    And Info-Link's "CR_CHNG_REQ_REV" shows
      | Billing_Item_Code |

  @fact:D-157
  Scenario Outline: A change request takes 990 billing lines
    Given change request "FULL" has <lines> billing lines on items of its own
    When a client calls "ARChangeRequest" with
      | Change_Request_Number | FULL |
      | CR_Billing_Item_Code  | 01   |
    Then Spectrum answers "<answer>"

    Examples:
      | lines | answer                        |
      | 989   | accepted                      |
      | 990   | I about Change_Request_Number |

  @fact:SP-4.2
  Scenario Outline: On a unit price contract two of price, quantity and revenue give the third
    When a client calls "ARChangeRequest" with
      | Job_Number            | 24-102     |
      | CR_Billing_Group_Code | A1         |
      | CR_Billing_Item_Code  | EXCAV      |
      | CR_Unit_Price         | <price>    |
      | CR_Quantity           | <quantity> |
      | CR_Revenue            | <revenue>  |
      | CR_Description        | <case>     |
    Then Spectrum answers "accepted"
    And Info-Link's "CR_CHNG_REQ_REV" shows
      | Unit_Price    | Quantity         | Revenue         |
      | <found price> | <found quantity> | <found revenue> |

    Examples:
      | case                  | price  | quantity | revenue | found price | found quantity | found revenue |
      | price and quantity    | 2      | 3        |         | 2           | 3              | 6             |
      | price and revenue     | 2      |          | 7       | 2           | 3.5            | 7             |
      | quantity and revenue  |        | 4        | 10      | 2.5         | 4              | 10            |
      | the contract's price  |        | 4        |         | 12.5        | 4              | 50            |
      | all three             | 2      | 3        | 999     | 2           | 3              | 6             |
      | rounded half up       | 0.0333 | 1.5      |         | 0.0333      | 1.5            | 0.05          |
      | a credit              | -2     | 3        |         | -2          | 3              | -6            |

  @fact:D-151
  Scenario Outline: A unit price contract needs group and item, ten characters together
    When a client calls "ARChangeRequest" with
      | Job_Number            | 24-102  |
      | CR_Billing_Group_Code | <group> |
      | CR_Billing_Item_Code  | <item>  |
      | CR_Quantity           | 1       |
    Then Spectrum answers "<answer>"

    Examples:
      | item      | group | answer                        |
      | EXCAV     | A1    | accepted                      |
      | EXCAVA    |       | M about CR_Billing_Group_Code |
      |           | A1    | M about CR_Billing_Item_Code  |
      | 123456789 | A1    | I about CR_Billing_Item_Code  |
      | EXCAVB    | B1    | I about CR_Billing_Item_Code  |

  @fact:D-278 @fact:D-275 @fact:D-277 @fact:D-344
  Scenario Outline: Markups need a cost to mark up and are given by percent or by amount
    Given "ARChangeRequest" was called with
      | CR_Phase_Code         | 01000   |
      | CR_Cost_Type          | L       |
      | Change_Request_Amount | 1000.00 |
    When a client calls "ARChangeRequest" with
      | Markup_Cost_Type | <type>    |
      | Markup_Percent   | <percent> |
      | Markup_Amount    | <amount>  |
    Then Spectrum answers "<answer>"

    Examples:
      | answer                   | type | percent | amount |
      | accepted                 | L    | 10      |        |
      | I about Markup_Amount    | L    | 10      | 100    |
      | I about Markup_Cost_Type | M    | 10      |        |
      | I about Markup_Percent   | L    | -10     |        |

  @fact:D-279 @fact:D-278 @fact:E-26
  Scenario: The header's totals add up
    Given "ARChangeRequest" was called with
      | CR_Phase_Code         | 01000   |
      | CR_Cost_Type          | L       |
      | Change_Request_Amount | 1000.00 |
      | Fee_Percent           | 5       |
      | Fee_Amount            | 999.00  |
    And "ARChangeRequest" was called with
      | Markup_Cost_Type | L      |
      | Markup_Amount    | 100.00 |
    When a client calls "ARChangeRequest" with
      | CR_Billing_Item_Code | 01      |
      | CR_Revenue           | 1200.00 |
    Then Spectrum answers "accepted"
    And Info-Link's "CR_CHNG_REQ_HDR" shows
      | Take_Off_Total | Markup_Total | Job_Total | Fee_Percent | Fee_Amount | Change_Request_Total | Billing_Adjustment |
      | 1000.00        | 100.00       | 1100.00   | 5           | 55.00      | 1200.00              | 45.00              |

  Scenario Outline: A subcontract's share names a subcontract, its status, and what goes with it
    When a client calls "ARChangeRequest" with
      | CR_Phase_Code           | 01000    |
      | CR_Cost_Type            | L        |
      | Subcontractor_Code      | ROOFER   |
      | Subcontract_Number      | <number> |
      | Sub_Status              | <status> |
      | Sub_Change_Order_Number | <order>  |
      | Sub_Signed_Date         | <signed> |
    Then Spectrum answers "<answer>"

    Examples:
      | answer                          | number | status | order | signed     |
      | accepted                        | S-1    | E      | 7     | 04/09/2020 |
      | I about Subcontract_Number      | S-2    | P      |       |            |
      | M about Sub_Status              | S-1    |        |       |            |
      | I about Sub_Status              | S-1    | X      |       |            |
      | M about Sub_Change_Order_Number | S-1    | E      |       |            |
      | I about Sub_Signed_Date         | S-1    | P      |       | 04/09/2020 |

  @fact:D-168 @fact:SP-4.3
  Scenario Outline: Leaving action type 4 needs every cost on a phase
    Given "ARChangeRequest" was called with
      | CR_Status             | PE     |
      | CR_Phase_Code         | <phase> |
      | CR_Cost_Type          | L      |
      | Change_Request_Amount | 100.00 |
    When a client calls "ARChangeRequest" with "AP" as "CR_Status"
    Then Spectrum answers "<answer>"

    Examples:
      | phase | answer            |
      | 01000 | accepted          |
      |       | I about CR_Status |

  @fact:D-347
  Scenario Outline: A billing total is for proposals that bill their cost
    Given "ARChangeRequest" was called with
      | CR_Status              | <status>     |
      | Cost_Reimbursable_Flag | <reimbursed> |
      | CR_Phase_Code          | 01000        |
      | CR_Cost_Type           | L            |
      | Change_Request_Amount  | 700.00       |
    When a client calls "ARChangeRequest" with
      | CR_Status             |   |
      | Default_Billing_Total | Y |
    Then Spectrum answers "<answer>"

    Examples:
      | answer                         | status | reimbursed |
      | accepted                       | PE     | Y          |
      | I about Default_Billing_Total  | AP     | Y          |
      | I about Cost_Reimbursable_Flag | PE     | N          |

  @fact:D-137
  Scenario: A change request on a change order is locked
    Given "ARChangeRequest" was called with
      | CR_Description | Deeper footings |
    And "ARChangeOrder" was called with
      | Job_Number            | 24-101 |
      | Customer_Code         | RIVER  |
      | Change_Order_Number   | 1      |
      | Status_Code           | OK     |
      | Change_Request_Number | 001    |
    When a client calls "ARChangeRequest" with "Other" as "CR_Description"
    Then Spectrum answers "I about Change_Request_Number"
    And Spectrum explains "it is on change order 1"
    And Info-Link is as it was before

  @fact:D-137
  Scenario: A change request on a draw request is locked
    Given "ARChangeRequest" was called with
      | CR_Description | Deeper footings |
    And this "update_change_request" was entered on Spectrum's screens
      | job_number          | 24-101 |
      | customer_code       | RIVER  |
      | number              | 001    |
      | draw_request_number | D-7    |
    When a client calls "ARChangeRequest" with "Other" as "CR_Description"
    Then Spectrum answers "I about Change_Request_Number"
    And Spectrum explains "it is on draw request D-7"
    And Info-Link is as it was before

  @fact:SP-1
  Scenario: Everything wrong is told at once, and nothing is done
    When a client calls "ARChangeRequest" with
      | Change_Request_Number | 123456789  |
      | Approved_Date         | 2020-05-01 |
      | CR_Revenue            | much       |
    Then Spectrum answers "I about Change_Request_Number; I about Approved_Date; I about CR_Revenue"
    And Info-Link is as it was before
