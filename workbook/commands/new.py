"""`safer new`: a partnership's own workbook, or the areas that there are figures of."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - typer reads the options' types
from typing import Annotated

import typer

from workbook.commands.command_options import StrictOption  # noqa: TC001 - typer reads it
from workbook.commands.console import end_strictly, progress, show_findings, show_table
from workbook.commands.new_questions import asked, is_at_a_terminal
from xlsrc.domain.errors import NoFiguresError


def new(
    area: Annotated[
        str | None,
        typer.Option(
            "--area",
            metavar="NAME",
            help="A partnership or authority of England and Wales, by name or code (default: asked "
            "on a terminal, else those that the extracts have figures of are listed).",
        ),
    ] = None,
    extracts: Annotated[
        Path | None,
        typer.Option(
            "--extracts",
            metavar="DIR",
            help="Folder of extracts to begin with (default: none, no figures).",
        ),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="The file to write.")
    ] = None,
    strict: StrictOption = False,  # noqa: FBT002 - a flag of the command line
) -> None:
    """Make a partnership's own workbook, with an empty plan.

    On a terminal, and without --area and --extracts, it asks.
    """
    if area is None and extracts is None and is_at_a_terminal():
        answers = asked(out)
        if answers is None:
            return
        area, extracts, out = answers.area, answers.extracts, answers.out
    if area is None:
        _list_areas(extracts)
        return
    from workbook.new_workbook import new as made
    from xlsrc.words.what_is_new import new_lines

    with progress() as step:
        result = made(area, extracts=extracts, out=out, progress=step)
    print(result.path)
    for line in result.lines:
        print(line)
    if result.refreshed is None:
        return
    shown = result.refreshed.dashboard
    for line in (*result.refreshed.notes, *new_lines(shown)):
        print(line)
    show_findings(shown)
    end_strictly(shown, strict=strict)


def _list_areas(extracts: Path | None) -> None:
    from workbook.commands.listing import area_rows
    from xlsrc.extracts.store import Store
    from xlsrc.resources import data_folder

    folder = extracts or data_folder()
    with progress() as step:
        store = Store.open(folder, progress=step)
    headings, rows = area_rows(store)
    if not rows:
        message = (
            f"Figures of an area were wanted; found none in {folder}: put the police's files there "
            "(data.police.uk, Home Office tables), or make a workbook without figures with "
            "safer new --area NAME"
        )
        raise NoFiguresError("\n".join((message, *store.faults)))
    show_table(f"Areas that {folder} has figures of", headings, rows)
    print("Make one's workbook with: safer new --area NAME --extracts FOLDER")
