"""Who acts in the scenarios, by role, with what they may do in Procore."""

from dataclasses import dataclass

LEVELS = {"None": "none", "Read only": "read_only", "Standard": "standard", "Admin": "admin"}
RIGHTS = ("ERP Integrations", "Prime Contracts", "Push to accounting")


@dataclass(frozen=True, slots=True)
class Person:
    """A role with its rights; `prime_contracts` holds on every project."""

    role: str
    erp_integrations: str = "none"
    prime_contracts: str = "none"
    can_push_to_accounting: bool = False

    @property
    def login(self) -> str:
        return f"{self.role}@builder.example"

    @classmethod
    def with_rights(cls, role: str, rights: dict[str, str]) -> "Person":
        """From a table of rights; what it leaves out the person lacks."""
        return cls(
            role,
            _level(rights.get("ERP Integrations", "None")),
            _level(rights.get("Prime Contracts", "None")),
            _is_yes(rights.get("Push to accounting", "no")),
        )


STANDARD_PEOPLE = (
    Person("accountant", "admin", "admin", can_push_to_accounting=True),
    Person("manager", "none", "admin", can_push_to_accounting=False),
)


def _level(words: str) -> str:
    if words not in LEVELS:
        raise AssertionError(f"{words!r} is no level; there are: {', '.join(LEVELS)}")
    return LEVELS[words]


def _is_yes(word: str) -> bool:
    if word not in ("yes", "no"):
        raise AssertionError(f"Push to accounting is yes or no, not {word!r}")
    return word == "yes"
