@fact:D-142
Feature: What a PCCO must be to go to Spectrum
  # Asked when it is sent, and again when it is accepted. Nothing is ever cut to fit.

  Background:
    Given a company that syncs Spectrum prime contracts and PCCOs
    And Spectrum has job "24-100" with these billing items
      | code       | description        | amount     |
      | 0100       | General conditions | 100,000.00 |
      | 0300       | Concrete           | 250,000.50 |
      | 1234567890 | Tenant fit-out     | 40,000.00  |
    And Procore has project "North Wing" for job "24-100"
    And the accountant has imported the prime contract of job "24-100"

  @fact:D-097
  Scenario: An approved, dated PCCO with associated lines can be sent
    Given project "North Wing" has PCCO "001"
    When the manager sends PCCO "001"
    Then it is done
    And the tool lists these PCCOs under "Ready to Export"
      | 001 |

  @rule:pcco.not-approved @fact:D-070
  Scenario Outline: A PCCO in any status but Approved is refused
    Given project "North Wing" has PCCO "001" with the status "<status>"
    When the manager sends PCCO "001"
    Then it is refused by rule "pcco.not-approved" alone
    And the Send to ERP button of PCCO "001" is dimmed by rule "pcco.not-approved" alone
    And nothing was written to Spectrum

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

  @rule:pcco.date-missing @fact:D-140 @fact:X-04
  Scenario: A PCCO without a date is refused
    Given project "North Wing" has PCCO "001" with these values
      | date | |
    When the manager sends PCCO "001"
    Then it is refused by rule "pcco.date-missing" alone
    And nothing was written to Spectrum

  @fact:D-141 @fact:D-150
  Scenario: A billing item of 10 characters passes
    Given project "North Wing" has PCCO "001" with these lines
      | amount | billing item |
      | 500.00 | 1234567890   |
    And the manager has sent PCCO "001"
    When the accountant accepts PCCO "001"
    Then it is done
    And change request "001" of job "24-100" has these billing lines
      | billing item | amount |
      | 1234567890   | 500.00 |

  @rule:pcco.billing-item-too-long @fact:D-141
  Scenario: A billing item of 11 characters is refused
    Given the prime contract of project "North Wing" has a line with the billing item "12345678901"
    And project "North Wing" has PCCO "001" with these lines
      | amount | billing item |
      | 500.00 | 12345678901  |
    When the manager sends PCCO "001"
    Then it is refused by these rules
      | pcco.billing-item-too-long        |
      | pcco.billing-item-not-in-spectrum |
    And the reason names "11 characters"
    And nothing was written to Spectrum

  @rule:pcco.line-without-associated-line @fact:D-168
  Scenario: A line that names no prime contract line is refused, and named
    Given project "North Wing" has PCCO "001" with these lines
      | description  | amount | billing item |
      | Extra rebar  | 500.00 | 0300         |
      | Pump on hire | 120.00 |              |
    When the manager sends PCCO "001"
    Then it is refused by rule "pcco.line-without-associated-line" alone
    And the reason names "Pump on hire"
    And nothing was written to Spectrum

  @rule:pcco.line-without-billing-item @fact:D-168
  Scenario: A line whose prime contract line is not from Spectrum is refused, and named
    Given the prime contract of project "North Wing" has a line "Written by hand" without a billing item
    And project "North Wing" has PCCO "001" whose line "Extra rebar" of 500.00 names the contract line "Written by hand"
    When the manager sends PCCO "001"
    Then it is refused by rule "pcco.line-without-billing-item" alone
    And the reason names "Extra rebar"

  @rule:pcco.line-without-cost-code @fact:D-168
  Scenario Outline: A line without a cost code or a cost type is refused, and named
    Given project "North Wing" has PCCO "001" with these lines
      | description | amount | cost code   | cost type   | billing item |
      | Extra rebar | 500.00 | <cost code> | <cost type> | 0300         |
    When the manager sends PCCO "001"
    Then it is refused by rule "pcco.line-without-cost-code" alone
    And the reason names "Extra rebar"

    Examples:
      | cost code | cost type |
      | none      | L         |
      | 03-300    | none      |

  @rule:pcco.phase-not-on-job @fact:D-153 @fact:D-158
  Scenario Outline: A phase or a cost type that the job lacks is refused before anybody waits for it, and named
    Given project "North Wing" has PCCO "001" with these lines
      | description | amount | cost code   | cost type   | billing item |
      | Formwork    | 80.00  | 03-300      | L           | 0300         |
      | Extra rebar | 500.00 | <cost code> | <cost type> | 0300         |
    When the manager sends PCCO "001"
    Then it is refused by rule "pcco.phase-not-on-job" alone
    And the reason names "such phase and cost type, 2 Extra rebar (phase <phase>, cost type <cost type>)."
    And the tool lists no PCCO under "Ready to Export"

    Examples:
      | cost code | cost type | phase |
      | 12-500    | L         | 12500 |
      | 03-300    | Q         | 03300 |

  @rule:pcco.phase-not-on-job @fact:D-158
  Scenario: Once the job has the phase the PCCO is sent and exported
    Given project "North Wing" has PCCO "001" with these lines
      | amount | cost code | cost type | billing item |
      | 500.00 | 12-500    | L         | 0300         |
    And Spectrum's job "24-100" gains the phase "12500" with the cost type "L"
    And the manager has sent PCCO "001"
    When the accountant accepts PCCO "001"
    Then it is done
    And change request "001" of job "24-100" has these cost lines
      | phase | cost type | amount |
      | 12500 | L         | 500.00 |

  @rule:pcco.phase-complete @fact:D-153
  Scenario: A phase and cost type that is complete is refused at sending, and named
    Given project "North Wing" has PCCO "001" with these lines
      | description | amount | cost code | cost type | billing item |
      | Formwork    | 80.00  | 03-300    | L         | 0300         |
      | Extra rebar | 500.00 | 03-300    | M         | 0300         |
    And phase "03300" with the cost type "M" of job "24-100" is completed in Spectrum
    When the manager sends PCCO "001"
    Then it is refused by rule "pcco.phase-complete" alone
    And the reason names "complete in Spectrum, 2 Extra rebar (phase 03300, cost type M)."
    And nothing was written to Spectrum

  @rule:pcco.phase-complete @fact:D-153
  Scenario: A phase completed while the PCCO waits is refused when it is accepted
    Given project "North Wing" has PCCO "001" with these lines
      | amount | cost code | cost type | billing item |
      | 500.00 | 03-300    | M         | 0300         |
    And the manager has sent PCCO "001"
    And phase "03300" with the cost type "M" of job "24-100" is completed in Spectrum
    When the accountant accepts PCCO "001"
    Then it is refused by rule "pcco.phase-complete" alone
    And nothing was written to Spectrum

  @rule:pcco.billing-item-not-in-spectrum @fact:D-158
  Scenario: A billing item deleted in Spectrum after the import is refused at sending, and named
    Given billing item "0300" of job "24-100" is deleted in Spectrum
    And project "North Wing" has PCCO "001" with these lines
      | description  | amount | billing item |
      | Night guards | 80.00  | 0100         |
      | Extra rebar  | 500.00 | 0300         |
    When the manager sends PCCO "001"
    Then it is refused by rule "pcco.billing-item-not-in-spectrum" alone
    And the reason names "no such billing item, 2 Extra rebar (billing item 0300)."
    And nothing was written to Spectrum

  @rule:post.job-inactive @fact:D-172
  Scenario: A PCCO of a job that is no longer active is refused at sending
    Given project "North Wing" has PCCO "001"
    And job "24-100" is completed in Spectrum
    When the manager sends PCCO "001"
    Then it is refused by rule "post.job-inactive" alone
    And nothing was written to Spectrum

  @rule:pcco.contract-not-synced @fact:D-102
  Scenario: A PCCO of a contract that is not synced is refused
    Given Procore has project "Annex" without a job
    And project "Annex" has a prime contract "Annex contract" of its own
    And project "Annex" has PCCO "050"
    When the manager sends PCCO "050"
    Then it is refused by these rules
      | pcco.contract-not-synced          |
      | pcco.line-without-associated-line |
    And nothing was written to Spectrum

  @fact:D-147
  Scenario: A number of 8 characters passes
    Given project "North Wing" has PCCO "PCO-0001"
    And the manager has sent PCCO "PCO-0001"
    When the accountant accepts PCCO "PCO-0001"
    Then it is done
    And Spectrum's job "24-100" has these change requests
      | number   | revenue  |
      | PCO-0001 | 1,000.00 |

  @rule:pcco.number-too-long @fact:D-159
  Scenario: A number of 9 characters is refused, never cut
    Given project "North Wing" has PCCO "PCCO-0001"
    When the manager sends PCCO "PCCO-0001"
    Then it is refused by rule "pcco.number-too-long" alone
    And nothing was written to Spectrum

  @rule:pcco.description-too-long @fact:D-148
  Scenario Outline: A description of more than 250 characters is refused, never cut
    Given project "North Wing" has PCCO "001" with a description of <count> characters
    When the manager sends PCCO "001"
    Then it is refused by rule "pcco.description-too-long" alone
    And nothing was written to Spectrum

    Examples:
      | count |
      | 251   |
      | 256   |

  @fact:D-148
  Scenario: A description of 250 characters can be sent
    Given project "North Wing" has PCCO "001" with a description of 250 characters
    When the manager sends PCCO "001"
    Then it is done

  @fact:D-141 @fact:D-147 @fact:D-153 @fact:D-155
  Scenario Outline: What is as long and as large as Spectrum takes can be sent
    Given project "North Wing" has PCCO "PCO-0001" with these lines
      | amount   | cost code              | cost type | billing item |
      | <amount> | 12345-67890-12345-67890 | LAB       | 1234567890   |
    And Spectrum has the cost type "LAB"
    And Spectrum's job "24-100" gains the phase "12345678901234567890" with the cost type "LAB"
    When the manager sends PCCO "PCO-0001"
    Then it is done

    Examples:
      | amount            |
      | 9,999,999,999.99  |
      | -9,999,999,999.99 |

  @fact:D-148
  Scenario: A description of 250 characters arrives whole
    Given project "North Wing" has PCCO "001" with a description of 250 characters
    And the manager has sent PCCO "001"
    When the accountant accepts PCCO "001"
    Then it is done
    And the description of change request "001" of job "24-100" has 250 characters

  @fact:D-185
  Scenario: A PCCO without a description can be sent
    Given project "North Wing" has PCCO "001" with these values
      | description | |
    When the manager sends PCCO "001"
    Then it is done

  @fact:U-11
  Scenario: A PCCO without lines can be sent
    Given project "North Wing" has PCCO "001" without lines
    When the manager sends PCCO "001"
    Then it is done

  @fact:D-174
  Scenario: Procore itself takes no title of 256 characters
    Given project "North Wing" has PCCO "001" with the status "draft"
    When somebody gives PCCO "001" a title of 256 characters in Procore
    Then Procore refuses it because of "255"

  @fact:D-146
  Scenario: A title of 255 characters passes
    Given project "North Wing" has PCCO "001" with a title of 255 characters
    When the manager sends PCCO "001"
    Then it is done

  @rule:pcco.cost-code-too-long @fact:D-153
  Scenario: A cost code of 21 characters is refused, its dashes not counted
    Given project "North Wing" has PCCO "001" with these lines
      | amount | cost code               | billing item |
      | 500.00 | 12345-67890-12345-678901 | 0300         |
    When the manager sends PCCO "001"
    Then it is refused by these rules
      | pcco.cost-code-too-long |
      | pcco.phase-not-on-job   |

  @rule:pcco.cost-type-too-long @fact:D-153
  Scenario: A cost type of 4 characters is refused
    Given project "North Wing" has PCCO "001" with these lines
      | amount | cost type | billing item |
      | 500.00 | LABR      | 0300         |
    When the manager sends PCCO "001"
    Then it is refused by these rules
      | pcco.cost-type-too-long |
      | pcco.phase-not-on-job   |

  @rule:pcco.amount-out-of-range @fact:D-155
  Scenario Outline: An amount beyond ten digits before the point is refused
    Given project "North Wing" has PCCO "001" with these lines
      | amount   | billing item |
      | <amount> | 0300         |
    When the manager sends PCCO "001"
    Then it is refused by rule "pcco.amount-out-of-range" alone
    And nothing was written to Spectrum

    Examples:
      | amount             |
      | 10,000,000,000.00  |
      | -10,000,000,000.00 |

  @fact:D-155
  Scenario Outline: The largest amount with ten digits before the point passes
    Given project "North Wing" has PCCO "001" with these lines
      | amount   | billing item |
      | <amount> | 0300         |
    And the manager has sent PCCO "001"
    When the accountant accepts PCCO "001"
    Then it is done
    And change request "001" of job "24-100" has these billing lines
      | billing item | amount   |
      | 0300         | <amount> |

    Examples:
      | amount            |
      | 9,999,999,999.99  |
      | -9,999,999,999.99 |

  @fact:D-153
  Scenario: A cost code of 20 characters and a cost type of 3 pass
    Given project "North Wing" has PCCO "001" with these lines
      | amount | cost code              | cost type | billing item |
      | 500.00 | 12345-67890-12345-67890 | LAB       | 0300         |
    And Spectrum has the cost type "LAB"
    And Spectrum's job "24-100" gains the phase "12345678901234567890" with the cost type "LAB"
    And the manager has sent PCCO "001"
    When the accountant accepts PCCO "001"
    Then it is done
    And change request "001" of job "24-100" has these cost lines
      | phase                | cost type | amount |
      | 12345678901234567890 | LAB       | 500.00 |

  @fact:D-157
  Scenario: 990 billing items on one PCCO are not too many
    Given the prime contract of project "North Wing" has 990 further lines with billing items
    And project "North Wing" has PCCO "001" with a line of 1.00 for each of them
    When the manager sends PCCO "001"
    Then it is refused by rule "pcco.billing-item-not-in-spectrum" alone

  @rule:pcco.amount-out-of-range @fact:D-155
  Scenario: A total beyond ten digits is refused, though each of its lines would fit
    Given project "North Wing" has PCCO "001" with these lines
      | amount           | billing item |
      | 6,000,000,000.00 | 0100         |
      | 5,000,000,000.00 | 0300         |
    When the manager sends PCCO "001"
    Then it is refused by rule "pcco.amount-out-of-range" alone
    And the reason names "11,000,000,000.00"
    And nothing was written to Spectrum

  @rule:pcco.parts-of-a-cent @fact:D-155
  Scenario: An amount that cents cannot hold is refused and named as Procore has it
    Given project "North Wing" has PCCO "001" with 1.5 units at 3.3367 each for billing item "0300"
    When the manager sends PCCO "001"
    Then it is refused by rule "pcco.parts-of-a-cent" alone
    And the reason names "Extra work 5.00505"
    And nothing was written to Spectrum

  @rule:pcco.too-many-billing-lines @fact:D-157
  Scenario: More than 990 billing items on one PCCO are refused
    Given the prime contract of project "North Wing" has 991 further lines with billing items
    And project "North Wing" has PCCO "001" with a line of 1.00 for each of them
    When the manager sends PCCO "001"
    Then it is refused by these rules
      | pcco.billing-item-not-in-spectrum |
      | pcco.too-many-billing-lines       |
    And the reason names "991 billing lines"

  @fact:D-353
  Scenario: A deductive PCCO goes across with its sign
    Given project "North Wing" has PCCO "001" with these lines
      | amount    | billing item |
      | -2,500.75 | 0300         |
    And the manager has sent PCCO "001"
    When the accountant accepts PCCO "001"
    Then it is done
    And change request "001" of job "24-100" has these billing lines
      | billing item | amount    |
      | 0300         | -2,500.75 |

  @fact:D-004
  Scenario: Any number of PCCOs of one contract can be exported
    Given project "North Wing" has 12 PCCOs of 100.01 each, sent by the manager
    When the accountant accepts all of them
    Then all are done
    And Spectrum's job "24-100" has 12 change requests with a revenue of 1,200.12 in all

  @rule:pcco.not-approved @rule:pcco.date-missing @rule:pcco.line-without-associated-line
  Scenario: Everything that is wrong with a PCCO is told at once
    Given project "North Wing" has PCCO "PCCO-0001" with these lines
      | amount | billing item |
      | 500.00 |              |
    And PCCO "PCCO-0001" has these values instead
      | status | draft |
      | date   |       |
    When the manager sends PCCO "PCCO-0001"
    Then it is refused by these rules
      | pcco.not-approved                 |
      | pcco.date-missing                 |
      | pcco.line-without-associated-line |
      | pcco.number-too-long              |
