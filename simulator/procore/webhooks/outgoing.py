"""What the sender carries, and what it brings back."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Receipt:
    """A status, headers and body that came back, or an error that kept the post from going
    through; `left_behind` are the numbers of the posts that did not leave after it."""

    post_number: int
    delivery_id: int
    response_status: int | None
    response_headers: Mapping[str, str]
    response_body: str
    error: str | None
    left_behind: tuple[int, ...] = ()

    @property
    def is_success(self) -> bool:
        return self.response_status is not None and 200 <= self.response_status < 300


@dataclass(frozen=True, slots=True)
class OutgoingPost:
    """One POST. `number` is never used twice, whatever is restored: a delivery id may be.
    `copies` above one are duplicates; `is_lost` goes out but counts as failed."""

    number: int
    delivery_id: int
    url: str
    headers: Mapping[str, str]
    body: bytes
    copies: int = 1
    is_lost: bool = False

    def failed(self, error: str) -> Receipt:
        return Receipt(self.number, self.delivery_id, None, {}, "", error)
