"""What was begun under one change request number is finished under it, whatever is set since."""

from collections.abc import Callable
from dataclasses import replace
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.erp_integrations.tie_out import tie_out_rows
from engine.operations.records import ChangeOrderRef
from engine.operations.request import Operation
from engine.sync.change_orders.numbering import mapped_numbers
from engine.sync.outcome import Result
from engine.sync.store.intents import IntentState
from engine.sync.store.settings import CompanySettings

NewChangeOrder = Callable[..., Any]


def _configure(company: Any, **values: object) -> None:
    with company.store.transaction() as books:
        books.settings.write(replace(books.settings.read(), **values))


def _sent(company: Any, new_change_order: NewChangeOrder, *numbers: str) -> list[Any]:
    assert company.run(Operation.IMPORT).is_done
    orders = [new_change_order(company, number) for number in numbers]
    for order in orders:
        assert company.run(Operation.SEND, company.pcco(order.number)).is_done
    return orders


def _numbers(company: Any) -> list[str]:
    return [number for _, number in company.spectrum.requests]


def _links(company: Any) -> list[str]:
    return [
        link.origin_id.split("|CR|")[1]
        for (kind, _), link in company.procore.links.items()
        if kind == "change_order"
    ]


def test_a_crash_anywhere_and_another_format_double_nothing(memory: ModuleType) -> None:
    """S1: before the first write the new format holds, after it the number that was begun."""

    def prepared() -> Any:
        company = memory.make_company()
        _sent(company, lambda of, number: memory.add_change_order(of, number), "001")
        company.mishaps.passed = 0
        company.mishaps.names.clear()
        return company

    whole = prepared()
    assert whole.run(Operation.ACCEPT).is_done
    (order_total,) = {order.grand_total for order in whole.procore.orders.values()}
    ended_under = []
    for crash_at in range(1, whole.mishaps.passed + 1):
        company = prepared()
        company.mishaps.crash_at = crash_at
        with pytest.raises(memory.Crash):
            company.run(Operation.ACCEPT)
        company.restart()
        _configure(company, change_request_prefix="PCO")
        outcome = company.run(Operation.ACCEPT)
        was_over = outcome.decision.rule_ids == ("accept.not-ready", "post.number-taken")
        where = f"cut off at {crash_at}"
        assert outcome.is_done or was_over or crash_at == whole.mishaps.passed, where
        (number,) = _numbers(company)
        assert _links(company) == [number], where
        assert {entry.number for entry in company.spectrum.entries_taken} == {number}, where
        assert company.spectrum.requests[memory.KEY, number].revenue_total == order_total
        ended_under.append(number)
    # The intent is what begins it: from then on, and only from then on, it stays.
    assert ended_under == sorted(ended_under, reverse=True)
    assert set(ended_under) == {"001", "PCO001"}


def test_a_failed_export_is_tried_again_under_its_number(
    company: Any, new_change_order: NewChangeOrder
) -> None:
    _sent(company, new_change_order, "001")
    company.mishaps.failures["put_change_request_entry"] = [None, "refused"]
    assert company.run(Operation.ACCEPT).result is Result.FAILED
    _configure(company, change_request_prefix="PCO")
    assert company.run(Operation.EXPORT).is_done
    assert _numbers(company) == _links(company) == ["001"]


def test_a_rejected_part_in_spectrum_keeps_its_number_until_it_is_deleted(
    company: Any, new_change_order: NewChangeOrder
) -> None:
    """A renumbered PCCO would else stand in Spectrum twice."""
    (order,) = _sent(company, new_change_order, "001")
    company.mishaps.failures["put_change_request_entry"] = [None, "refused"]
    assert company.run(Operation.ACCEPT).result is Result.FAILED
    assert company.run(Operation.REJECT).is_done
    company.procore.orders[order.id] = replace(company.procore.orders[order.id], number="005")
    renumbered = company.pcco("005")
    assert company.run(Operation.RESEND, renumbered).is_done
    done = company.run(
        Operation.ACCEPT, renumbered, choices=company.request(Operation.ACCEPT).choices
    )
    assert done.messages == ("Exported PCCO 005 as change request 001.",)
    assert _numbers(company) == ["001"]


@pytest.mark.parametrize("somebody_takes_it", [False, True])
def test_a_rejected_export_of_which_nothing_is_in_spectrum_gives_its_number_back(
    company: Any, new_change_order: NewChangeOrder, memory: ModuleType, somebody_takes_it: bool
) -> None:
    (order,) = _sent(company, new_change_order, "001")
    company.mishaps.failures["put_change_request_entry"] = ["refused"]
    assert company.run(Operation.ACCEPT).result is Result.FAILED
    foreign = replace(_request(company, new_change_order), number="001", description="Theirs")
    if somebody_takes_it:
        company.spectrum.requests[memory.KEY, "001"] = foreign
    assert company.run(Operation.REJECT).is_done
    company.spectrum.requests[memory.KEY, "001"] = foreign
    _configure(company, change_request_prefix="PCO")
    assert company.run(Operation.RESEND).is_done
    assert company.run(Operation.ACCEPT).is_done
    assert _numbers(company) == ["001", "PCO001"]
    assert company.spectrum.requests[memory.KEY, "001"] == foreign
    assert order.number == "001"


def test_a_deleted_part_gives_its_number_back(
    company: Any, new_change_order: NewChangeOrder, memory: ModuleType
) -> None:
    _sent(company, new_change_order, "001")
    company.mishaps.failures["put_change_request_entry"] = [None, "refused"]
    assert company.run(Operation.ACCEPT).result is Result.FAILED
    assert company.run(Operation.REJECT).is_done
    company.spectrum.requests.clear()
    _configure(company, change_request_prefix="PCO")
    assert company.run(Operation.RESEND).is_done
    assert company.run(Operation.ACCEPT).is_done
    assert _numbers(company) == _links(company) == ["PCO001"]
    with company.store.reading() as books:
        begun = books.intents.of(memory.KEY.change_request_origin_id("001"))
    assert {intent.state for intent in begun} == {IntentState.ABANDONED}


def test_the_tie_out_knows_change_requests_by_their_numbers(
    company: Any, new_change_order: NewChangeOrder
) -> None:
    """Those of an older format, too; a number of the plain kind is none of ours."""
    _sent(company, new_change_order, "001", "002")
    assert company.run(Operation.ACCEPT).is_done
    _configure(company, change_request_prefix="PCO")
    accept = company.request(Operation.ACCEPT).choices
    assert company.run(Operation.ACCEPT, company.pcco("002"), choices=accept).is_done
    assert _numbers(company) == ["001", "PCO002"]
    (row,) = tie_out_rows(company.context, "controller")
    assert (row.not_exported, row.not_from_procore, row.differences) == ((), (), ())
    ((key, request),) = [item for item in company.spectrum.requests.items() if item[0][1] == "001"]
    company.spectrum.requests[key[0], "002"] = replace(request, number="002")
    (row,) = tie_out_rows(company.context, "controller")
    assert [change.record for change in row.not_from_procore] == ["change request 002"]


def test_an_unfinished_export_holds_its_number_against_others(
    company: Any, new_change_order: NewChangeOrder
) -> None:
    _sent(company, new_change_order, "001", "2-001")
    company.mishaps.failures["put_change_request_entry"] = [None, "refused"]
    assert company.run(Operation.ACCEPT).result is Result.FAILED
    _configure(company, change_request_prefix="X", change_request_last_characters=5)
    accept = company.request(Operation.ACCEPT).choices
    assert company.run(Operation.ACCEPT, company.pcco("2-001"), choices=accept).is_done
    _configure(company, change_request_prefix="", change_request_last_characters=3)
    third = new_change_order(company, "3-001")
    refused = company.run(Operation.SEND, company.pcco(third.number))
    assert refused.decision is not None
    assert refused.decision.rule_ids == ("pcco.number-shared",)
    assert refused.decision.reasons[0].wording.startswith("PCCO 3-001 and 001 would have")
    assert company.run(Operation.EXPORT).is_done
    assert sorted(_numbers(company)) == ["001", "X2-001"]


def _request(company: Any, new_change_order: NewChangeOrder) -> Any:
    """What an export of a PCCO of the same lines comes to."""
    model = new_change_order(company, "M1")
    ref = ChangeOrderRef(model.project_id, "M1", None)
    assert company.run(Operation.SEND, ref).is_done
    accept = company.request(Operation.ACCEPT).choices
    assert company.run(Operation.ACCEPT, ref, choices=accept).is_done
    ((key, request),) = [
        item for item in company.spectrum.requests.items() if item[1].number == "M1"
    ]
    del company.spectrum.requests[key]
    return request


@given(
    numbers=st.lists(st.text("0129-", min_size=1, max_size=6), min_size=2, max_size=5, unique=True),
    prefix=st.text("AB", max_size=3),
    last=st.none() | st.integers(1, 5),
)
def test_whatever_is_allowed_has_a_number_of_its_own_that_fits(
    memory: ModuleType, numbers: list[str], prefix: str, last: int | None
) -> None:
    """Never cutting what tells two apart: both are refused, everything else is told apart."""
    company = memory.make_company()
    assert company.run(Operation.IMPORT).is_done
    for number in numbers:
        memory.add_change_order(company, number)
    settings = CompanySettings(change_request_prefix=prefix, change_request_last_characters=last)
    _configure(company, change_request_prefix=prefix, change_request_last_characters=last)
    number_of = mapped_numbers(memory.KEY, settings, company.context.rulebook)
    orders = company.procore.change_orders(memory.PROJECT_ID)
    formatted = [number_of(order) for order in orders]
    for order, own in zip(orders, formatted, strict=True):
        outcome = company.run(Operation.SEND, company.pcco(order.number, order.id))
        expected = set()
        if len(own) > 8:
            expected.add("pcco.number-too-long")
        if formatted.count(own) > 1:
            expected.add("pcco.number-shared")
        assert set(outcome.decision.rule_ids) == expected
