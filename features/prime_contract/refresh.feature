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
