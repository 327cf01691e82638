@fact:D-073
Feature: A PCCO may be made of several change orders
  # With two tiers, Procore's default (D-074), the PCCO gathers potential change orders; with three it gathers change order
  # requests, which gather them. Each has lines and markups of its own.

  Background:
    Given a company that syncs Spectrum prime contracts and PCCOs
    And Spectrum has job "24-100" with these billing items
      | code | description        | amount     |
      | 0100 | General conditions | 100,000.00 |
      | 0300 | Concrete           | 250,000.50 |
    And Procore has project "North Wing" for job "24-100"
    And the accountant has imported the prime contract of job "24-100"

  @fact:D-074
  Scenario: Each change order's markup reaches its own lines alone
    Given project "North Wing" has 2 tiers of change orders
    And project "North Wing" has PCCO "001" made of these change orders
      | amount   | billing item | cost code | cost type | fee percent |
      | 1,000.00 | 0100         | 01-011    | L         | 10          |
      | 2,000.00 | 0300         | 03-300    | M         | 5           |
      | 500.00   | 0300         | 03-300    | M         |             |
    And the manager has sent PCCO "001"
    When the accountant accepts PCCO "001"
    Then it is done
    And change request "001" of job "24-100" has these billing lines
      | billing item | amount   |
      | 0100         | 1,100.00 |
      | 0300         | 2,600.00 |
    And change request "001" of job "24-100" has these cost lines
      | phase | cost type | amount   |
      | 01011 | L         | 1,000.00 |
      | 03300 | M         | 2,500.00 |

  @fact:U-02 @rule:pcco.line-without-associated-line
  Scenario: With three tiers the lines name no contract line
    Given project "North Wing" has 3 tiers of change orders
    And project "North Wing" has PCCO "001" made of these change orders
      | amount   | billing item |
      | 1,000.00 | 0100         |
    When the manager sends PCCO "001"
    Then it is refused by rule "pcco.line-without-associated-line" alone
    And nothing was written to Spectrum
