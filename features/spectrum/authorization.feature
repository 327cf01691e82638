@fact:SP-1.1
Feature: Who may call which service, and how a session's GUID behaves

  Background:
    Given Spectrum holds the Riverside company

  @fact:D-321
  Scenario Outline: A caller needs an authorization id that is set up
    When a client calls "<service>" with "NOBODY" as "Authorization_ID"
    Then Spectrum answers "A about Authorization_ID"
    And Spectrum explains "The Web Service is not authorized. Authorization ID is not setup in the system."
    And Info-Link is as it was before

    Examples:
      | service                |
      | GetJob                 |
      | GetJobMain             |
      | GetPhase               |
      | GetCustomers           |
      | AddJob                 |
      | UpdateJob              |
      | AddPhase               |
      | ARChangeRequest        |
      | ARChngReqBlankBIUpdate |
      | ARChangeOrder          |
      | ChgReqChgOrderNotes    |

  Scenario: An inactive authorization id calls nothing
    Given this "authorization" was entered on Spectrum's screens
      | id        | SLEEPER |
      | is_active | false   |
    When a client calls "GetJob" with "SLEEPER" as "Authorization_ID"
    Then Spectrum answers "A about Authorization_ID"
    And Spectrum explains "inactive"

  Scenario Outline: An authorization id calls the services that are allowed to it
    Given this "authorization" was entered on Spectrum's screens
      | id       | READER               |
      | services | GetJob, GetCustomers |
    When a client calls "<service>" with "READER" as "Authorization_ID"
    Then Spectrum answers "<answer>"

    Examples:
      | service      | answer                   |
      | GetJob       | accepted                 |
      | GetCustomers | accepted                 |
      | GetPhase     | A about Authorization_ID |
      | AddJob       | A about Authorization_ID |

  @fact:D-309
  Scenario: An authorization id works in its companies only
    When a client calls "GetJob" with "ZZZ" as "pCompany_Code"
    Then Spectrum answers "A about Company_Code"

  Scenario Outline: A blank company is the authorization id's own for some services
    When a client calls "<service>" with "" as "<element>"
    Then Spectrum answers "<answer>"

    Examples:
      | service       | element       | answer               |
      | GetJob        | pCompany_Code | accepted             |
      | ARChangeOrder | Company_Code  | M about Company_Code |
      | AddJob        | Company_Code  | M about Company_Code |

  Scenario: One page says E where the others say A
    Given the switch "says_e_for_unauthorized_gets" is on
    When a client calls "GetJob" with "NOBODY" as "Authorization_ID"
    Then Spectrum answers "E about Authorization_ID"

  Scenario Outline: A GUID lives for twenty-four hours after its last use
    Given "GetJob" was called with
      | GUID | 7f9c24e5-6f0b-4f4c-9f1e-000000000001 |
    And <hours> hours and <seconds> seconds have gone by
    When a client calls "GetJob" with "7f9c24e5-6f0b-4f4c-9f1e-000000000001" as "GUID"
    Then Spectrum answers "<answer>"

    Examples:
      | hours | seconds | answer       |
      | 0     | 1       | accepted     |
      | 24    | 0       | accepted     |
      | 25    | 0       | A about GUID |

  Scenario: A second over the day is too much
    Given "GetJob" was called with
      | GUID | session-1 |
    And 24 hours and 1 seconds have gone by
    When a client calls "GetJob" with "session-1" as "GUID"
    Then Spectrum answers "A about GUID"
    And Spectrum explains "Time out has occurred"

  Scenario Outline: A GUID may serve other services, but no other authorization id
    Given this "authorization" was entered on Spectrum's screens
      | id | OTHER |
    And "GetJob" was called with
      | GUID | session-1 |
    When a client calls "<service>" with
      | GUID             | session-1 |
      | Authorization_ID | OTHER     |
    Then Spectrum answers "<answer>"

    Examples:
      | service      | answer       |
      | GetJob       | A about GUID |
      | GetCustomers | accepted     |

  Scenario: A GUID has at most 36 characters
    When a client calls "GetJob" with 37 characters as "GUID"
    Then Spectrum answers "I about GUID"

  Scenario: A blank GUID works unless it is demanded
    Given the switch "needs_guid" is on
    When a client calls "GetJob"
    Then Spectrum answers "M about GUID"

  Scenario: A used GUID may get one empty row
    Given the switch "used_guid_gives_one_empty_row" is on
    And "GetJob" was called with
      | GUID | session-1 |
    When a client calls "GetJob" with "session-1" as "GUID"
    Then these rows come back
      | Job_Number | Job_Description | Error_Code |
      |            |                 |            |

  Scenario Outline: Enhanced authentication wants a token on top of the authorization id
    Given the switch "is_enhanced_authentication_on" is on
    And this "authorization" was entered on Spectrum's screens
      | id | TIEOUT |
    And this "access_client" was entered on Spectrum's screens
      | client_id        | sync   |
      | client_secret    | s3cret |
      | authorization_id | TIEOUT |
    And the client has an access token of "sync" with the secret "s3cret"
    When a client calls "GetJob" with "<caller>" as "Authorization_ID"
    Then Spectrum answers "<answer>"

    Examples:
      | caller | answer                   |
      | TIEOUT | accepted                 |
      | OTHER  | A about Authorization_ID |

  Scenario: Without a token enhanced authentication lets nobody in
    Given the switch "is_enhanced_authentication_on" is on
    When a client calls "GetJob"
    Then Spectrum answers "A about Authorization_ID"
    And Spectrum explains "A valid access token is needed."

  Scenario Outline: A token or a new secret is given to who knows the secret
    Given the switch "is_enhanced_authentication_on" is on
    And this "authorization" was entered on Spectrum's screens
      | id | TIEOUT |
    And this "access_client" was entered on Spectrum's screens
      | client_id        | sync   |
      | client_secret    | s3cret |
      | authorization_id | TIEOUT |
    When a client asks "<path>" as "sync" with the secret "s3cret"
    Then the HTTP status is 200
    And the answer has a "<member>"

    Examples:
      | member               | path            |
      | access_token         | /connect/token  |
      | expires_in           | /connect/token  |
      | client_secret        | /secretRotation |
      | estimated_expiration | /secretRotation |

  Scenario: A rotated secret lives as long as the old one did at first
    Given the switch "is_enhanced_authentication_on" is on
    And this "authorization" was entered on Spectrum's screens
      | id | TIEOUT |
    And this "access_client" was entered on Spectrum's screens
      | client_id        | sync   |
      | client_secret    | s3cret |
      | authorization_id | TIEOUT |
      | life_days        | 7      |
    And 48 hours and 0 seconds have gone by
    When a client asks "/secretRotation" as "sync" with the secret "s3cret"
    Then the HTTP status is 200
    And the answer's "estimated_expiration" is "2020-04-18T12:00:00Z"

  Scenario: After a rotation the old secret is worth nothing
    Given the switch "is_enhanced_authentication_on" is on
    And this "authorization" was entered on Spectrum's screens
      | id | TIEOUT |
    And this "access_client" was entered on Spectrum's screens
      | client_id        | sync   |
      | client_secret    | s3cret |
      | authorization_id | TIEOUT |
    And the client "sync" has rotated its secret "s3cret"
    When a client asks "/connect/token" as "sync" with the secret "s3cret"
    Then the HTTP status is 401

  Scenario Outline: Without the secret, after its end or without leave nothing is given
    Given the switch "is_enhanced_authentication_on" is on
    And this "authorization" was entered on Spectrum's screens
      | id | TIEOUT |
    And this "access_client" was entered on Spectrum's screens
      | client_id         | sync   |
      | client_secret     | s3cret |
      | authorization_id  | TIEOUT |
      | life_days         | 7      |
      | may_rotate_itself | false  |
    And <hours> hours and 0 seconds have gone by
    When a client asks "<path>" as "sync" with the secret "<secret>"
    Then the HTTP status is <status>
    And the answer's "error_description" is "<words>"

    Examples:
      | words                                 | path            | secret | hours | status |
      | client_id or client_secret is wrong   | /connect/token  | guess  | 1     | 401    |
      | the client_secret has expired         | /connect/token  | s3cret | 168   | 401    |
      | self-rotation is off for this client  | /secretRotation | s3cret | 1     | 403    |

  Scenario: Where enhanced authentication is off there is no token
    When a client asks "/connect/token" as "sync" with the secret "s3cret"
    Then the HTTP status is 404
    And the answer's "error_description" is "enhanced authentication is off"
