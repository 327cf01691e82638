"""The command `tieout`."""

import sys

import typer
from typer.core import TyperGroup

from engine.cli.named_command import NamedCommand
from engine.cli.wrong_use import CommandFailed, WrongUse

WRONG_USE_EXIT_CODE = 2
FAILED_EXIT_CODE = 1
INTERRUPTED_EXIT_CODE = 130

PROGRAM = TyperGroup(
    name="tieout",
    help="Ties out Procore and Spectrum: prime contracts and change orders, under written rules.",
    no_args_is_help=True,
    rich_markup_mode=None,
    commands=[
        NamedCommand(
            "run", "Build a portfolio in both simulators, sync it over the wire, and tie it out."
        ),
        NamedCommand("serve", "Serve both simulators and the engine's page."),
        NamedCommand(
            "features", "Run feature files over the wire and write features.html and junit.xml."
        ),
        NamedCommand("rules", "Read and check the rulebook.", is_group=True),
        NamedCommand("sync", "Move contracts and change orders, one at a time.", is_group=True),
    ],
)


def main(arguments: list[str] | None = None) -> None:
    """Run one command; wrong use gets one clear line and exit code 2, never a traceback."""
    raise SystemExit(_run(sys.argv[1:] if arguments is None else arguments))


def _run(arguments: list[str]) -> int:
    try:
        code = PROGRAM.main(args=arguments, prog_name="tieout", standalone_mode=False)
    except typer.TyperException as error:
        return _explain(error)
    except WrongUse as error:
        return _say(str(error), WRONG_USE_EXIT_CODE)
    except CommandFailed as error:
        return _say(str(error), FAILED_EXIT_CODE)
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED_EXIT_CODE
    return code if isinstance(code, int) else 0


def _explain(error: typer.TyperException) -> int:
    """The help that was not asked for, or what was wrong, in one line, and where help is."""
    message = error.format_message()
    if message.startswith("Usage:"):
        print(message)  # noqa: T201  # a command's answer
        return WRONG_USE_EXIT_CODE
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "tieout"
    sentence = " ".join(message.split()).replace("Value error, ", "").rstrip(".")
    end = "" if sentence.endswith("?") else "."
    return _say(f"{sentence}{end} See: {path} --help", WRONG_USE_EXIT_CODE)


def _say(message: str, exit_code: int) -> int:
    print(f"tieout: {message}", file=sys.stderr)  # noqa: T201  # a command's answer
    return exit_code


if __name__ == "__main__":
    main()
