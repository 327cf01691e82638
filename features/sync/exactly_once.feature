@fact:S1
Feature: Whatever goes wrong on the wire, nothing is doubled and nothing is lost

  Background:
    Given a company that syncs Spectrum prime contracts and PCCOs
    And Spectrum has job "24-100" with these billing items
      | code | description        | amount     |
      | 0100 | General conditions | 100,000.00 |
      | 0300 | Concrete           | 250,000.50 |
    And Procore has project "North Wing" for job "24-100"

  @fact:D-163 @fact:D-166
  Scenario Outline: Spectrum's reply to a write is lost on the way
    Given the accountant has imported the prime contract of job "24-100"
    And project "North Wing" has PCCO "001" with these lines
      | amount   | cost code | cost type | billing item |
      | 1,200.50 | 03-300    | M         | 0300         |
      | 350.25   | 01-011    | L         | 0100         |
    And the manager has sent PCCO "001"
    And the reply to write number <write> of Spectrum will be lost
    When the accountant accepts PCCO "001"
    Then it is done
    And Spectrum's job "24-100" has these change requests
      | number | revenue  |
      | 001    | 1,550.75 |
    And change request "001" of job "24-100" has these cost lines
      | phase | cost type | amount   |
      | 01011 | L         | 350.25   |
      | 03300 | M         | 1,200.50 |
    And Procore ties PCCO "001" to change request "001" of job "24-100"

    Examples:
      | write |
      | 1     |
      | 2     |
      | 3     |
      | 4     |

  Scenario: Procore's reply to the new prime contract is lost on the way
    Given the reply to Procore's next "create_prime_contract" will be lost
    When the accountant imports the prime contract of job "24-100"
    Then it is done
    And project "North Wing" has one prime contract with these lines
      | code | description        | amount     |
      | 0100 | General conditions | 100,000.00 |
      | 0300 | Concrete           | 250,000.50 |

  Scenario: Procore's reply to the contract's lines is lost on the way
    Given the reply to Procore's next "sync_prime_contract_line_items" will be lost
    When the accountant imports the prime contract of job "24-100"
    Then it is done
    And project "North Wing" has one prime contract with these lines
      | code | description        | amount     |
      | 0100 | General conditions | 100,000.00 |
      | 0300 | Concrete           | 250,000.50 |

  @fact:S2
  Scenario: Procore's reply to the ERP id is lost on the way
    Given the accountant has imported the prime contract of job "24-100"
    And project "North Wing" has PCCO "001"
    And the manager has sent PCCO "001"
    And the reply to Procore's next "sync_external_data" will be lost
    When the accountant accepts PCCO "001"
    Then it is done
    And Procore ties PCCO "001" to change request "001" of job "24-100"
    And Spectrum's job "24-100" has these change requests
      | number | revenue  |
      | 001    | 1,000.00 |

  @fact:L1
  Scenario Outline: A product that is busy or out of order for a moment does not stop the export
    Given the accountant has imported the prime contract of job "24-100"
    And project "North Wing" has PCCO "001"
    And the manager has sent PCCO "001"
    And write number 1 of Spectrum will meet "<fault>"
    When the accountant accepts PCCO "001"
    Then it is done
    And Spectrum's job "24-100" has these change requests
      | number | revenue  |
      | 001    | 1,000.00 |

    Examples:
      | fault              |
      | error              |
      | connection_reset   |
      | truncated_body     |
      | duplicate_delivery |
      | cut_off_envelope   |
      | empty_row          |

  @fact:L1
  Scenario: Work that a crash left half done is finished after the restart
    Given the accountant has imported the prime contract of job "24-100"
    And project "North Wing" has PCCO "001" with these lines
      | amount   | cost code | cost type | billing item |
      | 1,200.50 | 03-300    | M         | 0300         |
      | 350.25   | 01-011    | L         | 0100         |
    And the manager has sent PCCO "001"
    And the tool crashed after write number 2 of accepting PCCO "001"
    When the accountant tries to export PCCO "001" again
    Then it is done
    And Spectrum's job "24-100" has these change requests
      | number | revenue  |
      | 001    | 1,550.75 |
    And the tool lists these PCCOs under "Synced"
      | 001 |
    And Procore ties PCCO "001" to change request "001" of job "24-100"
