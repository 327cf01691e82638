@fact:SP-3
Feature: UpdateJob changes a job where it is told to, and never a contract

  Background:
    Given Spectrum holds the Riverside company
    And every call to "UpdateJob" says, unless told otherwise
      | Job_Number | 24-101 |

  @fact:D-166
  Scenario: What is left blank stays
    When a client calls "UpdateJob" with "Oakland" as "City"
    Then Spectrum answers "accepted"
    And Info-Link's "JC_JOB_MASTER" shows
      | Job_Number | Job_Description | City    | Customer_Code |
      | 24-101     | Riverside Tower | Oakland | RIVER         |
      | 24-102     | County road     |         | RIVER         |
      | 24-103     | Depot           |         | RIVER         |

  Scenario: The contract that exists is not changed, and Spectrum says so
    When a client calls "UpdateJob" with
      | Customer_Code     | RIVER     |
      | Original_Contract | 999000.00 |
    Then Spectrum answers "W about Customer_Code"
    And Spectrum explains "The contract with RIVER exists and cannot be changed here"
    And Info-Link's "CR_CONTRACT_MASTER" shows
      | Job_Number | Original_Contract |
      | 24-101     | 250,000.00        |
      | 24-102     | 5,000.00          |
      | 24-103     | 0                 |

  Scenario: A further customer brings a further contract
    When a client calls "UpdateJob" with
      | Customer_Code     | LAKE     |
      | Original_Contract | 40000.00 |
    Then Spectrum answers "accepted"
    And Info-Link's "CR_CONTRACT_MASTER" shows
      | Job_Number | Customer_Code | Original_Contract |
      | 24-101     | LAKE          | 40,000.00         |
      | 24-101     | RIVER         | 250,000.00        |
      | 24-102     | RIVER         | 5,000.00          |
      | 24-103     | RIVER         | 0                 |

  Scenario Outline: What a job's update refuses
    When a client calls "UpdateJob" with "<value>" as "<element>"
    Then Spectrum answers "<answer>"
    And Info-Link is as it was before

    Examples:
      | value   | element                  | answer                             |
      |         | Job_Number               | M about Job_Number                 |
      | 24-999  | Job_Number               | I about Job_Number                 |
      | NOBODY  | Customer_Code            | I about Customer_Code              |
      | X       | Earned_Calc_Type         | I about Earned_Calc_Type           |
      | 1000.0  | Entered_Percent_Complete | I about Entered_Percent_Complete   |
      | Y       | Reports_Calc_Override    | M about Entered_Percent_Complete   |
      | Q       | Status_Code              | I about Status_Code                |

  @fact:D-172
  Scenario: A job that is completed and locked takes no new change request
    Given "UpdateJob" was called with
      | Status_Code        | C |
      | Lock_Revenue_Entry | Y |
    When a client calls "ARChangeRequest" with
      | Job_Number    | 24-101 |
      | Customer_Code | RIVER  |
      | CR_Status     | AP     |
    Then Spectrum answers "I about Job_Number"
    And Info-Link is as it was before
