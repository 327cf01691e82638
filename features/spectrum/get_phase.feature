@fact:SP-3
Feature: GetPhase lists phases and cost types

  Background:
    Given Spectrum holds the Riverside company

  Scenario Outline: Phases come by code, or by cost type first
    When a client calls "GetPhase" with "<order>" as "pSort_By"
    Then these rows come back
      | Job_Number | Phase_Code     | Cost_Type     | Status_Code     |
      | 24-101     | 01000          | L             | A               |
      | 24-101     | <second phase> | <second type> | A               |
      | 24-101     | <third phase>  | <third type>  | <third status>  |
      | 24-101     | <fourth phase> | <fourth type> | <fourth status> |

    Examples:
      | order | second phase | second type | third phase | third type | third status | fourth phase | fourth type | fourth status |
      |       | 01000        | M           | 02000       | L          | A            | 09000        | L           | C             |
      | C     | 02000        | L           | 09000       | L          | C            | 01000        | M           | A             |

  Scenario Outline: The phases that a filter lets through
    When a client calls "GetPhase" with "<value>" as "<filter>"
    Then <count> rows come back

    Examples:
      | value  | filter       | count |
      | 24-101 | pJob_Number  | 4     |
      | 24-102 | pJob_Number  | 0     |
      | M      | pCost_Type   | 1     |
      | C      | pStatus_Code | 1     |
      | I      | pStatus_Code | 0     |

  Scenario: Estimates come as numbers with two decimals, nothing is posted yet
    Given "AddPhase" was called with
      | Job_Number         | 24-102   |
      | Phase_Code         | 03300    |
      | Cost_Type          | L        |
      | Description        | Concrete |
      | Price_Method_Code  | J        |
      | Original_Est_Cost  | 1200.5   |
      | Current_Est_Hours  | 44       |
    When a client calls "GetPhase" with "24-102" as "pJob_Number"
    Then these rows come back
      | Phase_Code | Description | Estimated_Hours | Current_Estimated_Dollars | JTD_Actual_Dollars |
      | 03300      | Concrete    | 44.00           | 1200.50                   | 0.00               |

  Scenario Outline: A phase filter that can't be is an error row
    When a client calls "GetPhase" with "<value>" as "<filter>"
    Then Spectrum answers "I about <filter>"

    Examples:
      | value | filter       |
      | X     | pStatus_Code |
      | P     | pSort_By     |
      | LABR  | pCost_Type   |
