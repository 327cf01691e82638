"""A change order on a small contract, and rulebooks with one thing changed."""

import shutil
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from engine.mapping.outbound import ExpectedExport, expected_export
from engine.markup import PricedChangeOrder, markup_settings, price_change_order
from engine.records.change_order import ChangeOrder, ChangeOrderLine
from engine.records.change_request import ChangeRequestStatus
from engine.records.contract_key import ContractKey
from engine.records.financial_markup import FinancialMarkup, MarkupCalculation, MarkupSet
from engine.records.prime_contract import ContractLine
from engine.rulebook.load import DEFAULT_RULES, load_rulebook
from engine.rulebook.model import Rulebook

KEY = ContractKey("100", "J-2001", "CUST01")
APPROVED_ON = date(2020, 4, 9)
CONTRACT_LINES = tuple(
    ContractLine(
        id=number,
        position=number,
        description=f"Item {code}",
        amount=Decimal("1000.00"),
        origin_id=KEY.billing_item_origin_id(code),
        origin_data=code,
    )
    for number, code in enumerate(("0100", "0200", "0300"), start=1)
)
STATUSES = (
    ChangeRequestStatus("A", 1),
    ChangeRequestStatus("B", 2),
    ChangeRequestStatus("C", 3),
    ChangeRequestStatus("P", 4),
    ChangeRequestStatus("R", 5),
)


def make_line(line_id: int, amount: str, **changed: object) -> ChangeOrderLine:
    values: dict[str, object] = {
        "id": line_id,
        "position": line_id,
        "description": f"Line {line_id}",
        "amount": Decimal(amount),
        "cost_code_id": line_id,
        "cost_code": f"01-{line_id:03}",
        "cost_type_id": 1,
        "cost_type": "L",
        "prime_line_item_id": 1,
    }
    return ChangeOrderLine(**{**values, **changed})  # type: ignore[arg-type]  # test values by name


def make_markup(markup_id: int, percentage: str, **changed: object) -> FinancialMarkup:
    values: dict[str, object] = {
        "id": markup_id,
        "name": f"Markup {markup_id}",
        "markup_set": MarkupSet.VERTICAL,
        "position": markup_id,
        "percentage": Decimal(percentage),
        "calculation": MarkupCalculation.BASIC,
        "selections": (),
        "conditions": (),
        "lump_sum": None,
        "prime_line_item_id": None,
    }
    return FinancialMarkup(**{**values, **changed})  # type: ignore[arg-type]  # test values by name


def make_change_order(
    lines: tuple[ChangeOrderLine, ...], markups: tuple[FinancialMarkup, ...] = (), **changed: object
) -> ChangeOrder:
    values: dict[str, object] = {
        "id": 900,
        "project_id": 7,
        "contract_id": 8,
        "package_id": 901,
        "number": "001",
        "title": "Owner's changes",
        "description": "Temporary fence",
        "status": "approved",
        "approved_date": APPROVED_ON,
        "grand_total": Decimal("0.00"),
        "created_by_login": "pm@example.com",
        "origin_id": None,
        "lines": lines,
        "markups": markups,
    }
    return ChangeOrder(**{**values, **changed})  # type: ignore[arg-type]  # test values by name


def priced(change_order: ChangeOrder, rulebook: Rulebook) -> PricedChangeOrder:
    return price_change_order(change_order.lines, change_order.markups, markup_settings(rulebook))


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    return load_rulebook()


@pytest.fixture
def edited_rulebook(tmp_path: Path) -> Callable[[str, str, str], Rulebook]:
    """A copy of the rules in which one text of one file is replaced, loaded like the real ones."""

    def edit(file: str, old: str, new: str) -> Rulebook:
        rules = tmp_path / "rules"
        shutil.copytree(DEFAULT_RULES, rules)
        text = (rules / file).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} appears {text.count(old)} times in {file}"
        (rules / file).write_text(text.replace(old, new), encoding="utf-8")
        return load_rulebook(rules)

    return edit


@pytest.fixture
def line() -> Callable[..., ChangeOrderLine]:
    return make_line


@pytest.fixture
def markup() -> Callable[..., FinancialMarkup]:
    return make_markup


@pytest.fixture
def change_order() -> Callable[..., ChangeOrder]:
    return make_change_order


@pytest.fixture
def export(rulebook: Rulebook) -> Callable[..., ExpectedExport]:
    """Exports a change order of the small contract; `book` and `status` may be others."""

    def run(
        change_order: ChangeOrder, *, status: str = "A", book: Rulebook = rulebook
    ) -> ExpectedExport:
        return expected_export(
            change_order,
            priced(change_order, book),
            KEY,
            CONTRACT_LINES,
            {"spectrum_status_code": status},
            STATUSES,
            book,
        )

    return run
