"""zeep as it comes, strict, with its own transport, and SQLAlchemy, against the real process."""

from typing import Any

import pytest
import sqlalchemy
import zeep


@pytest.fixture(scope="session")
def service(announced: dict[str, str]) -> Any:
    """service(name) gives what calls it with every declared parameter, blank unless given."""

    def called(name: str) -> Any:
        client: Any = zeep.Client(  # type: ignore[no-untyped-call]  # zeep is partly typed
            f"{announced['spectrum_url']}/wsdls/{name}.jws", settings=zeep.Settings(strict=True)
        )
        (binding,) = client.wsdl.bindings.values()
        names = [name for name, _ in binding.get(name).input.body.type.elements]
        known = {
            "Authorization_ID": announced["spectrum_authorization_id"],
            "Company_Code": announced["spectrum_company_code"],
            "pCompany_Code": announced["spectrum_company_code"],
        }

        def call(**given: str) -> list[dict[str, str]]:
            filled = {name: given.get(name, known.get(name, "")) for name in names}
            return _rows(client.service[name](**filled))

        return call

    return called


def _rows(reply: Any) -> list[dict[str, str]]:
    """The response rows; zeep gives one element, or a list where there are several."""
    found = [data["_value_1"] for data in reply or []]
    elements = [element for one in found for element in (one if isinstance(one, list) else [one])]
    return [
        {str(cell.tag): cell.text or "" for cell in row}
        for element in elements
        for row in element.iter("response")
    ]


def test_jobs_are_read_and_a_change_request_written(
    service: Any, announced: dict[str, str]
) -> None:
    job = service("GetJob")()[0]
    company = announced["spectrum_company_code"]
    key = {"Job_Number": job["Job_Number"], "Customer_Code": job["Customer_Code"]}
    put = service("ARChangeRequest")
    written = put(**key, Change_Request_Number="Z1", CR_Status="A", CR_Description="By zeep")
    assert written == []
    refused = put(**key, Change_Request_Number="Z2", CR_Status="NOSUCH")
    assert {row["error_code"] for row in refused} == {"I"}
    engine = sqlalchemy.create_engine(announced["infolink_url"])
    query = sqlalchemy.text(
        "SELECT Description FROM CR_CHNG_REQ_HDR_MC"
        " WHERE TRIM(Change_Request_Number) LIKE 'Z%' AND TRIM(Company_Code) = :company"
    )
    with engine.connect() as connection:
        found = connection.execute(query, {"company": company}).scalars().all()
    engine.dispose()
    assert [text.strip() for text in found] == ["By zeep"]


def test_an_unserved_service_is_a_soap_fault_that_names_it(
    service: Any, announced: dict[str, str]
) -> None:
    get_job: Any = zeep.Client(  # type: ignore[no-untyped-call]  # zeep is partly typed
        f"{announced['spectrum_url']}/wsdls/GetJob.jws", settings=zeep.Settings(strict=True)
    )
    ((qualified_name, binding),) = get_job.wsdl.bindings.items()
    names = [name for name, _ in binding.get("GetJob").input.body.type.elements]
    elsewhere = get_job.create_service(
        qualified_name, f"{announced['spectrum_url']}/ws/GetJobDates"
    )
    with pytest.raises(zeep.exceptions.Fault, match="GetJobDates"):
        elsewhere.GetJob(**dict.fromkeys(names, ""))
