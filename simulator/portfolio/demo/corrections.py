"""What failed is put right in Spectrum, so that it can be tried again."""

from simulator.portfolio.builder import PortfolioBuilder
from simulator.portfolio.demo import jobs


def play(builder: PortfolioBuilder) -> None:
    """Add the phase that the failed export missed."""
    job = jobs.FAILING_EXPORT
    builder.make_in_spectrum(
        "phase", job_number=job.number, phase_code="12500", cost_type="L", description="Furniture"
    )
    builder.tell(f"{job.number}: the missing phase was added in Spectrum")
