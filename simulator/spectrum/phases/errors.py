"""Every reason for which a phase's entry is refused, as an error row; the words are ours."""

from simulator.spectrum.soap.error_rows import ErrorRow, invalid, mask_mismatch, missing


def unknown_job(job_number: str) -> ErrorRow:
    return invalid("Job_Number", job_number, "the job does not exist")


def complete_job(job_number: str) -> ErrorRow:
    return invalid("Job_Number", job_number, "the job is complete and takes no phases")


def has_dashes(phase_code: str) -> ErrorRow:
    return invalid("Phase_Code", phase_code, "phases are sent without dashes")


def does_not_fit_mask() -> ErrorRow:
    return mask_mismatch("Phase_Code")


def unknown_cost_type(code: str) -> ErrorRow:
    return invalid("Cost_Type", code, "the cost type is not set up")


def needed_for_new(column: str) -> ErrorRow:
    return missing(column, "a new phase needs it")
