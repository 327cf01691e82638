"""Outcomes as JSON, for the journal and for people's own tools, and back."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from engine.executors.verdict import Decision, Reason
from engine.operations.request import Operation
from engine.rulebook.model import Rulebook, RuleKind
from engine.rulebook.vocabulary import Edition, FactValue
from engine.sync.outcome import Change, Outcome, Result


def outcome_to_json(outcome: Outcome) -> str:
    return json.dumps(outcome_as_data(outcome), ensure_ascii=False, sort_keys=True)


def outcome_as_data(outcome: Outcome) -> dict[str, object]:
    """The outcome in JSON's own types; dates among facts are `{"date": "2020-04-09"}`."""
    return {
        "operation": outcome.operation.value,
        "record": outcome.record,
        "result": outcome.result.value,
        "decision": None if outcome.decision is None else decision_as_data(outcome.decision),
        "messages": list(outcome.messages),
        "changes": [asdict(change) for change in outcome.changes],
        "attempts": outcome.attempts,
    }


def decision_as_data(decision: Decision) -> dict[str, object]:
    return {
        "eligibility": decision.eligibility,
        "title": decision.title,
        "edition": decision.edition.value,
        "is_allowed": decision.allowed,
        "reasons": [
            {
                "rule_id": reason.rule_id,
                "kind": reason.kind.value,
                "wording": reason.wording,
                "sources": [source.reference for source in reason.sources],
                "facts": _facts_as_data(reason.facts),
            }
            for reason in decision.reasons
        ],
        "facts": _facts_as_data(decision.facts),
        "rulebook_hash": decision.rulebook_hash,
    }


def outcome_from_json(text: str, rulebook: Rulebook) -> Outcome:
    """What `outcome_to_json` wrote; sources are looked up in the rulebook."""
    data: dict[str, Any] = json.loads(text)
    return Outcome(
        operation=Operation(data["operation"]),
        record=data["record"],
        result=Result(data["result"]),
        decision=_decision(data["decision"], rulebook) if data["decision"] else None,
        messages=tuple(data["messages"]),
        changes=tuple(Change(**change) for change in data["changes"]),
        attempts=data["attempts"],
    )


def _decision(data: dict[str, Any], rulebook: Rulebook) -> Decision:
    edition = Edition(data["edition"])
    return Decision(
        eligibility=data["eligibility"],
        title=data["title"],
        edition=edition,
        reasons=tuple(
            Reason(
                rule_id=reason["rule_id"],
                kind=RuleKind(reason["kind"]),
                wording=reason["wording"],
                sources=tuple(
                    rulebook.sources[reference]
                    for reference in reason["sources"]
                    if reference in rulebook.sources
                ),
                edition=edition,
                facts=_facts_from_data(reason["facts"]),
            )
            for reason in data["reasons"]
        ),
        facts=_facts_from_data(data["facts"]),
        rulebook_hash=data["rulebook_hash"],
    )


def _facts_as_data(facts: Mapping[str, FactValue]) -> dict[str, object]:
    return {
        name: {"date": value.isoformat()} if isinstance(value, date) else value
        for name, value in facts.items()
    }


def _facts_from_data(data: Mapping[str, Any]) -> dict[str, FactValue]:
    return {
        name: date.fromisoformat(value["date"]) if isinstance(value, dict) else value
        for name, value in data.items()
    }
