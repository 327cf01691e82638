"""The demo company's year, chapter by chapter; the sync runs after each."""

from simulator.portfolio.demo import change_orders, corrections, office_changes, opening

CHAPTERS = (
    ("Jobs and contracts are set up in Spectrum", opening.play),
    ("The office changes contracts in Spectrum", office_changes.play),
    ("Change orders are approved in Procore", change_orders.play),
    ("What failed is put right", corrections.play),
)
