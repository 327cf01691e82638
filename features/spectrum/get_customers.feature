@fact:SP-3
Feature: GetCustomers lists the customers of a company

  Scenario Outline: A blank status lists active customers, I and ALL inactive ones as well
    Given Spectrum holds the Riverside company
    And this "customer" was entered on Spectrum's screens
      | code   | OLD  |
      | name   | Gone |
      | status | I    |
    When a client calls "GetCustomers" with "<status>" as "pStatus"
    Then <count> rows come back

    Examples:
      | status | count |
      |        | 2     |
      | I      | 3     |
      | ALL    | 3     |

  Scenario: Customers come by code, with special characters as they are
    Given Spectrum holds the Riverside company
    When a client calls "GetCustomers"
    Then these rows come back
      | Customer_Code | Name             |
      | LAKE          | Lakeside Homes   |
      | RIVER         | Riverside & Sons |

  Scenario: Another status is an error row
    Given Spectrum holds the Riverside company
    When a client calls "GetCustomers" with "A" as "pStatus"
    Then Spectrum answers "I about pStatus"
