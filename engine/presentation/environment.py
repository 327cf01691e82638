"""The Jinja2 environment of every page: escaping always on, an unknown name is an error."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from engine.presentation import tie_out_view
from engine.presentation.words import amount, counted, headed, moment, spoken

LOOK = Path(__file__).parent
STYLE_SHEET = LOOK / "tieout.css"


def page_environment(templates: Path) -> Environment:
    """Templates of one folder, with the shared ones beneath them."""
    environment = Environment(
        loader=FileSystemLoader([templates, LOOK / "templates"]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters = (
        *(amount, counted, headed, moment, spoken),
        *(tie_out_view.compared_amounts, tie_out_view.differing_first),
        *(tie_out_view.open_item_count, tie_out_view.open_items, tie_out_view.totals),
    )
    environment.filters.update({filter_.__name__: filter_ for filter_ in filters})
    return environment


def style_sheet() -> str:
    """The one style sheet, as text."""
    return STYLE_SHEET.read_text(encoding="utf-8")
