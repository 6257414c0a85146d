"""The command line: parse, call, report."""

from __future__ import annotations

import atexit
import gc
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from workbook.addin import commands as addin_commands
from workbook.console import progress, show_table
from workbook.pack import command as pack_command
from xlsrc.domain.errors import DashboardError, TableError
from xlsrc.domain.month import Month
from xlsrc.domain.settings import Paper  # noqa: TC001 - typer reads the options' types
from xlsrc.resources import data_folder, templates_folder

app = typer.Typer(
    name="safer",
    help="Community-safety figures in the Excel workbook that the board already knows.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

app.add_typer(addin_commands.app, name="addin")
app.command()(addin_commands.doctor)
app.command()(pack_command.pack)
peers_app = typer.Typer(no_args_is_help=True)
app.add_typer(peers_app, name="peers", help="Areas to compare with.")

AT_FAULT = 1
TEMPLATE = "Dashboard.xlsx"


class Format(StrEnum):
    """How `safer figures` prints."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def _month(text: str) -> Month:
    try:
        return Month.parse(text)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


ExtractsOption = Annotated[
    Path | None,
    typer.Option("--extracts", help="Folder of extracts (default: the bundled sample)."),
]
AsAtOption = Annotated[
    Month | None,
    typer.Option(
        "--as-at", parser=_month, metavar="YYYY-MM", help="Last month shown (default: the latest)."
    ),
]


@app.command()
def refresh(
    workbook: Annotated[
        Path | None, typer.Argument(help="The workbook to refresh (default: the template).")
    ] = None,
    extracts: ExtractsOption = None,
    as_at: AsAtOption = None,
    out: Annotated[Path | None, typer.Option("--out", help="The file to write.")] = None,
    live: Annotated[  # noqa: FBT002 - a flag of the command line
        bool,
        typer.Option(
            "--live", help="Refresh the workbook that is open in Excel, without saving it."
        ),
    ] = False,
) -> None:
    """Read the extracts and write the workbook with new figures; analysts' entries are kept."""
    from workbook.refresh import refresh as refreshed
    from workbook.report import new_lines

    if live:
        if out is not None:
            message = "--live changes the open workbook; leave out --out"
            raise typer.BadParameter(message)
        _refresh_live(workbook, extracts, as_at)
        return
    with progress() as step:
        result = refreshed(
            workbook or templates_folder() / TEMPLATE,
            extracts or data_folder(),
            as_at=as_at,
            out=out,
            progress=step,
        )
    print(result.path)
    for line in new_lines(result.dashboard):
        print(line)


def _refresh_live(workbook: Path | None, extracts: Path | None, as_at: Month | None) -> None:
    from workbook.buttons import refresh_book
    from workbook.surfaces.open_book import attached
    from workbook.user_settings import extracts_folder

    with progress() as step:
        book = attached(workbook)
        refreshed = refresh_book(book, extracts or extracts_folder(), as_at=as_at, progress=step)
    print(f"{book.name}, open in Excel: refreshed, not saved.")
    for line in refreshed.lines:
        print(line)


@app.command()
def figures(
    area: Annotated[str | None, typer.Option("--area", help="A borough by name or code.")] = None,
    as_at: AsAtOption = None,
    extracts: ExtractsOption = None,
    workbook: Annotated[
        Path | None, typer.Option("--workbook", help="Whose tables to use (default: the template).")
    ] = None,
    style: Annotated[Format, typer.Option("--format", help="table, csv or json.")] = Format.TABLE,
    explain: Annotated[
        str | None,
        typer.Option(
            "--explain",
            metavar="INDICATOR",
            help="Only what drives one indicator's change, by offence and by ward.",
        ),
    ] = None,
) -> None:
    """Print every figure of every indicator, without writing a workbook."""
    from workbook.refresh import dashboard_of
    from xlsrc import explained
    from xlsrc import figures as flat

    with progress() as step:
        shown = dashboard_of(
            workbook or templates_folder() / TEMPLATE,
            extracts or data_folder(),
            area=area,
            as_at=as_at,
            progress=step,
        )
    chosen = None if explain is None else explained.explained(shown, explain)
    rows = flat.records(shown) if chosen is None else explained.part_records(chosen)
    if style is Format.JSON:
        print(flat.as_json(rows))
    elif style is Format.CSV:
        print(flat.as_csv(rows), end="")
    elif chosen is not None:
        for one in (*chosen.drivers, *chosen.drivers_3m):
            show_table(explained.title(chosen, one), explained.headings(one), explained.rows(one))
            print("\n".join(explained.about(one)), end="\n\n")
    else:
        title = f"{shown.area.name}, 12 months to {shown.as_at.name}"
        show_table(
            title,
            [field.replace("_", " ") for field in flat.TABLE_FIELDS],
            [[row[field] for field in flat.TABLE_FIELDS] for row in rows],
        )


@app.command()
def build(
    workbook: Annotated[
        Path | None,
        typer.Argument(
            help="A workbook whose tables the new one is made from (default: the shipped tables)."
        ),
    ] = None,
    area: Annotated[str | None, typer.Option("--area", help="A borough by name or code.")] = None,
    boundaries: Annotated[
        Path | None,
        typer.Option("--boundaries", help="GeoJSON of the map's wards (default: London's)."),
    ] = None,
    paper: Annotated[
        Paper | None,
        typer.Option(
            "--paper",
            case_sensitive=False,
            help="What it prints on, kept in Settings (default: what Settings say, else A4).",
        ),
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", help="The file to write.")] = None,
) -> None:
    """Make the template again: every sheet, panel and chart that the tables ask for."""
    from workbook.build import build as built

    with progress() as step:
        result = built(
            workbook, area=area, out=out, boundaries=boundaries, paper=paper, progress=step
        )
    print(result.path)
    for line in result.not_carried:
        print(f"Not carried over: {line}")


@app.command()
def extracts(
    folder: Annotated[Path | None, typer.Argument(help="Folder of extracts.")] = None,
) -> None:
    """List what a folder holds: layouts recognised, vintages, months, gaps, revisions, faults."""
    from workbook.listing import extract_rows, revision_rows
    from xlsrc.extracts.store import Store

    with progress() as step:
        store = Store.open(folder or data_folder(), progress=step)
    show_table(f"Extracts in {folder or data_folder()}", *extract_rows(store))
    show_table("All recorded crime, restated by the newest vintage", *revision_rows(store))
    for label in store.unmapped():
        print(f"Counted in totals only, with no offence of its own: {label}")
    for fault in store.faults:
        print(f"Fault: {fault}")
    if store.faults:
        raise typer.Exit(AT_FAULT)


@app.command()
def returns(
    folder: Annotated[Path, typer.Argument(help="Folder that takes the forms and the chasers.")],
    workbook: Annotated[
        Path | None, typer.Option("--workbook", help="Whose tables to use (default: the template).")
    ] = None,
    extracts: ExtractsOption = None,
    as_at: AsAtOption = None,
) -> None:
    """Write each agency's return to fill in, say what is late, and the text that asks for it."""
    from workbook.refresh import dashboard_of
    from workbook.returns import CHASERS, write_returns
    from xlsrc.returns import without_agency

    with progress() as step:
        shown = dashboard_of(
            workbook or templates_folder() / TEMPLATE,
            extracts or data_folder(),
            as_at=as_at,
            progress=step,
        )
    for written in write_returns(shown, folder):
        print(f"{written.path}: {written.line}")
    for name in without_agency(shown):
        print(f"No agency is named for {name}: add it to the table Returns on Sources.")
    print(folder / CHASERS)


@app.command()
def check(
    workbook: Annotated[Path, typer.Argument(help="The workbook to check.")],
) -> None:
    """Say what is wrong with a workbook: its structure, its own checks, its accessibility."""
    from workbook.accessibility import accessibility
    from workbook.checks import faults

    rules = accessibility(workbook)
    found = (*faults(workbook), *(fault for rule in rules for fault in rule.faults))
    for fault in found:
        print(fault)
    for rule in rules:
        print(f"{'Broken' if rule.faults else 'Kept'}: {rule.rule}.")
    if found:
        raise typer.Exit(AT_FAULT)
    print(f"{workbook}: no fault found.")


@app.command()
def preview(
    workbook: Annotated[Path, typer.Argument(help="The workbook whose pages to draw.")],
    png: Annotated[Path, typer.Option("--png", metavar="DIR", help="Folder for the pictures.")],
) -> None:
    """Draw a workbook's printed pages as PNG pictures, with LibreOffice."""
    from workbook.preview import preview as drawn

    with progress() as step:
        step("Printing the workbook")
        pages = drawn(workbook, png)
    for page in pages:
        print(page)


@peers_app.command()
def suggest(
    area: Annotated[
        str | None,
        typer.Option("--area", help="An English authority by name or code (default: Settings')."),
    ] = None,
    count: Annotated[int, typer.Option("--count", min=1, help="How many to list.")] = 10,
    extracts: ExtractsOption = None,
    workbook: Annotated[
        Path | None, typer.Option("--workbook", help="Whose area (default: the template's).")
    ] = None,
    style: Annotated[Format, typer.Option("--format", help="table, csv or json.")] = Format.TABLE,
) -> None:
    """List the authorities most like one, and the members to paste into PeerGroups."""
    from workbook.refresh import settings_of
    from workbook.surfaces.headless import HeadlessWorkbook
    from xlsrc import alike
    from xlsrc import figures as flat
    from xlsrc.comparison import comparable_areas
    from xlsrc.extracts.store import Store

    if area is None:
        area = settings_of(HeadlessWorkbook.open(workbook or templates_folder() / TEMPLATE)).area
    with progress() as step:
        known = comparable_areas(Store.open(extracts or data_folder(), progress=step))
    found = alike.suggestion(area, count, known)
    rows = alike.records(found)
    if style is Format.JSON:
        print(flat.as_json(rows))
    elif style is Format.CSV:
        print(flat.as_csv(rows), end="")
    else:
        show_table(
            f"Most like {found.area.area.name}, of {found.authorities} English authorities",
            [field.replace("_", " ") for field in rows[0]],
            [
                ["yes" if value is True else "no" if value is False else value for value in values]
                for values in (row.values() for row in rows)
            ],
        )
        print(f"Members with figures, to paste into PeerGroups:\n{found.members_cell}")


def main() -> NoReturn:
    """Run the command line; a mistake in the input is one sentence and exit code 1."""
    # A run is short and leaves next to no cycles: searching for them takes a tenth of its time,
    # the last search at the end included.
    gc.disable()
    atexit.register(gc.freeze)
    try:
        app()
    except TableError as error:
        for fault in error.faults:
            print(fault, file=sys.stderr)
    except DashboardError as error:
        print(error, file=sys.stderr)
    sys.exit(AT_FAULT)
