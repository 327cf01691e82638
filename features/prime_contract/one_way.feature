@fact:D-001 @fact:X-13
Feature: Prime contracts come from Spectrum, PCCOs go to Spectrum, nothing else moves
  # A contract is kept in Spectrum: Procore receives it and what changes later. Change orders are written in
  # Procore and go the other way.

  Background:
    Given a company that syncs Spectrum prime contracts and PCCOs
    And Spectrum has job "24-100" with these billing items
      | code | description        | amount     |
      | 0100 | General conditions | 100,000.00 |
      | 0300 | Concrete           | 250,000.50 |
    And Procore has project "North Wing" for job "24-100"

  @fact:D-380
  Scenario: A contract made in Spectrum comes to Procore
    When the accountant imports the prime contract of job "24-100"
    Then it is done
    And project "North Wing" has one prime contract with these lines
      | code | description        | amount     |
      | 0100 | General conditions | 100,000.00 |
      | 0300 | Concrete           | 250,000.50 |
    And nothing was written to Spectrum

  @fact:D-002
  Scenario: A change of the contract made in Spectrum comes to Procore
    Given the accountant has imported the prime contract of job "24-100"
    And billing item "0300" of job "24-100" is changed to 260,000.75 in Spectrum
    When the accountant re-imports the prime contract of job "24-100"
    Then it is done
    And project "North Wing" has one prime contract with these lines
      | code | description        | amount     |
      | 0100 | General conditions | 100,000.00 |
      | 0300 | Concrete           | 260,000.75 |
    And nothing was written to Spectrum

  @fact:X-05
  Scenario: A change of the contract made in Procore does not go to Spectrum
    Given the accountant has imported the prime contract of job "24-100"
    And the prime contract of project "North Wing" is retitled to "Changed by hand" in Procore
    And billing item "0300" of job "24-100" is changed to 260,000.75 in Spectrum
    When the accountant re-imports the prime contract of job "24-100"
    Then it is done
    And nothing was written to Spectrum
    And Spectrum's contract of job "24-100" has these billing items
      | code | description        | amount     |
      | 0100 | General conditions | 100,000.00 |
      | 0300 | Concrete           | 260,000.75 |

  @fact:D-200
  Scenario: A PCCO written in Procore goes to Spectrum as a change request
    Given the accountant has imported the prime contract of job "24-100"
    And project "North Wing" has PCCO "001" with these lines
      | amount   | billing item |
      | 1,250.00 | 0300         |
    And the manager has sent PCCO "001"
    When the accountant accepts PCCO "001"
    Then it is done
    And Spectrum's job "24-100" has these change requests
      | number | revenue  |
      | 001    | 1,250.00 |

  @fact:D-203
  Scenario: A change request entered in Spectrum does not come to Procore
    Given the accountant has imported the prime contract of job "24-100"
    And someone entered change request "077" for job "24-100" in Spectrum
    And billing item "0300" of job "24-100" is changed to 260,000.75 in Spectrum
    When the accountant re-imports the prime contract of job "24-100"
    Then it is done
    And project "North Wing" has no PCCO

  @fact:D-063
  Scenario: An exported PCCO does not come back as part of the contract's lines
    Given the company follows the current edition of the rules
    And the accountant has imported the prime contract of job "24-100"
    And project "North Wing" has PCCO "001" with these lines
      | amount   | billing item |
      | 1,250.00 | 0300         |
    And the manager has sent PCCO "001"
    And the accountant has accepted PCCO "001"
    And billing item "0100" of job "24-100" is changed to 110,000.00 in Spectrum
    When the accountant re-imports the prime contract of job "24-100"
    Then it is done
    And project "North Wing" has one prime contract with these lines
      | code | description        | amount     |
      | 0100 | General conditions | 110,000.00 |
      | 0300 | Concrete           | 250,000.50 |
