"""`safer refresh`: parse, call, report."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - typer reads the options' types
from typing import TYPE_CHECKING, Annotated

import typer

from workbook.commands.command_options import (
    AsAtOption,
    ExtractsOption,
    StrictOption,
    template,
)
from workbook.commands.console import end_strictly, progress, show_findings
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from xlsrc.assessment import Dashboard
    from xlsrc.domain.month import Month


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
