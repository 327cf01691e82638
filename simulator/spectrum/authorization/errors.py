"""How Spectrum refuses a caller. The first text is the vendor's sample; the others are ours."""

from simulator.spectrum.soap.error_rows import ErrorRow, abort, invalid, missing

NOT_AUTHORIZED = "The Web Service is not authorized. "


class Unauthorized(Exception):
    """A caller that may not call; `row` says why."""

    def __init__(self, row: ErrorRow) -> None:
        super().__init__(row.description)
        self.row = row


def unknown_id() -> Unauthorized:
    return _aborted("Authorization ID is not setup in the system.")


def inactive_id() -> Unauthorized:
    return _aborted("Authorization ID is inactive.")


def service_not_allowed(method: str) -> Unauthorized:
    return _aborted(f"Authorization ID is not setup for {method}.")


def company_not_allowed(company_code: str) -> Unauthorized:
    text = f"{NOT_AUTHORIZED}Authorization ID is not setup for company {company_code}."
    return Unauthorized(abort(text, "Company_Code"))


def company_missing() -> Unauthorized:
    return Unauthorized(missing("Company_Code"))


def guid_missing() -> Unauthorized:
    return Unauthorized(missing("GUID"))


def guid_too_long(guid: str) -> Unauthorized:
    return Unauthorized(invalid("GUID", guid, f"{len(guid)} characters, at most 36 are allowed"))


def guid_timed_out() -> Unauthorized:
    """The documented text for a GUID unused for 24 hours (spectrum_api.md 1.1)."""
    return Unauthorized(abort("Time out has occurred", "GUID"))


def guid_of_another() -> Unauthorized:
    return Unauthorized(abort("GUID belongs to another Authorization ID for this method", "GUID"))


def token_needed() -> Unauthorized:
    return _aborted("A valid access token is needed.")


def token_of_another(authorization_id: str) -> Unauthorized:
    return _aborted(f"The access token is not for Authorization ID {authorization_id}.")


def _aborted(reason: str) -> Unauthorized:
    return Unauthorized(abort(NOT_AUTHORIZED + reason, "Authorization_ID"))
