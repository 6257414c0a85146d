"""The command line: its commands in one table, and how a run ends.

The table has all that ``safer --help`` says, so that it says it at once: what a command itself
imports is imported when that command is asked for.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import sys
from typing import TYPE_CHECKING, Annotated, Any, Final, NamedTuple, NoReturn

import typer

from workbook.commands.arguments import PlainCommand, PlainGroup
from workbook.commands.coded import ask_for_codes, error_lines, with_code
from workbook.commands.complete import answer_shells
from workbook.commands.console import AT_FAULT, print_anything
from xlsrc.domain.errors import DashboardError

if TYPE_CHECKING:
    from collections.abc import Callable


class Command(NamedTuple):
    """A command, or a group of them: where its function, or its typer app, is."""

    name: str
    module: str
    """In ``workbook.commands``."""

    attribute: str
    line: str
    """What the list of commands says of it: the first words of its own help, a test says."""

    def loaded(self) -> Callable[..., Any] | typer.Typer:
        """The function of a command, or the app of a group of commands."""
        module = importlib.import_module(f"workbook.commands.{self.module}")
        found: Callable[..., Any] | typer.Typer = getattr(module, self.attribute)
        return found


# fmt: off
COMMANDS: Final = (
    Command("refresh", "refresh", "refresh",
            "Write new figures into the workbook; analysts' entries are kept."),
    Command("figures", "figure_commands", "figures",
            "Print the figures of every indicator; no workbook is written."),
    Command("build", "build", "build",
            "Make the template again: every sheet that the tables ask for."),
    Command("new", "new", "new",
            "Make a partnership's own workbook, with an empty plan."),
    Command("extracts", "folder_commands", "extracts",
            "List a folder's files: months, gaps, revisions and faults."),
    Command("returns", "folder_commands", "returns",
            "Write each agency's return to fill in, and who is late."),
    Command("check", "check", "check",
            "Say what is wrong with a workbook, or differs from an older one."),
    Command("preview", "printing", "preview",
            "Draw a workbook's printed pages as PNG pictures."),
    Command("pack", "pack", "pack",
            "Make the meeting pack: PowerPoint slides and a Word report."),
    Command("publish", "publish", "publish",
            "Publish a workbook: an edition for members and one for all."),
    Command("fleet", "fleet", "fleet",
            "Refresh or make the workbooks of many areas at once."),
    Command("doctor", "doctor", "doctor",
            "Tell a support desk what is there, what is well and what is not."),
    Command("explain", "explain", "explain",
            "Say what a finding or an error means, and what to do."),
    Command("peers", "figure_commands", "peers",
            "Areas to compare with."),
    Command("addin", "addin", "app",
            "Excel's buttons and functions: build, install, uninstall."),
    Command("complete", "complete", "complete",
            "Print what has a shell complete commands and options."),
)
# fmt: on
"""Every command, in the order in which they are listed."""


class _Commands(PlainGroup):
    """The commands of the table: each stands in for itself until it is asked for."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401 - typer's own
        name, stand_in, rest = super().resolve_command(ctx, args)
        if name is None or stand_in is None:
            return name, None, rest
        return name, _loaded(name), rest

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401
        """Run the command; what it does not understand of its words has a code, as other errors."""
        try:
            return super().invoke(ctx)
        except Exception as error:
            if hasattr(error, "format_message"):
                from xlsrc.words.codes.registry import NOT_UNDERSTOOD

                ask_for_codes(ctx.params["verbose"])  # of a command that there is not: not yet
                said = with_code(error.format_message(), NOT_UNDERSTOOD)
                error.format_message = lambda: said
            raise


def _typer(**options: Any) -> typer.Typer:
    return typer.Typer(
        add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False, **options
    )


def _loaded(name: str) -> Any:  # noqa: ANN401 - a command of typer's own click
    """The command of a name, as typer makes it."""
    found = next(command for command in COMMANDS if command.name == name).loaded()
    alone = _typer()
    if isinstance(found, typer.Typer):
        alone.add_typer(found, name=name)
    else:
        alone.command(name, cls=PlainCommand)(found)
    return typer.main.get_group(alone).commands[name]


app = _typer(name="safer", no_args_is_help=True, cls=_Commands)


def _stands_in() -> None:
    pass


for _command in COMMANDS:
    app.command(_command.name, help=_command.line)(_stands_in)


def _print_version(asked: bool) -> None:  # noqa: FBT001 - typer hands over the flag
    if asked:
        from importlib.metadata import version

        print(version("safer-communities-dashboard"))
        raise typer.Exit


@app.callback()
def safer(
    *,
    _version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version and stop."
        ),
    ] = False,
    verbose: Annotated[
        bool,
        typer.Option(
            "--verbose", help="End each error and finding with its code (safer explain CODE)."
        ),
    ] = False,
) -> None:
    """Community-safety figures in the Excel workbook that the board already knows."""
    ask_for_codes(verbose)


def main() -> NoReturn:
    """Run the command line; a mistake in the input is one sentence and exit code 1."""
    # A run is short and leaves next to no cycles: searching for them takes a tenth of its time,
    # the last search at the end included.
    gc.disable()
    print_anything()
    answer_shells()
    atexit.register(gc.freeze)
    try:
        app()
    except (DashboardError, OSError) as error:
        for line in error_lines(error):
            print(line, file=sys.stderr)
    sys.exit(AT_FAULT)
