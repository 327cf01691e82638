"""Spectrum's books against the simulated Spectrum, in-process and over sockets."""

from datetime import date
from decimal import Decimal

import pytest

from engine.ports.outcomes import Refused
from engine.ports.spectrum import ChangeRequestEntry
from engine.records.change_request import BillingLine, ChangeRequestStatus, CostLine
from engine.records.contract_key import ContractKey
from engine.records.job import Job, PriceMethod
from engine.records.phase import Phase
from engine.records.spectrum_contract import BillingItem


@pytest.fixture
def key(simulated) -> ContractKey:
    """A contract of 1,000.10 on job 2020-01 with two billing items and one phase."""
    make = simulated.make_in_spectrum
    make("customer", code="OWNER", name="An Owner")
    make(
        "job",
        number="2020-01",
        description="A Tower",
        customer_code="OWNER",
        original_contract="1000.10",
    )
    make(
        "billing_item",
        job_number="2020-01",
        customer_code="OWNER",
        code="20",
        description="Steel & <glass>",
        original_contract="700.07",
    )
    make(
        "billing_item",
        job_number="2020-01",
        customer_code="OWNER",
        code="10",
        description="Ground works",
        original_contract="300.03",
    )
    make("phase", job_number="2020-01", phase_code="01100", cost_type="L", description="Labour")
    make("change_request_status", code="AP", action_type=1)
    make("change_request_status", code="PE", action_type=4)
    return ContractKey(simulated.connection.spectrum_company_code, "2020-01", "OWNER")


def _entry(key: ContractKey, **changed: object) -> ChangeRequestEntry:
    values: dict[str, object] = {
        "contract": key,
        "number": "001",
        "description": "More steel",
        "status_code": "AP",
        "approved_date": date(2020, 4, 9),
        **changed,
    }
    return ChangeRequestEntry(**values)  # type: ignore[arg-type]  # each test says which


def test_jobs_of_every_status_by_number(simulated, key) -> None:
    simulated.make_in_spectrum("job", number="2019-07", description="Done", status="C")
    simulated.make_in_spectrum("job", number="2021-01", price_method="U", status="I")
    company = simulated.connection.spectrum_company_code
    assert simulated.spectrum.jobs() == [
        Job(company, "2019-07", "Done", "C", "", PriceMethod.FIXED, Decimal("0.00")),
        Job(company, "2020-01", "A Tower", "A", "OWNER", PriceMethod.FIXED, Decimal("1000.10")),
        Job(company, "2021-01", "", "I", "", PriceMethod.UNIT_PRICE, Decimal("0.00")),
    ]


def test_phases_of_one_job(simulated, key) -> None:
    simulated.make_in_spectrum(
        "phase",
        job_number="2020-01",
        phase_code="01100",
        cost_type="M",
        description="Labour",
        status="C",
    )
    simulated.make_in_spectrum("job", number="other")
    simulated.make_in_spectrum("phase", job_number="other", phase_code="9", cost_type="L")
    assert simulated.spectrum.phases("2020-01") == [
        Phase("2020-01", "01100", "L", "Labour", "A"),
        Phase("2020-01", "01100", "M", "Labour", "C"),
    ]
    assert simulated.spectrum.phases("nowhere") == []


def test_beyond_the_row_cap_jobs_and_phases_are_read_whole(simulated, key) -> None:
    make = simulated.make_in_spectrum
    for number in range(7):
        make("job", number=f"J{number}", status="C" if number % 2 else "A")
        make("phase", job_number="2020-01", phase_code=f"02{number}", cost_type="L")
    uncapped = (simulated.spectrum.jobs(), simulated.spectrum.phases("2020-01"))
    make("switches", row_cap=3)
    assert (simulated.spectrum.jobs(), simulated.spectrum.phases("2020-01")) == uncapped
    assert (len(uncapped[0]), len(uncapped[1])) == (8, 8)


def test_a_contract_with_its_billing_items_in_their_order(simulated, key) -> None:
    contract = simulated.spectrum.contract(key)
    assert contract is not None
    assert contract.key == key
    assert contract.job_description == "A Tower"
    assert contract.price_method is PriceMethod.FIXED
    assert contract.original_contract == Decimal("1000.10")
    assert contract.approved_changes == Decimal("0.00")
    assert contract.billing_items == (
        BillingItem("20", "Steel & <glass>", Decimal("700.07")),
        BillingItem("10", "Ground works", Decimal("300.03")),
    )
    assert list(simulated.spectrum.contracts()) == [contract]


def test_padding_does_not_show(simulated, key) -> None:
    books = simulated.spectrum
    books.put_change_request_entry(
        _entry(key, phase_code="01100", cost_type="L", estimate_amount=Decimal("5.00"))
    )
    plain = (
        books.jobs(),
        books.contracts(),
        books.phases("2020-01"),
        books.change_requests(key),
        books.change_request_statuses(),
    )
    simulated.make_in_spectrum("switches", pads_codes=True)
    assert plain == (
        books.jobs(),
        books.contracts(),
        books.phases("2020-01"),
        books.change_requests(key),
        books.change_request_statuses(),
    )
    assert books.contract(key) == plain[1][0]
    assert books.change_request(key, "001") == plain[3][0]


def test_contracts_of_other_customers_are_other_contracts(simulated, key) -> None:
    simulated.make_in_spectrum("customer", code="SECOND")
    simulated.make_in_spectrum(
        "contract", job_number="2020-01", customer_code="SECOND", original_contract="5.00"
    )
    assert [each.key.customer_code for each in simulated.spectrum.contracts()] == [
        "OWNER",
        "SECOND",
    ]
    second = ContractKey(key.company_code, key.job_number, "SECOND")
    contract = simulated.spectrum.contract(second)
    assert contract is not None
    assert contract.billing_items == ()
    missing = ContractKey(key.company_code, key.job_number, "THIRD")
    assert simulated.spectrum.contract(missing) is None


def test_a_unit_price_contract_counts_the_group_as_the_beginning_of_the_code(simulated) -> None:
    make = simulated.make_in_spectrum
    make("customer", code="OWNER")
    make("job", number="U1", customer_code="OWNER", price_method="U", original_contract="30.00")
    make("billing_item", job_number="U1", customer_code="OWNER", group_code="01", code="200",
         description="Fill", original_contract="30.00")  # fmt: skip
    (contract,) = simulated.spectrum.contracts()
    assert contract.is_unit_price
    assert contract.billing_items == (BillingItem("01200", "Fill", Decimal("30.00")),)


def test_a_change_request_line_by_line(simulated, key) -> None:
    books = simulated.spectrum
    assert books.change_request(key, "001") is None
    books.put_change_request_entry(
        _entry(key, phase_code="01100", cost_type="L", estimate_amount=Decimal("100.00"))
    )
    books.put_change_request_entry(
        _entry(
            key,
            billing_item_code="20",
            billing_description="More steel",
            revenue_amount=Decimal("115.55"),
        )
    )
    books.put_change_request_entry(
        _entry(
            key,
            billing_item_code="10",
            billing_description="More steel",
            revenue_amount=Decimal("-0.55"),
        )
    )
    found = books.change_request(key, "001")
    assert found is not None
    assert found.contract == key
    assert (found.number, found.description, found.status_code) == ("001", "More steel", "AP")
    assert found.approved_date == date(2020, 4, 9)
    assert found.change_order_number == ""
    assert found.cost_lines == (CostLine("01100", "L", Decimal("100.00")),)
    assert found.billing_lines == (
        BillingLine("20", "More steel", Decimal("115.55")),
        BillingLine("10", "More steel", Decimal("-0.55")),
    )
    assert list(books.change_requests(key)) == [found]
    contract = books.contract(key)
    assert contract is not None
    assert contract.approved_changes == Decimal("115.00")


def test_putting_an_entry_again_changes_the_line_and_adds_none(simulated, key) -> None:
    books = simulated.spectrum
    for amount in ("1.00", "1.00", "2.50"):
        books.put_change_request_entry(
            _entry(key, billing_item_code="10", revenue_amount=Decimal(amount))
        )
    found = books.change_request(key, "001")
    assert found is not None
    assert found.billing_lines == (BillingLine("10", "Ground works", Decimal("2.50")),)


def test_a_change_request_without_an_approved_date(simulated, key) -> None:
    books = simulated.spectrum
    books.put_change_request_entry(
        _entry(
            key,
            number="7",
            status_code="PE",
            approved_date=None,
            phase_code="01100",
            cost_type="L",
            estimate_amount=Decimal("-1.00"),
        )
    )
    found = books.change_request(key, "7")
    assert found is not None
    assert found.approved_date is None
    assert found.estimate_total == Decimal("-1.00")


def test_notes_are_replaced(simulated, key) -> None:
    books = simulated.spectrum
    books.put_change_request_entry(_entry(key, billing_item_code="10", revenue_amount=Decimal(1)))
    books.put_change_request_note(key, "001", "first")
    books.put_change_request_note(key, "001", "sécond <&> line")
    contract = simulated.simulation.spectrum.stores.state.contracts[
        (key.company_code, key.job_number, key.customer_code)
    ]
    assert contract.change_requests["001"].notes == "sécond <&> line"


def test_status_codes_with_their_actions(simulated, key) -> None:
    assert simulated.spectrum.change_request_statuses() == [
        ChangeRequestStatus("AP", 1),
        ChangeRequestStatus("PE", 4),
    ]


def test_a_refusal_carries_every_text_and_column(simulated, key) -> None:
    with pytest.raises(Refused) as caught:
        simulated.spectrum.put_change_request_entry(
            _entry(
                key,
                description="x" * 251,
                number="123456789",
                billing_item_code="10",
                revenue_amount=Decimal("1.00"),
            )
        )
    text = str(caught.value)
    assert text.startswith("spectrum: ARChangeRequest: invalid: ")
    assert "(column CR_Description)" in text
    assert "(column Change_Request_Number)" in text
    assert simulated.spectrum.change_requests(key) == []


def test_a_blank_number_is_never_sent(simulated, key) -> None:
    with pytest.raises(Refused, match="the change request number is blank; nothing was sent"):
        simulated.spectrum.put_change_request_entry(
            _entry(key, number=" ", billing_item_code="10", revenue_amount=Decimal("1.00"))
        )
    assert simulated.spectrum.change_requests(key) == []


def test_a_character_that_xml_cannot_carry_is_never_sent(simulated, key) -> None:
    with pytest.raises(Refused, match="CR_Description holds a character that XML can't carry"):
        simulated.spectrum.put_change_request_entry(_entry(key, description="a\x00b"))


def test_a_wrong_authorization_id_is_a_refusal_that_does_not_show_it(simulated) -> None:
    site = simulated.simulation.spectrum
    site.stores.state.authorizations.clear()
    with pytest.raises(Refused) as caught:
        simulated.spectrum.jobs()
    assert "(column Authorization_ID)" in str(caught.value)
    assert site.credentials["authorization_id"] not in str(caught.value)
