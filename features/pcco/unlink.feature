@fact:D-130
Feature: Unlinking a synced PCCO
  # First it is deleted in Spectrum, then unlinked in Procore; only then can it be edited, deleted or sent anew.

  Background:
    Given a company that syncs Spectrum prime contracts and PCCOs
    And Spectrum has job "24-100" with these billing items
      | code | description        | amount     |
      | 0100 | General conditions | 100,000.00 |
    And Procore has project "North Wing" for job "24-100"
    And the accountant has imported the prime contract of job "24-100"
    And project "North Wing" has PCCO "001"
    And the manager has sent PCCO "001"
    And the accountant has accepted PCCO "001"

  @rule:unlink.still-in-spectrum @fact:D-132
  Scenario: While the change request exists in Spectrum unlinking is refused
    When the accountant unlinks PCCO "001"
    Then it is refused by rule "unlink.still-in-spectrum" alone
    And nothing was written to Procore
    And Procore ties PCCO "001" to change request "001" of job "24-100"

  @fact:D-131
  Scenario: Once deleted in Spectrum it is unlinked
    Given change request "001" of job "24-100" is deleted in Spectrum
    When the accountant unlinks PCCO "001"
    Then it is done
    And Procore ties PCCO "001" to no change request
    And the tool lists no PCCO under "Synced"

  @fact:D-131
  Scenario: An unlinked PCCO is one that was not sent: it goes forward by Send
    Given change request "001" of job "24-100" is deleted in Spectrum
    And the accountant has unlinked PCCO "001"
    When the manager sends PCCO "001"
    Then it is done
    And the tool lists these PCCOs under "Ready to Export"
      | 001 |

  @fact:D-381 @fact:D-166
  Scenario: An unlinked PCCO can be corrected and sent anew, without stale lines
    Given change request "001" of job "24-100" is deleted in Spectrum
    And the accountant has unlinked PCCO "001"
    And PCCO "001" is corrected to the description "Second try" in Procore
    And the manager has sent PCCO "001"
    When the accountant accepts PCCO "001"
    Then it is done
    And Spectrum's job "24-100" has these change requests
      | number | revenue  |
      | 001    | 1,000.00 |
    And change request "001" of job "24-100" shows
      | description | Second try |

  @rule:unlink.not-synced
  Scenario: A PCCO that is not synced cannot be unlinked
    Given project "North Wing" has PCCO "002"
    When the accountant unlinks PCCO "002"
    Then it is refused by rule "unlink.not-synced" alone

  @rule:unlink.needs-prime-contracts-admin @rule:unlink.needs-erp-integrations-standard @rule:unlink.needs-push-to-accounting @fact:D-129
  Scenario Outline: Unlinking takes three rights
    Given change request "001" of job "24-100" is deleted in Spectrum
    And a person, the clerk, with these rights
      | Prime Contracts    | <prime> |
      | ERP Integrations   | <erp>   |
      | Push to accounting | <push>  |
    When the clerk unlinks PCCO "001"
    Then it is refused by rule "<rule>" alone
    And nothing was written to Procore

    Examples:
      | rule                                   | prime    | erp       | push |
      | unlink.needs-prime-contracts-admin     | Standard | Standard  | yes  |
      | unlink.needs-erp-integrations-standard | Admin    | Read only | yes  |
      | unlink.needs-push-to-accounting        | Admin    | Standard  | no   |
