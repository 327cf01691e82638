"""Why a record can't be written to the other set of books."""


class MappingRefused(ValueError):
    """A value that has no place in the target. It is never cut, guessed or left out silently.

    `record` says which record (or which row of the rules), `field` which field of the target,
    `problem` what is wrong, `value` what was found, `remedy` what to do. Where a size is at fault,
    `limit` and `actual` hold it, in characters, digits or entries as `problem` says.
    """

    def __init__(
        self,
        record: str,
        field: str,
        problem: str,
        value: str,
        remedy: str,
        *,
        limit: int | None = None,
        actual: int | None = None,
    ) -> None:
        super().__init__(f"{record}: {field}: {problem}; found {value}. {remedy}")
        self.record = record
        self.field = field
        self.problem = problem
        self.value = value
        self.remedy = remedy
        self.limit = limit
        self.actual = actual
