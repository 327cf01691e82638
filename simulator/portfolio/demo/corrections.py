"""What failed is put right in Spectrum, so that it can be tried again."""

from simulator.portfolio.builder import PortfolioBuilder
from simulator.portfolio.demo import jobs


def play(builder: PortfolioBuilder) -> None:
    """Open the period again in which the failed export's change order was approved (D-156)."""
    builder.make_in_spectrum("processing_period", **{"from": "2019-12-01", "to": "2020-12-31"})
    builder.tell(f"{jobs.FAILING_EXPORT.number}: the processing dates were opened in Spectrum")
