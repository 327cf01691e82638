@fact:D-095
Feature: Sending a PCCO to accounting and taking it back

  Background:
    Given a company that syncs Spectrum prime contracts and PCCOs
    And Spectrum has job "24-100" with these billing items
      | code | description        | amount     |
      | 0100 | General conditions | 100,000.00 |
    And Procore has project "North Wing" for job "24-100"
    And the accountant has imported the prime contract of job "24-100"
    And project "North Wing" has PCCO "001"

  @fact:D-097 @fact:D-302
  Scenario: A sent PCCO waits under Ready to Export with a blue icon
    When the manager sends PCCO "001"
    Then it is done
    And the tool lists these PCCOs under "Ready to Export"
      | 001 |
    And the ERP icon of PCCO "001" is blue
    And nothing was written to Spectrum

  @rule:send.needs-prime-contracts-admin
  Scenario Outline: Sending takes Admin on Prime Contracts
    Given a person, the clerk, with these rights
      | ERP Integrations | Admin   |
      | Prime Contracts  | <level> |
    When the clerk sends PCCO "001"
    Then it is refused by rule "send.needs-prime-contracts-admin" alone
    And the tool lists no PCCO under "Ready to Export"

    Examples:
      | level     |
      | Standard  |
      | Read only |
      | None      |

  @rule:send.waiting
  Scenario: A PCCO that waits is not sent a second time
    Given the manager has sent PCCO "001"
    When the manager sends PCCO "001"
    Then it is refused by rule "send.waiting" alone

  @rule:send.synced
  Scenario: A synced PCCO is not sent again
    Given the manager has sent PCCO "001"
    And the accountant has accepted PCCO "001"
    When the manager sends PCCO "001"
    Then it is refused by rule "send.synced" alone
    And nothing was written to Spectrum

  @fact:D-099 @fact:D-100
  Scenario: The sender takes a waiting PCCO back
    Given the manager has sent PCCO "001"
    When the manager retrieves PCCO "001"
    Then it is done
    And the tool lists no PCCO under "Ready to Export"
    And the ERP icon of PCCO "001" is yellow
    And Spectrum's job "24-100" has no change request

  @rule:retrieve.needs-prime-contracts-admin @fact:D-099
  Scenario: Retrieving takes Admin on Prime Contracts
    Given the manager has sent PCCO "001"
    And a person, the clerk, with these rights
      | ERP Integrations | Admin    |
      | Prime Contracts  | Standard |
    When the clerk retrieves PCCO "001"
    Then it is refused by rule "retrieve.needs-prime-contracts-admin" alone
    And the tool lists these PCCOs under "Ready to Export"
      | 001 |

  @rule:retrieve.not-waiting @fact:D-099
  Scenario: What accounting has accepted cannot be retrieved
    Given the manager has sent PCCO "001"
    And the accountant has accepted PCCO "001"
    When the manager retrieves PCCO "001"
    Then it is refused by rule "retrieve.not-waiting" alone
    And the tool lists these PCCOs under "Synced"
      | 001 |

  @rule:send.use-resend @fact:D-101
  Scenario: After a retrieve the way forward is Resend, not Send
    Given the manager has sent PCCO "001"
    And the manager has retrieved PCCO "001"
    When the manager sends PCCO "001"
    Then it is refused by rule "send.use-resend" alone

  @fact:D-101
  Scenario: A retrieved PCCO is corrected and resent
    Given the manager has sent PCCO "001"
    And the manager has retrieved PCCO "001"
    And PCCO "001" is corrected to the description "Corrected" in Procore
    And the manager has resent PCCO "001"
    When the accountant accepts PCCO "001"
    Then it is done
    And change request "001" of job "24-100" shows
      | description | Corrected |
