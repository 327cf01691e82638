"""What a command of `tieout sync` takes, from its operation's declaration, and what was given."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from inspect import Parameter
from typing import Annotated, NamedTuple

import typer
from msgspec import structs

from engine.operations.choices import NO_CHOICES, Choice, Choices, DateChoice, TextChoice
from engine.operations.declarations import OperationDeclaration
from engine.operations.records import ChangeOrderRef, ContractRef, RecordRef

Given = str | bool | datetime | None
"""What typer makes of a word of the command line."""

Login = Annotated[str, typer.Option("--as", help="Whose rights decide: a Procore login.")]
Job = Annotated[str, typer.Argument(help="The Spectrum job's number.")]
ToProject = Annotated[
    str | None, typer.Option("--project", help="Another project than the job's own.")
]
Customer = Annotated[str | None, typer.Option(help="Another customer's contract of this job.")]
Project = Annotated[str, typer.Argument(help="The project: its job's number or its Procore id.")]
Number = Annotated[str, typer.Argument(help="The PCCO's number.")]


class Asked(NamedTuple):
    """Who asks, about which record, with what choices."""

    login: str
    record: RecordRef
    choices: Choices


def parameter(name: str, annotation: object, default: object = Parameter.empty) -> Parameter:
    """A parameter as typer reads it; without a default it is required."""
    return Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


def parameters_of(declaration: OperationDeclaration) -> list[Parameter]:
    """The record, the login and the choices, in the order that help shows them."""
    login = parameter("login", Login)
    if declaration.is_about_contracts:
        named = [parameter("job", Job), login]
        named += [parameter("project", ToProject, None), parameter("customer", Customer, None)]
    else:
        named = [parameter("project", Project), parameter("number", Number), login]
    return [*named, *map(_choice_parameter, declaration.choices)]


def asked_for(declaration: OperationDeclaration, given: Mapping[str, Given], today: date) -> Asked:
    """What was given, by the parameters' names, as a request of the tool."""
    chosen = structs.replace(NO_CHOICES, **dict(_chosen(declaration, given)))
    return Asked(
        str(given["login"]),
        _contract(given) if declaration.is_about_contracts else _change_order(given),
        declaration.with_presets(chosen, today),
    )


def _choice_parameter(choice: Choice) -> Parameter:
    if isinstance(choice, DateChoice):
        day = typer.Option(formats=["%Y-%m-%d"], help=choice.help)
        return parameter(choice.name, Annotated[datetime | None, day], None)
    if isinstance(choice, TextChoice):
        return parameter(choice.name, Annotated[str | None, typer.Option(help=choice.help)], None)
    return parameter(choice.on, Annotated[bool, typer.Option(help=choice.help)], False)


def _chosen(
    declaration: OperationDeclaration, given: Mapping[str, Given]
) -> Iterator[tuple[str, date | str | None]]:
    for choice in declaration.choices:
        if isinstance(choice, DateChoice):
            moment = given[choice.name]
            yield choice.name, moment.date() if isinstance(moment, datetime) else None
        elif isinstance(choice, TextChoice):
            yield choice.name, _text(given, choice.name)
        else:
            yield choice.name, choice.on if given[choice.on] else choice.off


def _contract(given: Mapping[str, Given]) -> ContractRef:
    return ContractRef(str(given["job"]), _text(given, "customer"), _text(given, "project"))


def _change_order(given: Mapping[str, Given]) -> ChangeOrderRef:
    return ChangeOrderRef(str(given["project"]), str(given["number"]))


def _text(given: Mapping[str, Given], name: str) -> str | None:
    text = given[name]
    return None if text is None else str(text)
