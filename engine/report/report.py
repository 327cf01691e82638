"""A run as one HTML file, without network or other files; the same run, the same text."""

import base64
import hashlib
from pathlib import Path

from markupsafe import Markup

from engine.presentation.environment import page_environment, style_sheet
from engine.report.run_report import RunReport

TEMPLATES = Path(__file__).parent / "templates"


def write_report(path: Path, report: RunReport) -> None:
    """Writes the page, with its folder when it is missing. OSError when it can't be written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(render_report(report), encoding="utf-8")


def render_report(report: RunReport) -> str:
    """The whole page as text."""
    style = style_sheet()
    script = (TEMPLATES / "filter.js").read_text(encoding="utf-8")
    template = page_environment(TEMPLATES).get_template("report.html")
    return template.render(
        report=report,
        figures=_figures(report),
        # Our own two files, which hold no value of any record: the only text that is not escaped.
        style=Markup(style),
        script=Markup(script),
        style_hash=_content_hash(style),
        script_hash=_content_hash(script),
    )


def _figures(report: RunReport) -> list[tuple[str, int]]:
    return [
        ("Contracts compared", len(report.tie_out)),
        ("Imported", len(report.imported)),
        ("Re-imported", len(report.reimported)),
        ("Exported", len(report.exported)),
        ("Refused", len(report.refused)),
        ("Failed or parked", len(report.unfinished)),
    ]


def _content_hash(text: str) -> str:
    """The hash by which the page's own policy lets its style and script run, and nothing else."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
