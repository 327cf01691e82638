@fact:S3
Feature: The two sets of books agree to the cent

  Background:
    Given a company that syncs Spectrum prime contracts and PCCOs

  @fact:E-02
  Scenario: The published contract with its approved change orders
    Given Spectrum has job "24-105" with these billing items
      | code | description         | amount       |
      | 1000 | Base building       | 7,000,000.00 |
      | 2000 | Tenant improvements | 396,144.00   |
    And Procore has project "North Wing" for job "24-105"
    And the accountant has imported the prime contract of job "24-105"
    And project "North Wing" has PCCO "001" with these lines
      | amount | cost code | cost type | billing item |
      | 299.00 | 01-011    | E         | 1000         |
    And PCCO "001" has these markups
      | name | kind     | percent |
      | Fee  | vertical | 15.00   |
    And project "North Wing" has PCCO "002" with these lines
      | amount | billing item |
      | 66.00  | 2000         |
    And project "North Wing" has PCCO "003" with these lines
      | amount   | billing item |
      | 1,520.00 | 2000         |
    And the manager has sent PCCO "001"
    And the manager has sent PCCO "002"
    And the manager has sent PCCO "003"
    When the accountant accepts all of them
    Then all are done
    And both systems show these amounts for job "24-105"
      | original      | 7,396,144.00 |
      | change orders | 1,929.85     |
      | revised       | 7,398,073.85 |
