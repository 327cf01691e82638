"""A run with something in every part of its report."""

from datetime import UTC, datetime

import pytest

from engine.look.shown_reason import ShownFact, ShownReason
from engine.report.run_report import (
    CallCount,
    DoneRecord,
    RefusedRecord,
    RunReport,
    TieOutLine,
)

HOSTILE_TITLE = "<script>alert('x')</script> & \"Sons\""


def _equal_line(number: int, title: str, original: int, changes: int) -> TieOutLine:
    revised = original + changes
    contract = f"SIM|{number:06d}|CUST{number % 100:02d}"
    return TieOutLine(contract, title, original, original, changes, changes, revised, revised)


@pytest.fixture
def run_report() -> RunReport:
    return RunReport(
        seed=2020,
        edition="2020",
        started=datetime(2020, 4, 9, 8, 0, 0, tzinfo=UTC),
        finished=datetime(2020, 4, 9, 8, 0, 41, tzinfo=UTC),
        tie_out=(
            _equal_line(1001, "001001 - Riverside Medical Office", 739_614_400, 192_985),
            _equal_line(1002, "001002 - Harbour School, Gymnasium", 120_000_000, -450_050),
            _equal_line(1003, HOSTILE_TITLE, 98_765_432, 0),
        ),
        imported=(
            DoneRecord("import", "SIM|001001|CUST01", "imported", ("14 lines created",), (), 1),
        ),
        reimported=(
            DoneRecord("reimport", "SIM|001002|CUST02", "synced", ("line 030 changed",), (), 2),
        ),
        exported=(
            DoneRecord("export", "PCCO 003 of 001001", "synced", (), ("Change request 003.",), 1),
        ),
        refused=(
            RefusedRecord(
                "reimport",
                "SIM|001004|CUST04",
                (
                    ShownReason(
                        "reimport.unapproved",
                        "The prime contract is in an unapproved state.",
                        ("re-import#1",),
                        (ShownFact("prime_contract.is_approved", "no"),),
                    ),
                    ShownReason(
                        "reimport.nothing-new",
                        "Nothing has changed in Spectrum since the last sync.",
                        ("re-import#4", "tieout#unsynced-line"),
                        (ShownFact("prime_contract.unsynced_line_count", "0"),),
                    ),
                ),
                (),
            ),
        ),
        calls=(
            CallCount("procore", "list-projects", 3),
            CallCount("procore", "create-prime-contract", 12),
            CallCount("spectrum", "ARChangeRequest", 7),
        ),
    )
