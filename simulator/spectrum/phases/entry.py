"""Entry of phases: AddPhase creates or updates one phase and cost type."""

from decimal import Decimal

from msgspec.structs import replace

from simulator.spectrum.jobs.model import Job
from simulator.spectrum.phases import errors
from simulator.spectrum.phases.mask import formatted
from simulator.spectrum.phases.model import Phase
from simulator.spectrum.soap.elements import Values
from simulator.spectrum.soap.error_rows import ErrorRow
from simulator.spectrum.soap.service import PutAnswer
from simulator.spectrum.stores import SpectrumStores

NEEDED_FOR_NEW = ("Description", "Price_Method_Code")


def add_phase(stores: SpectrumStores, company_code: str, values: Values) -> PutAnswer:
    """Create or update by job, phase and cost type; blank elements change nothing."""
    job_number = values.text("Job_Number")
    job = stores.state.jobs.get((company_code, job_number))
    if job is None:
        return PutAnswer((errors.unknown_job(job_number),))
    wrong: list[ErrorRow] = []
    if job.is_complete:
        wrong.append(errors.complete_job(job_number))
    cost_type = values.text("Cost_Type")
    if (company_code, cost_type) not in stores.state.cost_types:
        wrong.append(errors.unknown_cost_type(cost_type))
    phase_code = _phase_code(stores, job, values.text("Phase_Code"))
    if isinstance(phase_code, ErrorRow):
        return PutAnswer((*wrong, phase_code))
    existing = job.phases.get((phase_code, cost_type))
    if existing is None:
        wrong += [errors.needed_for_new(name) for name in NEEDED_FOR_NEW if not values.text(name)]
    if wrong:
        return PutAnswer(wrong)
    phase = existing or Phase(
        company_code, job_number, phase_code, cost_type, _shared_description(job, phase_code)
    )
    changed = _with_values(phase, values, is_new=existing is None)
    return _keep(stores, job, changed)


def _phase_code(stores: SpectrumStores, job: Job, given: str) -> str | ErrorRow:
    """The code as stored: without dashes, filled up to the job's mask."""
    if "-" in given:
        return errors.has_dashes(given)
    code = formatted(given, job.phase_mask, stores.state.phase_format.fill)
    return errors.does_not_fit_mask() if code is None else code


def _shared_description(job: Job, phase_code: str) -> str:
    """What the phase is called already: the first record's description is kept."""
    found = (phase.description for (code, _), phase in job.phases.items() if code == phase_code)
    return next(found, "")


def _with_values(phase: Phase, values: Values, *, is_new: bool) -> Phase:
    """The phase with what is given; current estimates of a new one default from the original."""

    def number(name: str, before: Decimal) -> Decimal:
        given = values.number(name)
        return before if given is None else given

    def text(name: str, before: str) -> str:
        return values.text(name) or before

    description = phase.description
    if not (is_new and description):
        description = text("Description", description)
    quantity = number("Original_Est_Quantity", phase.original_quantity)
    hours = number("Original_Est_Hours", phase.original_hours)
    cost = number("Original_Est_Cost", phase.original_cost)
    return replace(
        phase,
        description=description,
        status_code=text("Status_Code", phase.status_code),
        price_method_code=text("Price_Method_Code", phase.price_method_code),
        unit_of_measure=text("Unit_of_Measure", phase.unit_of_measure),
        original_quantity=quantity,
        original_hours=hours,
        original_cost=cost,
        current_quantity=number(
            "Current_Est_Quantity", quantity if is_new else phase.current_quantity
        ),
        current_hours=number("Current_Est_Hours", hours if is_new else phase.current_hours),
        current_cost=number("Current_Est_Cost", cost if is_new else phase.current_cost),
        billing_item=text("Bid_Item_Number", phase.billing_item),
        alternate_phase_code=text("Alt_Phase_Code", phase.alternate_phase_code),
        worker_compensation_code=text("Work_Comp_Code", phase.worker_compensation_code),
        cost_center=text("Phase_Cost_Center", phase.cost_center),
    )


def _keep(stores: SpectrumStores, job: Job, changed: Phase) -> PutAnswer:
    """Put the phase into the stores; a changed description renames all its cost types."""
    job.phases[(changed.phase_code, changed.cost_type)] = changed
    with stores.store.transaction():
        stores.projection.phase(changed)
        for (code, _), phase in job.phases.items():
            if code == changed.phase_code and phase.description != changed.description:
                phase.description = changed.description
                stores.projection.phase(phase)
    key = (changed.company_code, job.number, changed.phase_code, changed.cost_type)
    return PutAnswer((), ("phase:" + "|".join(key),))
