@fact:D-005
Feature: The feature is off until Procore Support enables it

  Background:
    Given a company that syncs Spectrum prime contracts and PCCOs
    And Spectrum has job "24-100" with these billing items
      | code | description        | amount     |
      | 0100 | General conditions | 100,000.00 |
    And Procore has project "North Wing" for job "24-100"

  @rule:tabs.feature-off @fact:D-006
  Scenario: Until then the tool has neither tab
    Given Procore Support has not enabled the feature
    When the accountant opens the tool
    Then the tool shows no tab for prime contracts nor for PCCOs

  @fact:D-006
  Scenario: Once enabled the tool has both tabs
    Given Procore Support has not enabled the feature
    When Procore Support enables the feature
    Then the tool shows these tabs
      | Prime Contracts                       |
      | Prime Contract Change Orders (PCCOs) |

  @rule:import.feature-off
  Scenario: Until then no contract can be imported
    Given Procore Support has not enabled the feature
    When the accountant imports the prime contract of job "24-100"
    Then it is refused by rule "import.feature-off" alone
    And nothing was written to Procore

  @rule:reimport.feature-off
  Scenario: When the feature is taken away no contract can be re-imported
    Given the accountant has imported the prime contract of job "24-100"
    And billing item "0100" of job "24-100" is changed to 90,000.00 in Spectrum
    And Procore Support has not enabled the feature
    When the accountant re-imports the prime contract of job "24-100"
    Then it is refused by rule "reimport.feature-off" alone
    And nothing was written to Procore

  @rule:pcco.export-switched-off
  Scenario: While the export is switched off no PCCO can be sent
    Given the accountant has imported the prime contract of job "24-100"
    And the export of PCCOs is switched off
    And project "North Wing" has PCCO "001"
    When the manager sends PCCO "001"
    Then it is refused by rule "pcco.export-switched-off" alone
    And nothing was written to Spectrum

  @rule:associated_line.export-switched-off @fact:D-144
  Scenario: While the export is switched off a PCCO's lines show no associated line item
    Given the export of PCCOs is switched off
    When the accountant opens the tool
    Then a PCCO's lines show no associated line item

  @rule:associated_line.connector-not-spectrum @fact:D-144
  Scenario: With another accounting system a PCCO's lines show no associated line item
    Given ERP Integrations is configured for another accounting system
    When the accountant opens the tool
    Then a PCCO's lines show no associated line item

  @fact:D-144
  Scenario: Configured for Spectrum and switched on, the associated line item is there
    Given the export of PCCOs is switched off
    When Procore Support switches the export of PCCOs on
    Then a PCCO's lines show the associated line item

  @rule:company.connector-not-spectrum @fact:D-041
  Scenario: With another accounting system the tool has neither tab
    Given ERP Integrations is configured for another accounting system
    When the accountant opens the tool
    Then the tool shows no tab for prime contracts nor for PCCOs

  @rule:company.connector-not-spectrum @fact:D-041
  Scenario: With another accounting system no contract can be imported
    Given ERP Integrations is configured for another accounting system
    When the accountant imports the prime contract of job "24-100"
    Then it is refused by rule "company.connector-not-spectrum" alone
    And nothing was written to Procore

  @rule:company.connector-not-spectrum @fact:D-041
  Scenario Outline: With another accounting system nothing moves that was sent to Spectrum's before
    Given the accountant has imported the prime contract of job "24-100"
    And project "North Wing" has PCCO "001"
    And PCCO "001" has come as far as "<state>"
    And ERP Integrations is configured for another accounting system
    When <request>
    Then it is refused by rule "company.connector-not-spectrum" alone
    And nothing was written to Spectrum

    Examples:
      | request                                               | state            |
      | the manager sends PCCO "001"                          | not sent         |
      | the manager retrieves PCCO "001"                      | ready to export  |
      | the manager resends PCCO "001"                        | rejected         |
      | the accountant accepts PCCO "001"                     | ready to export  |
      | the accountant rejects PCCO "001"                     | failed to export |
      | the accountant tries to export PCCO "001" again       | failed to export |
      | the accountant refreshes the prime contract of job "24-100" | not sent   |

  @rule:company.connector-not-spectrum @fact:D-041
  Scenario: With another accounting system nothing that was exported to Spectrum is unlinked
    Given the accountant has imported the prime contract of job "24-100"
    And project "North Wing" has PCCO "001"
    And PCCO "001" has come as far as "synced"
    And change request "001" of job "24-100" is deleted in Spectrum
    And ERP Integrations is configured for another accounting system
    When the accountant unlinks PCCO "001"
    Then it is refused by rule "company.connector-not-spectrum" alone
    And nothing was written to Procore

  @rule:pcco.export-switched-off @fact:D-005
  Scenario: When the feature is taken away no PCCO can be sent
    Given the accountant has imported the prime contract of job "24-100"
    And Procore Support has not enabled the feature
    And project "North Wing" has PCCO "001"
    When the manager sends PCCO "001"
    Then it is refused by rule "pcco.export-switched-off" alone
    And nothing was written to Spectrum

  @rule:associated_line.connector-not-spectrum @fact:D-144
  Scenario: Without an accounting system a PCCO's lines show no associated line item
    Given ERP Integrations is configured for no accounting system
    When the accountant opens the tool
    Then a PCCO's lines show no associated line item

  @rule:company.connector-not-spectrum @fact:D-041
  Scenario: Without an accounting system no contract can be imported
    Given ERP Integrations is configured for no accounting system
    When the accountant imports the prime contract of job "24-100"
    Then it is refused by rule "company.connector-not-spectrum" alone
    And nothing was written to Procore
