"""Query parameters: declared once, where a handler reads them and its operation names them."""

from enum import StrEnum

import msgspec

from simulator.http.message import Request


class Kind(StrEnum):
    """What a value is, where it is from no closed list; a count begins with 1."""

    ID = "id"
    TEXT = "text"
    COUNT = "count"


class Parameter(msgspec.Struct, frozen=True):
    """One query parameter; `choices` are all it can be, where there is a closed list."""

    name: str
    kind: Kind = Kind.TEXT
    choices: tuple[str, ...] = ()

    def of(self, request: Request) -> str | None:
        """Its last value as it was written, or None."""
        return request.query_value(self.name)


COMPANY_ID = Parameter("company_id", Kind.ID)
PROJECT_ID = Parameter("project_id", Kind.ID)
CONTRACT_ID = Parameter("contract_id", Kind.ID)
EITHER_ID = (COMPANY_ID, PROJECT_ID)
VIEW_V2 = Parameter("view", choices=("default", "extended"))
INCLUDE_DELETED = Parameter("filters[include_deleted]", choices=("with", "only"))
