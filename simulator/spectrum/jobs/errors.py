"""Every reason for which a job's entry is refused, as an error row; the words are ours."""

from simulator.spectrum.soap.error_rows import WARNING, ErrorRow, invalid, missing


def duplicate(job_number: str) -> ErrorRow:
    return invalid("Job_Number", job_number, "the job exists already")


def unknown_job(job_number: str) -> ErrorRow:
    return invalid("Job_Number", job_number, "the job does not exist")


def unknown_customer(customer_code: str) -> ErrorRow:
    return invalid("Customer_Code", customer_code, "the customer does not exist")


def contract_exists(customer_code: str) -> ErrorRow:
    """The job is updated, its contract is not; that this is no error is our reading (UPDJOB)."""
    text = f"The contract with {customer_code} exists and cannot be changed here"
    return ErrorRow(WARNING, text, "Customer_Code")


def ends_before_start(column: str, value: str) -> ErrorRow:
    return invalid(column, value, "it lies before the start date")


def both_wage_rules() -> ErrorRow:
    return invalid("Track_Prevailing_Wage", "Y", "the job is a Davis-Bacon job already")


def tax_code_twice(column: str, value: str) -> ErrorRow:
    return invalid(column, value, "the work tax codes must differ")


def override_without_figure() -> ErrorRow:
    return missing(
        "Entered_Percent_Complete", "an override needs a percent complete or a projected cost"
    )


def unusable_master(master_job: str, reason: str) -> ErrorRow:
    return invalid("Master_Job", master_job, reason)


def mask_differs_from_master(mask: str) -> ErrorRow:
    return invalid("Phase_Display_Code", mask, "it is not as long as the master job's")


def mask_shortened(mask: str) -> ErrorRow:
    return invalid("Phase_Display_Code", mask, "a mask can be lengthened, never shortened")
