"""The rulebook for reading: everything on one page with a search, and a page a rule."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from engine.rulebook.model import Rulebook
from engine.rulebook.refused_moves import refused_states
from engine.rulebook.rule_counts import rule_counts
from engine.rulebook.vocabulary import Edition
from engine.web.pages import Pages
from engine.web.rule_view import SEARCH_CHARACTERS_MAX, cited, matching, rule_groups

EDITIONS = tuple(edition.value for edition in Edition)


class RulePages:
    """The rulebook is arranged once; a page only picks from it."""

    def __init__(self, pages: Pages, rulebook: Rulebook) -> None:
        self._pages = pages
        self._rulebook = rulebook
        self._groups = rule_groups(rulebook)
        self._rules = {rule.id: (group, rule) for group in self._groups for rule in group.rules}

    async def every_rule(self, request: Request) -> Response:
        words = request.query_params.get("words", "").strip()[:SEARCH_CHARACTERS_MAX]
        edition = request.query_params.get("edition") or None
        if edition is not None and edition not in EDITIONS:
            raise HTTPException(
                404, f"There is no edition {edition!r}; there are {' and '.join(EDITIONS)}."
            )
        groups = matching(self._groups, words, edition)
        values: dict[str, object] = {
            "groups": groups,
            "found_count": sum(len(group.rules) for group in groups),
            "counts": rule_counts(self._rulebook),
            "words": words,
            "edition": edition,
            "editions": EDITIONS,
            "lifecycles": [
                (
                    lifecycle,
                    {state.reference for state in lifecycle.final},
                    [
                        (
                            move,
                            [
                                (each, refused_states(lifecycle, move, each))
                                for each in move.otherwise
                            ],
                            cited(move.sources, self._rulebook),
                        )
                        for move in lifecycle.transitions
                    ],
                )
                for lifecycle in self._rulebook.lifecycles.values()
            ],
            "markups": [
                (
                    markup,
                    [(choice, cited(choice.sources, self._rulebook)) for choice in markup.settings],
                )
                for markup in self._rulebook.markups.values()
            ],
            "out_of_scope": self._rulebook.coverage.out_of_scope,
            "eligibilities": self._rulebook.eligibilities,
            "content_hash": self._rulebook.content_hash,
        }
        return await self._pages.page(request, "rules.html", **values)

    async def one_rule(self, request: Request) -> Response:
        rule_id = request.path_params["rule_id"]
        if rule_id not in self._rules:
            raise HTTPException(
                404, f"There is no rule {rule_id!r}; the rulebook lists all of them."
            )
        group, rule = self._rules[rule_id]
        return await self._pages.page(request, "rule.html", rule=rule, group=group)
