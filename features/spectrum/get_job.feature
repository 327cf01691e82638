@fact:SP-3
Feature: GetJob lists the jobs of a company

  Background:
    Given Spectrum holds the Riverside company

  Scenario Outline: A blank status lists active and inactive jobs, not completed ones
    Given this "job" was entered on Spectrum's screens
      | number | 23-001 |
      | status | I      |
    When a client calls "GetJob" with "<status>" as "pStatus_Code"
    Then <count> rows come back

    Examples:
      | status | count |
      |        | 3     |
      | A      | 2     |
      | I      | 1     |
      | C      | 1     |

  Scenario: Jobs come by number
    When a client calls "GetJob"
    Then these rows come back
      | Job_Number | Job_Description | Customer_Code | Status_Code | Error_Code |
      | 24-101     | Riverside Tower | RIVER         | A           |            |
      | 24-102     | County road     | RIVER         | A           |            |

  Scenario Outline: Filters narrow the list
    Given "UpdateJob" was called with
      | Job_Number      | 24-102 |
      | Division        | 7      |
      | Project_Manager | KIM    |
      | Cost_Center     | ROADS  |
    When a client calls "GetJob" with "<value>" as "<filter>"
    Then <count> rows come back

    Examples:
      | value  | filter           | count |
      | 7      | pDivision        | 1     |
      | KIM    | pProject_Manager | 1     |
      | ROADS  | pCost_Center     | 1     |
      | RIVER  | pCustomer_Code   | 2     |
      | LAKE   | pCustomer_Code   | 0     |

  Scenario Outline: A filter that can't be is an error row
    When a client calls "GetJob" with "<value>" as "<filter>"
    Then Spectrum answers "I about <filter>"

    Examples:
      | value        | filter         |
      | X            | pStatus_Code   |
      | Q            | pSort_By       |
      | 12345678901  | pCustomer_Code |

  @fact:SP-1
  Scenario: Beyond the row cap comes a warning, and nothing tells how many are missing
    Given this "switches" was entered on Spectrum's screens
      | row_cap | 1 |
    When a client calls "GetJob"
    Then 2 rows come back
    And Spectrum answers "W"
    And Spectrum explains "exceeds max"

  Scenario: Codes may come padded with spaces
    Given the switch "pads_codes" is on
    When a client calls "GetJob"
    Then every "Job_Number" is 10 characters long
    And every "Customer_Code" is 10 characters long
