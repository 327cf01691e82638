"""A customer: whom a contract is with."""

from dataclasses import dataclass, field

ACTIVE = "A"
INACTIVE = "I"


@dataclass(slots=True)
class Customer:
    """`status` is A or I. `details` holds descriptive elements by the name GetCustomers gives."""

    company_code: str
    code: str
    name: str
    status: str = ACTIVE
    details: dict[str, str] = field(default_factory=dict)
