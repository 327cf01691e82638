"""Why an operation stops before its end, apart from what the connectors raise."""


class UnknownRecordError(LookupError):
    """What was asked for is not in the books; says what was looked for and where."""


class NotYetVerified(Exception):
    """What was read back is not what was written; reading again may show it."""


class ExportFailed(Exception):
    """What can never be sent as it is; `texts` say why, for the Errors column."""

    def __init__(self, texts: tuple[str, ...]) -> None:
        super().__init__("; ".join(texts))
        self.texts = texts
