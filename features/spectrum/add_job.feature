@fact:SP-3
Feature: AddJob makes a job and, with a customer, its contract

  Background:
    Given Spectrum holds the Riverside company
    And every call to "AddJob" says, unless told otherwise
      | Job_Number        | 25-001      |
      | Job_Description   | Harbor hall |
      | Taxable_Flag      | N           |
      | Price_Method_Code | F           |

  Scenario: A new job is active, and without a customer it has no contract
    When a client calls "AddJob"
    Then Spectrum answers "accepted"
    And Info-Link's "JC_JOB_MASTER" shows
      | Job_Number | Job_Description | Status_Code | Price_Method_Code | Customer_Code |
      | 24-101     | Riverside Tower | A           | F                 | RIVER         |
      | 24-102     | County road     | A           | U                 | RIVER         |
      | 24-103     | Depot           | C           | F                 | RIVER         |
      | 25-001     | Harbor hall     | A           | F                 |               |
    And Info-Link's "CR_CONTRACT_MASTER" shows
      | Job_Number | Customer_Code |
      | 24-101     | RIVER         |
      | 24-102     | RIVER         |
      | 24-103     | RIVER         |

  @fact:D-034 @fact:D-170
  Scenario: A customer brings the contract with it, priced as the job is
    When a client calls "AddJob" with
      | Customer_Code     | LAKE      |
      | Price_Method_Code | U         |
      | Original_Contract | 125000.00 |
    Then Spectrum answers "accepted"
    And Info-Link's "CR_CONTRACT_MASTER" shows
      | Job_Number | Customer_Code | Original_Contract | Use_Unit_Pricing |
      | 24-101     | RIVER         | 250,000.00        | N                |
      | 24-102     | RIVER         | 5,000.00          | Y                |
      | 24-103     | RIVER         | 0                 | N                |
      | 25-001     | LAKE          | 125,000.00        | Y                |

  @fact:D-154
  Scenario Outline: What a new job refuses
    When a client calls "AddJob" with "<value>" as "<element>"
    Then Spectrum answers "<answer>"
    And Info-Link is as it was before

    Examples:
      | value           | element           | answer                    |
      |                 | Job_Number        | M about Job_Number        |
      | 24-101          | Job_Number        | I about Job_Number        |
      | 12345678901     | Job_Number        | I about Job_Number        |
      | NOBODY          | Customer_Code     | I about Customer_Code     |
      | X               | Price_Method_Code | I about Price_Method_Code |
      | Yes             | Taxable_Flag      | I about Taxable_Flag      |
      | Z               | Status_Code       | I about Status_Code       |
      | CAL             | State             | I about State             |
      | 123456          | Division          | I about Division          |
      | 10000000000.00  | Original_Contract | I about Original_Contract |
      | 2020-04-09      | Start_Date        | I about Start_Date        |
      | 24-999          | Master_Job        | I about Master_Job        |
      | 24-103          | Master_Job        | I about Master_Job        |

  Scenario Outline: A job ends on the day it starts, or later
    When a client calls "AddJob" with
      | Start_Date    | 04/09/2020 |
      | Complete_Date | <end>      |
    Then Spectrum answers "<answer>"

    Examples:
      | end        | answer                |
      | 04/09/2020 | accepted              |
      | 04/08/2020 | I about Complete_Date |

  Scenario: A job follows Davis-Bacon or a prevailing wage, not both
    When a client calls "AddJob" with
      | Track_Davis_Bacon     | Y |
      | Track_Prevailing_Wage | Y |
    Then Spectrum answers "I about Track_Prevailing_Wage"
    And Info-Link is as it was before

  Scenario: A sub-job takes its customer from its master
    When a client calls "AddJob" with "24-101" as "Master_Job"
    Then Spectrum answers "accepted"
    And Info-Link's "JC_JOB_MASTER" shows
      | Job_Number | Customer_Code | Master_Job |
      | 24-101     | RIVER         |            |
      | 24-102     | RIVER         |            |
      | 24-103     | RIVER         |            |
      | 25-001     | RIVER         | 24-101     |
