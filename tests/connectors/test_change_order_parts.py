"""A PCCO's parts that do not fit together, as only another server than the simulator sends them."""

import pytest

from engine.ports.outcomes import Unavailable, Unreadable
from engine.records.change_order import ChangeOrder

CHANGE_ORDER = {
    "id": 9,
    "contract_id": 2,
    "legacy_package_id": 8,
    "number": "001",
    "status": "approved",
    "grand_total": "1.0",
}
LINE = {
    "id": 5,
    "holder": {"id": 7, "holder_type": "PotentialChangeOrder"},
    "cost_code": {"id": 1, "full_code": "01-011"},
    "line_item_type": None,
}
V2_LINE = {"id": "5", "position": 1, "amount": "1.00", "prime_line_item_id": None}
MARKUP = {
    "id": 4,
    "markup_set": "vertical",
    "position": 1,
    "percentage": "5",
    "applies_to_all": False,
    "compound": None,
    "markup_conditions": [
        {
            "match_type": "includes",
            "wbs_segment_id": 3,
            "markup_condition_items": [{"wbs_segment_item_id": 1}],
        }
    ],
}


def _read(bench, *, v2_line: object = V2_LINE, markup: object = MARKUP) -> ChangeOrder:
    answers = [
        [CHANGE_ORDER],
        [],
        {"id": 8, "line_items": [LINE]},
        {"data": [v2_line]},
        [markup],
        [{"id": 3, "type": "cost_code"}, {"id": 6, "type": "custom"}],
    ]
    books, _ = bench.procore(*(bench.acts.reply(200, answer) for answer in answers))
    (found,) = books.change_orders(1)
    return found


def test_the_parts_together(bench) -> None:
    found = _read(bench)
    assert [line.cost_code for line in found.lines] == ["01-011"]
    assert [condition.segment_item_ids for condition in found.markups[0].conditions] == [{1}]
    assert (found.created_by_login, found.title, found.approved_date) == ("", "", None)


def test_lines_that_changed_between_two_answers_are_read_again(bench) -> None:
    with pytest.raises(Unavailable, match="name different lines: it changed while it was read"):
        _read(bench, v2_line={**V2_LINE, "id": "6"})


def test_a_markup_for_all_lines_has_no_conditions(bench) -> None:
    assert _read(bench, markup={**MARKUP, "applies_to_all": True}).markups[0].conditions == ()


@pytest.mark.parametrize(
    ("changed", "text"),
    [
        ({"markup_set": "diagonal"}, "markup 4: markup_set is 'diagonal'; known are: horizontal"),
        ({"percentage": "a lot"}, "markup 4: percentage is no percentage"),
        (
            {"percentage": "10 %"},
            "percentage is no percentage: '10 %' is not a decimal number; write it with digits",
        ),
        ({"percentage": "0,1"}, "percentage is no percentage: '0,1' is not a decimal number"),
        ({"compound": {"type": "twice"}}, "markup 4: compound: type is 'twice'; known are: null"),
        (
            {"markup_conditions": [{"match_type": "includes", "wbs_segment_id": 6}]},
            "wbs_segment_id 6 is neither the cost code nor the cost type segment",
        ),
    ],
)
def test_a_markup_that_makes_no_sense_is_named(bench, changed: dict, text: str) -> None:
    with pytest.raises(Unreadable, match=text):
        _read(bench, markup={**MARKUP, **changed})


@pytest.mark.parametrize(
    ("changed", "text"),
    [
        ({"amount": "1,005"}, "line 5: amount is no amount: '1,005' is not a decimal number"),
        ({"amount": None}, "line 5: amount is missing"),
        ({"position": "first"}, "line 5: position is 'first', not a position"),
        ({"prime_line_item_id": "x"}, "line 5: prime_line_item_id is 'x', not an id"),
    ],
)
def test_a_line_that_makes_no_sense_is_named(bench, changed: dict, text: str) -> None:
    with pytest.raises(Unreadable, match=f"prime change order 9: {text}"):
        _read(bench, v2_line={**V2_LINE, **changed})
