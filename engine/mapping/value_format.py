"""The formats a mapping row may name, and what they do to a value.

Text: none, `without_dashes` (D-153), `company_number_format` (D-165), or a text with `{value}`.
Dates: `MM/DD/CCYY` (D-156), which the connector writes. Amounts: Spectrum's own notation, such as
`-10.2`: a sign is allowed, at most ten digits before the point and two after it (D-155).
"""

import re
from collections.abc import Mapping
from decimal import Decimal

from engine.mapping.number_format import formatted_number
from engine.mapping.refusal import MappingRefused
from engine.mapping.target import Target, ValueKind
from engine.rulebook.model import MappingRow

WITHOUT_DASHES = "without_dashes"
COMPANY_NUMBER_FORMAT = "company_number_format"
NAMED_TEXT_FORMATS = (WITHOUT_DASHES, COMPANY_NUMBER_FORMAT)
PLACEHOLDER = "{value}"
SPECTRUM_DATE = "MM/DD/CCYY"
DIGITS = re.compile(r"(?P<sign>-?)(?P<whole>[1-9]\d?)\.(?P<decimals>[0-9])")


FORMATS_IN_WORDS = {
    ValueKind.TEXT: f"no format, {', '.join(NAMED_TEXT_FORMATS)}, or a text with {PLACEHOLDER}",
    ValueKind.DATE: SPECTRUM_DATE,
    ValueKind.AMOUNT: "digits before and after the point, such as -10.2",
}
NAMED_FORMATS: Mapping[ValueKind, tuple[str, ...]] = {
    ValueKind.TEXT: NAMED_TEXT_FORMATS,
    ValueKind.DATE: (SPECTRUM_DATE,),
    ValueKind.AMOUNT: (),
}


def suits(written: str | None, target: Target) -> bool:
    """Whether a row may give the target this format, or None, and the target holds its digits."""
    match target.kind:
        case ValueKind.TEXT:
            return written in (None, *NAMED_TEXT_FORMATS) or PLACEHOLDER in (written or "")
        case ValueKind.DATE:
            return written == SPECTRUM_DATE
        case ValueKind.AMOUNT:
            digits = DIGITS.fullmatch(written or "")
            return (
                digits is not None
                and (target.whole_digits is None or int(digits["whole"]) <= target.whole_digits)
                and (target.decimals is None or int(digits["decimals"]) <= target.decimals)
            )


def largest_cents(written: str | None) -> int | None:
    """The largest amount that fits an amount's format, in cents; None for another format."""
    digits = DIGITS.fullmatch(written or "")
    if digits is None:
        return None
    largest = 10 ** int(digits["whole"]) - Decimal(1).scaleb(-int(digits["decimals"]))
    return int(largest * 100)


def refuse_unknown_format(row: MappingRow, target: Target) -> None:
    """MappingRefused when the row's format doesn't suit what the target holds."""
    if not suits(row.format, target):
        raise MappingRefused(
            str(row.location),
            row.to_field,
            f"{target.kind.in_words} can't have this format",
            row.format or "no format",
            f"Use {FORMATS_IN_WORDS[target.kind]}.",
        )


def formatted_text(row: MappingRow, text: str, company_settings: Mapping[str, str]) -> str:
    """The text as the row's format wants it; its length is not looked at."""
    if row.format is None:
        return text
    if row.format == WITHOUT_DASHES:
        return text.replace("-", "")
    if row.format == COMPANY_NUMBER_FORMAT:
        return formatted_number(text, company_settings)
    return row.format.replace(PLACEHOLDER, text)


def fitted_amount(row: MappingRow, amount: Decimal, record: str) -> Decimal:
    """The amount with the row's decimals, never rounded; MappingRefused when it doesn't fit."""
    digits = DIGITS.fullmatch(row.format or "")
    assert digits is not None, "amount formats are checked when rows are selected"
    limit, decimals = int(digits["whole"]), int(digits["decimals"])
    if not amount.is_finite():
        raise _unfit(row, amount, record, "it is not a number", None, None)
    if amount < 0 and not digits["sign"]:
        raise _unfit(row, amount, record, "negative amounts are not taken", None, None)
    actual = max(amount.adjusted() + 1, 1) if amount else 1
    if actual > limit:
        problem = f"at most {limit} digits fit before the point and this has {actual}"
        raise _unfit(row, amount, record, problem, limit, actual)
    fitted = amount.quantize(Decimal(1).scaleb(-decimals))
    if fitted != amount:
        raise _unfit(row, amount, record, f"at most {decimals} decimals fit", decimals, None)
    return fitted


def _unfit(
    row: MappingRow,
    amount: Decimal,
    record: str,
    problem: str,
    limit: int | None,
    actual: int | None,
) -> MappingRefused:
    return MappingRefused(
        record,
        row.to_field,
        problem,
        str(amount),
        "Correct the amount, or split the record.",
        limit=limit,
        actual=actual,
    )
