"""What would fail at the first record is found when the rules are read: each case changes one text
of the rules that come with Tieout."""

import shutil
from pathlib import Path

import pytest

from engine.erp_integrations.capabilities import engine_capabilities
from engine.rulebook.load import DEFAULT_RULES, check_rules

PCCO = "mapping/pcco.yaml"
CONTRACT = "mapping/prime_contract.yaml"
AMOUNT = 'from: cost_line.estimate_amount\n    format: "-10.2"'


@pytest.mark.parametrize(
    ("file", "old", "new", "found"),
    [
        (PCCO, "from: pcco.number", "from: pcco.nummer", [
            "`ARChangeRequest.Change_Request_Number` can't be filled from `pcco.nummer` "
            "did you mean `pcco.number`?",
        ]),
        (PCCO, "ARChangeRequest.Change_Request_Number", "ARChangeRequest.Change_Request_Nummer", [
            "the engine writes no field `ARChangeRequest.Change_Request_Nummer` "
            "did you mean `ARChangeRequest.Change_Request_Number`?",
        ]),
        (PCCO, "setting: spectrum_status_code", "setting: spectrum_status", [
            "there is no company setting `spectrum_status` "
            "did you mean `spectrum_status_code`?",
        ]),
        (PCCO, "format: without_dashes", "format: without_dots", [
            "`ARChangeRequest.CR_Phase_Code` can't have the format `without_dots` "
            "did you mean `without_dashes`?",
        ]),
        (PCCO, AMOUNT, AMOUNT.replace("10.2", "12.2"), [
            "the rules stop `pcco.largest_amount_cents` at 9,999,999,999.99, and this row at "
            "999,999,999,999.99 write the same limit in both",
            "`ARChangeRequest.Change_Request_Amount` can't have the format `-12.2` "
            "use digits before and after the point, at most -10.2",
        ]),
        (PCCO, AMOUNT, AMOUNT.replace("10.2", "9.2"), [
            "the rules stop `pcco.largest_amount_cents` at 9,999,999,999.99, and this row at "
            "999,999,999.99 write the same limit in both",
        ]),
        (PCCO, "max_length: 8\n", "max_length: 9\n", [
            "`ARChangeRequest.Change_Request_Number` holds at most 8 characters "
            "write 8 or less",
            "the rules stop `pcco.change_request_number` at 8, and this row at 9 "
            "write the same limit in both",
        ]),
        (PCCO, "direction: procore_to_spectrum", "direction: spectrum_to_procore", [
            "`pcco` goes the other way: its fields are procore_to_spectrum "
            "write `direction: procore_to_spectrum`",
        ]),
        (CONTRACT, "mapping: prime_contract\n", "mapping: prime_contracts\n", [
            "the engine knows no mapping `prime_contracts` did you mean `prime_contract`?",
        ]),
        (CONTRACT, "constant: Approved", "from: job.status", [
            "`PrimeContract.status` can't be filled from `job.status` use one of "
            "`contract.customer_code`, `job.description`, `job.number`",
        ]),
        ("lifecycle/pcco.yaml", "action: unlink", "action: unlnik", [
            "the action `unlnik` is none that the engine knows did you mean `unlink`?",
        ]),
        ("lifecycle/pcco.yaml", "    eligibility: pcco.retry\n", "", [
            "`retry` refuses states, and it names no eligibility to be asked for "
            "add `eligibility:`, or remove `otherwise:`",
        ]),
        ("lifecycle/pcco.yaml", "from: [ready_to_export]\n    to: synced",
         "from: [ready_to_export, rejected]\n    to: synced", [
            "`accept` may end in `fail`, which does not leave `rejected` "
            "add to `from:` of `fail`",
        ]),
        ("lifecycle/pcco.yaml", "from: [not_sent]", "from: [not_sent, rejected]", [
            "`send` leaves the state `rejected`, and `send.use-resend` refuses it "
            "keep it in `from:` or in `in:`",
        ]),
        ("lifecycle/pcco.yaml", "in: [retrieved, rejected]", "in: [retrieved]", [
            "`send` neither leaves nor refuses `rejected` "
            "add to `from:`, or say why not under `otherwise:`",
        ]),
        ("eligibility/pcco_unlink.yaml", "when: { pcco.is_in_spectrum: true }",
         "when: { pcco.erp_status: { one_of: [rejected, ready_to_export] } }", [
            "`unlink.still-in-spectrum` decides by the state alone, outside the lifecycle "
            "say it under `otherwise:` of `unlink` in pcco",
            "no rule looks at the fact `pcco.is_in_spectrum` "
            "use it in a rule, or say `not_used:` with the reason",
        ]),
        ("eligibility/visibility_erp_tabs.yaml", "visibility.erp_tabs", "visibility.erp_tab", [
            "the engine knows no eligibility `visibility.erp_tab` "
            "did you mean `visibility.erp_tabs`?",
        ]),
    ],
)  # fmt: skip
def test_a_name_that_the_engine_does_not_have_is_found(
    file: str, old: str, new: str, found: list[str], tmp_path: Path
) -> None:
    rules = shutil.copytree(DEFAULT_RULES, tmp_path / "rules")
    text = (rules / file).read_text("utf-8")
    assert text.count(old) == 1
    (rules / file).write_text(text.replace(old, new), "utf-8")
    checked = check_rules(rules, engine_capabilities())
    assert [f"{finding.message} {finding.help}" for finding in checked.findings] == found
    for finding in checked.findings:
        line = checked.source_lines[finding.location.file][finding.location.line - 1]
        assert line[finding.location.column - 1 :].startswith(finding.value)
