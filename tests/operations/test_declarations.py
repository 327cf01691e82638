"""Every operation and every choice is declared once; what is not declared cannot be asked for."""

from datetime import date

import pytest

from engine.operations.choices import (
    ACCEPTED_TRANSACTION_DATE,
    CHOICES,
    NO_CHOICES,
    Choices,
    WrongRequestError,
    read_choices,
)
from engine.operations.declarations import OPERATIONS
from engine.operations.records import ChangeOrderRef, ContractRef, RecordRef
from engine.operations.request import Operation
from engine.rulebook.load import load_rulebook
from features.support.request_sentences import sentences

RULEBOOK = load_rulebook()
TODAY = date(2020, 4, 9)
CONTRACT = ContractRef("24-101")
PCCO = ChangeOrderRef("24-101", "001")


def test_each_operation_is_declared_once_in_one_order() -> None:
    assert list(OPERATIONS) == list(Operation)


def test_each_choice_is_declared_once() -> None:
    assert tuple(choice.name for choice in CHOICES) == Choices.__struct_fields__


def test_what_people_may_ask_for_is_what_the_lifecycles_let_them() -> None:
    declared = [
        RULEBOOK.lifecycles[operation.record.lifecycle].transition(operation.action).eligibility
        for operation in OPERATIONS.values()
    ]
    moves = [m for lifecycle in RULEBOOK.lifecycles.values() for m in lifecycle.transitions]
    assert sorted(map(str, declared)) == sorted(
        m.eligibility for m in moves if m.eligibility is not None
    )


def test_what_the_export_brings_about_is_nothing_to_ask_for() -> None:
    lifecycle = RULEBOOK.lifecycles["pcco"]
    assert lifecycle.transition("fail").eligibility is None
    with pytest.raises(KeyError, match="the lifecycle pcco has no action 'export'"):
        lifecycle.transition("export")


def test_no_two_sentences_are_the_same() -> None:
    patterns = [sentence.pattern for sentence in sentences(OPERATIONS.values())]
    assert len(patterns) == len(set(patterns))


@pytest.mark.parametrize(
    ("operation", "record", "choices", "message"),
    [
        (
            Operation.SEND,
            CONTRACT,
            NO_CHOICES,
            "send is about a PCCO, and prime contract of job 24-101 is none; "
            "name it by its project and its number.",
        ),
        (
            Operation.IMPORT,
            PCCO,
            NO_CHOICES,
            "import is about a prime contract, and PCCO 001 of project 24-101 is none; "
            "name it by its Spectrum job.",
        ),
        (
            Operation.SEND,
            PCCO,
            Choices(comment="why"),
            "send takes no comment, and 'why' was given; leave it out. "
            "It takes nothing but its record.",
        ),
        (
            Operation.REJECT,
            PCCO,
            Choices(transaction_date=TODAY),
            "reject takes no transaction date, and '2020-04-09' was given; leave it out. "
            "It takes comment.",
        ),
        (
            Operation.REIMPORT,
            CONTRACT,
            Choices(accounting_method="unit_based"),
            "reimport takes no accounting method, and 'unit_based' was given; leave it out. "
            "It takes nothing but its record.",
        ),
        (
            Operation.REJECT,
            PCCO,
            Choices(comment="x" * 1_001),
            "The comment has 1,001 characters and may have 1,000.",
        ),
        (
            Operation.IMPORT,
            CONTRACT,
            Choices(accounting_method="by_weight"),
            "The accounting method is 'by_weight' and should be amount_based or unit_based.",
        ),
    ],
)
def test_what_cannot_be_meant_is_told_with_what_to_do(
    operation: Operation, record: RecordRef, choices: Choices, message: str
) -> None:
    with pytest.raises(WrongRequestError) as told:
        OPERATIONS[operation].check(record, choices)
    assert str(told.value) == message


@pytest.mark.parametrize(
    ("operation", "record", "choices"),
    [
        (Operation.REJECT, PCCO, Choices(comment="x" * 1_000)),
        (Operation.ACCEPT, PCCO, Choices(transaction_date=TODAY)),
        (Operation.ACCEPT, PCCO, NO_CHOICES),
        (Operation.IMPORT, CONTRACT, Choices(accounting_method="unit_based")),
    ],
)
def test_what_is_declared_may_be_asked(
    operation: Operation, record: RecordRef, choices: Choices
) -> None:
    OPERATIONS[operation].check(record, choices)


def test_a_date_left_out_is_today_where_today_is_preset() -> None:
    accept, export = OPERATIONS[Operation.ACCEPT], OPERATIONS[Operation.EXPORT]
    assert accept.with_presets(NO_CHOICES, TODAY) == Choices(transaction_date=TODAY)
    typed_in = Choices(transaction_date=date(2020, 5, 1))
    assert accept.with_presets(typed_in, TODAY) == typed_in
    assert export.with_presets(NO_CHOICES, TODAY) == NO_CHOICES
    assert export.choices == (ACCEPTED_TRANSACTION_DATE,)
    assert export.falls_back_on_the_accepted_date
    assert not accept.falls_back_on_the_accepted_date


def test_texts_become_choices() -> None:
    texts = {"transaction_date": "2020-04-09", "comment": "  why ", "accounting_method": ""}
    assert read_choices(texts) == Choices(TODAY, "why", "amount_based")
    assert read_choices({"transaction_date": "", "comment": " "}) == NO_CHOICES
    assert read_choices({"job_number": "24-101"}) == NO_CHOICES


@pytest.mark.parametrize(
    ("texts", "message"),
    [
        (
            {"transaction_date": "9 April"},
            "The transaction date is '9 April' and should be a date such as 2020-04-09.",
        ),
        (
            {"accounting_method": "u" * 300},
            f"The accounting method is '{'u' * 200}' and should be amount_based or unit_based.",
        ),
    ],
)
def test_texts_that_make_no_sense_are_named(texts: dict[str, str], message: str) -> None:
    with pytest.raises(WrongRequestError) as told:
        read_choices(texts)
    assert str(told.value) == message
