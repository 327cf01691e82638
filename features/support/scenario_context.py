"""One scenario while it runs: its company, the tool, and what has been asked so far."""

from dataclasses import dataclass, field

from engine.operations.records import ChangeOrderRef
from features.harness.evidence import Call, Decision, Evidence
from features.support.company import Company
from features.support.erp_tool import Answer, Asked, ErpTool
from features.support.procore_screens import ProcoreScreens
from features.support.simulators import JournalEntry, Simulators
from features.support.spectrum_screens import SpectrumScreens

READING_METHODS = ("GET", "HEAD")
LOGGING_IN = "/oauth/"
GET_SERVICE = "Get"


@dataclass(slots=True)
class ScenarioContext:
    """`edition` is that of the rules the company follows; `answers` are those to the latest When;
    `since` is the journal's number when it began; `procore_refusal` is what Procore said to
    somebody who typed into its own pages.
    """

    simulators: Simulators
    company: Company
    tool: ErpTool
    procore: ProcoreScreens
    spectrum: SpectrumScreens
    evidence: Evidence
    edition: str
    answers: list[Answer] = field(default_factory=list)
    since: int = 1
    procore_refusal: str = ""
    viewer: str = "accountant"

    def has(self, asked: Asked) -> Answer:
        """What happened before the scenario's When: it must have been done."""
        answer = self._ask(asked)
        assert answer.is_done, f"{answer.asked} was to be done beforehand, but {answer.told}"
        return answer

    def does(self, *asked: Asked) -> None:
        """The scenario's When: one request or several; what comes of it is for the Thens."""
        self.company.settle()
        for request in asked:
            self.company.login_of(request.role)
        self.since = self.simulators.journal_position()
        self.answers = [self._ask(request) for request in asked]

    def pcco(self, number: str) -> ChangeOrderRef:
        """The PCCO of this number, as a request names it."""
        return ChangeOrderRef(self.company.project_id_of_pcco(number), number)

    def opens_tool(self, role: str) -> None:
        """Somebody looks at the tool: what they see is for the Thens."""
        self.company.settle()
        self.company.login_of(role)
        self.viewer = role
        self.since = self.simulators.journal_position()

    @property
    def answer(self) -> Answer:
        """The answer to the only request of the When."""
        assert len(self.answers) == 1, f"{len(self.answers)} requests were made, not one"
        return self.answers[0]

    @property
    def viewer_login(self) -> str:
        return self.company.login_of(self.viewer)

    def writes(self, system: str) -> list[JournalEntry]:
        """What was written to a product since the When began, refused attempts included."""
        return [
            entry
            for entry in self.simulators.journal(self.since)
            if entry.system == system and _is_write(entry)
        ]

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

    def _ask(self, asked: Asked) -> Answer:
        self.company.settle()
        self.viewer = asked.role
        answer = self.tool.ask(asked, self.company.login_of(asked.role))
        self.evidence.decisions.extend(
            Decision(answer.asked, answer.result, reason.rule_id, reason.because, reason.source)
            for reason in answer.reasons
        )
        if not answer.reasons:
            self.evidence.decisions.append(
                Decision(answer.asked, answer.result, "", answer.told, "")
            )
        return answer


def _is_write(entry: JournalEntry) -> bool:
    if entry.method in READING_METHODS or entry.path.startswith(LOGGING_IN):
        return False
    return not (entry.system == "spectrum" and entry.operation.startswith(GET_SERVICE))
