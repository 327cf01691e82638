@fact:SP-1
Feature: The SOAP wire: what is needed in an envelope, and how nonsense is refused

  Background:
    Given Spectrum holds the Riverside company

  Scenario Outline: Every declared parameter must be present, even when blank
    When a client calls "<service>" without the parameter "<element>"
    Then the HTTP status is 500
    And Spectrum answers "every parameter must be present: <element>"
    And Info-Link is as it was before

    Examples:
      | service         | element          |
      | GetJob          | pSort_By         |
      | ARChangeRequest | GUID             |
      | ARChangeOrder   | Authorization_ID |

  Scenario: A parameter that the service does not declare is refused
    When a client calls "GetCustomers" with the unknown parameter "pColour"
    Then the HTTP status is 500
    And Spectrum answers "GetCustomers has no parameter pColour"

  Scenario Outline: Nonsense is a SOAP fault, and no entity is ever resolved
    When a client sends "GetCustomers" "<nonsense>"
    Then the HTTP status is 500
    And Spectrum explains "<words>"
    And Info-Link is as it was before

    Examples:
      | nonsense                            | words                                              |
      | an empty envelope                   | the Body holds 0 elements; one is needed           |
      | an envelope that breaks off         | the request is not well-formed XML                 |
      | an envelope with an external entity | a document type declaration is not allowed in SOAP |
      | another service's call              | GetJob can't be called at /ws/GetCustomers         |
      | no XML at all                       | the request is not well-formed XML                 |

  @fact:SP-2
  Scenario Outline: A service of Spectrum that is not simulated says so loudly
    When a client sends "<service>" "an empty envelope"
    Then the HTTP status is 501
    And Spectrum explains "The Web Service <service> is not implemented by this simulator"

    Examples:
      | service          |
      | AddCustomer      |
      | GetPhaseEnhanced |
