"""Both sets of books as they stand at one moment, for looking only: each question is asked once."""

from collections.abc import Sequence
from functools import cache

from engine.ports.procore import ExternalLink, ProcoreReads
from engine.ports.spectrum import SpectrumReads
from engine.sync.context import ReadContext


class RememberedProcore:
    """Procore's answers: the same question gets the same answer. What failed is asked again."""

    def __init__(self, procore: ProcoreReads) -> None:
        self.projects = cache(procore.projects)
        self.user_rights = cache(procore.user_rights)
        self.prime_contracts = cache(procore.prime_contracts)
        self.prime_contract = cache(procore.prime_contract)
        self.change_orders = cache(procore.change_orders)
        self._external_links = cache(procore.external_links)

    def external_links(self, item_type: str, item_ids: Sequence[int]) -> Sequence[ExternalLink]:
        return self._external_links(item_type, tuple(item_ids))


class RememberedSpectrum:
    """Spectrum's answers: the same question gets the same answer. What failed is asked again."""

    def __init__(self, spectrum: SpectrumReads) -> None:
        self.jobs = cache(spectrum.jobs)
        self.contracts = cache(spectrum.contracts)
        self.contract = cache(spectrum.contract)
        self.phases = cache(spectrum.phases)
        self.change_requests = cache(spectrum.change_requests)
        self.change_request = cache(spectrum.change_request)
        self.change_request_statuses = cache(spectrum.change_request_statuses)


def with_remembered_reads(context: ReadContext) -> ReadContext:
    """The same books and rules, over remembered answers: a list reads each record once."""
    return ReadContext(
        procore=RememberedProcore(context.procore),
        spectrum=RememberedSpectrum(context.spectrum),
        store=context.store,
        rulebook=context.rulebook,
        decide=context.decide,
        clock=context.clock,
    )
