"""The page at /_simulator/: journal, state, clock and faults, live."""

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "page_files"


@cache
def html() -> bytes:
    return (FOLDER / "page.html").read_bytes()


@cache
def css() -> bytes:
    return (FOLDER / "page.css").read_bytes()


@cache
def javascript() -> bytes:
    return (FOLDER / "page.js").read_bytes()
