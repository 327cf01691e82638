@fact:D-011
Feature: Importing a Spectrum prime contract into its Procore project

  Background:
    Given a company that syncs Spectrum prime contracts and PCCOs
    And Spectrum has job "24-100" with these billing items
      | code | description        | amount     |
      | 0100 | General conditions | 100,000.00 |
      | 0300 | Concrete           | 250,000.50 |
    And Procore has project "North Wing" for job "24-100"

  @fact:D-180 @fact:D-181
  Scenario: The contract's title and total come across
    When the accountant imports the prime contract of job "24-100"
    Then it is done
    And the prime contract of project "North Wing" shows
      | title  | 24-100 Prime Contract |
      | status | Approved              |
      | total  | 350,000.50            |

  @fact:D-182 @fact:D-183 @fact:D-021
  Scenario: Each billing item becomes a line with its description and original amount
    Given job "24-100" gains these billing items in Spectrum
      | code | description   | amount    |
      | 0900 | Credit for VE | -4,000.25 |
    When the accountant imports the prime contract of job "24-100"
    Then project "North Wing" has one prime contract with these lines
      | code | description        | amount     |
      | 0100 | General conditions | 100,000.00 |
      | 0300 | Concrete           | 250,000.50 |
      | 0900 | Credit for VE      | -4,000.25  |

  @fact:D-317
  Scenario: The title carries Spectrum's job, not Procore's project number
    Given Procore has project "South Wing" numbered "P-7" for a new job "24-200"
    When the accountant imports the prime contract of job "24-200"
    Then the prime contract of project "South Wing" shows
      | title | 24-200 Prime Contract |

  @fact:D-035
  Scenario: A header that differs from its billing items is imported by its lines
    Given the header of job "24-100"'s contract says 352,500.50 in Spectrum
    When the accountant imports the prime contract of job "24-100"
    Then it is done
    And the prime contract of project "North Wing" shows
      | total | 350,000.50 |

  @fact:D-012 @fact:D-301
  Scenario: The contract moves from the list Ready to Import to the list Synced
    When the accountant imports the prime contract of job "24-100"
    Then the tool lists no prime contract under "Ready to Import"
    And the tool lists these prime contracts under "Synced"
      | 24-100 |

  @fact:D-033
  Scenario: A contract that was not imported waits under Ready to Import
    When the accountant opens the tool
    Then the tool lists these prime contracts under "Ready to Import"
      | 24-100 |
    And the tool lists no prime contract under "Synced"

  @rule:import.needs-erp-integrations-standard @fact:D-009
  Scenario Outline: Importing takes Standard or Admin on ERP Integrations
    Given a person, the clerk, with these rights
      | ERP Integrations | <level> |
      | Prime Contracts  | Admin   |
    When the clerk imports the prime contract of job "24-100"
    Then it is refused by rule "import.needs-erp-integrations-standard" alone
    And nothing was written to Procore
    And project "North Wing" has no prime contract

    Examples:
      | level     |
      | None      |
      | Read only |

  @fact:X-14
  Scenario Outline: The weaker right suffices for the first import
    Given a person, the clerk, with these rights
      | ERP Integrations | <level> |
      | Prime Contracts  | None    |
    When the clerk imports the prime contract of job "24-100"
    Then it is done

    Examples:
      | level    |
      | Standard |
      | Admin    |

  @rule:import.unit-price @fact:D-008
  Scenario: A Unit Price contract is refused
    Given Spectrum has job "24-300" priced by units with these billing items
      | code | description | amount    |
      | 0100 | Piles       | 80,000.00 |
    And Procore has project "East Wing" for job "24-300"
    When the accountant imports the prime contract of job "24-300"
    Then it is refused by rule "import.unit-price" alone
    And nothing was written to Procore
    And project "East Wing" has no prime contract

  @fact:X-08
  Scenario: Under the current documentation a Unit Price contract comes across by its amounts
    Given the company follows the current edition of the rules
    And Spectrum has job "24-300" priced by units with these billing items
      | code | description | amount    |
      | 0100 | Piles       | 80,000.00 |
    And Procore has project "East Wing" for job "24-300"
    When the accountant imports the prime contract of job "24-300"
    Then it is done
    And the prime contract of project "East Wing" shows
      | total | 80,000.00 |

  @rule:import.unit-based-not-enabled @fact:D-016
  Scenario: Unit-based import stays off until the company turns it on
    Given the company follows the current edition of the rules
    When the accountant imports the prime contract of job "24-100" as unit-based
    Then it is refused by rule "import.unit-based-not-enabled" alone
    And nothing was written to Procore

  @rule:import.already-imported @fact:D-003
  Scenario: A second import of the same contract is refused
    Given the accountant has imported the prime contract of job "24-100"
    When the accountant imports the prime contract of job "24-100"
    Then it is refused by rule "import.already-imported" alone
    And nothing was written to Procore
    And project "North Wing" has one prime contract with these lines
      | code | description        | amount     |
      | 0100 | General conditions | 100,000.00 |
      | 0300 | Concrete           | 250,000.50 |

  @rule:import.in-another-project @rule:import.job-not-synced @fact:D-003
  Scenario: A contract that one project has cannot be imported to a second one
    Given the accountant has imported the prime contract of job "24-100"
    And Procore has project "Annex" without a job
    When the accountant imports the prime contract of job "24-100" into project "Annex"
    Then it is refused by these rules
      | import.in-another-project |
      | import.job-not-synced     |
    And nothing was written to Procore
    And project "Annex" has no prime contract

  @rule:import.project-has-another-contract @fact:D-003
  Scenario: A project that has one Spectrum contract takes no second one
    Given Spectrum has job "24-200" with these billing items
      | code | description | amount   |
      | 0100 | Parking     | 9,000.00 |
    And project "North Wing" holds another Spectrum contract, that of job "24-200"
    When the accountant imports the prime contract of job "24-100"
    Then it is refused by rule "import.project-has-another-contract" alone
    And nothing was written to Procore

  @rule:import.job-not-synced @fact:D-027
  Scenario: A contract whose job is not synced with the project is refused
    Given Procore has project "Annex" without a job
    When the accountant imports the prime contract of job "24-100" into project "Annex"
    Then it is refused by rule "import.job-not-synced" alone
    And nothing was written to Procore

  @rule:import.tool-inactive @fact:D-010
  Scenario: A project without the Prime Contracts tool takes no contract
    Given Spectrum has job "24-400" with these billing items
      | code | description | amount   |
      | 0100 | Roof        | 7,000.00 |
    And Procore has project "Bare Wing" for job "24-400", without the Prime Contracts tool
    When the accountant imports the prime contract of job "24-400"
    Then it is refused by rule "import.tool-inactive" alone
    And nothing was written to Procore

  @fact:D-016
  Scenario: Once unit tracking is switched on a contract can be imported unit-based
    Given the company follows the current edition of the rules
    And unit tracking is switched on
    When the accountant imports the prime contract of job "24-100" as unit-based
    Then it is done
    And the prime contract of project "North Wing" shows
      | total | 350,000.50 |

  @fact:D-181 @fact:D-183
  Scenario Outline: A contract of any amount that Spectrum holds comes across
    Given Spectrum has job "24-600" with these billing items
      | code | description | amount   |
      | 0100 | Tower       | <amount> |
    And Procore has project "Tower" for job "24-600"
    When the accountant imports the prime contract of job "24-600"
    Then it is done
    And the prime contract of project "Tower" shows
      | total | <amount> |

    Examples:
      | amount            |
      | 9,999,999,999.99  |
      | -9,999,999,999.99 |

  @fact:D-182
  Scenario: A billing item without a description becomes a line without one
    Given job "24-100" gains these billing items in Spectrum
      | code | description | amount |
      | 0900 |             | 900.00 |
    When the accountant imports the prime contract of job "24-100"
    Then it is done
    And project "North Wing" has one prime contract with these lines
      | code | description        | amount     |
      | 0100 | General conditions | 100,000.00 |
      | 0300 | Concrete           | 250,000.50 |
      | 0900 |                    | 900.00     |

  @fact:X-08
  Scenario: Before there was a switch for it a unit-based import was not refused for one
    When the accountant imports the prime contract of job "24-100" as unit-based
    Then it is done
    And the prime contract of project "North Wing" shows
      | total | 350,000.50 |
