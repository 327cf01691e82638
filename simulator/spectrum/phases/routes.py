"""The phase services: GetPhase and AddPhase."""

from simulator.http.operation import Evidence
from simulator.spectrum.jobs.model import Job
from simulator.spectrum.phases import entry, wire
from simulator.spectrum.phases.model import Phase
from simulator.spectrum.soap.elements import Values
from simulator.spectrum.soap.service import (
    GetAnswer,
    GetService,
    PutAnswer,
    PutService,
    Service,
)
from simulator.spectrum.stores import SpectrumStores


def services(stores: SpectrumStores) -> tuple[Service, ...]:
    """The phase services over these stores."""

    def get_phase(company_code: str, filters: Values) -> GetAnswer:
        pairs = [
            (job, phase)
            for job in _jobs(stores, company_code, filters.text("pJob_Number"))
            for phase in job.phases.values()
            if _passes(phase, filters)
        ]
        if filters.text("pSort_By") == wire.BY_COST_TYPE_FIRST:
            pairs.sort(key=lambda pair: (pair[1].cost_type, pair[0].number, pair[1].phase_code))
        else:
            pairs.sort(key=lambda pair: (pair[0].number, pair[1].phase_code, pair[1].cost_type))
        return GetAnswer(wire.get_phase_row(job, phase) for job, phase in pairs)

    def add_phase(company_code: str, values: Values) -> PutAnswer:
        return entry.add_phase(stores, company_code, values)

    return (
        PutService(
            "AddPhase",
            wire.ADD_PHASE,
            add_phase,
            company_may_be_blank=True,
            evidence=Evidence.PUBLISHED,
            source="spectrum_api.md 3 (ADDPHASE)",
        ),
        GetService(
            "GetPhase",
            wire.GET_PHASE_FILTERS,
            wire.GET_PHASE_COLUMNS,
            get_phase,
            Evidence.PUBLISHED,
            "spectrum_api.md 3 (GETPHASE)",
        ),
    )


def _jobs(stores: SpectrumStores, company_code: str, job_number: str) -> list[Job]:
    if job_number:
        job = stores.state.jobs.get((company_code, job_number))
        return [job] if job is not None else []
    return [job for (company, _), job in stores.state.jobs.items() if company == company_code]


def _passes(phase: Phase, filters: Values) -> bool:
    """Whether the phase passes every filter that is given; a blank status lets all pass."""
    wanted = (
        (filters.text("pCost_Type"), phase.cost_type),
        (filters.text("pStatus_Code"), phase.status_code),
        (filters.text("pCost_Center"), phase.cost_center),
    )
    return all(not text or text == value for text, value in wanted)
