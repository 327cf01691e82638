@fact:D-116
Feature: Resending a rejected PCCO

  Background:
    Given a company that syncs Spectrum prime contracts and PCCOs
    And Spectrum has job "24-100" with these billing items
      | code | description        | amount     |
      | 0100 | General conditions | 100,000.00 |
    And Procore has project "North Wing" for job "24-100"
    And the accountant has imported the prime contract of job "24-100"
    And project "North Wing" has PCCO "001"
    And the manager has sent PCCO "001"

  Scenario: A rejected PCCO is corrected, resent and exported as corrected
    Given the accountant has rejected PCCO "001"
    And PCCO "001" is corrected to the description "As accounting asked" in Procore
    And the manager has resent PCCO "001"
    When the accountant accepts PCCO "001"
    Then it is done
    And change request "001" of job "24-100" shows
      | description | As accounting asked |

  @fact:D-097
  Scenario: A resent PCCO waits under Ready to Export again
    Given the accountant has rejected PCCO "001"
    When the manager resends PCCO "001"
    Then it is done
    And the tool lists these PCCOs under "Ready to Export"
      | 001 |
    And the ERP icon of PCCO "001" is blue

  @rule:resend.needs-prime-contracts-admin
  Scenario: Resending takes Admin on Prime Contracts
    Given the accountant has rejected PCCO "001"
    And a person, the clerk, with these rights
      | ERP Integrations | Admin    |
      | Prime Contracts  | Standard |
    When the clerk resends PCCO "001"
    Then it is refused by rule "resend.needs-prime-contracts-admin" alone

  @rule:resend.not-returned
  Scenario: A PCCO that still waits cannot be resent
    When the manager resends PCCO "001"
    Then it is refused by rule "resend.not-returned" alone

  @rule:pcco.not-approved @fact:D-116
  Scenario: A rejected PCCO that is no longer Approved cannot be resent
    Given the accountant has rejected PCCO "001"
    And PCCO "001" is set to "draft" in Procore
    When the manager resends PCCO "001"
    Then rule "pcco.not-approved" is among those that refuse it
    And the tool lists no PCCO under "Ready to Export"
