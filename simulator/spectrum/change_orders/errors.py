"""Every reason for which a change order's entry is refused, as an error row; the words are ours."""

from simulator.spectrum.soap.error_rows import ErrorRow, invalid, missing


def status_missing() -> ErrorRow:
    return missing("Status_Code", "a new change order needs a status")


def unknown_status(code: str) -> ErrorRow:
    return invalid("Status_Code", code, "the change order status code is not set up")


def on_draw_request(number: str, draw_request: str) -> ErrorRow:
    return invalid("Change_Order_Number", number, f"it is on draw request {draw_request}")


def holds_change_requests(number: str) -> ErrorRow:
    return invalid("Change_Order_Number", number, "it holds change requests")


def no_number_left() -> ErrorRow:
    return invalid("Change_Order_Number", "", "no number of 8 digits is left")


def unknown_change_request(number: str) -> ErrorRow:
    return invalid("Change_Request_Number", number, "it does not exist for this job and customer")


def change_request_taken(number: str, change_order: str) -> ErrorRow:
    return invalid("Change_Request_Number", number, f"it is on change order {change_order}")


def change_request_incomplete(number: str, what: str) -> ErrorRow:
    return invalid("Change_Request_Number", number, f"it has {what}")
