"""How strict this Procore is, where the real one differs by time, company or contract."""

from dataclasses import dataclass

from simulator.procore.financial_markups.model import HorizontalRounding

# What a new company has; the real list is not published, these are the usual ones (assumed).
UNITS_OF_MEASURE = (
    *("ls", "ea", "hr", "day", "wk", "mo"),
    *("in", "ft", "lf", "yd", "mi", "mm", "cm", "m", "km"),
    *("sf", "sy", "sq", "acre", "m2", "ha"),
    *("cf", "cy", "bf", "gal", "l", "m3"),
    *("oz", "lb", "ton", "g", "kg", "t"),
    *("bag", "box", "pair", "roll", "set", "sheet", "%"),
)


@dataclass
class ProcoreSettings:
    """Set by the `setting` fixture.

    `strict_company_header`: refuse calls without Procore-Company-Id, as Procore says it will
    (procore_api.md 1). `permitted_project_ids`: the projects that the service account may touch;
    None for all. `units_of_measure`: what a line's uom may be (procore_api.md 7.4); None for
    the usual ones. `horizontal_rounded_on`: which sum of horizontal markup is rounded (U-05). The
    rate limits of the documents are 3,600 an hour and 100 in ten seconds; ours are far higher until
    set, for on a frozen clock no window would ever open again.
    """

    strict_company_header: bool = False
    permitted_project_ids: frozenset[int] | None = None
    units_of_measure: tuple[str, ...] | None = None
    horizontal_rounded_on: HorizontalRounding = HorizontalRounding.TOTAL
    hourly_limit: int = 360_000_000
    spike_limit: int = 1_000_000

    @property
    def units(self) -> tuple[str, ...]:
        return UNITS_OF_MEASURE if self.units_of_measure is None else self.units_of_measure

    def has_unit(self, written: str) -> bool:
        """Whether the company has a unit of measure, upper or lower case alike (assumed)."""
        return written.casefold() in map(str.casefold, self.units)
