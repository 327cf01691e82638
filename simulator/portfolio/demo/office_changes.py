"""After the first import: the office changes contracts, and mistakes happen in Procore."""

from simulator.portfolio.builder import PortfolioBuilder
from simulator.portfolio.demo import jobs
from simulator.portfolio.demo.jobs import DemoJob


def play(builder: PortfolioBuilder) -> None:
    """Change what re-import must see, and set up each reason that dims its button."""
    _grow(builder, jobs.GROWING)
    _grow(builder, jobs.UNAPPROVED)
    _grow(builder, jobs.TWO_PROJECTS)
    _set_back_to_draft(builder)
    _add_to_a_second_project(builder)


def _grow(builder: PortfolioBuilder, job: DemoJob) -> None:
    customer_code = builder.customer_codes[job.number]
    builder.make_in_spectrum(
        "billing_item",
        job_number=job.number,
        customer_code=customer_code,
        code="0900",
        description="Finishes",
        original_contract=builder.amount(5_000, 60_000),
        updates_original_contract=True,
    )
    builder.make_in_spectrum(
        "update_billing_item",
        job_number=job.number,
        customer_code=customer_code,
        code=job.billing_items[0].code,
        original_contract=builder.amount(20_000, 900_000),
        updates_original_contract=True,
    )
    builder.tell(f"{job.number}: a billing item was added and another changed in Spectrum")


def _set_back_to_draft(builder: PortfolioBuilder) -> None:
    contract = builder.prime_contract_of(jobs.UNAPPROVED.number)
    if contract is not None:
        builder.change_prime_contract(jobs.UNAPPROVED.number, contract, status="Draft")
        builder.tell(
            f"{jobs.UNAPPROVED.number}: the prime contract was set back to Draft in Procore"
        )


def _add_to_a_second_project(builder: PortfolioBuilder) -> None:
    contract = builder.prime_contract_of(jobs.TWO_PROJECTS.number)
    if contract is not None:
        builder.make_in_procore(
            "prime_contract",
            project_id=builder.project_ids["24-108-B"],
            title=contract.title,
            status="Approved",
            origin_data=contract.origin_id,
        )
        builder.tell(f"{jobs.TWO_PROJECTS.number}: the contract was added to a second project too")
