"""Before the first sync: the company, its people, its jobs and their projects."""

from decimal import Decimal

from simulator.portfolio.builder import PortfolioBuilder
from simulator.portfolio.demo import jobs
from simulator.portfolio.demo.jobs import DemoJob

APPROVED_STATUS = "A"


def play(builder: PortfolioBuilder) -> None:
    """Set up both products; nothing has been imported or exported yet."""
    _set_up_spectrum(builder)
    _set_up_procore(builder)
    for job in jobs.ALL:
        _add_job(builder, job)
        _add_project(builder, job)
    _add_people(builder)
    _add_second_contract(builder)
    _add_spare_project(builder)
    builder.tell(
        f"{len(jobs.ALL)} jobs with their contracts in Spectrum, a project each in Procore"
    )


def _set_up_spectrum(builder: PortfolioBuilder) -> None:
    for code, action_type in ((APPROVED_STATUS, 1), ("Q", 4), ("X", 5)):
        builder.make_in_spectrum("change_request_status", code=code, action_type=action_type)
    for code, description in jobs.COST_TYPES.items():
        builder.make_in_spectrum("cost_type", code=code, description=description)


def _set_up_procore(builder: PortfolioBuilder) -> None:
    for code, name in jobs.COST_TYPES.items():
        made = builder.make_in_procore("line_item_type", code=code, name=name, base_type="other")
        builder.cost_type_ids[code] = int(str(made["id"]))


def _add_job(builder: PortfolioBuilder, job: DemoJob) -> None:
    customer_code = f"C{job.number.replace('-', '')}"
    builder.customer_codes[job.number] = customer_code
    builder.make_in_spectrum(
        "customer", code=customer_code, name=builder.names.draw("company")[:30]
    )
    amounts = [item.amount or builder.amount(20_000, 900_000) for item in job.billing_items]
    total = sum(map(Decimal, amounts), Decimal(job.header_excess))
    builder.make_in_spectrum(
        "job",
        number=job.number,
        description=builder.names.draw("street_name")[:25],
        customer_code=customer_code,
        price_method=job.price_method,
        original_contract=str(total),
    )
    for item, amount in zip(job.billing_items, amounts, strict=True):
        builder.make_in_spectrum(
            "billing_item",
            job_number=job.number,
            customer_code=customer_code,
            code=item.code,
            description=item.description,
            original_contract=amount,
            **({"group_code": "01"} if job.price_method == "U" else {}),
        )
    for code in jobs.COST_CODES:
        for cost_type in jobs.COST_TYPES:
            builder.make_in_spectrum(
                "phase",
                job_number=job.number,
                phase_code=code.replace("-", ""),
                cost_type=cost_type,
                description=f"Phase {code}",
            )


def _add_project(builder: PortfolioBuilder, job: DemoJob) -> None:
    company_code = builder.spectrum.credentials["company_code"]
    project = builder.make_in_procore(
        "project",
        name=" ".join(map(builder.names.draw, ("last_name", "street_suffix"))),
        number=job.number,
        origin_id=f"{company_code}|{job.number}" if job.is_synced else None,
        change_order_tiers=job.change_order_tiers,
    )
    project_id = int(str(project["id"]))
    builder.project_ids[job.number] = project_id
    for code in jobs.COST_CODES:
        made = builder.make_in_procore(
            "cost_code", project_id=project_id, code=code, name=f"Phase {code}"
        )
        builder.cost_code_ids[job.number, code] = int(str(made["id"]))


def _add_people(builder: PortfolioBuilder) -> None:
    everywhere = sorted(builder.project_ids.values())
    builder.add_person("accountant", erp="admin", prime_contracts="admin", can_push=True)
    builder.add_person("project_manager", erp="none", prime_contracts="admin", can_push=False)
    builder.add_person("viewer", erp="read_only", prime_contracts="read_only", can_push=False)
    builder.tell(f"{len(builder.people)} people with rights on {len(everywhere)} projects")


def _add_second_contract(builder: PortfolioBuilder) -> None:
    """A job may have several customers, each with a contract of its own (spectrum_api 4.1)."""
    job = jobs.TWO_CONTRACTS
    builder.make_in_spectrum("customer", code="C2ND", name=builder.names.draw("company")[:30])
    builder.make_in_spectrum(
        "contract", job_number=job.number, customer_code="C2ND", original_contract="125000.00"
    )
    builder.make_in_spectrum(
        "billing_item",
        job_number=job.number,
        customer_code="C2ND",
        code="0100",
        description="Parking deck",
        original_contract="125000.00",
    )


def _add_spare_project(builder: PortfolioBuilder) -> None:
    """The project to which a contract will be added by mistake."""
    made = builder.make_in_procore("project", name="Duplicate of 24-108", number="24-108-B")
    builder.project_ids["24-108-B"] = int(str(made["id"]))
