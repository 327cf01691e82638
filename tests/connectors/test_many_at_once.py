"""One set of books serves many threads, as the sync's workflows use it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal

from engine.ports.procore import ContractLineValues, PrimeContractHeader
from engine.ports.spectrum import ChangeRequestEntry
from engine.records.contract_key import ContractKey

THREADS = 8
CALLS = 40


def test_spectrum_by_many_threads(served) -> None:
    make, books = served.make_in_spectrum, served.spectrum
    make("customer", code="OWNER")
    make("job", number="J1", customer_code="OWNER", original_contract="1.00")
    make("billing_item", job_number="J1", customer_code="OWNER", code="10",
         original_contract="1.00")  # fmt: skip
    make("change_request_status", code="AP", action_type=1)
    key = ContractKey(served.connection.spectrum_company_code, "J1", "OWNER")

    def put_and_read(number: int) -> Decimal:
        name = f"{number:03d}"
        books.put_change_request_entry(
            ChangeRequestEntry(
                key,
                name,
                "More",
                "AP",
                date(2020, 4, 9),
                billing_item_code="10",
                revenue_amount=Decimal(number),
            )
        )
        found = books.change_request(key, name)
        assert found is not None
        assert len(books.jobs()) == 1
        return found.revenue_total

    with ThreadPoolExecutor(THREADS) as threads:
        totals = list(threads.map(put_and_read, range(CALLS)))
    assert totals == [Decimal(number) for number in range(CALLS)]
    assert len(books.change_requests(key)) == CALLS
    called = [call.operation for call in served.simulation.world.journal]
    assert called.count("ARChangeRequest.wsdl") == 1


def test_procore_by_many_threads(served) -> None:
    books = served.procore
    project_ids = [
        served.make_in_procore("project", name=f"P{number}")["id"] for number in range(CALLS)
    ]

    def create(project_id: int) -> Decimal:
        key = f"TI1|{project_id}|OWNER"
        contract_id = books.create_prime_contract(
            project_id, PrimeContractHeader("Title", "Approved", key, key)
        )
        line = ContractLineValues(f"{key}|10", "10", "Line", Decimal(project_id % 1000))
        books.sync_contract_lines(project_id, contract_id, [line])
        return books.prime_contract(project_id, contract_id).grand_total

    with ThreadPoolExecutor(THREADS) as threads:
        totals = list(threads.map(create, project_ids))
    assert totals == [Decimal(project_id % 1000) for project_id in project_ids]
    called = [call.operation for call in served.simulation.world.journal]
    assert called.count("request_token") == 1
