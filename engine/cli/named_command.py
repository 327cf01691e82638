"""A command that is known by name and help, so that only the one that is run is imported."""

import importlib
from typing import Any

import typer
from typer.core import TyperCommand


class NamedCommand(TyperCommand):
    """Stands for the command in the module of its name in `engine.cli`.

    That module has a function of its name or, for a group of commands, a Typer called `app`.
    `description` is the first paragraph of the function, or what the group is for.
    """

    def __init__(self, name: str, description: str, *, is_group: bool = False) -> None:
        super().__init__(name, help=description, rich_markup_mode=None)
        self._is_group = is_group

    def make_context(self, *arguments: Any, **named: Any) -> Any:
        """That of the command itself, which reads its arguments and is then invoked through it."""
        return self.imported().make_context(*arguments, **named)

    def imported(self) -> Any:
        """The command itself, of the class that Typer makes of it."""
        name = str(self.name)
        module = importlib.import_module(f"engine.cli.{name}")
        around = typer.Typer(rich_markup_mode=None)
        if self._is_group:
            around.add_typer(module.app, name=name, help=self.help)
        else:
            around.command(name)(getattr(module, name))
        return typer.main.get_group(around).commands[name]
