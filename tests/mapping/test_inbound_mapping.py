"""A Spectrum contract on its way to Procore (D-180 to D-183)."""

from decimal import Decimal

import pytest

from engine.mapping.inbound import mapped_prime_contract
from engine.mapping.refusal import MappingRefused
from engine.ports.procore import ContractLineValues, PrimeContractHeader
from engine.records.contract_key import ContractKey
from engine.records.job import PriceMethod
from engine.records.spectrum_contract import BillingItem, SpectrumContract

KEY = ContractKey("100", "J-2001", "CUST01")


def contract(*items, original="3000.00", key=KEY):
    return SpectrumContract(
        key=key,
        job_description="North wing",
        price_method=PriceMethod.FIXED,
        original_contract=Decimal(original),
        approved_changes=Decimal("12.34"),
        billing_items=items,
    )


def test_every_row_value_by_value(rulebook):
    items = (
        BillingItem("0100", "General conditions", Decimal("1000")),
        BillingItem("0200", "", Decimal("-0.50")),
    )
    mapped = mapped_prime_contract(contract(*items), rulebook, {})

    assert mapped.header == PrimeContractHeader(
        title="J-2001 Prime Contract",
        status="Approved",
        origin_id="100|J-2001|CUST01",
        origin_data="100|J-2001|CUST01",
    )
    assert mapped.lines == (
        ContractLineValues(
            "100|J-2001|CUST01|0100", "0100", "General conditions", Decimal("1000.00")
        ),
        ContractLineValues("100|J-2001|CUST01|0200", "0200", "", Decimal("-0.50")),
    )
    assert mapped.total_amount == Decimal("3000.00")


def test_the_header_amount_stays_spectrums_when_lines_come_to_another(rulebook):
    """D-035: Spectrum lets the two differ."""
    mapped = mapped_prime_contract(
        contract(BillingItem("0100", "All", Decimal("2999.99"))), rulebook, {}
    )
    assert mapped.total_amount - sum(line.amount for line in mapped.lines) == Decimal("0.01")


@pytest.mark.parametrize(
    ("old", "new", "title", "status"),
    [
        ('"{value} Prime Contract"', '"Contract of job {value}"', "Contract of job J-2001", None),
        ("from: job.number", "from: job.description", "North wing Prime Contract", None),
        ("constant: Approved", "constant: Draft", "J-2001 Prime Contract", "Draft"),
        ("constant: Approved", "setting: import_status", "J-2001 Prime Contract", "Complete"),
    ],
)
def test_the_rows_decide(edited_rulebook, old, new, title, status):
    book = edited_rulebook("mapping/prime_contract.yaml", old, new)
    header = mapped_prime_contract(contract(), book, {"import_status": "Complete"}).header
    assert (header.title, header.status) == (title, status or "Approved")


def test_a_setting_without_a_value_is_refused(edited_rulebook):
    book = edited_rulebook(
        "mapping/prime_contract.yaml", "constant: Approved", "setting: import_status"
    )
    with pytest.raises(MappingRefused) as refusal:
        mapped_prime_contract(contract(), book, {})
    assert str(refusal.value) == (
        "contract 100|J-2001|CUST01: PrimeContract.status: there is no value to send; found "
        "nothing. Fill the company setting import_status."
    )


def test_an_amount_beyond_its_format_is_refused_with_its_line(rulebook):
    items = (BillingItem("0100", "All", Decimal("10000000000.00")),)
    with pytest.raises(MappingRefused) as refusal:
        mapped_prime_contract(contract(*items), rulebook, {})
    assert str(refusal.value) == (
        "contract 100|J-2001|CUST01 billing item 0100: PrimeContractLine.amount: at most 10 digits "
        "fit before the point and this has 11; found 10000000000.00. "
        "Correct the amount, or split the record."
    )
    assert (refusal.value.limit, refusal.value.actual) == (10, 11)


def test_a_line_amount_is_never_rounded(rulebook):
    items = (BillingItem("0100", "All", Decimal("1.005")),)
    with pytest.raises(MappingRefused, match=r"at most 2 decimals fit; found 1\.005"):
        mapped_prime_contract(contract(*items), rulebook, {})
