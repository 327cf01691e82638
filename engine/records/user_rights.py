"""What one person may do in Procore."""

from dataclasses import dataclass
from enum import StrEnum


class AccessLevel(StrEnum):
    """A user's level on a tool, weakest first (procore_api.md 11)."""

    NONE = "none"
    READ_ONLY = "read_only"
    STANDARD = "standard"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class UserRights:
    """What one person may do: on the company's ERP Integrations, on a project's Prime Contracts."""

    user_id: int
    login: str
    erp_integrations: AccessLevel
    prime_contracts: AccessLevel
    can_push_to_accounting: bool
