@fact:D-197
Feature: Every field of the mapping table as Spectrum received it
  # One row of the table, one scenario: the value typed in Procore, and the value on Spectrum's wire or in its tables.

  Background:
    Given a company that syncs Spectrum prime contracts and PCCOs
    And Spectrum has job "24-100" with these billing items
      | code | description        | amount     |
      | 0100 | General conditions | 100,000.00 |
      | 0300 | Concrete           | 250,000.50 |
    And Procore has project "North Wing" for job "24-100"
    And the accountant has imported the prime contract of job "24-100"
    And project "North Wing" has PCCO "014" with these lines
      | description  | amount   | cost code | cost type | billing item |
      | Extra rebar  | 1,200.50 | 03-300    | M         | 0300         |
      | Night guards | 350.25   | 01-011    | L         | 0100         |
    And PCCO "014" has these values instead
      | title       | Deeper footings at grid C |
      | description | Deeper footings, grid C   |
      | date        | 2020-04-08                |
    And the manager has sent PCCO "014"

  @fact:D-184
  Scenario: The change order number becomes the change request id
    When the accountant accepts PCCO "014"
    Then Spectrum received "Change_Request_Number" as
      | 014 |
    And Spectrum's job "24-100" has these change requests
      | number | revenue  |
      | 014    | 1,550.75 |

  @fact:D-185 @fact:X-18
  Scenario: The description, not the title, becomes the change request's description
    When the accountant accepts PCCO "014"
    Then Spectrum received "CR_Description" as
      | Deeper footings, grid C |
    And change request "014" of job "24-100" shows
      | description | Deeper footings, grid C |

  @fact:D-186 @fact:D-156
  Scenario: The date of the PCCO becomes the approval date, month first
    When the accountant accepts PCCO "014" under the date 2020-04-09
    Then Spectrum received "Approved_Date" as
      | 04/08/2020 |
    And change request "014" of job "24-100" shows
      | approved date | 2020-04-08 |

  @fact:D-187 @fact:D-195
  Scenario Outline: The company's setting, not Procore's status, becomes the current status
    Given exports get the Spectrum status "<code>"
    When the accountant accepts PCCO "014"
    Then Spectrum received "CR_Status" as
      | <code> |
    And change request "014" of job "24-100" shows
      | status | <code> |

    Examples:
      | code |
      | A    |
      | E    |

  @fact:D-167 @fact:U-10
  Scenario: With a status that recognises nothing no approval date is sent
    Given exports get the Spectrum status "Q"
    When the accountant accepts PCCO "014"
    Then it is done
    And Spectrum received no "Approved_Date"
    And change request "014" of job "24-100" shows
      | status        | Q |
      | approved date |   |

  @fact:D-188 @fact:D-153
  Scenario: The cost code becomes the phase, without dashes
    When the accountant accepts PCCO "014"
    Then Spectrum received "CR_Phase_Code" as
      | 03300 |
      | 01011 |

  @fact:D-189
  Scenario: The cost type becomes the cost type
    When the accountant accepts PCCO "014"
    Then Spectrum received "CR_Cost_Type" as
      | M |
      | L |

  @fact:D-190
  Scenario: The line descriptions arrive with the change request's notes
    When the accountant accepts PCCO "014"
    Then the notes of change request "014" of job "24-100" contain "Extra rebar"
    And the notes of change request "014" of job "24-100" contain "Night guards"

  @fact:D-191
  Scenario: The line amount becomes the estimate amount
    When the accountant accepts PCCO "014"
    Then Spectrum received "Change_Request_Amount" as
      | 1200.50 |
      | 350.25  |
    And change request "014" of job "24-100" has these cost lines
      | phase | cost type | amount   |
      | 01011 | L         | 350.25   |
      | 03300 | M         | 1,200.50 |

  @fact:D-192 @fact:U-02
  Scenario: The associated contract line's code becomes the billing item
    When the accountant accepts PCCO "014"
    Then Spectrum received "CR_Billing_Item_Code" as
      | 0300 |
      | 0100 |

  @fact:D-193 @fact:D-198
  Scenario: The PCCO's description, not the line's, becomes the billing description
    When the accountant accepts PCCO "014"
    Then Spectrum received "CR_Billing_Item_Description" as
      | Deeper footings, grid C |
    And change request "014" of job "24-100" has these described billing lines
      | billing item | description             | amount   |
      | 0100         | Deeper footings, grid C | 350.25   |
      | 0300         | Deeper footings, grid C | 1,200.50 |

  @fact:D-199 @fact:D-152
  Scenario: A description too long for a billing line is left to Spectrum, not cut
    Given project "North Wing" has PCCO "015" with these values
      | description | Deeper footings along grid C to F |
    And the manager has sent PCCO "015"
    When the accountant accepts PCCO "015"
    Then it is done
    And change request "015" of job "24-100" has these described billing lines
      | billing item | description        | amount   |
      | 0100         | General conditions | 1,000.00 |

  @fact:D-194 @fact:D-256
  Scenario: The line amount with its markup becomes the revenue, the plain amount stays the estimate
    Given project "North Wing" has PCCO "016" with these lines
      | amount   | cost code | cost type | billing item |
      | 1,200.50 | 03-300    | M         | 0300         |
    And PCCO "016" has these markups
      | name | kind       | percent |
      | Fee  | horizontal | 3       |
    And the manager has sent PCCO "016"
    When the accountant accepts PCCO "016"
    Then Spectrum received "CR_Revenue" as
      | 1236.52 |
    And Spectrum received "Change_Request_Amount" as
      | 1200.50 |

  @fact:D-206 @fact:D-154
  Scenario: Job and customer come from the contract
    When the accountant accepts PCCO "014"
    Then Spectrum received "Job_Number" as
      | 24-100 |
    And Spectrum received "Customer_Code" as
      | OWNER |

  @fact:D-110 @fact:X-04
  Scenario: The transaction date typed at acceptance is not the approval date
    When the accountant accepts PCCO "014" under the date 2020-04-20
    Then it is done
    And Spectrum received "Approved_Date" as
      | 04/08/2020 |

  @fact:D-154 @fact:D-187
  Scenario: A job, a customer and a status as long as Spectrum holds them arrive whole
    Given Spectrum has job "24-1000001" of customer "OWNER-0001"
    And Spectrum has the change request status "AP" with the action type 1
    And exports get the Spectrum status "AP"
    And Procore has project "Long Wing" for job "24-1000001"
    And the accountant has imported the prime contract of job "24-1000001"
    And project "Long Wing" has PCCO "015"
    And the manager has sent PCCO "015"
    When the accountant accepts PCCO "015"
    Then it is done
    And Spectrum received "Job_Number" as
      | 24-1000001 |
    And Spectrum received "Customer_Code" as
      | OWNER-0001 |
    And Spectrum received "CR_Status" as
      | AP |

  @fact:D-190
  Scenario Outline: Line descriptions that the notes cannot hold are left out, not cut
    Given project "North Wing" has PCCO "015" with a line whose description has <typed> characters
    And the manager has sent PCCO "015"
    When the accountant accepts PCCO "015"
    Then it is done
    And the notes of change request "015" of job "24-100" have <arrived> characters

    Examples:
      | typed | arrived |
      | 0     | 0       |
      | 1000  | 1000    |
      | 1001  | 0       |

  @fact:D-199
  Scenario Outline: A billing line's description has 30 characters at most
    Given project "North Wing" has PCCO "015" with these values
      | description | <typed> |
    And the manager has sent PCCO "015"
    When the accountant accepts PCCO "015"
    Then it is done
    And change request "015" of job "24-100" has these described billing lines
      | billing item | description | amount   |
      | 0100         | <arrived>   | 1,000.00 |

    Examples:
      | typed                           | arrived                        |
      | Deeper footings, grid C to F 30 | General conditions             |
      | Deeper footings, grid C to F 3  | Deeper footings, grid C to F 3 |

  @fact:D-185 @fact:D-193
  Scenario: A PCCO without a description goes across without one
    Given project "North Wing" has PCCO "015" with these values
      | description | |
    And the manager has sent PCCO "015"
    When the accountant accepts PCCO "015"
    Then it is done
    And change request "015" of job "24-100" has these described billing lines
      | billing item | description        | amount   |
      | 0100         | General conditions | 1,000.00 |
