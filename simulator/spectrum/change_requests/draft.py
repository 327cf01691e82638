"""A change request as it would be after a call: filled by the entry steps, kept or thrown away."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from simulator.spectrum.change_requests.model import (
    BillingLine,
    ChangeRequest,
    CostLine,
    Status,
)
from simulator.spectrum.contracts.model import Contract
from simulator.spectrum.jobs.model import Job
from simulator.spectrum.soap.error_rows import ErrorRow
from simulator.spectrum.stores import ProcessingPeriod, SpectrumStores

Line = TypeVar("Line", CostLine, BillingLine)

MAX_NUMBER = 99_999_999
MIN_NUMBER_WIDTH = 3


@dataclass(slots=True)
class Draft:
    """The copy that a call works on, what is wrong with it, and which lines it changed."""

    job: Job
    contract: Contract
    request: ChangeRequest
    status: Status
    period: ProcessingPeriod
    is_new: bool
    errors: list[ErrorRow] = field(default_factory=list)
    changed_cost_lines: list[CostLine] = field(default_factory=list)
    changed_billing_lines: list[BillingLine] = field(default_factory=list)

    def put_cost_line(self, line: CostLine) -> None:
        """Write the line over the one with its sequence, or add it."""
        _put(self.request.cost_lines, line)
        self.changed_cost_lines.append(line)

    def put_billing_line(self, line: BillingLine) -> None:
        _put(self.request.billing_lines, line)
        self.changed_billing_lines.append(line)

    def keep(self, stores: SpectrumStores) -> None:
        """Make the draft the change request, and show it to Info-Link."""
        self.contract.change_requests[self.request.number] = self.request
        projection = stores.projection
        with stores.store.transaction():
            projection.change_request_header(self.request)
            for cost_line in self.changed_cost_lines:
                projection.cost_line(self.request, cost_line)
            for billing_line in self.changed_billing_lines:
                projection.billing_line(self.request, billing_line)


def working_copy(request: ChangeRequest) -> ChangeRequest:
    """A copy whose lists can be changed; the lines themselves never change."""
    return replace(
        request,
        dates=dict(request.dates),
        numbers=dict(request.numbers),
        cost_lines=list(request.cost_lines),
        billing_lines=list(request.billing_lines),
        markup_lines=dict(request.markup_lines),
        add_on_lines=dict(request.add_on_lines),
    )


def next_number(numbers: Sequence[str]) -> str | None:
    """The number after the highest one made of digits, as wide as it; None when none is left.

    The real format is unknown (spectrum_api.md 7): three digits are assumed for the first.
    """
    highest = max(
        (text for text in numbers if text.isascii() and text.isdecimal()), key=int, default="0"
    )
    following = int(highest) + 1
    if following > MAX_NUMBER:
        return None
    width = min(max(len(highest), MIN_NUMBER_WIDTH), len(str(MAX_NUMBER)))
    return str(following).zfill(width)


def _put(lines: list[Line], line: Line) -> None:
    position = line.sequence - 1
    if position < len(lines):
        lines[position] = line
    else:
        lines.append(line)
