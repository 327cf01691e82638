@fact:D-095
Feature: What may be done with a PCCO, by where it stands
  # The accountant of these scenarios has every right, so that what dims a button is the state alone.

  Background:
    Given a company that syncs Spectrum prime contracts and PCCOs
    And Spectrum has job "24-100" with these billing items
      | code | description        | amount     |
      | 0100 | General conditions | 100,000.00 |
    And Procore has project "North Wing" for job "24-100"
    And the accountant has imported the prime contract of job "24-100"
    And project "North Wing" has PCCO "001"

  @fact:D-099 @fact:D-101 @fact:D-116 @fact:D-126 @fact:D-132
  Scenario Outline: Every button is dimmed in the states that its action does not leave
    Given PCCO "001" has come as far as "<state>"
    When the accountant opens the tool
    Then the buttons of PCCO "001" are dimmed by these rules
      | Send to ERP       | <send>     |
      | Retrieve from ERP | <retrieve> |
      | Resend to ERP     | <resend>   |
      | Accept            | <accept>   |
      | Reject            | <reject>   |
      | Export            | <export>   |
      | Unlink            | <unlink>   |

    Examples:
      | state            | send            | retrieve             | resend              | accept           | reject             | export                                         | unlink                   |
      | not sent         |                 | retrieve.not-waiting | resend.not-returned | accept.not-ready | reject.not-waiting | retry.not-failed, post.transaction-date-missing | unlink.not-synced        |
      | ready to export  | send.waiting    |                      | resend.not-returned |                  |                    | retry.not-failed, post.transaction-date-missing | unlink.not-synced        |
      | retrieved        | send.use-resend | retrieve.not-waiting |                     | accept.not-ready | reject.not-waiting | retry.not-failed, post.transaction-date-missing | unlink.not-synced        |
      | rejected         | send.use-resend | retrieve.not-waiting |                     | accept.not-ready | reject.not-waiting | retry.not-failed, post.transaction-date-missing | unlink.not-synced        |
      | failed to export | send.waiting    | retrieve.not-waiting | resend.not-returned | accept.not-ready |                    |                                                | unlink.not-synced        |
      | synced           | send.synced     | retrieve.not-waiting | resend.not-returned | accept.not-ready | reject.not-waiting | retry.not-failed                               | unlink.still-in-spectrum |
