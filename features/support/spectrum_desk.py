"""One scenario of Spectrum's own services: who called what, the answer, and the tables before."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from features.harness.evidence import Call, Evidence
from features.support.info_link import InfoLink, Rows
from features.support.simulators import Simulators
from features.support.spectrum_services import Answer, SpectrumServices


@dataclass(slots=True)
class SpectrumDesk:
    """`usual` are the elements that a call gives unless told otherwise, by method."""

    simulators: Simulators
    services: SpectrumServices
    info_link: InfoLink
    evidence: Evidence
    usual: dict[str, dict[str, str]] = field(default_factory=dict)
    answer: Answer = field(default_factory=Answer)
    database_refusal: str = ""
    tables_before: dict[str, Rows] = field(default_factory=dict)

    def enters(self, kind: str, **values: object) -> None:
        """Somebody enters a record on Spectrum's screens."""
        self.simulators.make("spectrum", kind, values)

    def has_called(self, method: str, given: Mapping[str, str]) -> None:
        """A call before the scenario's When: it must have been accepted."""
        answer = self.services.call(method, self.complete(method, given))
        refused = [verdict for verdict in answer.verdicts if verdict[0] not in "GW"]
        said = answer.words or answer.fault or answer.trouble
        is_accepted = not (refused or answer.fault or answer.trouble)
        assert is_accepted, f"{method} was to be accepted beforehand, but: {said}"

    def calls(self, method: str, given: Mapping[str, str]) -> None:
        """The scenario's When."""
        self.remember_tables()
        self.answer = self.services.call(method, self.complete(method, given))

    def complete(self, method: str, given: Mapping[str, str]) -> dict[str, str]:
        return {**self.usual.get(method, {}), **given}

    def remember_tables(self) -> None:
        self.tables_before = self.info_link.everything()

    def leave_evidence(self) -> None:
        """Every call of the scenario, for its report."""
        for entry in self.simulators.journal():
            self.evidence.add_call(
                Call(
                    entry.number,
                    entry.system,
                    entry.operation,
                    entry.method,
                    entry.path,
                    entry.status,
                    entry.refusal or "",
                    entry.fault or "",
                )
            )
