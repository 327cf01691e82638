@fact:D-143
Feature: Each PCCO line goes to the billing item of the contract line it names
  # Spectrum changes an existing line when it is sent the same key twice. Lines that share a key are therefore added up
  # before they are sent (D-160, D-161).

  Background:
    Given a company that syncs Spectrum prime contracts and PCCOs
    And Spectrum has job "24-100" with these billing items
      | code | description        | amount     |
      | 0100 | General conditions | 100,000.00 |
      | 0300 | Concrete           | 250,000.50 |
      | 0500 | Structural steel   | 80,000.00  |
    And Procore has project "North Wing" for job "24-100"
    And the accountant has imported the prime contract of job "24-100"

  @fact:X-01
  Scenario: Every line names a contract line of its own
    Given project "North Wing" has PCCO "001" with these lines
      | amount   | cost code | cost type | billing item |
      | 1,000.00 | 01-011    | L         | 0100         |
      | 2,000.10 | 03-300    | M         | 0300         |
      | 3,000.20 | 05-100    | S         | 0500         |
    And the manager has sent PCCO "001"
    When the accountant accepts PCCO "001"
    Then it is done
    And change request "001" of job "24-100" has these billing lines
      | billing item | amount   |
      | 0100         | 1,000.00 |
      | 0300         | 2,000.10 |
      | 0500         | 3,000.20 |
    And change request "001" of job "24-100" has these cost lines
      | phase | cost type | amount   |
      | 01011 | L         | 1,000.00 |
      | 03300 | M         | 2,000.10 |
      | 05100 | S         | 3,000.20 |

  @fact:D-161
  Scenario: All lines name the same contract line
    Given project "North Wing" has PCCO "001" with these lines
      | amount   | cost code | cost type | billing item |
      | 1,000.00 | 01-011    | L         | 0300         |
      | 2,000.10 | 03-300    | M         | 0300         |
      | 3,000.20 | 05-100    | S         | 0300         |
    And the manager has sent PCCO "001"
    When the accountant accepts PCCO "001"
    Then it is done
    And change request "001" of job "24-100" has these billing lines
      | billing item | amount   |
      | 0300         | 6,000.30 |
    And change request "001" of job "24-100" has these cost lines
      | phase | cost type | amount   |
      | 01011 | L         | 1,000.00 |
      | 03300 | M         | 2,000.10 |
      | 05100 | S         | 3,000.20 |

  @fact:D-160
  Scenario: Lines of one phase and cost type are added up, no money is lost
    Given project "North Wing" has PCCO "001" with these lines
      | amount   | cost code | cost type | billing item |
      | 1,000.00 | 03-300    | M         | 0300         |
      | 250.55   | 03-300    | M         | 0300         |
      | 75.45    | 03-300    | L         | 0300         |
    And the manager has sent PCCO "001"
    When the accountant accepts PCCO "001"
    Then it is done
    And change request "001" of job "24-100" has these cost lines
      | phase | cost type | amount   |
      | 03300 | M         | 1,250.55 |
      | 03300 | L         | 75.45    |
    And change request "001" of job "24-100" has these billing lines
      | billing item | amount   |
      | 0300         | 1,326.00 |

  @fact:D-257 @fact:D-264
  Scenario: Different lines on the cost side, a third contract line for the markup
    Given project "North Wing" has PCCO "001" with these lines
      | amount   | cost code | cost type | billing item |
      | 1,000.00 | 03-300    | M         | 0300         |
      | 500.00   | 05-100    | S         | 0500         |
    And PCCO "001" has these markups
      | name | kind     | percent | contract line |
      | Fee  | vertical | 10      | 0100          |
    And the manager has sent PCCO "001"
    When the accountant accepts PCCO "001"
    Then it is done
    And change request "001" of job "24-100" has these billing lines
      | billing item | amount   |
      | 0100         | 150.00   |
      | 0300         | 1,000.00 |
      | 0500         | 500.00   |

  @rule:pcco.not-approved @fact:U-11
  Scenario: A PCCO of zero goes across like any other
    Given project "North Wing" has PCCO "001" with these lines
      | amount    | cost code | cost type | billing item |
      | 1,000.00  | 01-011    | L         | 0100         |
      | -1,000.00 | 03-300    | M         | 0300         |
      | 0.00      | 05-100    | S         | 0500         |
    And the manager has sent PCCO "001"
    When the accountant accepts PCCO "001"
    Then it is done
    And change request "001" of job "24-100" has these billing lines
      | billing item | amount    |
      | 0100         | 1,000.00  |
      | 0300         | -1,000.00 |
      | 0500         | 0.00      |
