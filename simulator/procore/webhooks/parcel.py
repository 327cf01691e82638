"""What the courier carries, and what it brings back."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Parcel:
    """One POST. `copies` above one are duplicates; `is_lost` goes out but counts as failed."""

    delivery_id: int
    url: str
    headers: dict[str, str]
    body: bytes
    copies: int = 1
    is_lost: bool = False


@dataclass(frozen=True, slots=True)
class Receipt:
    """A status and body that came back, or an error that kept the parcel from going through."""

    delivery_id: int
    response_status: int | None
    response_body: str
    error: str | None

    @property
    def is_success(self) -> bool:
        return self.response_status is not None and 200 <= self.response_status < 300
