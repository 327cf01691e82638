@fact:D-058
Feature: Refreshing a synced prime contract
  # Clears up discrepancies between the two systems. Unlike re-import it does not ask whether something is new.

  Background:
    Given a company that syncs Spectrum prime contracts and PCCOs
    And Spectrum has job "24-100" with these billing items
      | code | description        | amount     |
      | 0100 | General conditions | 100,000.00 |
      | 0300 | Concrete           | 250,000.50 |
    And Procore has project "North Wing" for job "24-100"
    And the accountant has imported the prime contract of job "24-100"

  @fact:D-384
  Scenario: An amount changed by hand in Procore is put right
    Given line "0300" of project "North Wing"'s prime contract is changed to 1.00 in Procore
    When the accountant refreshes the prime contract of job "24-100"
    Then it is done
    And project "North Wing" has one prime contract with these lines
      | code | description        | amount     |
      | 0100 | General conditions | 100,000.00 |
      | 0300 | Concrete           | 250,000.50 |
    And nothing was written to Spectrum

  @rule:refresh.needs-erp-integrations-admin @rule:refresh.needs-prime-contracts-admin @fact:D-059
  Scenario Outline: Refreshing takes Admin on both tools
    Given a person, the clerk, with these rights
      | ERP Integrations | <erp>   |
      | Prime Contracts  | <prime> |
    When the clerk refreshes the prime contract of job "24-100"
    Then it is refused by rule "<rule>" alone
    And nothing was written to Procore

    Examples:
      | erp      | prime    | rule                                 |
      | Standard | Admin    | refresh.needs-erp-integrations-admin |
      | Admin    | Standard | refresh.needs-prime-contracts-admin  |

  @rule:refresh.not-synced @fact:D-060
  Scenario: A contract that was not imported cannot be refreshed
    Given Spectrum has job "24-500" with these billing items
      | code | description | amount   |
      | 0100 | Glazing     | 6,000.00 |
    And Procore has project "West Wing" for job "24-500"
    When the accountant refreshes the prime contract of job "24-500"
    Then it is refused by rule "refresh.not-synced" alone
    And project "West Wing" has no prime contract

  @rule:refresh.feature-off @fact:D-005
  Scenario: Refreshing is off with the feature
    Given Procore Support has not enabled the feature
    When the accountant refreshes the prime contract of job "24-100"
    Then it is refused by rule "refresh.feature-off" alone
    And nothing was written to Procore

  @fact:U-04 @fact:D-058
  Scenario: A refresh is not done while Procore keeps a line that Spectrum has no more
    Given billing item "0300" of job "24-100" is deleted in Spectrum
    When the accountant refreshes the prime contract of job "24-100"
    Then it is left incomplete
    And the answer mentions "kept in Procore, as the company has chosen"
    And nothing was written to Procore

  @fact:U-04 @fact:D-058
  Scenario: With the company's consent a refresh removes the line of a deleted billing item
    Given the company has lines removed that are gone from Spectrum
    And billing item "0300" of job "24-100" is deleted in Spectrum
    When the accountant refreshes the prime contract of job "24-100"
    Then it is done
    And project "North Wing" has one prime contract with these lines
      | code | description        | amount     |
      | 0100 | General conditions | 100,000.00 |

  @rule:refresh.approved-pccos @fact:D-048 @fact:D-058
  Scenario: A refresh brings nothing that an approved PCCO keeps a re-import from bringing
    Given project "North Wing" has PCCO "001"
    And billing item "0300" of job "24-100" is changed to 199,999.99 in Spectrum
    When the accountant refreshes the prime contract of job "24-100"
    Then it is refused by rule "refresh.approved-pccos" alone
    And nothing was written to Procore

  @fact:D-058
  Scenario: What was changed by hand in Procore is put right whatever PCCOs there are
    Given project "North Wing" has PCCO "001"
    And line "0300" of project "North Wing"'s prime contract is changed to 1.00 in Procore
    When the accountant refreshes the prime contract of job "24-100"
    Then it is done
    And project "North Wing" has one prime contract with these lines
      | code | description        | amount     |
      | 0100 | General conditions | 100,000.00 |
      | 0300 | Concrete           | 250,000.50 |

  @fact:D-051 @fact:X-09
  Scenario: Under the current documentation an approved PCCO stops no refresh
    Given the company follows the current edition of the rules
    And project "North Wing" has PCCO "001"
    And billing item "0300" of job "24-100" is changed to 199,999.99 in Spectrum
    When the accountant refreshes the prime contract of job "24-100"
    Then it is done
    And project "North Wing" has one prime contract with these lines
      | code | description        | amount     |
      | 0100 | General conditions | 100,000.00 |
      | 0300 | Concrete           | 199,999.99 |

  @rule:refresh.approved-pccos @fact:D-048
  Scenario: One line to be removed waits for a re-import too while a PCCO is Approved
    Given the company has lines removed that are gone from Spectrum
    And project "North Wing" has PCCO "001"
    And billing item "0300" of job "24-100" is deleted in Spectrum
    When the accountant refreshes the prime contract of job "24-100"
    Then it is refused by rule "refresh.approved-pccos" alone
    And nothing was written to Procore
