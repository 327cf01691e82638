@fact:SP-5
Feature: Info-Link shows the books by SQL, read-only

  Background:
    Given Spectrum holds the Riverside company

  @fact:D-309
  Scenario: A table holds every company's rows, the view of its name the login's own
    When a client calls "AddJob" with
      | Job_Number        | 25-001 |
      | Taxable_Flag      | N      |
      | Price_Method_Code | F      |
    Then Info-Link's "JC_JOB_MASTER_MC" shows
      | Job_Number |
      | 24-101     |
      | 24-102     |
      | 24-103     |
      | 25-001     |
    And Info-Link's "JC_JOB_MASTER" shows
      | Job_Number |
      | 24-101     |
      | 24-102     |
      | 24-103     |
      | 25-001     |

  Scenario: The status codes' action types are what CR_Type holds
    When a client calls "GetCustomers"
    Then Info-Link's "CR_CHNG_REQ_STATUS_MC" shows
      | Status_Code | CR_Type |
      | AP          | 1       |
      | EX          | 2       |
      | CO          | 3       |
      | PE          | 4       |
      | RV          | 5       |

  @fact:D-352
  Scenario Outline: Which action types count as the contract's approved changes
    When a client calls "ARChangeRequest" with
      | Job_Number            | 24-101   |
      | Customer_Code         | RIVER    |
      | Change_Request_Number | 001      |
      | CR_Status             | <status> |
      | CR_Billing_Item_Code  | 01       |
      | CR_Revenue            | 500.00   |
    Then Spectrum answers "accepted"
    And Info-Link's "CR_CONTRACT_MASTER1_V" shows
      | Job_Number | Original_Contract | Approved_Changes | Revised_Contract |
      | 24-101     | 250,000.00        | <changes>        | <revised>        |
      | 24-102     | 5,000.00          | 0                | 5,000.00         |
      | 24-103     | 0                 | 0                | 0                |

    Examples:
      | status | changes | revised    |
      | AP     | 500.00  | 250,500.00 |
      | EX     | 500.00  | 250,500.00 |
      | CO     | 0       | 250,000.00 |
      | PE     | 0       | 250,000.00 |
      | RV     | 0       | 250,000.00 |

  Scenario: Nobody writes through Info-Link
    When a client tries to delete every row of Info-Link's "JC_JOB_MASTER_MC"
    Then the database refuses it
    And Info-Link is as it was before
