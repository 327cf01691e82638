@fact:D-125
Feature: An export that Spectrum does not take, and the way out of it
  # The PCCO's date lies outside Spectrum's processing dates. No service and no table shows them, so that Spectrum alone
  # can tell (D-156).

  Background:
    Given a company that syncs Spectrum prime contracts and PCCOs
    And Spectrum has job "24-100" with these billing items
      | code | description        | amount     |
      | 0100 | General conditions | 100,000.00 |
    And Procore has project "North Wing" for job "24-100"
    And the accountant has imported the prime contract of job "24-100"
    And project "North Wing" has PCCO "001" with these lines
      | amount   | cost code | cost type | billing item |
      | 4,200.00 | 03-300    | L         | 0100         |
    And Spectrum's processing dates are 2020-05-01 to 2020-05-31
    And the manager has sent PCCO "001"

  @fact:D-156
  Scenario: A refused export is listed with Spectrum's own words
    When the accountant accepts PCCO "001"
    Then it fails
    And the tool lists these PCCOs under "Failed to Export"
      | 001 |
    And the errors of PCCO "001" mention "Approved_Date"
    And Procore ties PCCO "001" to no change request

  Scenario: Once the cause is put right the export is tried again
    Given the accountant has failed to export PCCO "001"
    And Spectrum's processing dates are 2020-04-01 to 2020-04-30
    When the accountant tries to export PCCO "001" again
    Then it is done
    And the tool lists these PCCOs under "Synced"
      | 001 |
    And change request "001" of job "24-100" has these cost lines
      | phase | cost type | amount   |
      | 03300 | L         | 4,200.00 |
    And change request "001" of job "24-100" has these billing lines
      | billing item | amount   |
      | 0100         | 4,200.00 |

  @fact:D-109 @fact:D-126
  Scenario: An export that is tried again without a date goes under the date it was accepted under
    Given the accountant has failed to export PCCO "001"
    And Spectrum's processing dates are 2020-04-01 to 2020-04-30
    When the accountant tries to export PCCO "001" again without a date
    Then it is done
    And the tool lists these PCCOs under "Synced"
      | 001 |

  @fact:D-110 @fact:X-04
  Scenario: Another transaction date when it is tried again is not the approval date either
    Given the accountant has failed to export PCCO "001"
    And Spectrum's processing dates are 2020-04-01 to 2020-04-30
    When the accountant tries to export PCCO "001" again under the date 2020-04-20
    Then it is done
    And change request "001" of job "24-100" shows
      | approved date | 2020-04-08 |

  @fact:D-126
  Scenario: A failed export can be rejected, corrected and resent
    Given the accountant has failed to export PCCO "001"
    When the accountant rejects PCCO "001" with the comment "Use an open period"
    Then it is done
    And the tool lists no PCCO under "Failed to Export"

  @rule:retry.not-failed
  Scenario: Only a failed export can be tried again
    When the accountant tries to export PCCO "001" again
    Then it is refused by rule "retry.not-failed" alone
    And nothing was written to Spectrum

  @rule:retry.needs-erp-integrations-standard @rule:retry.needs-push-to-accounting
  Scenario Outline: Trying again takes the same rights as accepting
    Given the accountant has failed to export PCCO "001"
    And a person, the clerk, with these rights
      | ERP Integrations   | <level> |
      | Push to accounting | <push>  |
    When the clerk tries to export PCCO "001" again
    Then it is refused by rule "<rule>" alone
    And nothing was written to Spectrum

    Examples:
      | level     | push | rule                                  |
      | Read only | yes  | retry.needs-erp-integrations-standard |
      | Standard  | no   | retry.needs-push-to-accounting        |

  @rule:pcco.export-switched-off @fact:D-144
  Scenario: What may not be sent may not be tried again either
    Given the accountant has failed to export PCCO "001"
    And the export of PCCOs is switched off
    When the accountant tries to export PCCO "001" again
    Then it is refused by rule "pcco.export-switched-off" alone
    And nothing was written to Spectrum

  @rule:post.number-taken @fact:D-163
  Scenario: When it is tried again a change request that is not ours is not overwritten either
    Given the accountant has failed to export PCCO "001"
    And someone entered change request "001" for job "24-100" in Spectrum
    When the accountant tries to export PCCO "001" again
    Then it is refused by rule "post.number-taken" alone
    And nothing was written to Spectrum
