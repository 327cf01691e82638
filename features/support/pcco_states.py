"""How a PCCO comes to stand where a scenario begins: who did what with it before."""

from collections.abc import Mapping
from datetime import date

from engine.operations.request import Operation

SENT = ("manager", Operation.SEND)
FAILED = "failed to export"
WAYS_TO_STATE: Mapping[str, tuple[tuple[str, Operation], ...]] = {
    "not sent": (),
    "ready to export": (SENT,),
    "retrieved": (SENT, ("manager", Operation.RETRIEVE)),
    "rejected": (SENT, ("accountant", Operation.REJECT)),
    FAILED: (SENT,),  # and accepted while Spectrum's processing dates are CLOSED
    "synced": (SENT, ("accountant", Operation.ACCEPT)),
}
CLOSED = (date(2020, 5, 1), date(2020, 5, 31))
"""Spectrum's processing dates without the one that PCCOs have, so that it takes none (D-156)."""
OPEN = (date(2020, 1, 1), date(2020, 12, 31))
