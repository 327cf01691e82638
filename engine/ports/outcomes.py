"""How a call to the outside can end, apart from well."""


class ConnectorError(Exception):
    """A call to Procore or Spectrum that did not do what was asked.

    `system` is procore or spectrum, `operation` the call, `detail` what came back.
    """

    def __init__(self, system: str, operation: str, detail: str) -> None:
        super().__init__(f"{system}: {operation}: {detail}")
        self.system = system
        self.operation = operation
        self.detail = detail


class Refused(ConnectorError):
    """The other side understood and said no; saying it again would get the same answer."""


class Unavailable(ConnectorError):
    """Nothing was changed and the call may be tried again: 429, 503, a failed read.

    `retry_after_seconds` is what the other side asked for, when it did.
    """

    def __init__(
        self, system: str, operation: str, detail: str, retry_after_seconds: float | None = None
    ) -> None:
        super().__init__(system, operation, detail)
        self.retry_after_seconds = retry_after_seconds


class UncertainOutcome(ConnectorError):
    """A write that may or may not have been done: read the target before sending again (S1)."""


class Unreadable(ConnectorError):
    """An answer that makes no sense: not the documented shape, a missing field, a bad number."""
