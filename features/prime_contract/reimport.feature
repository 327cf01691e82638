@fact:D-043
Feature: Re-importing a synced prime contract
  # What changed in Spectrum since the last sync is pulled across again. The button is dimmed for five reasons, each of
  # which is enough, and tells all that hold.

  Background:
    Given a company that syncs Spectrum prime contracts and PCCOs
    And Spectrum has job "24-100" with these billing items
      | code | description        | amount     |
      | 0100 | General conditions | 100,000.00 |
      | 0300 | Concrete           | 250,000.50 |
    And Procore has project "North Wing" for job "24-100"
    And the accountant has imported the prime contract of job "24-100"

  @fact:D-042
  Scenario: New billing items become new lines
    Given job "24-100" gains these billing items in Spectrum
      | code | description | amount    |
      | 0900 | Finishes    | 31,000.25 |
    When the accountant re-imports the prime contract of job "24-100"
    Then it is done
    And project "North Wing" has one prime contract with these lines
      | code | description        | amount     |
      | 0100 | General conditions | 100,000.00 |
      | 0300 | Concrete           | 250,000.50 |
      | 0900 | Finishes           | 31,000.25  |

  @fact:D-042 @fact:X-02
  Scenario: A changed billing item changes its line
    Given billing item "0300" of job "24-100" is changed to 199,999.99 in Spectrum
    When the accountant re-imports the prime contract of job "24-100"
    Then it is done
    And project "North Wing" has one prime contract with these lines
      | code | description        | amount     |
      | 0100 | General conditions | 100,000.00 |
      | 0300 | Concrete           | 199,999.99 |

  @fact:U-04
  Scenario: A billing item deleted in Spectrum keeps its line in Procore
    Given job "24-100" gains these billing items in Spectrum
      | code | description | amount    |
      | 0900 | Finishes    | 31,000.25 |
    And billing item "0300" of job "24-100" is deleted in Spectrum
    When the accountant re-imports the prime contract of job "24-100"
    Then it is left incomplete
    And the answer mentions "Line 0300 (Concrete, 250000.50) is no longer in Spectrum"
    And project "North Wing" has one prime contract with these lines
      | code | description        | amount     |
      | 0100 | General conditions | 100,000.00 |
      | 0300 | Concrete           | 250,000.50 |
      | 0900 | Finishes           | 31,000.25  |

  @fact:U-04 @fact:D-047
  Scenario: A deleted billing item alone is nothing new for a company that keeps its lines
    Given billing item "0300" of job "24-100" is deleted in Spectrum
    When the accountant re-imports the prime contract of job "24-100"
    Then it is refused by rule "reimport.nothing-new" alone
    And nothing was written to Procore

  @fact:U-04 @fact:D-056
  Scenario: With the company's consent a re-import removes the line of a deleted billing item
    Given the company has lines removed that are gone from Spectrum
    And billing item "0300" of job "24-100" is deleted in Spectrum
    When the accountant re-imports the prime contract of job "24-100"
    Then it is done
    And project "North Wing" has one prime contract with these lines
      | code | description        | amount     |
      | 0100 | General conditions | 100,000.00 |

  @fact:D-047
  Scenario: Once re-imported, the same change is not offered again
    Given billing item "0300" of job "24-100" is changed to 199,999.99 in Spectrum
    And the accountant has re-imported the prime contract of job "24-100"
    When the accountant opens the tool
    Then the Re-Import button of job "24-100" is dimmed by rule "reimport.nothing-new" alone

  @rule:reimport.needs-erp-integrations-admin @rule:reimport.needs-prime-contracts-admin @fact:D-040
  Scenario Outline: Re-importing takes Admin on both tools
    Given billing item "0300" of job "24-100" is changed to 199,999.99 in Spectrum
    And a person, the clerk, with these rights
      | ERP Integrations | <erp>   |
      | Prime Contracts  | <prime> |
    When the clerk re-imports the prime contract of job "24-100"
    Then it is refused by rule "<rule>" alone
    And nothing was written to Procore

    Examples: one of the two rights is too weak
      | erp       | prime     | rule                                |
      | Standard  | Admin     | reimport.needs-erp-integrations-admin |
      | Read only | Admin     | reimport.needs-erp-integrations-admin |
      | None      | Admin     | reimport.needs-erp-integrations-admin |
      | Admin     | Standard  | reimport.needs-prime-contracts-admin  |

  @rule:reimport.needs-prime-contracts-admin @fact:D-040
  Scenario Outline: Less than Admin on the project's Prime Contracts refuses a re-import
    Given billing item "0300" of job "24-100" is changed to 199,999.99 in Spectrum
    And a person, the clerk, with these rights
      | ERP Integrations | Admin   |
      | Prime Contracts  | <level> |
    When the clerk re-imports the prime contract of job "24-100"
    Then it is refused by rule "reimport.needs-prime-contracts-admin" alone
    And nothing was written to Procore

    Examples:
      | level     |
      | Standard  |
      | Read only |
      | None      |

  @fact:D-040
  Scenario: With neither right both are named
    Given billing item "0300" of job "24-100" is changed to 199,999.99 in Spectrum
    And a person, the clerk, with these rights
      | ERP Integrations | Standard |
      | Prime Contracts  | Standard |
    When the clerk re-imports the prime contract of job "24-100"
    Then it is refused by these rules
      | reimport.needs-erp-integrations-admin |
      | reimport.needs-prime-contracts-admin  |

  @fact:D-052 @fact:X-10
  Scenario: With something new and nothing against it the button is enabled
    Given billing item "0300" of job "24-100" is changed to 199,999.99 in Spectrum
    When the accountant opens the tool
    Then the Re-Import button of job "24-100" is enabled

  @rule:reimport.unapproved @fact:D-044 @fact:U-12
  Scenario Outline: An unapproved contract dims the button
    Given billing item "0300" of job "24-100" is changed to 199,999.99 in Spectrum
    And the prime contract of project "North Wing" is set to "<status>" in Procore
    When the accountant re-imports the prime contract of job "24-100"
    Then it is refused by rule "reimport.unapproved" alone
    And the Re-Import button of job "24-100" is dimmed by rule "reimport.unapproved" alone
    And nothing was written to Procore

    Examples:
      | status            |
      | Draft             |
      | Out For Bid       |
      | Out For Signature |
      | Terminated        |

  @fact:D-081
  Scenario: A complete contract counts as approved
    Given billing item "0300" of job "24-100" is changed to 199,999.99 in Spectrum
    And the prime contract of project "North Wing" is set to "Complete" in Procore
    When the accountant re-imports the prime contract of job "24-100"
    Then it is done

  @rule:reimport.job-not-synced @fact:D-045
  Scenario: A contract of a job that is no longer synced dims the button
    Given billing item "0300" of job "24-100" is changed to 199,999.99 in Spectrum
    And project "North Wing" is no longer synced with its job
    When the accountant re-imports the prime contract of job "24-100"
    Then it is refused by rule "reimport.job-not-synced" alone
    And the Re-Import button of job "24-100" is dimmed by rule "reimport.job-not-synced" alone
    And nothing was written to Procore

  @rule:reimport.two-projects @fact:D-046 @fact:D-382
  Scenario: A contract that was added to two projects by mistake dims the button
    Given billing item "0300" of job "24-100" is changed to 199,999.99 in Spectrum
    And the prime contract of job "24-100" was added to project "Annex" by mistake
    When the accountant re-imports the prime contract of job "24-100"
    Then it is refused by rule "reimport.two-projects" alone
    And the reason names "Annex"
    And the Re-Import button of job "24-100" is dimmed by rule "reimport.two-projects" alone
    And nothing was written to Procore

  @rule:reimport.nothing-new @fact:D-047
  Scenario: A synced contract without new or changed lines dims the button
    When the accountant re-imports the prime contract of job "24-100"
    Then it is refused by rule "reimport.nothing-new" alone
    And the Re-Import button of job "24-100" is dimmed by rule "reimport.nothing-new" alone
    And nothing was written to Procore

  @rule:reimport.approved-pccos @fact:D-048 @fact:U-13
  Scenario: An approved PCCO dims the button
    Given billing item "0300" of job "24-100" is changed to 199,999.99 in Spectrum
    And project "North Wing" has PCCO "001"
    When the accountant re-imports the prime contract of job "24-100"
    Then it is refused by rule "reimport.approved-pccos" alone
    And the Re-Import button of job "24-100" is dimmed by rule "reimport.approved-pccos" alone
    And nothing was written to Procore

  @fact:D-054
  Scenario Outline: A PCCO in any other status leaves the button enabled
    Given billing item "0300" of job "24-100" is changed to 199,999.99 in Spectrum
    And project "North Wing" has PCCO "001" with the status "<status>"
    When the accountant opens the tool
    Then the Re-Import button of job "24-100" is enabled

    Examples:
      | status         |
      | draft          |
      | pending        |
      | revised        |
      | pricing        |
      | not_pricing    |
      | proceeding     |
      | not_proceeding |
      | no_charge      |
      | rejected       |
      | void           |

  @fact:D-052 @rule:reimport.unapproved @rule:reimport.two-projects
  Scenario: Two reasons at once are both told
    Given billing item "0300" of job "24-100" is changed to 199,999.99 in Spectrum
    And the prime contract of job "24-100" was added to project "Annex" by mistake
    And the prime contract of project "North Wing" is set to "Draft" in Procore
    When the accountant re-imports the prime contract of job "24-100"
    Then it is refused by these rules
      | reimport.unapproved   |
      | reimport.two-projects |

  @fact:D-052
  Scenario: All five reasons at once are all told
    Given project "North Wing" has PCCO "001"
    And the prime contract of job "24-100" was added to project "Annex" by mistake
    And project "North Wing" is no longer synced with its job
    And the prime contract of project "North Wing" is set to "Draft" in Procore
    When the accountant re-imports the prime contract of job "24-100"
    Then it is refused by these rules
      | reimport.unapproved     |
      | reimport.job-not-synced |
      | reimport.two-projects   |
      | reimport.nothing-new    |
      | reimport.approved-pccos |
    And the Re-Import button of job "24-100" is dimmed by these rules
      | reimport.unapproved     |
      | reimport.job-not-synced |
      | reimport.two-projects   |
      | reimport.nothing-new    |
      | reimport.approved-pccos |
    And nothing was written to Procore

  @rule:reimport.not-imported @fact:D-012
  Scenario: A contract that was never imported cannot be re-imported
    Given Spectrum has job "24-500" with these billing items
      | code | description | amount   |
      | 0100 | Glazing     | 6,000.00 |
    And Procore has project "West Wing" for job "24-500"
    When the accountant re-imports the prime contract of job "24-500"
    Then rule "reimport.not-imported" is among those that refuse it
    And nothing was written to Procore
    And project "West Wing" has no prime contract

  @rule:company.connector-not-spectrum @fact:D-041
  Scenario: Re-importing presupposes that the tool is set up
    Given billing item "0300" of job "24-100" is changed to 199,999.99 in Spectrum
    And ERP Integrations is configured for another accounting system
    When the accountant re-imports the prime contract of job "24-100"
    Then it is refused by rule "company.connector-not-spectrum" alone
    And nothing was written to Procore

  @fact:D-051 @fact:X-09
  Scenario: The current documentation keeps only one of the five reasons
    Given the company follows the current edition of the rules
    And project "North Wing" has PCCO "001"
    And the prime contract of job "24-100" was added to project "Annex" by mistake
    And project "North Wing" is no longer synced with its job
    And the prime contract of project "North Wing" is set to "Draft" in Procore
    When the accountant re-imports the prime contract of job "24-100"
    Then it is refused by rule "reimport.nothing-new" alone

  @fact:D-051 @fact:X-09
  Scenario: Under the current documentation an approved PCCO no longer stops a re-import
    Given the company follows the current edition of the rules
    And project "North Wing" has PCCO "001"
    And billing item "0300" of job "24-100" is changed to 199,999.99 in Spectrum
    When the accountant re-imports the prime contract of job "24-100"
    Then it is done
    And project "North Wing" has one prime contract with these lines
      | code | description        | amount     |
      | 0100 | General conditions | 100,000.00 |
      | 0300 | Concrete           | 199,999.99 |

  @rule:reimport.not-imported @rule:reimport.unapproved @fact:D-047
  Scenario: A contract that was never imported is not said to have nothing new, though it has no line
    Given Spectrum has job "24-500" with these billing items
      | code | description | amount   |
      | 0100 | Glazing     | 6,000.00 |
    And Procore has project "West Wing" for job "24-500"
    And billing item "0100" of job "24-500" is deleted in Spectrum
    When the accountant re-imports the prime contract of job "24-500"
    Then it is refused by these rules
      | reimport.not-imported |
      | reimport.unapproved   |
    And nothing was written to Procore
