"""The commands and options, as `safer` itself declares them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import typer

from docs.reference.markdown import anchor, code, page, plain, table
from workbook.cli import COMMANDS, app
from workbook.commands.check import NOT_TRIED
from workbook.commands.console import AT_FAULT
from workbook.doctor.finding import Kind
from workbook.doctor.program import NETWORK
from workbook.package.synced import VARIABLES
from xlsrc.extracts.database_query import PASSWORD_VARIABLE

if TYPE_CHECKING:
    from collections.abc import Iterator

HELP: Final = "--help"


class Option(NamedTuple):
    """An option or argument of a command: as it is written, and what it does."""

    written: str
    does: str
    is_argument: bool
    is_required: bool
    names: tuple[str, ...]


class CommandLine(NamedTuple):
    """A command as it is called: the words after ``safer``, its help, what it takes."""

    words: str
    help: str
    options: tuple[Option, ...]

    @property
    def usage(self) -> str:
        """The whole line, what may be left out in brackets."""
        shown = (
            one.written if one.is_required else f"[{one.written}]"
            for one in sorted(self.options, key=lambda one: not one.is_argument)
        )
        return " ".join(("safer", self.words, *shown))


def command_lines() -> Iterator[CommandLine]:
    """Every command that does something, in the order in which they are listed."""
    group = typer.main.get_group(app)
    whole = typer.Context(group, info_name="safer")
    for command in COMMANDS:
        name, loaded, _ = group.resolve_command(whole, [command.name])
        within = getattr(loaded, "commands", None)
        if within is None:
            yield _line(str(name), loaded, whole)
        else:
            for inner, one in within.items():
                yield _line(f"{name} {inner}", one, whole)


def global_options() -> tuple[Option, ...]:
    """The options of ``safer`` itself, which stand before the command."""
    group = typer.main.get_group(app)
    return _options(group, typer.Context(group, info_name="safer"))


def _line(words: str, command: Any, whole: Any) -> CommandLine:  # noqa: ANN401 - typer's own
    context = typer.Context(command, info_name=words, parent=whole)
    return CommandLine(words, " ".join((command.help or "").split()), _options(command, context))


def _options(command: Any, context: Any) -> tuple[Option, ...]:  # noqa: ANN401
    return tuple(
        _option(one, context)
        for one in command.get_params(context)
        if HELP not in one.opts and not one.hidden
    )


def _option(parameter: Any, context: Any) -> Option:  # noqa: ANN401
    written, does = parameter.get_help_record(context)
    is_argument = parameter.param_type_name == "argument"
    return Option(
        parameter.name.upper() if is_argument else written,
        " ".join(does.split()),
        is_argument,
        parameter.required,
        () if is_argument else (*parameter.opts, *parameter.secondary_opts),
    )


def commands() -> str:
    """The page of the commands."""
    lines = list(command_lines())
    listed = table(
        ("command", "does"),
        (
            (f"[{code('safer ' + one.words)}](#{anchor('safer ' + one.words)})", one.help)
            for one in lines
        ),
    )
    return page(
        "Commands",
        "Each is called in a terminal: `safer`, the command, what it takes. What stands in "
        "brackets may be left out. `safer COMMAND --help` says the same.",
        listed,
        *(_section(one) for one in lines),
        "## Options of safer itself",
        "They stand before the command: `safer --version`.",
        _table(global_options()),
        *_endings(),
        *_variables(),
    )


def _section(line: CommandLine) -> str:
    parts = (f"## safer {line.words}", plain(line.help), f"```text\n{line.usage}\n```")
    return "\n\n".join(one for one in (*parts, _table(line.options)) if one)


def _table(options: tuple[Option, ...]) -> str:
    return table(
        ("option", "what it does"), ((code(one.written), plain(one.does)) for one in options)
    )


def _endings() -> tuple[str, ...]:
    means = (
        ("0", "It was done."),
        (str(AT_FAULT), "Something is at fault; one sentence says what, and what to do."),
        ("2", "The command line is not understood: an option or its value."),
        (str(NOT_TRIED), "`safer check --reproduce`: it could not be tried."),
        *((str(one.code), f"`safer doctor`: {one.means}.") for one in Kind),
    )
    return (
        "## How a command ends",
        "Its exit code, for scheduled jobs:",
        table(("code", "means"), means),
    )


def _variables() -> tuple[str, ...]:
    rows = (
        (
            code(PASSWORD_VARIABLE),
            "The password of a database of extracts, unless its file names another.",
        ),
        (code("COLUMNS"), "Letters to a line of what is printed, where it is no terminal's width."),
        (
            ", ".join(map(code, NETWORK)),
            "How the network is reached. `safer doctor` names those that are set.",
        ),
        (
            ", ".join(map(code, VARIABLES)),
            "Set by Windows: which folders are kept in step with others.",
        ),
    )
    return (
        "## Variables of the environment",
        "Nothing has to be set. What is set is heeded:",
        table(("variable", "what it says"), rows),
    )
