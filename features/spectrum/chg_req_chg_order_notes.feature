@fact:SP-4.4
Feature: ChgReqChgOrderNotes writes the notes of a change request or change order

  Background:
    Given Spectrum holds the Riverside company
    And "ARChangeRequest" was called with
      | Job_Number            | 24-101 |
      | Customer_Code         | RIVER  |
      | Change_Request_Number | 001    |
      | CR_Status             | PE     |
    And every call to "ChgReqChgOrderNotes" says, unless told otherwise
      | Job_Number    | 24-101        |
      | Customer_Code | RIVER         |
      | Type          | CR            |
      | CR_CO_Number  | 001           |
      | Notes_Text    | See drawing 7 |

  Scenario: Notes replace what was there
    Given "ChgReqChgOrderNotes" was called with
      | Notes_Text | First |
    When a client calls "ChgReqChgOrderNotes"
    Then Spectrum answers "accepted"
    And Info-Link's "CR_CHNG_REQ_HDR" shows
      | Change_Request_Number | Notes         |
      | 001                   | See drawing 7 |

  Scenario: With the append option notes are added behind
    Given "ChgReqChgOrderNotes" was called with
      | Notes_Text | First; |
    When a client calls "ChgReqChgOrderNotes" with "Y" as "Append_Note"
    Then Spectrum answers "accepted"
    And Info-Link's "CR_CHNG_REQ_HDR" shows
      | Change_Request_Number | Notes               |
      | 001                   | First;See drawing 7 |

  Scenario: A blank text leaves the notes
    Given "ChgReqChgOrderNotes" was called with
      | Notes_Text | First |
    When a client calls "ChgReqChgOrderNotes" with "" as "Notes_Text"
    Then Spectrum answers "accepted"
    And Info-Link is as it was before

  Scenario: What is appended beyond a thousand characters is cut off
    Given "ChgReqChgOrderNotes" was called with
      | Notes_Text | First |
    And every call to "ChgReqChgOrderNotes" says, unless told otherwise
      | Job_Number    | 24-101 |
      | Customer_Code | RIVER  |
      | Type          | CR     |
      | CR_CO_Number  | 001    |
      | Append_Note   | Y      |
    When a client calls "ChgReqChgOrderNotes" with 1000 characters as "Notes_Text"
    Then Spectrum answers "accepted"
    And the "Notes" in Info-Link's "CR_CHNG_REQ_HDR" has 1000 characters

  Scenario: Notes go to a change order as well
    Given "ARChangeOrder" was called with
      | Job_Number          | 24-101 |
      | Customer_Code       | RIVER  |
      | Change_Order_Number | 1      |
      | Status_Code         | OK     |
    When a client calls "ChgReqChgOrderNotes" with
      | Type         | CO |
      | CR_CO_Number | 1  |
    Then Spectrum answers "accepted"
    And Info-Link's "CR_CHANGE_ORDER_HEADER" shows
      | Change_Order_Number | Notes         |
      | 1                   | See drawing 7 |

  Scenario Outline: Notes need a record that exists
    When a client calls "ChgReqChgOrderNotes" with "<value>" as "<element>"
    Then Spectrum answers "<answer>"
    And Info-Link is as it was before

    Examples:
      | answer                | element       | value  |
      | M about Job_Number    | Job_Number    |        |
      | I about Job_Number    | Job_Number    | 24-999 |
      | I about Customer_Code | Customer_Code | LAKE   |
      | I about Type          | Type          | XX     |
      | M about Type          | Type          |        |
      | I about CR_CO_Number  | CR_CO_Number  | 002    |
      | M about CR_CO_Number  | CR_CO_Number  |        |
      | I about Append_Note   | Append_Note   | yes    |
