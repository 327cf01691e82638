"""The Riverside company: what Spectrum's people entered before a client calls its services."""

from typing import Protocol

from features.support.simulators import Simulators

CUSTOMERS = (("RIVER", "Riverside & Sons"), ("LAKE", "Lakeside Homes"))
FIXED_PRICE_ITEMS = (
    ("01", "Mobilization", "100000.00"),
    ("0123456789", "Structure", "100000.00"),
    ("01234567890", "Legacy item", "50000.00"),
)
PHASES = (("01000", "L"), ("01000", "M"), ("02000", "L"))
STATUSES = (("AP", 1), ("EX", 2), ("CO", 3), ("PE", 4), ("RV", 5))


class Maker(Protocol):
    """Enters one record of a kind."""

    def __call__(self, kind: str, **values: object) -> None: ...


def enter_riverside(simulators: Simulators) -> None:
    """Two customers; a fixed price job 24-101, a unit price job 24-102 and a completed job 24-103,
    all with a contract for RIVER; a status code for each action type."""

    def make(kind: str, **values: object) -> None:
        simulators.make("spectrum", kind, values)

    for code, name in CUSTOMERS:
        make("customer", code=code, name=name)
    _fixed_price_job(make)
    _unit_price_job(make)
    make("job", number="24-103", description="Depot", customer_code="RIVER")
    make("close_job", job_number="24-103")
    for code, action_type in STATUSES:
        make("change_request_status", code=code, action_type=action_type)
    make("change_order_status", code="OK", action_type=1)
    make("subcontract", subcontractor_code="ROOFER", number="S-1")


def _fixed_price_job(make: Maker) -> None:
    make(
        "job",
        number="24-101",
        description="Riverside Tower",
        customer_code="RIVER",
        price_method="F",
        original_contract="250000.00",
    )
    for phase_code, cost_type in PHASES:
        make(
            "phase",
            job_number="24-101",
            phase_code=phase_code,
            cost_type=cost_type,
            description=f"Phase {phase_code}",
        )
    make("phase", job_number="24-101", phase_code="09000", cost_type="L", status="C")
    for code, description, amount in FIXED_PRICE_ITEMS:
        make(
            "billing_item",
            job_number="24-101",
            customer_code="RIVER",
            code=code,
            description=description,
            original_contract=amount,
        )


def _unit_price_job(make: Maker) -> None:
    make(
        "job",
        number="24-102",
        description="County road",
        customer_code="RIVER",
        price_method="U",
        original_contract="5000.00",
    )
    make(
        "billing_item",
        job_number="24-102",
        customer_code="RIVER",
        group_code="A1",
        code="EXCAV",
        description="Excavation",
        unit_price="12.5",
        original_quantity="400",
        original_contract="5000.00",
    )
