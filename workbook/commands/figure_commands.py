"""`safer figures` and `safer peers`: figures printed, without writing a workbook."""

from __future__ import annotations

import dataclasses
from enum import StrEnum
from pathlib import Path  # noqa: TC003 - typer reads the options' types
from typing import TYPE_CHECKING, Annotated

import typer

from workbook.commands.command_options import (
    AsAtOption,
    ExtractsOption,
    StrictOption,
    WorkbookOption,
    template,
)
from workbook.commands.console import (
    end_strictly,
    knows_all_letters,
    progress,
    show_findings,
    show_table,
)
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsrc.assessment import Dashboard
    from xlsrc.domain.month import Month
    from xlsrc.domain.record import Value

peers = typer.Typer(no_args_is_help=True, help="Areas to compare with.")


class Format(StrEnum):
    """How figures are printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def _shown(
    workbook: Path | None, extracts: Path, area: str | None, as_at: Month | None
) -> Dashboard:
    """The figures by a workbook's tables; without one, by the default ones for the area."""
    from workbook.refresh import dashboard_of
    from xlsrc.assess import dashboard
    from xlsrc.defaults import settings_for
    from xlsrc.extracts.store import Store
    from xlsrc.scope import Scope

    with progress() as step:
        if workbook is not None or area is None:
            return dashboard_of(
                workbook or template(), extracts, area=area, as_at=as_at, progress=step
            )
        step("Reading the extracts")
        store = Store.open(extracts, progress=step)
        found = store.area(area)
        settings = settings_for(found, store.holding([found]))
        step("Working out the figures")
        return dashboard(Scope.of(store, dataclasses.replace(settings, as_at=as_at)))


StyleOption = Annotated[Format, typer.Option("--format", help="table, csv or json.")]


def figures(
    area: Annotated[
        str | None, typer.Option("--area", metavar="NAME", help="An area by name or code.")
    ] = None,
    as_at: AsAtOption = None,
    extracts: ExtractsOption = None,
    workbook: WorkbookOption = None,
    style: StyleOption = Format.TABLE,
    explain: Annotated[
        str | None,
        typer.Option(
            "--explain",
            metavar="INDICATOR",
            help="Only what drives one indicator's change, by offence and by ward.",
        ),
    ] = None,
    published: Annotated[
        str | None,
        typer.Option(
            "--as-published",
            metavar="EDITION",
            help="An edition's figures beside the same now: its month (2025-09), name, or last.",
        ),
    ] = None,
    strict: StrictOption = False,  # noqa: FBT002 - a flag of the command line
) -> None:
    """Print the figures of every indicator; no workbook is written."""
    from xlsrc import records as flat
    from xlsrc.words import explained

    if published is not None:
        if area is not None or as_at is not None or explain is not None:
            message = "an edition has its area and month: leave out --area, --as-at and --explain"
            raise typer.BadParameter(message)
        _show_as_published(workbook, extracts or data_folder(), published, style)
        return
    shown = _shown(workbook, extracts or data_folder(), area, as_at)
    chosen = None if explain is None else explained.explained(shown, explain)
    rows = flat.records(shown) if chosen is None else explained.part_records(chosen)
    if style is not Format.TABLE:
        _print(rows, style)
    elif chosen is not None:
        for one in (*chosen.drivers, *chosen.drivers_3m):
            show_table(explained.title(chosen, one), explained.headings(one), explained.rows(one))
            print("\n".join(explained.about(one, chosen.area)), end="\n\n")
    else:
        from workbook.commands.figure_table import show_figures

        show_figures(shown)
    show_findings(shown)
    end_strictly(shown, strict=strict)


def _show_as_published(workbook: Path | None, extracts: Path, name: str, style: Format) -> None:
    from workbook.commands.as_published import show_then_and_now, then_and_now

    rows, title = then_and_now(workbook, extracts, name)
    if style is Format.TABLE:
        show_then_and_now(rows, title)
    else:
        _print(rows, style)


def _print(rows: Sequence[dict[str, Value]], style: Format) -> None:
    """The records as JSON or CSV, in letters that the console has."""
    from xlsrc import records as flat

    if style is Format.CSV:
        print(flat.as_csv(rows), end="")
    else:
        print(flat.as_json(rows, ascii_only=not knows_all_letters()))


@peers.command()
def suggest(
    area: Annotated[
        str | None,
        typer.Option(
            "--area", metavar="NAME", help="An area by name or code (default: Settings')."
        ),
    ] = None,
    count: Annotated[
        int, typer.Option("--count", metavar="N", min=1, help="How many to list.")
    ] = 10,
    extracts: ExtractsOption = None,
    workbook: Annotated[
        Path | None,
        typer.Option("--workbook", metavar="FILE", help="Whose area (default: the template's)."),
    ] = None,
    style: StyleOption = Format.TABLE,
) -> None:
    """List the partnerships that are most like an area."""
    from workbook.refresh import settings_of
    from workbook.surfaces.headless import HeadlessWorkbook
    from xlsrc.comparison import alike
    from xlsrc.extracts.peer_members import comparable_areas
    from xlsrc.extracts.store import Store

    if area is None:
        area = settings_of(HeadlessWorkbook.open(workbook or template())).area
    with progress() as step:
        store = Store.open(extracts or data_folder(), progress=step)
        known = comparable_areas(store)
    found = alike.suggestion(area, count, known, store.places)
    rows = alike.records(found)
    if style is not Format.TABLE:
        _print(rows, style)
    else:
        show_table(
            f"Most like {found.area.area.name}, of {found.chosen_from}",
            [field.replace("_", " ") for field in rows[0]],
            [
                ["yes" if value is True else "no" if value is False else value for value in values]
                for values in (row.values() for row in rows)
            ],
        )
        if found.note:
            print(found.note)
        if found.without_figures:
            print(f"Without figures in these extracts: {'; '.join(found.without_figures)}")
        if len(found.members) == 1:
            print("No other area has figures in these extracts: nobody to compare with.")
        else:
            print(f"Members with figures, to paste into PeerGroups:\n{found.members_cell}")
