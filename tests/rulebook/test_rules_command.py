"""`tieout rules check` and `tieout rules explain`: what they print, and what they refuse."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import typer

from engine.cli import rules
from engine.cli.wrong_use import CommandFailed, WrongUse
from engine.rulebook.load import DEFAULT_RULES, load_rulebook
from engine.rulebook.references import facts_of_rule
from tests.rulebook.conftest import capabilities

SAMPLES = Path(__file__).parent / "samples"
Run = Callable[..., str]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `tieout rules ...` and returns what it printed.

    The small rulebook is checked against a small engine.
    """

    def command(*arguments: str) -> str:
        if "--rules" in arguments:
            folder = Path(arguments[arguments.index("--rules") + 1])
            kind = "eligibility" if (folder / "eligibility" / "case.yaml").exists() else "world"
            monkeypatch.setattr(rules, "engine_capabilities", lambda: capabilities(kind))
        typer.main.get_command(rules.app).main(list(arguments), standalone_mode=False)
        return capsys.readouterr().out

    return command


def test_check_says_in_one_line_that_the_rules_of_tieout_are_sound(run: Run) -> None:
    out = run("check")
    assert out.count("\n") == 1
    said = re.match(
        r"rules/ is sound: (\d+) rules in (\d+) eligibilities and (\d+) mapping rows in "
        r"(\d+) mappings, (\d+) facts, ",
        out,
    )
    assert said is not None, out
    assert [int(count) for count in said.groups()] == [
        _count("eligibility", r"^  - id: ") + _count("lifecycle", r"^      - id: "),
        _count("eligibility", r"^eligibility: "),
        _count("mapping", r"^  - id: "),
        _count("mapping", r"^mapping: "),
        _count("facts.yaml", r"^  [a-z_]+\.[a-z_]+:$"),
    ]


def _count(place: str, line: str) -> int:
    """How many lines like this the rules have there: what the words count, counted by hand."""
    path = DEFAULT_RULES / place
    texts = [path] if path.is_file() else sorted(path.glob("*.yaml"))
    return sum(len(re.findall(line, text.read_text("utf-8"), re.MULTILINE)) for text in texts)


def test_check_prints_every_finding_and_fails(
    world: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    case = SAMPLES / "eligibility" / "several-mistakes"
    shutil.copy(case / "bad.yaml", world / "eligibility" / "case.yaml")
    with pytest.raises(CommandFailed, match=r"^3 finding\(s\) in rules/$"):
        run("check", "--rules", str(world))
    assert capsys.readouterr().out == (case / "expected.txt").read_text("utf-8")


def test_check_fails_on_a_warning_too(world: Path, run: Run) -> None:
    shutil.copy(SAMPLES / "facts" / "unused" / "bad.yaml", world / "facts.yaml")
    with pytest.raises(CommandFailed, match=r"^1 finding\(s\)"):
        run("check", "--rules", str(world))


def test_check_finds_a_rule_the_executors_can_not_hold(
    world: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    pair = (
        "{ any: [ { order.line_count: { more_than: 3 } }, { order.title: { longer_than: 9 } } ] }"
    )
    file = world / "eligibility" / "world.yaml"
    text = file.read_text("utf-8")
    text = text.replace("      all:\n", "      all:\n" + f"        - {pair}\n" * 6)
    file.write_text(text, "utf-8")
    with pytest.raises(CommandFailed):
        run("check", "--rules", str(world))
    out = capsys.readouterr().out
    assert out.startswith(
        "rules/eligibility/world.yaml:5:9: error: the rule `world.everything` has"
    )
    assert "[beyond-executor]\n      - id: world.everything\n            ^^^" in out


def test_explain_says_a_rule_in_plain_words_with_its_sources(run: Run) -> None:
    assert run("explain", "retrieve.not-waiting") == (
        "retrieve.not-waiting  (pcco.retrieve, editions 2020, current)\n"
        "  forbids when: pcco.erp_status is one of not_sent, retrieved, rejected, "
        "failed_to_export, synced\n"
        "  because: Only a PCCO that waits for acceptance can be retrieved; "
        "its state is {pcco.erp_status}.\n"
        "  source: retrieve#while-waiting (documented, D-099, D-100): "
        "A PCCO can be retrieved until the approver has accepted or rejected it.\n"
        "  written at: rules/lifecycle/pcco.yaml:39:13\n\n"
    )


def test_explain_shows_the_notes(world: Path, run: Run) -> None:
    file = world / "eligibility" / "world.yaml"
    text = file.read_text("utf-8").replace("blocked_when", "note: All of it.\nblocked_when")
    file.write_text(text.replace("    because", "    note: Read so.\n    because"), "utf-8")
    out = run("explain", "order.world", "--rules", str(world))
    assert out.startswith("order.world  note: All of it.\n\nworld.everything  (order.world,")
    assert "  because: Everything holds.\n  note: Read so.\n  source: " in out
    out = run("explain", "order.world", "--rules", str(world), "--json")
    assert json.loads(out)["rules"][0]["note"] == "Read so."


def test_explain_shows_expected_and_actual_when_facts_are_given(run: Run) -> None:
    out = run(
        "explain", "prime_contract.refresh",
        "--fact", "user.prime_contracts_level=standard",
        "--fact", "prime_contract.erp_status=synced",
    )  # fmt: skip
    assert (
        "  forbids unless: user.prime_contracts_level is admin\n"
        "  because: Refreshing takes Admin on the project's Prime Contracts; "
        "this person has standard.\n"
    ) in out
    assert "  verdict: forbids\n    holds: not (user.prime_contracts_level is admin)\n" in out
    assert (
        "      does not hold: user.prime_contracts_level (expected: admin; actual: standard)\n"
    ) in out
    assert "  verdict: does not forbid\n" in out
    assert "  verdict: open, not given: user.erp_integrations_level\n" in out


@pytest.mark.parametrize(
    ("rule", "value", "forbids", "sides"),
    [
        ("pcco.title-too-long", "a" * 256, True, "longer than 255 characters; "
         "actual: 256 characters"),
        ("pcco.title-too-long", "a", False, "longer than 255 characters; actual: 1 character"),
        ("pcco.not-approved", "draft", True, "approved; actual: draft"),
        ("reimport.unapproved", "draft", True, "one of approved, complete; actual: draft"),
        ("reimport.job-not-synced", "true", False, "no; actual: yes"),
        ("pcco.line-without-cost-code", "", False, "present; actual: nothing"),
    ],
)  # fmt: skip
def test_explain_says_both_sides_of_a_comparison_in_the_same_terms(
    rule: str, value: str, forbids: bool, sides: str, run: Run
) -> None:
    fact = load_rulebook().rules[rule]
    out = run("explain", rule, "--fact", f"{facts_of_rule(fact)[0]}={value}")
    assert f"(expected: {sides})\n" in out
    assert f"  verdict: {'forbids' if forbids else 'does not forbid'}\n" in out


def test_explain_fills_in_the_sentence_and_leaves_what_is_not_given(run: Run, world: Path) -> None:
    given = ("--fact", f"pcco.title={'a' * 256}")
    filled = "  because: The title has 256 characters; at most 255 are allowed.\n"
    assert filled in run("explain", "pcco.title-too-long", *given)
    assert "{length of pcco.title}" in run("explain", "pcco.title-too-long")
    told = json.loads(run("explain", "pcco.title-too-long", "--json", *given))
    assert told["rules"][0]["because"] == filled.removeprefix("  because: ").strip()
    file = world / "eligibility" / "world.yaml"
    sentence = "{order.title} has {length of order.title} letters and {order.line_count} lines."
    text = re.sub("because: .*", f'because: "{sentence}"', file.read_text("utf-8"), count=1)
    file.write_text(text, "utf-8")
    out = run("explain", "world.everything", "--rules", str(world), "--fact", "order.title=Roof")
    assert "  because: Roof has 4 letters and {order.line_count} lines.\n" in out


def test_explain_gives_the_verdict_of_both_executors_once_all_facts_are_given(run: Run) -> None:
    off = run("explain", "company.connector", "--fact", "company.erp_connector=none")
    assert off.endswith("company.connector: forbidden by company.connector-not-spectrum\n")
    on = run("explain", "company.connector", "--fact", "company.erp_connector=spectrum")
    assert on.endswith("company.connector: allowed\n")


def test_explain_gives_the_same_as_json(run: Run) -> None:
    told = json.loads(
        run("explain", "pcco.date-missing", "--json", "--fact", "pcco.approved_date=")
    )
    rule = told["rules"][0]
    assert (rule["rule"], rule["forbids"]) == ("pcco.date-missing", True)
    assert rule["explanation"] == {
        "condition": "pcco.approved_date is missing",
        "held": True,
        "fact": "pcco.approved_date",
        "expected": "missing",
        "actual": "nothing",
    }
    assert [source["reference"] for source in rule["sources"]] == [
        "release#date-required",
        "choices#date",
        "choices#footnote-required",
    ]


def test_explain_of_an_eligibility_follows_the_edition(run: Run) -> None:
    assert "import.unit-price" in run("explain", "prime_contract.import")
    current = run("explain", "prime_contract.import", "--edition", "current")
    assert "import.unit-price" not in current
    assert "import.unit-based-not-enabled" in current


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["pcco.sent"],
            "there is no rule or eligibility `pcco.sent`: did you mean `pcco.send`?",
        ),
        (
            ["import.unit-price", "--edition", "current"],
            "`import.unit-price` does not hold in edition current; it holds in 2020",
        ),
        (
            ["pcco.date-missing", "--fact", "pcco.approved_date"],
            "`pcco.approved_date` is not a fact; write --fact NAME=VALUE",
        ),
        (
            ["pcco.date-missing", "--fact", "pcco.approved_on=2020-04-09"],
            "unknown fact `pcco.approved_on`: did you mean `pcco.approved_date`?",
        ),
        (
            ["pcco.date-missing", "--fact", "pcco.approved_date=9.4.2020"],
            "`9.4.2020` is no value of `pcco.approved_date`; write a date such as 2020-04-09",
        ),
        (
            ["pcco.not-approved", "--fact", "pcco.status=aproved"],
            "the fact `pcco.status` is never `aproved`; it is one of draft, pricing, not_pricing, "
            "pending, revised, proceeding, not_proceeding, no_charge, approved, rejected, void",
        ),
        (
            ["pcco.not-approved", "--fact", "pcco.status="],
            "the fact `pcco.status` may not be missing",
        ),
        (
            ["pcco.date-missing", "--fact", "pcco.status=approved"],
            "`pcco.date-missing` does not look at `pcco.status`; it looks at pcco.approved_date",
        ),
        (
            ["pcco.date-missing", *["--fact", "pcco.approved_date="] * 2],
            "the fact `pcco.approved_date` is given twice",
        ),
    ],
)
def test_explain_refuses_wrong_use_in_one_clear_line(
    arguments: list[str], message: str, run: Run
) -> None:
    with pytest.raises(WrongUse) as caught:
        run("explain", *arguments)
    assert str(caught.value) == message


def test_a_folder_that_is_none_is_wrong_use(run: Run) -> None:
    with pytest.raises(WrongUse, match="is no folder; name one with --rules"):
        run("check", "--rules", "no/such/folder")


def test_an_unknown_edition_is_wrong_use(run: Run) -> None:
    with pytest.raises(typer.BadParameter, match="'2019' is not one of '2020', 'current'"):
        run("explain", "pcco.send", "--edition", "2019")


def test_explaining_broken_rules_points_to_the_check(world: Path, run: Run) -> None:
    (world / "eligibility" / "bad.yaml").write_text("x: y\n", "utf-8")
    with pytest.raises(CommandFailed, match=r"see: tieout rules check$"):
        run("explain", "order.world", "--rules", str(world))
