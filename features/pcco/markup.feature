@fact:D-255
Feature: Exports carry the financial markup, exact to the cent
  # Revenue is the line with its markup; the estimate stays the plain line (D-256, X-03). Vertical markup without a
  # contract line of its own follows the lines in proportion (D-248).

  Background:
    Given a company that syncs Spectrum prime contracts and PCCOs
    And Spectrum has job "24-100" with these billing items
      | code | description        | amount     |
      | 0100 | General conditions | 100,000.00 |
      | 0300 | Concrete           | 250,000.50 |
    And Procore has project "North Wing" for job "24-100"
    And the accountant has imported the prime contract of job "24-100"

  @fact:E-01
  Scenario: The published line of 299.00 with a vertical markup of 15 percent
    Given project "North Wing" has PCCO "001" with these lines
      | amount | cost code | cost type | billing item |
      | 299.00 | 01-011    | E         | 0100         |
    And PCCO "001" has these markups
      | name | kind     | percent | contract line |
      | Fee  | vertical | 15.00   | 0100          |
    And the manager has sent PCCO "001"
    When the accountant accepts PCCO "001"
    Then it is done
    And Procore's total of PCCO "001" is 343.85
    And change request "001" of job "24-100" has these cost lines
      | phase | cost type | amount |
      | 01011 | E         | 299.00 |
    And change request "001" of job "24-100" has these billing lines
      | billing item | amount |
      | 0100         | 343.85 |

  @fact:E-03
  Scenario: The published line of 66.00 without markup
    Given project "North Wing" has PCCO "001" with these lines
      | amount | billing item |
      | 66.00  | 0100         |
    And the manager has sent PCCO "001"
    When the accountant accepts PCCO "001"
    Then it is done
    And Procore's total of PCCO "001" is 66.00
    And change request "001" of job "24-100" has these billing lines
      | billing item | amount |
      | 0100         | 66.00  |

  @fact:E-07 @fact:D-220
  Scenario: Five percent horizontally on two lines
    Given project "North Wing" has PCCO "001" with these lines
      | amount   | cost code | cost type | billing item |
      | 1,000.00 | 03-300    | M         | 0300         |
      | 125.00   | 01-011    | L         | 0100         |
    And PCCO "001" has these markups
      | name | kind       | percent |
      | Fee  | horizontal | 5       |
    And the manager has sent PCCO "001"
    When the accountant accepts PCCO "001"
    Then it is done
    And Procore's total of PCCO "001" is 1,181.25
    And change request "001" of job "24-100" has these billing lines
      | billing item | amount   |
      | 0100         | 131.25   |
      | 0300         | 1,050.00 |

  @fact:D-221 @fact:D-222
  Scenario Outline: Two vertical markups on a line of 1,000.00
    Given project "North Wing" has PCCO "001" with these lines
      | amount   | billing item |
      | 1,000.00 | 0300         |
    And PCCO "001" has these markups
      | name     | kind     | percent | calculation |
      | Overhead | vertical | 10      | <first>     |
      | Profit   | vertical | 5       | <second>    |
    And the manager has sent PCCO "001"
    When the accountant accepts PCCO "001"
    Then it is done
    And Procore's total of PCCO "001" is <total>
    And change request "001" of job "24-100" has these billing lines
      | billing item | amount  |
      | 0300         | <total> |

    @fact:E-20 @fact:D-228
    Examples: both basic
      | total    | first | second |
      | 1,150.00 | basic | basic  |

    @fact:E-21 @fact:D-229
    Examples: the second on top of the first
      | total    | first | second          |
      | 1,155.00 | basic | compounds above |

    @fact:E-22 @fact:D-232
    Examples: the second a margin
      | total    | first | second    |
      | 1,157.89 | basic | iterative |

    @fact:E-23 @fact:D-233
    Examples: both margins
      | total    | first     | second    |
      | 1,176.47 | iterative | iterative |

  @fact:E-24 @fact:E-25 @fact:D-223 @fact:X-03
  Scenario: Horizontal and vertical together, the vertical one on the marked-up subtotal
    Given project "North Wing" has PCCO "001" with these lines
      | amount   | cost code | cost type | billing item |
      | 1,000.00 | 03-300    | M         | 0300         |
    And PCCO "001" has these markups
      | name      | kind       | percent |
      | Insurance | horizontal | 3       |
      | Fee       | vertical   | 1       |
    And the manager has sent PCCO "001"
    When the accountant accepts PCCO "001"
    Then it is done
    And Procore's total of PCCO "001" is 1,040.30
    And change request "001" of job "24-100" has these billing lines
      | billing item | amount   |
      | 0300         | 1,040.30 |
    And change request "001" of job "24-100" has these cost lines
      | phase | cost type | amount   |
      | 03300 | M         | 1,000.00 |

  @fact:D-248
  Scenario: A vertical markup follows the lines, the odd cent lost nowhere
    Given project "North Wing" has PCCO "001" with these lines
      | amount | cost code | cost type | billing item |
      | 33.33  | 03-300    | M         | 0300         |
      | 33.33  | 01-011    | L         | 0100         |
      | 33.34  | 05-100    | S         | 0300         |
    And PCCO "001" has these markups
      | name | kind     | percent |
      | Fee  | vertical | 10      |
    And the manager has sent PCCO "001"
    When the accountant accepts PCCO "001"
    Then it is done
    And Procore's total of PCCO "001" is 110.00
    And change request "001" of job "24-100" has a revenue of 110.00

  @fact:D-400 @fact:D-401 @fact:D-402
  Scenario: Horizontal markup on several lines is rounded in sum, and the lines add up to it
    # 5 percent of each line is half a cent, of all three 1.5 cents.
    Given project "North Wing" has PCCO "001" with these lines
      | amount | billing item |
      | 0.10   | 0100         |
      | 0.10   | 0300         |
      | 0.10   | 0300         |
    And PCCO "001" has these markups
      | name | kind       | percent |
      | Fee  | horizontal | 5       |
    And the manager has sent PCCO "001"
    When the accountant accepts PCCO "001"
    Then it is done
    And Procore's total of PCCO "001" is 0.32
    And change request "001" of job "24-100" has these billing lines
      | billing item | amount |
      | 0100         | 0.10   |
      | 0300         | 0.22   |

  @fact:D-353
  Scenario: Compounded markup follows an addition and a deduction, each with its sign
    Given project "North Wing" has PCCO "001" with these lines
      | amount   | billing item |
      | 1,000.00 | 0100         |
      | -400.00  | 0300         |
    And PCCO "001" has these markups
      | name     | kind     | percent | calculation     |
      | Overhead | vertical | 10      | basic           |
      | Profit   | vertical | 10      | compounds above |
    And the manager has sent PCCO "001"
    When the accountant accepts PCCO "001"
    Then it is done
    And Procore's total of PCCO "001" is 726.00
    And change request "001" of job "24-100" has these billing lines
      | billing item | amount   |
      | 0100         | 1,210.00 |
      | 0300         | -484.00  |

  @fact:D-224
  Scenario: A lump sum takes the place of a vertical percentage
    Given project "North Wing" has PCCO "001" with these lines
      | amount   | billing item |
      | 1,000.00 | 0300         |
    And PCCO "001" has these markups
      | name     | kind     | percent | lump sum |
      | Overhead | vertical | 10      | 87.65    |
    And the manager has sent PCCO "001"
    When the accountant accepts PCCO "001"
    Then it is done
    And change request "001" of job "24-100" has these billing lines
      | billing item | amount   |
      | 0300         | 1,087.65 |

  @fact:D-235 @fact:D-237
  Scenario: A markup limited to a cost type leaves the other lines plain
    Given project "North Wing" has PCCO "001" with these lines
      | amount   | cost code | cost type | billing item |
      | 1,000.00 | 03-300    | L         | 0300         |
      | 500.00   | 03-300    | M         | 0100         |
    And PCCO "001" has these markups
      | name   | kind       | percent | only cost type |
      | Burden | horizontal | 8.25    | L              |
    And the manager has sent PCCO "001"
    When the accountant accepts PCCO "001"
    Then it is done
    And change request "001" of job "24-100" has these billing lines
      | billing item | amount   |
      | 0100         | 500.00   |
      | 0300         | 1,082.50 |

  @fact:D-235 @fact:D-236
  Scenario: A markup limited to a cost code leaves the other lines plain
    Given project "North Wing" has PCCO "001" with these lines
      | amount   | cost code | cost type | billing item |
      | 1,000.00 | 03-300    | L         | 0300         |
      | 500.00   | 01-011    | L         | 0100         |
    And PCCO "001" has these markups
      | name   | kind       | percent | only cost code |
      | Burden | horizontal | 8.25    | 01-011         |
    And the manager has sent PCCO "001"
    When the accountant accepts PCCO "001"
    Then it is done
    And change request "001" of job "24-100" has these billing lines
      | billing item | amount   |
      | 0100         | 541.25   |
      | 0300         | 1,000.00 |

  @fact:D-230
  Scenario: A selective markup compounds only the markup it selects
    Given project "North Wing" has PCCO "001" with these lines
      | amount   | billing item |
      | 1,000.00 | 0300         |
    And PCCO "001" has these markups
      | name     | kind     | percent | calculation | selects  |
      | Overhead | vertical | 10      | basic       |          |
      | Bond     | vertical | 2       | basic       |          |
      | Profit   | vertical | 5       | selective   | Overhead |
    And the manager has sent PCCO "001"
    When the accountant accepts PCCO "001"
    Then it is done
    And change request "001" of job "24-100" has a revenue of 1,175.00

  @fact:D-353
  Scenario: Markup on a deduction is a deduction
    Given project "North Wing" has PCCO "001" with these lines
      | amount  | billing item |
      | -333.33 | 0300         |
    And PCCO "001" has these markups
      | name | kind     | percent |
      | Fee  | vertical | 15      |
    And the manager has sent PCCO "001"
    When the accountant accepts PCCO "001"
    Then it is done
    And Procore's total of PCCO "001" is -383.33
    And change request "001" of job "24-100" has a revenue of -383.33

  @fact:U-05
  Scenario Outline: Half a cent goes away from zero
    Given project "North Wing" has PCCO "001" with these lines
      | amount   | billing item |
      | <amount> | 0300         |
    And PCCO "001" has these markups
      | name | kind       | percent |
      | Fee  | horizontal | 5       |
    And the manager has sent PCCO "001"
    When the accountant accepts PCCO "001"
    Then it is done
    And Procore's total of PCCO "001" is <total>
    And change request "001" of job "24-100" has these billing lines
      | billing item | amount  |
      | 0300         | <total> |

    Examples:
      | amount  | total   |
      | 100.10  | 105.11  |
      | -100.10 | -105.11 |
