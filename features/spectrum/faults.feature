@fact:SP-1
Feature: What may go wrong on Spectrum's wire, and what was done all the same

  Background:
    Given Spectrum holds the Riverside company
    And every call to "ARChangeRequest" says, unless told otherwise
      | Job_Number            | 24-101 |
      | Customer_Code         | RIVER  |
      | Change_Request_Number | 001    |
      | CR_Status             | AP     |

  Scenario: Under load a service may fail with the fault that clients saw, and nothing is done
    Given calls 1 to 1 of "ARChangeRequest" will meet "error"
    When a client calls "ARChangeRequest"
    Then Spectrum answers "Error executing Web Service"
    And Info-Link is as it was before

  Scenario Outline: No answer can be read, although the work was done
    Given calls 1 to 1 of "ARChangeRequest" will meet "<fault>"
    When a client calls "ARChangeRequest"
    Then no answer of Spectrum can be read
    And Info-Link's "CR_CHNG_REQ_HDR" shows
      | Change_Request_Number |
      | 001                   |

    Examples:
      | fault            |
      | lost_reply       |
      | truncated_body   |
      | cut_off_envelope |

  Scenario: A connection that is reset before the work leaves nothing done
    Given calls 1 to 1 of "ARChangeRequest" will meet "connection_reset"
    When a client calls "ARChangeRequest"
    Then no answer of Spectrum can be read
    And Info-Link is as it was before

  @fact:SP-1.1
  Scenario: One empty row instead of the work looks like an answer
    Given calls 1 to 1 of "ARChangeRequest" will meet "empty_row"
    When a client calls "ARChangeRequest"
    Then these rows come back
      | error_code | desc | column |
      |            |      |        |
    And Info-Link is as it was before

  @fact:D-163
  Scenario: A numbered request that arrives twice is one change request
    Given calls 1 to 1 of "ARChangeRequest" will meet "duplicate_delivery"
    When a client calls "ARChangeRequest"
    Then Spectrum answers "accepted"
    And Info-Link's "CR_CHNG_REQ_HDR" shows
      | Change_Request_Number |
      | 001                   |

  Scenario: A request for an automatic number that arrives twice makes two change requests
    Given calls 1 to 1 of "ARChangeRequest" will meet "duplicate_delivery"
    When a client calls "ARChangeRequest" with "" as "Change_Request_Number"
    Then Spectrum answers "G about Change_Request_Number"
    And Info-Link's "CR_CHNG_REQ_HDR" shows
      | Change_Request_Number |
      | 001                   |
      | 002                   |

  Scenario Outline: A fault strikes the calls that it was planned for
    Given calls 2 to 3 of "GetCustomers" will meet "error"
    When a client calls "GetCustomers" <times> times
    Then Spectrum answers "<answer>"

    Examples:
      | times | answer                      |
      | 1     | accepted                    |
      | 2     | Error executing Web Service |
      | 3     | Error executing Web Service |
      | 4     | accepted                    |
