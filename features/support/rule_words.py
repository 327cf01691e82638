"""A rule's sentence for a reader without facts: what it would name, instead of its placeholder."""

import re
from collections.abc import Mapping

from engine.rulebook.model import Wording
from engine.rulebook.vocabulary import FactDeclaration
from engine.rulebook.wording import PLACEHOLDER


def readable(wording: Wording, facts: Mapping[str, FactDeclaration]) -> str:
    """The sentence with each placeholder replaced by the meaning of its fact, in brackets."""

    def meaning(found: re.Match[str]) -> str:
        words = facts[found[2]].meaning.rstrip(".")
        words = words.replace("The ", "the ", 1) if words.startswith("The ") else words
        return f"[{found[1] or ''}{words}]"

    return PLACEHOLDER.sub(meaning, wording.text)
