"""Errors that a person at the command line can do something about."""


class WrongUse(Exception):
    """The command was used wrongly: one clear line, exit code 2."""


class CommandFailed(Exception):
    """The command was used rightly and could not be done: one clear line, exit code 1."""
