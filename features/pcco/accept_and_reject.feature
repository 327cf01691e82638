@fact:D-105
Feature: Accounting accepts a PCCO for export, or rejects it

  Background:
    Given a company that syncs Spectrum prime contracts and PCCOs
    And Spectrum has job "24-100" with these billing items
      | code | description        | amount     |
      | 0100 | General conditions | 100,000.00 |
    And Procore has project "North Wing" for job "24-100"
    And the accountant has imported the prime contract of job "24-100"
    And project "North Wing" has PCCO "001"
    And the manager has sent PCCO "001"

  @fact:D-109 @fact:D-128 @fact:D-302
  Scenario: An accepted PCCO is exported, read back and synced
    When the accountant accepts PCCO "001"
    Then it is done
    And the tool lists these PCCOs under "Synced"
      | 001 |
    And the tool lists no PCCO under "Ready to Export"
    And the ERP icon of PCCO "001" is green
    And Procore ties PCCO "001" to change request "001" of job "24-100"
    And Spectrum's job "24-100" has these change requests
      | number | revenue  |
      | 001    | 1,000.00 |

  @rule:accept.needs-erp-integrations-standard @rule:accept.needs-push-to-accounting @fact:D-107 @fact:D-108
  Scenario Outline: Accepting takes Standard on ERP Integrations and the privilege to push
    Given a person, the clerk, with these rights
      | ERP Integrations   | <level> |
      | Push to accounting | <push>  |
    When the clerk accepts PCCO "001"
    Then it is refused by rule "<rule>" alone
    And Spectrum's job "24-100" has no change request

    Examples:
      | level     | push | rule                                   |
      | Read only | yes  | accept.needs-erp-integrations-standard |
      | None      | yes  | accept.needs-erp-integrations-standard |
      | Standard  | no   | accept.needs-push-to-accounting        |
      | Admin     | no   | accept.needs-push-to-accounting        |

  @fact:D-107 @fact:X-07
  Scenario: Standard with the privilege suffices
    Given a person, the clerk, with these rights
      | ERP Integrations   | Standard |
      | Push to accounting | yes      |
    When the clerk accepts PCCO "001"
    Then it is done

  @rule:accept.not-ready
  Scenario: What nobody sent cannot be accepted
    Given project "North Wing" has PCCO "002"
    When the accountant accepts PCCO "002"
    Then it is refused by rule "accept.not-ready" alone
    And Spectrum's job "24-100" has no change request

  @rule:post.transaction-date-missing @fact:D-110
  Scenario: Accepting asks for a transaction date
    When the accountant accepts PCCO "001" without a date
    Then it is refused by rule "post.transaction-date-missing" alone
    And Spectrum's job "24-100" has no change request

  @rule:post.number-taken @fact:D-163 @fact:D-164
  Scenario: A change request of the same number that is not ours is never overwritten
    Given someone entered change request "001" for job "24-100" in Spectrum
    When the accountant accepts PCCO "001"
    Then it is refused by rule "post.number-taken" alone
    And nothing was written to Spectrum
    And change request "001" of job "24-100" shows
      | description | Entered by hand |

  @rule:post.job-inactive @fact:D-172
  Scenario: A job that is no longer active takes no change request
    Given job "24-100" is completed in Spectrum
    When the accountant accepts PCCO "001"
    Then it is refused by rule "post.job-inactive" alone
    And Spectrum's job "24-100" has no change request

  @rule:post.changed-since-sent @fact:D-098
  Scenario: A PCCO that changed while it waited is not exported
    Given PCCO "001" is corrected to the description "Changed meanwhile" in Procore
    When the accountant accepts PCCO "001"
    Then it is refused by rule "post.changed-since-sent" alone
    And Spectrum's job "24-100" has no change request

  @rule:post.total-differs @fact:D-194
  Scenario Outline: A PCCO whose total is not that of its lines is not exported
    # Procore adds a lump sum that is limited to a cost type which no line has; no line can carry it.
    Given project "North Wing" has PCCO "002" with these lines
      | amount | cost type | billing item |
      | 500.00 | L         | 0100         |
    And PCCO "002" has these markups
      | name     | kind     | percent | lump sum | only cost type |
      | Overhead | vertical | 10      | <sum>    | M              |
    And the manager has sent PCCO "002"
    When the accountant accepts PCCO "002"
    Then it is refused by rule "post.total-differs" alone
    And the reason names "<sum>"
    And Spectrum's job "24-100" has no change request

    Examples:
      | sum    |
      | 87.65  |
      | -87.65 |

  @fact:D-112 @fact:D-113 @fact:D-302 @fact:X-11
  Scenario: A rejected PCCO goes back with the comment
    When the accountant rejects PCCO "001" with the comment "Wrong phase"
    Then it is done
    And the tool lists no PCCO under "Ready to Export"
    And the ERP icon of PCCO "001" is yellow
    And the tool remembers the comment "Wrong phase" for PCCO "001"
    And Spectrum's job "24-100" has no change request

  @fact:D-114 @fact:D-115
  Scenario: Whoever wrote the PCCO is told of the rejection
    When the accountant rejects PCCO "001" with the comment "Wrong phase"
    Then it is done
    And the answer mentions "ERP PCCO Rejection Notification to manager@builder.example"

  @fact:D-112
  Scenario: The comment is optional
    When the accountant rejects PCCO "001"
    Then it is done
    And the tool lists no PCCO under "Ready to Export"

  @rule:reject.needs-erp-integrations-standard @rule:reject.needs-push-to-accounting
  Scenario Outline: Rejecting takes the same rights as accepting
    Given a person, the clerk, with these rights
      | ERP Integrations   | <level> |
      | Push to accounting | <push>  |
    When the clerk rejects PCCO "001"
    Then it is refused by rule "<rule>" alone
    And the tool lists these PCCOs under "Ready to Export"
      | 001 |

    Examples:
      | level     | push | rule                                   |
      | Read only | yes  | reject.needs-erp-integrations-standard |
      | Standard  | no   | reject.needs-push-to-accounting        |

  @rule:reject.not-waiting
  Scenario: A synced PCCO cannot be rejected
    Given the accountant has accepted PCCO "001"
    When the accountant rejects PCCO "001"
    Then it is refused by rule "reject.not-waiting" alone
    And the tool lists these PCCOs under "Synced"
      | 001 |

  @rule:pcco.export-switched-off @fact:D-144
  Scenario: What may not be sent may not be accepted either
    Given the export of PCCOs is switched off
    When the accountant accepts PCCO "001"
    Then it is refused by rule "pcco.export-switched-off" alone
    And nothing was written to Spectrum
