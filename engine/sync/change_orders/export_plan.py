"""What an export would make of a PCCO in Spectrum, and how that compares with what is there."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from engine.mapping.merging import estimate_by_key, revenue_by_item
from engine.mapping.outbound import ExpectedExport, expected_export
from engine.mapping.refusal import MappingRefused
from engine.markup import MarkupRefused, PricedChangeOrder, price_change_order
from engine.markup.priced_change_order import NOTHING, PricedLine
from engine.markup.rulebook_settings import markup_settings
from engine.ports.spectrum import ChangeRequestEntry
from engine.records.change_order import ChangeOrder
from engine.records.change_request import BillingLine, ChangeRequest, ChangeRequestStatus
from engine.records.contract_key import ContractKey
from engine.records.prime_contract import ContractLine
from engine.rulebook.model import Rulebook
from engine.rulebook.vocabulary import Edition
from engine.sync.store.settings import CompanySettings, settings_to_texts


@dataclass(frozen=True, slots=True)
class ExportPlan:
    """What Spectrum is to hold; `expected` is None when nothing can be sent, as `problems` say.

    `estimates` and `revenues` are the amounts of the cost and billing lines, merged, whether or not
    they fit. `billed_total` is what the lines come to, without markup when it can't be priced, and
    `rounding_difference` what Procore's total has beyond it that rounding line by line explains.
    """

    expected: ExpectedExport | None
    estimates: tuple[Decimal, ...]
    revenues: tuple[Decimal, ...]
    billed_total: Decimal
    rounding_difference: Decimal = NOTHING
    problems: tuple[str, ...] = ()
    why_not_priced: str | None = None


def plan_export(
    order: ChangeOrder,
    key: ContractKey | None,
    contract_lines: Sequence[ContractLine],
    statuses: Sequence[ChangeRequestStatus],
    settings: CompanySettings,
    rulebook: Rulebook,
    number: str,
) -> ExportPlan:
    """What Spectrum is to hold of this PCCO under this number; without a synced contract there is
    nothing to plan."""
    try:
        priced = price_change_order(
            order.lines, order.markups, markup_settings(rulebook), order.grand_total
        )
    except MarkupRefused as refused:
        unpriced = _without_limits(order, None, contract_lines, str(refused))
        return replace(unpriced, why_not_priced=str(refused))
    if key is None:
        problem = "the prime contract is not tied to a Spectrum contract"
        return _without_limits(order, priced, contract_lines, problem)
    try:
        expected = expected_export(
            order,
            priced,
            key,
            contract_lines,
            settings_to_texts(settings),
            statuses,
            rulebook,
            Edition(settings.edition),
            number=number,
        )
    except MappingRefused as refused:
        return _without_limits(order, priced, contract_lines, str(refused))
    wanted = expected.change_request
    return ExportPlan(
        expected,
        tuple(line.estimate_amount for line in wanted.cost_lines),
        tuple(line.revenue_amount for line in wanted.billing_lines),
        wanted.revenue_total,
        priced.rounding_difference,
    )


def missing_entries(
    expected: ExpectedExport, held: ChangeRequest | None
) -> list[ChangeRequestEntry]:
    """The entries Spectrum does not hold yet; a header without lines is one by itself."""
    if held is None:
        return list(expected.entries)
    return [entry for entry in expected.entries if not _is_held(entry, held)]


def is_subset(held: ChangeRequest, expected: ExpectedExport) -> bool:
    """Whether Spectrum holds nothing but what the export would write: then writing the rest can
    overwrite nothing (S5)."""
    wanted = expected.change_request
    return not [*_header_differences(wanted, held), *_extra_lines(wanted, held)]


def differences(expected: ExpectedExport, held: ChangeRequest | None) -> list[str]:
    """Everything in which the change request read back differs from what was to be written."""
    if held is None:
        return ["it is not there"]
    wanted = expected.change_request
    missing = [f"{_named(entry)} is missing" for entry in missing_entries(expected, held)]
    return [*_header_differences(wanted, held), *missing, *_extra_lines(wanted, held)]


def _without_limits(
    order: ChangeOrder,
    priced: PricedChangeOrder | None,
    contract_lines: Sequence[ContractLine],
    problem: str,
) -> ExportPlan:
    """The amounts as they would be merged, whether or not they fit: rules look at their size.

    What can't be priced is taken without its markup.
    """
    codes = {line.id: line.origin_data for line in contract_lines}
    lines = priced or PricedChangeOrder(
        tuple(PricedLine(line, (), ()) for line in order.lines), vertical_rows=()
    )
    estimates = estimate_by_key(
        lines, lambda line: (line.line.cost_code, line.line.cost_type), includes_horizontal=False
    )
    revenues = revenue_by_item(
        lines,
        lambda line: codes.get(line.line.prime_line_item_id or 0),
        lambda markup: codes.get(markup.prime_line_item_id or 0),
    )
    return ExportPlan(
        expected=None,
        estimates=tuple(estimates.values()),
        revenues=tuple(revenues.values()),
        billed_total=lines.grand_total,
        rounding_difference=lines.rounding_difference,
        problems=(problem,),
    )


def _is_held(entry: ChangeRequestEntry, held: ChangeRequest) -> bool:
    if entry.phase_code is not None:
        key = (entry.phase_code, entry.cost_type, entry.estimate_amount)
        return any((x.phase_code, x.cost_type, x.estimate_amount) == key for x in held.cost_lines)
    if entry.billing_item_code is None:
        return True
    wanted = BillingLine(
        entry.billing_item_code, entry.billing_description or "", entry.revenue_amount or NOTHING
    )
    return any(_is_same_billing(wanted, line) for line in held.billing_lines)


def _is_same_billing(wanted: BillingLine, held: BillingLine) -> bool:
    # A blank description is filled by Spectrum from the contract (D-152).
    return (wanted.billing_item_code, wanted.revenue_amount) == (
        held.billing_item_code,
        held.revenue_amount,
    ) and wanted.description in ("", held.description)


def _header_differences(wanted: ChangeRequest, held: ChangeRequest) -> list[str]:
    pairs = (
        ("description", wanted.description, held.description),
        ("status code", wanted.status_code, held.status_code),
        ("approved date", wanted.approved_date, held.approved_date),
    )
    return [
        f"its {name} is {there!s}, not {value!s}" for name, value, there in pairs if value != there
    ]


def _extra_lines(wanted: ChangeRequest, held: ChangeRequest) -> list[str]:
    extra = [
        f"it has the cost line {line.phase_code}/{line.cost_type} of {line.estimate_amount}"
        for line in held.cost_lines
        if line not in wanted.cost_lines
    ]
    extra += [
        f"it has the billing line {line.billing_item_code} of {line.revenue_amount}"
        for line in held.billing_lines
        if not any(_is_same_billing(mine, line) for mine in wanted.billing_lines)
    ]
    return extra


def _named(entry: ChangeRequestEntry) -> str:
    if entry.phase_code is not None:
        return f"the cost line {entry.phase_code}/{entry.cost_type} of {entry.estimate_amount}"
    return f"the billing line {entry.billing_item_code} of {entry.revenue_amount}"
