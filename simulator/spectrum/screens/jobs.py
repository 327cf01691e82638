"""Screens of Job Cost: jobs, phases, cost types; closing a job."""

from simulator.spectrum.contracts.model import Contract
from simulator.spectrum.jobs.model import (
    ACTIVE,
    COMPLETE,
    INACTIVE,
    MAX_PHASE_CODE_LENGTH,
    UNIT_PRICE,
    Job,
)
from simulator.spectrum.phases.model import CostType, Phase
from simulator.spectrum.screens.fields import Fields
from simulator.spectrum.screens.screen import Record, screen
from simulator.spectrum.stores import SpectrumStores

STATUSES = (ACTIVE, INACTIVE, COMPLETE)
PRICE_METHODS = ("F", "T", "C", "U")

DETAILS = {
    "division": ("Division", 5),
    "address_1": ("Address_1", 30),
    "address_2": ("Address_2", 30),
    "city": ("City", 25),
    "state": ("State", 2),
    "zip_code": ("Zip_Code", 10),
    "phone": ("Phone", 14),
    "project_manager": ("Project_Manager", 15),
    "superintendent": ("Superintendent", 15),
    "estimator": ("Estimator", 15),
    "contract_number": ("Contract_Number", 30),
    "cost_center": ("Cost_Center", 10),
    "owner_name": ("Owner_Name", 50),
}


def existing_job(stores: SpectrumStores, fields: Fields, name: str = "job_number") -> Job:
    """The job that a record names; refused when there is none."""
    number = fields.text(name, 10)
    job = stores.state.jobs.get((stores.company_code, number))
    if job is None:
        raise fields.refused(name, number, "the number of an existing job")
    return job


@screen(
    "job",
    "number",
    "description",
    "customer_code",
    "price_method",
    "original_contract",
    "status",
    "master_job",
    "phase_mask",
    "is_revenue_entry_disallowed",
    *DETAILS,
)
def make_job(stores: SpectrumStores, fields: Fields) -> Record:
    """A job; with a customer also its contract (spectrum_api.md 3)."""
    number = fields.text("number", 10)
    if (stores.company_code, number) in stores.state.jobs:
        raise fields.refused("number", number, "a number that no job has yet")
    customer_code = fields.text("customer_code", 10, "")
    if customer_code and (stores.company_code, customer_code) not in stores.state.customers:
        raise fields.refused("customer_code", customer_code, "the code of an existing customer")
    original = fields.amount("original_contract")
    job = Job(
        company_code=stores.company_code,
        number=number,
        description=fields.text("description", 25, ""),
        price_method_code=fields.choice("price_method", PRICE_METHODS, "F"),
        status_code=fields.choice("status", STATUSES, ACTIVE),
        customer_code=customer_code,
        original_contract=original,
        master_job=fields.text("master_job", 10, ""),
        phase_mask=fields.text("phase_mask", MAX_PHASE_CODE_LENGTH, ""),
        is_revenue_entry_disallowed=fields.flag("is_revenue_entry_disallowed", default=False),
        details={
            element: fields.text(name, length)
            for name, (element, length) in DETAILS.items()
            if fields.has(name)
        },
    )
    stores.state.jobs[(stores.company_code, number)] = job
    with stores.store.transaction():
        stores.projection.job(job)
        if customer_code:
            contract = Contract(
                stores.company_code,
                number,
                customer_code,
                original,
                uses_unit_pricing=job.price_method_code == UNIT_PRICE,
                contract_date=stores.today(),
            )
            stores.state.contracts[contract.key] = contract
            stores.projection.contract(contract)
    return job_record(job)


@screen("close_job", "job_number", "is_revenue_entry_disallowed")
def close_job(stores: SpectrumStores, fields: Fields) -> Record:
    """Set a job to complete; revenue entry is disallowed unless said otherwise (D-172)."""
    job = existing_job(stores, fields)
    disallowed = fields.flag("is_revenue_entry_disallowed", default=True)
    job.status_code = COMPLETE
    job.is_revenue_entry_disallowed = disallowed
    with stores.store.transaction():
        stores.projection.job(job)
    return job_record(job)


def job_record(job: Job) -> Record:
    return {
        "company_code": job.company_code,
        "number": job.number,
        "description": job.description,
        "customer_code": job.customer_code,
        "price_method": job.price_method_code,
        "original_contract": str(job.original_contract),
        "status": job.status_code,
        "is_revenue_entry_disallowed": job.is_revenue_entry_disallowed,
    }


@screen("cost_type", "code", "description")
def make_cost_type(stores: SpectrumStores, fields: Fields) -> Record:
    """A cost type of the company."""
    cost_type = CostType(
        stores.company_code, fields.text("code", 3), fields.text("description", 25, "")
    )
    stores.state.cost_types[(stores.company_code, cost_type.code)] = cost_type
    return {"code": cost_type.code, "description": cost_type.description}


@screen(
    "phase",
    "job_number",
    "phase_code",
    "cost_type",
    "description",
    "status",
    "original_cost",
    "original_hours",
    "original_quantity",
    "unit_of_measure",
)
def make_phase(stores: SpectrumStores, fields: Fields) -> Record:
    """A phase and cost type on a job; unknown cost types are set up with it."""
    job = existing_job(stores, fields)
    phase_code = fields.text("phase_code", MAX_PHASE_CODE_LENGTH)
    if "-" in phase_code:
        raise fields.refused("phase_code", phase_code, "a code without dashes")
    cost_type = fields.text("cost_type", 3)
    if (phase_code, cost_type) in job.phases:
        raise fields.refused("cost_type", cost_type, f"one that {phase_code} does not have yet")
    quantity, hours = fields.amount("original_quantity"), fields.amount("original_hours")
    cost = fields.amount("original_cost")
    phase = Phase(
        company_code=stores.company_code,
        job_number=job.number,
        phase_code=phase_code,
        cost_type=cost_type,
        description=fields.text("description", 25, ""),
        status_code=fields.choice("status", STATUSES, ACTIVE),
        unit_of_measure=fields.text("unit_of_measure", 3, ""),
        original_quantity=quantity,
        original_hours=hours,
        original_cost=cost,
        current_quantity=quantity,
        current_hours=hours,
        current_cost=cost,
    )
    stores.state.cost_types.setdefault(
        (stores.company_code, cost_type), CostType(stores.company_code, cost_type, "")
    )
    job.phases[(phase_code, cost_type)] = phase
    return _kept_phase(stores, phase)


@screen("close_phase", "job_number", "phase_code", "cost_type")
def close_phase(stores: SpectrumStores, fields: Fields) -> Record:
    """Set a phase and cost type to complete: it takes no more change requests (D-153)."""
    job = existing_job(stores, fields)
    phase_code = fields.text("phase_code", MAX_PHASE_CODE_LENGTH)
    cost_type = fields.text("cost_type", 3)
    phase = job.phases.get((phase_code, cost_type))
    if phase is None:
        raise fields.refused("cost_type", cost_type, f"one that {phase_code} has")
    phase.status_code = COMPLETE
    return _kept_phase(stores, phase)


def _kept_phase(stores: SpectrumStores, phase: Phase) -> Record:
    """Info-Link shows the phase as it is now."""
    with stores.store.transaction():
        stores.projection.phase(phase)
    return {
        "job_number": phase.job_number,
        "phase_code": phase.phase_code,
        "cost_type": phase.cost_type,
        "description": phase.description,
        "status": phase.status_code,
    }
