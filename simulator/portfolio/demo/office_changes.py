"""After the first import: the office changes contracts, and mistakes happen in Procore."""

from simulator.portfolio.demo import jobs
from simulator.portfolio.demo.jobs import DemoJob
from simulator.portfolio.stage import Stage


def play(stage: Stage) -> None:
    """Change what re-import must see, and set up each reason that dims its button."""
    _grow(stage, jobs.GROWING)
    _grow(stage, jobs.UNAPPROVED)
    _grow(stage, jobs.TWO_PROJECTS)
    _set_back_to_draft(stage)
    _add_to_a_second_project(stage)


def _grow(stage: Stage, job: DemoJob) -> None:
    customer_code = stage.customer_codes[job.number]
    stage.make_in_spectrum(
        "billing_item",
        job_number=job.number,
        customer_code=customer_code,
        code="0900",
        description="Finishes",
        original_contract=stage.amount(5_000, 60_000),
        updates_original_contract=True,
    )
    stage.make_in_spectrum(
        "update_billing_item",
        job_number=job.number,
        customer_code=customer_code,
        code=job.billing_items[0].code,
        original_contract=stage.amount(20_000, 900_000),
        updates_original_contract=True,
    )
    stage.tell(f"{job.number}: a billing item was added and another changed in Spectrum")


def _set_back_to_draft(stage: Stage) -> None:
    contract = stage.prime_contract_of(jobs.UNAPPROVED.number)
    if contract is not None:
        stage.change_prime_contract(jobs.UNAPPROVED.number, contract, status="Draft")
        stage.tell(f"{jobs.UNAPPROVED.number}: the prime contract was set back to Draft in Procore")


def _add_to_a_second_project(stage: Stage) -> None:
    contract = stage.prime_contract_of(jobs.TWO_PROJECTS.number)
    if contract is not None:
        stage.make_in_procore(
            "prime_contract",
            project_id=stage.project_ids["24-108-B"],
            title=contract["title"],
            status="Approved",
            origin_data=contract["origin_id"],
        )
        stage.tell(f"{jobs.TWO_PROJECTS.number}: the contract was added to a second project too")
