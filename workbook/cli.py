"""The command line: parse, call, report."""

from __future__ import annotations

import atexit
import gc
import sys
from pathlib import Path  # noqa: TC003 - typer reads the options' types
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from workbook.commands import addin as addin_commands
from workbook.commands import figure_commands, folder_commands
from workbook.commands import fleet as fleet_command
from workbook.commands import new as new_command
from workbook.commands import pack as pack_command
from workbook.commands import printing as printing_command
from workbook.commands import publish as publish_command
from workbook.commands.command_options import (
    AsAtOption,
    ExtractsOption,
    StrictOption,
    template,
)
from workbook.commands.console import (
    AT_FAULT,
    end_strictly,
    print_anything,
    progress,
    show_findings,
)
from xlsrc.domain.errors import DashboardError, TableError
from xlsrc.domain.month import Month  # noqa: TC001 - typer reads the options' types
from xlsrc.domain.settings import Paper  # noqa: TC001 - typer reads the options' types
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from xlsrc.assessment import Dashboard

app = typer.Typer(
    name="safer",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _print_version(asked: bool) -> None:  # noqa: FBT001 - typer hands over the flag
    from importlib.metadata import version

    if asked:
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
) -> None:
    """Community-safety figures in the Excel workbook that the board already knows."""


@app.command()
def refresh(
    workbook: Annotated[
        Path | None, typer.Argument(help="The workbook to refresh (default: the template).")
    ] = None,
    extracts: ExtractsOption = None,
    as_at: AsAtOption = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="The file to write.")
    ] = None,
    live: Annotated[  # noqa: FBT002 - a flag of the command line
        bool,
        typer.Option(
            "--live", help="Refresh the workbook that is open in Excel, without saving it."
        ),
    ] = False,
    strict: StrictOption = False,  # noqa: FBT002 - a flag of the command line
) -> None:
    """Write new figures into the workbook; analysts' entries are kept."""
    from workbook.refresh import refresh as refreshed
    from xlsrc.words.what_is_new import new_lines

    if live:
        if out is not None:
            message = "--live changes the open workbook; leave out --out"
            raise typer.BadParameter(message)
        end_strictly(_refresh_live(workbook, extracts, as_at), strict=strict)
        return
    with progress() as step:
        result = refreshed(
            workbook or template(),
            extracts or data_folder(),
            as_at=as_at,
            out=out,
            progress=step,
        )
    print(result.path)
    for line in result.notes:
        print(line)
    for line in new_lines(result.dashboard):
        print(line)
    show_findings(result.dashboard)
    end_strictly(result.dashboard, strict=strict)


def _refresh_live(workbook: Path | None, extracts: Path | None, as_at: Month | None) -> Dashboard:
    from workbook.excel.buttons import refresh_book
    from workbook.excel.user_settings import extracts_folder
    from workbook.surfaces.open_book import attached, unsaved_words

    book = attached(workbook)
    if unsaved := unsaved_words(book):
        print(unsaved)
    with progress() as step:
        refreshed = refresh_book(book, extracts or extracts_folder(), as_at=as_at, progress=step)
    print(f"{book.name}, open in Excel: refreshed, not saved.")
    for line in refreshed.lines:
        print(line)
    show_findings(refreshed.dashboard)
    return refreshed.dashboard


app.command()(figure_commands.figures)


@app.command()
def build(
    workbook: Annotated[
        Path | None,
        typer.Argument(
            help="A workbook whose tables the new one is made from (default: the shipped tables)."
        ),
    ] = None,
    area: Annotated[
        str | None, typer.Option("--area", metavar="NAME", help="An area by name or code.")
    ] = None,
    boundaries: Annotated[
        Path | None,
        typer.Option(
            "--boundaries", metavar="FILE", help="GeoJSON of the map's wards (default: bundled)."
        ),
    ] = None,
    lsoa_boundaries: Annotated[
        Path | None,
        typer.Option(
            "--lsoa-boundaries", metavar="FILE", help="GeoJSON of its LSOAs (default: bundled)."
        ),
    ] = None,
    extracts: Annotated[
        Path | None,
        typer.Option(
            "--extracts",
            metavar="DIR",
            help="Folder whose own areas.csv and boundaries go before the bundled.",
        ),
    ] = None,
    paper: Annotated[
        Paper | None,
        typer.Option(
            "--paper",
            case_sensitive=False,
            help="What it prints on, kept in Settings (default: what Settings say, else A4).",
        ),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="The file to write.")
    ] = None,
) -> None:
    """Make the template again: every sheet that the tables ask for."""
    from workbook.build.build import build as built

    with progress() as step:
        result = built(
            workbook,
            area=area,
            out=out,
            boundaries=boundaries,
            lsoa_boundaries=lsoa_boundaries,
            extracts=extracts,
            paper=paper,
            progress=step,
        )
    print(result.path)
    for line in result.not_carried:
        print(f"Not carried over: {line}")


app.command()(new_command.new)


app.command()(folder_commands.extracts)
app.command()(folder_commands.returns)


@app.command()
def check(
    workbook: Annotated[Path, typer.Argument(help="The workbook to check.")],
    against: Annotated[
        Path | None,
        typer.Option(
            "--against", help="The workbook or edition before: say what is otherwise, instead."
        ),
    ] = None,
    accepted: Annotated[
        Path | None,
        typer.Option("--accepted", help="The working workbook that accepts differences."),
    ] = None,
) -> None:
    """Say what is wrong with a workbook, or differs from an older one."""
    if against is not None:
        from workbook.check.against.report import report

        compared = report(workbook, against, accepted)
        for line in compared.lines:
            print(line)
        if compared.is_at_fault:
            raise typer.Exit(AT_FAULT)
        return
    if accepted is not None:
        message = "--accepted says what is meant beside --against: name the workbook before, too."
        raise typer.BadParameter(message)
    from workbook.check.accessibility import accessibility
    from workbook.check.checks import faults

    rules = accessibility(workbook)
    found = (*faults(workbook), *(fault for rule in rules for fault in rule.faults))
    for fault in found:
        print(fault)
    for rule in rules:
        print(f"{'Broken' if rule.faults else 'Kept'}: {rule.rule}.")
    if found:
        raise typer.Exit(AT_FAULT)
    print(f"{workbook}: no fault found.")


app.command()(printing_command.preview)
app.command()(pack_command.pack)
app.command()(publish_command.publish)
app.command()(fleet_command.fleet)
app.command()(addin_commands.doctor)
app.add_typer(figure_commands.peers, name="peers")
app.add_typer(addin_commands.app, name="addin")


def main() -> NoReturn:
    """Run the command line; a mistake in the input is one sentence and exit code 1."""
    # A run is short and leaves next to no cycles: searching for them takes a tenth of its time,
    # the last search at the end included.
    gc.disable()
    print_anything()
    atexit.register(gc.freeze)
    try:
        app()
    except TableError as error:
        for fault in error.faults:
            print(fault, file=sys.stderr)
    except DashboardError as error:
        said = str(error)
        print(f"{said[:1].upper()}{said[1:]}", file=sys.stderr)
    except OSError as error:
        if error.filename is None:
            raise
        why = f"{error.filename!r} cannot be used ({error.strerror})"
        print(f"{why}; check its name, its folder and who else has it open.", file=sys.stderr)
    sys.exit(AT_FAULT)
