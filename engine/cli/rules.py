"""`tieout rules check`, `explain`, `mutate`, `conditions`, `vocabulary` and `facts-page`."""

import json
from pathlib import Path
from typing import Annotated

import typer

from engine.cli.fact_values import parse_facts
from engine.cli.rule_explanations import as_data, as_text, explained
from engine.cli.wrong_use import CommandFailed, WrongUse
from engine.erp_integrations.capabilities import engine_capabilities
from engine.executors.limit_findings import limit_findings
from engine.rulebook.facts_page import write_facts_page
from engine.rulebook.load import DEFAULT_RULES, CheckedRules, check_rules
from engine.rulebook.model import Rule, Rulebook
from engine.rulebook.names import suggest
from engine.rulebook.references import facts_of_rule
from engine.rulebook.rule_counts import rule_counts
from engine.rulebook.vocabulary import DEFAULT_EDITION, Edition, Facts
from engine.rulebook.vocabulary_schema import write_vocabulary_schema

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
_RulesFolder = Annotated[
    Path, typer.Option("--rules", help="The rules folder.", show_default="the one of Tieout")
]


@app.command()
def check(rules: _RulesFolder = DEFAULT_RULES) -> None:
    """Check every rule file; print each finding with its place. Exit code 1 when there is any."""
    checked = _checked(rules)
    findings = checked.rendered()
    if checked.rulebook is not None:
        beyond = CheckedRules(None, limit_findings(checked.rulebook), checked.source_lines)
        findings += beyond.rendered()
    for finding in findings:
        typer.echo(finding)
    if findings or checked.rulebook is None:
        raise CommandFailed(f"{len(findings)} finding(s) in {rules.name}/")
    book = checked.rulebook
    typer.echo(
        f"{rules.name}/ is sound: {rule_counts(book)}, {len(book.facts)} facts, "
        f"{len(book.sources)} source statements, {len(book.lifecycles)} lifecycles, "
        f"{len(book.markups)} markup files"
    )


@app.command("explain")
def explain_rules(
    name: Annotated[str, typer.Argument(help="A rule id or the name of an eligibility.")],
    fact: Annotated[
        list[str] | None,
        typer.Option("--fact", help="NAME=VALUE, repeatable; nothing after = means missing."),
    ] = None,
    edition: Annotated[Edition, typer.Option(help="Which edition.")] = DEFAULT_EDITION,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")] = False,
    rules: _RulesFolder = DEFAULT_RULES,
) -> None:
    """Say in plain words what the rules forbid and why, and what they say about given facts."""
    book = _sound_rulebook(rules)
    chosen = _chosen_rules(book, name, edition)
    facts = parse_facts(fact or (), book.facts)
    _refuse_idle_facts(facts, chosen, name)
    items = [explained(rule, facts, book) for rule in chosen]
    verdict = _verdict(book, name, facts, edition)
    if as_json:
        data = {
            "name": name,
            "edition": str(edition),
            "verdict": verdict,
            "rules": [as_data(item, book) for item in items],
        }
        typer.echo(json.dumps(data, indent=2, ensure_ascii=False))
        return
    eligibility = book.eligibilities.get(name)
    if eligibility is not None and eligibility.note is not None:
        typer.echo(f"{name}  note: {eligibility.note}\n")
    for item in items:
        typer.echo("\n".join(as_text(item, book, bool(facts))) + "\n")
    if verdict is not None:
        typer.echo(f"{name}: {verdict}")


@app.command()
def mutate(
    only: Annotated[
        str, typer.Option(help="Only mutants of this file, of this id, or at this place.")
    ] = "",
    jobs: Annotated[int, typer.Option(min=1, help="How many run at once.")] = 2,
) -> None:
    """Change the rules one thing at a time and see that a scenario notices each change.

    Exit code 1 when a mutant survives that features/equivalent_mutants.yaml does not declare, or
    one is declared that does not survive. Takes minutes.
    """
    from engine.cli.mutants import judge_mutants  # reads declarations and runs features: here alone

    judge_mutants(only, jobs)


@app.command()
def conditions(
    jobs: Annotated[int, typer.Option(min=1, help="How many run at once.")] = 2,
) -> None:
    """See that scenarios show each part of a compound condition to decide alone.

    Exit code 1 when one is not.
    """
    from engine.cli.mutants import show_conditions  # runs features: here alone

    show_conditions(jobs)


@app.command()
def vocabulary() -> None:
    """Write the facts into schemas/ for completion in editors; run it after changing facts.yaml."""
    place = write_vocabulary_schema(_sound_rulebook(DEFAULT_RULES).facts)
    typer.echo(f"wrote {place.parent.name}/{place.name}")


@app.command()
def coverage() -> None:
    """Say which documented statements have a rule and a scenario, and which are out of scope.

    Exit code 1 when a statement is neither shown by a scenario nor listed in rules/coverage.yaml.
    """
    from engine.cli.features import say_coverage

    say_coverage()


@app.command("facts-page")
def facts_page() -> None:
    """Write the statements behind fact numbers into docs/facts.md; run it after sources.yaml."""
    place = write_facts_page(_sound_rulebook(DEFAULT_RULES).sources)
    typer.echo(f"wrote {place.parent.name}/{place.name}")


def _checked(rules: Path) -> CheckedRules:
    if not rules.is_dir():
        raise WrongUse(f"{rules} is no folder; name one with --rules")
    return check_rules(rules.resolve(), engine_capabilities())


def _sound_rulebook(rules: Path) -> Rulebook:
    checked = _checked(rules)
    if checked.rulebook is None:
        count = len(checked.findings)
        raise CommandFailed(f"{rules.name}/ has {count} finding(s); see: tieout rules check")
    return checked.rulebook


def _chosen_rules(book: Rulebook, name: str, edition: Edition) -> tuple[Rule, ...]:
    if name in book.eligibilities:
        return book.rules_of(name, edition)
    if name not in book.rules:
        help_line = suggest(name, {**book.rules, **book.eligibilities}, "see rules/eligibility/")
        raise WrongUse(f"there is no rule or eligibility `{name}`: {help_line}")
    rule = book.rules[name]
    if edition not in rule.editions:
        held = ", ".join(sorted(rule.editions))
        raise WrongUse(f"`{name}` does not hold in edition {edition}; it holds in {held}")
    return (rule,)


def _refuse_idle_facts(facts: Facts, chosen: tuple[Rule, ...], name: str) -> None:
    used = {fact for rule in chosen for fact in facts_of_rule(rule)}
    for fact in facts:
        if fact not in used:
            raise WrongUse(f"`{name}` does not look at `{fact}`; it looks at {_listed(used)}")


def _listed(names: set[str]) -> str:
    return ", ".join(sorted(names))


def _verdict(book: Rulebook, name: str, facts: Facts, edition: Edition) -> str | None:
    """What both executors decide, once every fact is given."""
    if name not in book.eligibilities:
        return None
    from engine.executors.two_opinions import TwoOpinions  # loads durable_rules: here alone

    opinions = TwoOpinions(book)
    if not opinions.needed_facts(name, edition) <= set(facts):
        return None
    decision = opinions.decide(name, facts, edition)
    return "allowed" if decision.allowed else f"forbidden by {', '.join(decision.rule_ids)}"
