@fact:D-164 @fact:D-165
Feature: Change request numbers in the company's format
  # Commitment change orders and budget changes become change requests too, so that a plain 001 is often taken.

  Background:
    Given a company that syncs Spectrum prime contracts and PCCOs
    And Spectrum has job "24-100" with these billing items
      | code | description        | amount     |
      | 0100 | General conditions | 100,000.00 |
    And Procore has project "North Wing" for job "24-100"
    And the accountant has imported the prime contract of job "24-100"

  @rule:post.number-taken
  Scenario: With a prefix a PCCO goes past a number that is taken
    Given someone entered change request "001" for job "24-100" in Spectrum
    And change request numbers begin with "PCO"
    And project "North Wing" has PCCO "001"
    And the manager has sent PCCO "001"
    When the accountant accepts PCCO "001"
    Then it is done
    And the answer mentions "as change request PCO001"
    And Spectrum's job "24-100" has these change requests
      | number | revenue  |
      | 001    | 0.00     |
      | PCO001 | 1,000.00 |
    And change request "001" of job "24-100" shows
      | description | Entered by hand |
    And Procore ties PCCO "001" to change request "PCO001" of job "24-100"

  @rule:pcco.number-too-long @fact:E-08 @fact:D-147
  Scenario Outline: A prefix and the number's last characters make at most 8 characters
    Given change request numbers begin with "<prefix>"
    And change request numbers keep the last <last> characters of the PCCO's number
    And project "North Wing" has PCCO "<PCCO>"
    And the manager has sent PCCO "<PCCO>"
    When the accountant accepts PCCO "<PCCO>"
    Then it is done
    And Spectrum's job "24-100" has these change requests
      | number   | revenue  |
      | <number> | 1,000.00 |

    Examples:
      | PCCO          | prefix | last | number   |
      | 002           | S001-  | 3    | S001-002 |
      | SC-AG2501-002 | S001-  | 3    | S001-002 |
      | 7             | P      | 7    | P7       |

  @rule:pcco.number-too-long @fact:D-159
  Scenario: A number that is too long with its prefix is refused, never cut
    Given change request numbers begin with "PCO"
    And project "North Wing" has PCCO "2020-1"
    When the manager sends PCCO "2020-1"
    Then it is refused by rule "pcco.number-too-long" alone
    And the reason names "PCO2020-1 has 9 characters"
    And nothing was written to Spectrum

  @rule:pcco.number-shared @fact:D-163
  Scenario: Two PCCOs that would get the same number are refused, both of them
    Given change request numbers keep the last 3 characters of the PCCO's number
    And project "North Wing" has PCCO "1-001"
    And project "North Wing" has PCCO "2-001"
    And project "North Wing" has PCCO "2-002"
    When the manager sends PCCO "2-001"
    Then it is refused by rule "pcco.number-shared" alone
    And the reason names "PCCO 2-001 and 1-001 would have the same change request number, 001."
    And the Send to ERP button of PCCO "1-001" is dimmed by rule "pcco.number-shared" alone
    And nothing was written to Spectrum

  @rule:pcco.number-shared
  Scenario: A number that another PCCO already has in Spectrum is refused at sending
    Given project "North Wing" has PCCO "001"
    And the manager has sent PCCO "001"
    And the accountant has accepted PCCO "001"
    And change request numbers keep the last 3 characters of the PCCO's number
    And project "North Wing" has PCCO "2-001"
    When the manager sends PCCO "2-001"
    Then it is refused by rule "pcco.number-shared" alone

  @fact:D-165
  Scenario: Both systems tie out under whatever numbers
    Given project "North Wing" has PCCO "001"
    And the manager has sent PCCO "001"
    And the accountant has accepted PCCO "001"
    And change request numbers begin with "PCO"
    And project "North Wing" has PCCO "002"
    And the manager has sent PCCO "002"
    When the accountant accepts PCCO "002"
    Then it is done
    And both systems show these amounts for job "24-100"
      | original       | 100,000.00 |
      | change orders  | 2,000.00   |
      | revised        | 102,000.00 |

  @rule:unlink.still-in-spectrum
  Scenario: What was exported under the old format is found under it
    Given project "North Wing" has PCCO "001"
    And the manager has sent PCCO "001"
    And the accountant has accepted PCCO "001"
    And change request numbers begin with "PCO"
    When the accountant unlinks PCCO "001"
    Then it is refused by rule "unlink.still-in-spectrum" alone
    And Procore ties PCCO "001" to change request "001" of job "24-100"

  @rule:unlink.still-in-spectrum @fact:D-130
  Scenario: Unlinked and sent anew, a PCCO goes under the new format
    Given project "North Wing" has PCCO "001"
    And the manager has sent PCCO "001"
    And the accountant has accepted PCCO "001"
    And change request numbers begin with "PCO"
    And change request "001" of job "24-100" is deleted in Spectrum
    And the accountant has unlinked PCCO "001"
    And the manager has sent PCCO "001"
    When the accountant accepts PCCO "001"
    Then it is done
    And Spectrum's job "24-100" has these change requests
      | number | revenue  |
      | PCO001 | 1,000.00 |

  @fact:D-163
  Scenario Outline: An export cut off under the old format is finished under it
    Given project "North Wing" has PCCO "001"
    And the manager has sent PCCO "001"
    And the tool crashed after write number <write> of accepting PCCO "001"
    And change request numbers begin with "PCO"
    When the accountant tries to export PCCO "001" again
    Then it is done
    And Spectrum's job "24-100" has these change requests
      | number | revenue  |
      | 001    | 1,000.00 |
    And Procore ties PCCO "001" to change request "001" of job "24-100"

    Examples:
      | write |
      | 1     |
      | 2     |
