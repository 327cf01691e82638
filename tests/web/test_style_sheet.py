"""The style sheet: legible in light and in dark, and nothing fetched."""

import re

import pytest

from engine.presentation.environment import style_sheet

TEXT_CONTRAST_MIN = 4.5
"""WCAG 2.2, success criterion 1.4.3."""
TEXT_ON_GROUND = [
    ("ink", "paper"),
    ("ink", "sheet"),
    ("ink", "ledger-soft"),
    ("ink", "refused-soft"),
    ("ink", "waiting-soft"),
    ("ink-soft", "paper"),
    ("ink-soft", "sheet"),
    ("ink-soft", "dimmed-soft"),
    ("ledger", "sheet"),
    ("ledger", "paper"),
    ("ledger", "ledger-soft"),
    ("ledger-ink", "ledger"),
    ("refused", "refused-soft"),
    ("waiting", "waiting-soft"),
    ("dimmed", "dimmed-soft"),
]


def tokens(scheme: str) -> dict[str, str]:
    light, dark = re.findall(r":root \{(.*?)\}", style_sheet(), re.DOTALL)[:2]
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", light))
    if scheme == "dark":
        colours |= dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", dark))
    return colours


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_measured_as_published() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_ON_GROUND)
def test_text_stands_out_from_its_ground(scheme: str, text: str, ground: str) -> None:
    colours = tokens(scheme)
    assert contrast(colours[text], colours[ground]) >= TEXT_CONTRAST_MIN


def test_every_colour_is_a_token_and_nothing_is_fetched() -> None:
    style = style_sheet()
    rules = style[style.index("/* Ground */") : style.index("@media print")]
    assert re.findall(r"#[0-9a-f]{3,8}\b", rules) == []
    assert "url(" not in style
    assert "@import" not in style


def test_every_token_that_is_used_is_declared() -> None:
    style = style_sheet()
    declared = set(re.findall(r"(--[a-z0-9-]+):", style))
    assert set(re.findall(r"var\((--[a-z0-9-]+)\)", style)) == declared
