"""How wide the command line prints, and how it indents."""

from rich.console import Console
from rich.padding import Padding

UNATTENDED_WIDTH = 140


def console_for_output() -> Console:
    """A console as wide as the terminal, or wide enough for the tables where there is none."""
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=UNATTENDED_WIDTH)


def print_indented(console: Console, spaces: int, text: str) -> None:
    """Text in rich's markup, every line of it as far to the right."""
    console.print(Padding(text, (0, 0, 0, spaces), expand=False))
