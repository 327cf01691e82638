"""The business key of a contract in Spectrum."""

from dataclasses import dataclass

SEPARATOR = "|"


@dataclass(frozen=True, slots=True, order=True)
class ContractKey:
    """Company + job + customer: Spectrum has no separate contract number (spectrum_api.md 4.1)."""

    company_code: str
    job_number: str
    customer_code: str

    @property
    def origin_id(self) -> str:
        """How Procore's records name this contract: `company|job|customer`."""
        return SEPARATOR.join((self.company_code, self.job_number, self.customer_code))

    def billing_item_origin_id(self, billing_item_code: str) -> str:
        """How a Procore contract line names a billing item: `company|job|customer|item`."""
        return SEPARATOR.join((self.origin_id, billing_item_code))

    def change_request_origin_id(self, number: str) -> str:
        """How a Procore change order names its change request: `company|job|customer|CR|number`."""
        return SEPARATOR.join((self.origin_id, "CR", number))

    def change_request_number(self, origin_id: str) -> str | None:
        """The number in the name of a change request of this contract; None for another name."""
        prefix = self.change_request_origin_id("")
        return origin_id.removeprefix(prefix) if origin_id.startswith(prefix) else None

    @classmethod
    def from_origin_id(cls, origin_id: str) -> "ContractKey":
        """Read `company|job|customer`; ValueError when it has another shape."""
        parts = origin_id.split(SEPARATOR)
        if len(parts) != 3 or not all(parts):
            raise ValueError(f"{origin_id!r} is not a contract key; expected company|job|customer")
        return cls(*parts)
