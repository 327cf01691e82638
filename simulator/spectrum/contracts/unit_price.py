"""The two-of-three rule of unit price lines (spectrum_api.md 4.2)."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from simulator.spectrum.change_requests.model import CENT, cents

UNIT_PRICE_STEP = Decimal("0.0001")
# What the elements' formats -5.4, -7.2 and -10.2 can hold: a calculated value must fit as well.
MAX_UNIT_PRICE = Decimal("99999.9999")
MAX_QUANTITY = Decimal("9999999.99")
MAX_REVENUE = Decimal("9999999999.99")


@dataclass(frozen=True, slots=True)
class PricedLine:
    unit_price: Decimal
    quantity: Decimal
    revenue: Decimal

    @property
    def fits(self) -> bool:
        return (
            abs(self.unit_price) <= MAX_UNIT_PRICE
            and abs(self.quantity) <= MAX_QUANTITY
            and abs(self.revenue) <= MAX_REVENUE
        )


def complete(
    unit_price: Decimal | None, quantity: Decimal | None, revenue: Decimal | None
) -> PricedLine | None:
    """The third from any two; None when fewer than two can be used.

    Price and quantity win over a revenue that was given as well. Revenue is rounded half up to
    the cent, a calculated quantity to two places, a calculated price to four.
    """
    if unit_price is not None and quantity is not None:
        return PricedLine(unit_price, quantity, cents(unit_price * quantity))
    if revenue is None:
        return None
    if unit_price:
        found = (revenue / unit_price).quantize(CENT, rounding=ROUND_HALF_UP)
        return PricedLine(unit_price, found, cents(revenue))
    if quantity:
        found = (revenue / quantity).quantize(UNIT_PRICE_STEP, rounding=ROUND_HALF_UP)
        return PricedLine(found, quantity, cents(revenue))
    return None
