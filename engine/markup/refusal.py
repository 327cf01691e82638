"""Why a change order can't be priced."""


class MarkupRefused(ValueError):
    """Markup that has no defined amount. Nothing is guessed and nothing is left out silently.

    `record` says where (a line, a markup, the change order), `problem` what is wrong, `value` what
    was found and `remedy` what to do about it.
    """

    def __init__(self, record: str, problem: str, value: str, remedy: str) -> None:
        super().__init__(f"{record}: {problem}; found {value}. {remedy}")
        self.record = record
        self.problem = problem
        self.value = value
        self.remedy = remedy
