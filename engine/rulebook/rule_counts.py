"""How many rules there are, counted and said in one way wherever they are."""

from engine.rulebook.model import Rulebook


def rule_counts(rulebook: Rulebook) -> str:
    """Rules allow or forbid; mapping rows say what is sent where, and have a page like rules."""
    rows = sum(len(mapping.rows) for mapping in rulebook.mappings.values())
    return (
        f"{_counted(len(rulebook.rules), 'rule')} in "
        f"{_counted(len(rulebook.eligibilities), 'eligibility', 'eligibilities')} and "
        f"{_counted(rows, 'mapping row')} in {_counted(len(rulebook.mappings), 'mapping')}"
    )


def _counted(count: int, one: str, many: str | None = None) -> str:
    return f"{count} {one}" if count == 1 else f"{count} {many or one + 's'}"
