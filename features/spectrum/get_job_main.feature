@fact:SP-3
Feature: GetJobMain lists jobs with what their main page shows

  Background:
    Given Spectrum holds the Riverside company

  Scenario: The price method, the customer's name and the original contract come with the job
    When a client calls "GetJobMain"
    Then these rows come back
      | Job_Number | Job_Description | Status_Code | Price_Method_Code | Customer_Name    | Original_Contract |
      | 24-101     | Riverside Tower | A           | F                 | Riverside & Sons | 250000.00         |
      | 24-102     | County road     | A           | U                 | Riverside & Sons | 5000.00           |

  Scenario: A completed job is listed when its status is asked for
    When a client calls "GetJobMain" with "C" as "pStatus_Code"
    Then these rows come back
      | Job_Number | Status_Code | Original_Contract |
      | 24-103     | C           | 0.00              |

  Scenario Outline: Jobs may come in another order
    Given "UpdateJob" was called with
      | Job_Number | 24-101 |
      | Division   | 9      |
      | Estimator  | ADA    |
    And "UpdateJob" was called with
      | Job_Number | 24-102 |
      | Division   | 1      |
      | Estimator  | KIM    |
    When a client calls "GetJobMain" with "<order>" as "pSort_By"
    Then these rows come back
      | Job_Number |
      | <first>    |
      | <second>   |

    Examples:
      | order | first  | second |
      |       | 24-101 | 24-102 |
      | D     | 24-102 | 24-101 |
      | E     | 24-101 | 24-102 |

  Scenario Outline: A filter of GetJobMain that can't be is an error row
    When a client calls "GetJobMain" with "<value>" as "<filter>"
    Then Spectrum answers "I about <filter>"

    Examples:
      | value  | filter       |
      | X      | pStatus_Code |
      | 123456 | pDivision    |

  @fact:SP-1
  Scenario: A list that the row cap just fits has no warning
    Given this "switches" was entered on Spectrum's screens
      | row_cap | 2 |
    When a client calls "GetJobMain"
    Then 2 rows come back
    And Spectrum answers "accepted"
