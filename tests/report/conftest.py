"""A run with something in every part of its report."""

from datetime import UTC, datetime

import pytest

from engine.erp_integrations.tie_out import TieOutRow
from engine.presentation.shown_reason import ShownFact, ShownReason
from engine.report.run_report import (
    CallCount,
    ReportedStep,
    RunReport,
)

HOSTILE_TITLE = "<script>alert('x')</script> & \"Sons\""


def tie_out_row(number: int, title: str, original_cents: int, changes_cents: int) -> TieOutRow:
    """A contract that ties out and has no open items."""
    return TieOutRow(
        contract=f"SIM|{number:06d}|CUST{number % 100:02d}",
        job_number=f"{number:06d}",
        title=title,
        project_name=title,
        procore_original_cents=original_cents,
        spectrum_original_cents=original_cents,
        header_excess_cents=0,
        procore_approved_cents=changes_cents,
        not_imported=(),
        only_in_procore=(),
        not_exported=(),
        spectrum_approved_cents=changes_cents,
        not_from_procore=(),
        differences=(),
    )


def done(
    operation: str,
    record: str,
    messages: tuple[str, ...] = (),
    changes: tuple[str, ...] = (),
    attempts: int = 1,
) -> ReportedStep:
    return ReportedStep(operation, record, "done", (), messages, changes, attempts)


@pytest.fixture
def run_report() -> RunReport:
    return RunReport(
        seed=2020,
        edition="2020",
        started=datetime(2020, 4, 9, 8, 0, 0, tzinfo=UTC),
        finished=datetime(2020, 4, 9, 8, 0, 41, tzinfo=UTC),
        tie_out=(
            tie_out_row(1001, "001001 - Riverside Medical Office", 739_614_400, 192_985),
            tie_out_row(1002, "001002 - Harbour School, Gymnasium", 120_000_000, -450_050),
            tie_out_row(1003, HOSTILE_TITLE, 98_765_432, 0),
        ),
        imported=(done("import", "prime contract of job 001001", changes=("14 lines created",)),),
        reimported=(
            done("reimport", "prime contract of job 001002", ("Line 030 changed.",), attempts=2),
        ),
        exported=(done("accept", "PCCO 003 of project 7", ("Change request 003.",)),),
        other_steps=(done("send", "PCCO 003 of project 7"),),
        refused=(
            ReportedStep(
                "reimport",
                "prime contract of job 001004",
                "refused",
                (
                    ShownReason(
                        "reimport.unapproved",
                        "The prime contract is unapproved; its status is draft.",
                        ("reimport#unapproved",),
                        (ShownFact("prime_contract.status", "draft"),),
                    ),
                    ShownReason(
                        "reimport.nothing-new",
                        "The contract is synced and has no new or changed lines.",
                        ("reimport#nothing-new", "choices#unsynced-line"),
                        (ShownFact("prime_contract.unsynced_line_count", "0"),),
                    ),
                ),
                (),
                (),
                1,
            ),
        ),
        unfinished=(
            ReportedStep(
                "export",
                "PCCO 004 of project 7",
                "failed",
                (),
                ("Spectrum refused the job.",),
                (),
                1,
            ),
        ),
        calls=(
            CallCount("procore", "list-projects", 3),
            CallCount("procore", "create-prime-contract", 12),
            CallCount("spectrum", "ARChangeRequest", 7),
        ),
    )
