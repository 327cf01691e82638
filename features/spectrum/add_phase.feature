@fact:SP-3
Feature: AddPhase creates and updates phases, one cost type a call

  Background:
    Given Spectrum holds the Riverside company
    And every call to "AddPhase" says, unless told otherwise
      | Job_Number        | 24-102   |
      | Phase_Code        | 03300    |
      | Cost_Type         | L        |
      | Description       | Concrete |
      | Price_Method_Code | J        |

  Scenario: A new phase is active and its current estimate follows the original one
    When a client calls "AddPhase" with
      | Original_Est_Cost     | 1200.50 |
      | Original_Est_Hours    | 40      |
      | Original_Est_Quantity | 12.5    |
      | Unit_of_Measure       | CY      |
    Then Spectrum answers "accepted"
    And Info-Link's "JC_PHASE_ESTIMATES" shows
      | Job_Number | Phase_Code | Cost_Type | Est_Hours |
      | 24-101     | 01000      | L         | 0         |
      | 24-101     | 01000      | M         | 0         |
      | 24-101     | 02000      | L         | 0         |
      | 24-101     | 09000      | L         | 0         |
      | 24-102     | 03300      | L         | 40        |

  @fact:D-166
  Scenario: The same phase and cost type is updated where told
    Given "AddPhase" was called with
      | Original_Est_Cost | 1200.50 |
    When a client calls "AddPhase" with
      | Description | Footings |
    Then Spectrum answers "accepted"
    And Info-Link's "JC_PHASE_MASTER" shows
      | Job_Number | Phase_Code | Cost_Type | Description | Original_Est_Cost | Status_Code |
      | 24-101     | 01000      | L         | Phase 01000 | 0                 | A           |
      | 24-101     | 01000      | M         | Phase 01000 | 0                 | A           |
      | 24-101     | 02000      | L         | Phase 02000 | 0                 | A           |
      | 24-101     | 09000      | L         |             | 0                 | C           |
      | 24-102     | 03300      | L         | Footings    | 1200.50           | A           |

  @fact:D-153 @fact:D-158
  Scenario Outline: What a phase refuses
    When a client calls "AddPhase" with "<value>" as "<element>"
    Then Spectrum answers "<answer>"
    And Info-Link is as it was before

    Examples:
      | value                 | element           | answer                    |
      | 24-999                | Job_Number        | I about Job_Number        |
      | 24-103                | Job_Number        | I about Job_Number        |
      | 03-300                | Phase_Code        | I about Phase_Code        |
      | 123456789012345678901 | Phase_Code        | I about Phase_Code        |
      |                       | Phase_Code        | M about Phase_Code        |
      | S                     | Cost_Type         | I about Cost_Type         |
      | LABR                  | Cost_Type         | I about Cost_Type         |
      | X                     | Price_Method_Code | I about Price_Method_Code |
      | 100000000.00          | Original_Est_Cost | I about Original_Est_Cost |
      | Open                  | Status_Code       | I about Status_Code       |

  Scenario Outline: Only a new phase needs its description and price method
    Given "AddPhase" was called with
      | Phase_Code | 05100 |
    When a client calls "AddPhase" with
      | Phase_Code        | <phase> |
      | Description       |         |
      | Price_Method_Code |         |
    Then Spectrum answers "<answer>"

    Examples:
      | phase | answer                                         |
      | 05100 | accepted                                       |
      | 05200 | M about Description; M about Price_Method_Code |

  Scenario Outline: A job's mask says how long a code is, and where zeros fill a short one
    Given this "phase_format" was entered on Spectrum's screens
      | mask | XX-XXX |
      | fill | <fill> |
    And "AddJob" was called with
      | Job_Number        | 25-001 |
      | Taxable_Flag      | N      |
      | Price_Method_Code | F      |
    When a client calls "AddPhase" with
      | Job_Number | 25-001 |
      | Phase_Code | <code> |
    Then Spectrum answers "<answer>"
    And Info-Link's "JC_PHASE_ESTIMATES" shows
      | Job_Number | Phase_Code |
      | 24-101     | 01000      |
      | 24-101     | 01000      |
      | 24-101     | 02000      |
      | 24-101     | 09000      |
      | 25-001     | <stored>   |

    Examples:
      | code  | fill     | answer   | stored |
      | 03300 | none     | accepted | 03300  |
      | 33    | leading  | accepted | 00033  |
      | 35    | trailing | accepted | 35000  |

  Scenario Outline: A code that does not fit the mask is refused
    Given this "phase_format" was entered on Spectrum's screens
      | mask | XX-XXX |
    And "AddJob" was called with
      | Job_Number        | 25-001 |
      | Taxable_Flag      | N      |
      | Price_Method_Code | F      |
    When a client calls "AddPhase" with
      | Job_Number | 25-001 |
      | Phase_Code | <code> |
    Then Spectrum answers "I about Phase_Code"
    And Spectrum explains "value does not match specified field mask"
    And Info-Link is as it was before

    Examples:
      | code   |
      | 033    |
      | 033000 |
      | 03 30  |
