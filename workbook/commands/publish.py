"""`safer publish`: parse, call, report."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from workbook.commands.command_options import (  # noqa: TC001 - typer reads them
    AsAtOption,
    ExtractsOption,
)
from workbook.commands.console import progress
from workbook.layout.edition import Audience
from xlsrc.domain.wording import count_of
from xlsrc.domain.workbook_errors import NoWorkbookError
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from workbook.publish.publish import Publication

NO_OFFICE: Final = (
    "There are no PDFs: LibreOffice is not installed. Install it and publish again (the rest stays "
    "as it is), or save the edition as PDF in Excel."
)
NEXT_STEPS: Final = (
    "The public edition shows small numbers as the column Disclosure of Definitions says.",
    "Look at every page of it before it leaves the house; the .html is for the council's site.",
    "The restricted edition is for members alone, and the workbook itself for its analysts.",
)
"""What to do next, a line each."""

OnlyOption = Annotated[
    Audience | None, typer.Option("--only", help="Make the files of one edition alone.")
]
NoPdfOption = Annotated[bool, typer.Option("--no-pdf", help="Print no pages.")]
FolderOption = Annotated[
    Path | None,
    typer.Option("--out", metavar="DIR", help="Folder (default: one named after the edition)."),
]
AgainOption = Annotated[
    str,
    typer.Option(
        "--again",
        metavar="REASON",
        help="Publish a further edition of a month that has one, and say why.",
    ),
]
EarlierOption = Annotated[
    Path | None,
    typer.Option(
        "--import",
        metavar="FILE",
        help="Take in figures of earlier editions from a .csv instead.",
    ),
]


def publish(
    workbook: Annotated[
        Path | None, typer.Argument(help="The refreshed workbook that the board has seen.")
    ] = None,
    extracts: ExtractsOption = None,
    as_at: AsAtOption = None,
    only: OnlyOption = None,
    no_pdf: NoPdfOption = False,  # noqa: FBT002 - a flag of the command line
    out: FolderOption = None,
    again: AgainOption = "",
    earlier: EarlierOption = None,
) -> None:
    """Publish a workbook: an edition for members and one for all."""
    if workbook is None:
        message = (
            "A refreshed workbook to publish was wanted; none was named. Name the one that safer "
            "refresh wrote. Nothing was published."
        )
        raise NoWorkbookError(message)
    if earlier is not None:
        _import(workbook, earlier, extracts)
        return
    from workbook.office import has_office
    from workbook.publish.publish import Asked
    from workbook.publish.publish import publish as published

    can_print = has_office()
    with progress() as step:
        made = published(
            workbook,
            extracts or data_folder(),
            today=today(),
            as_at=as_at,
            asked=Asked(only=only, pdf=can_print and not no_pdf, out=out, again=again),
            progress=step,
        )
    for line in lines(made):
        print(line)
    if not can_print and not no_pdf:
        print(NO_OFFICE)


def lines(made: Publication) -> tuple[str, ...]:
    """What was published, where it is, and what to do next."""
    edition = made.edition
    figures = count_of(len(edition.figures), "figure")
    kept = (
        f"Published: {edition.name}, {figures}, kept in the table Published of {made.workbook}."
        if made.is_new
        else f"{edition.name} was published already, with the same {figures}: nothing was added to "
        f"{made.workbook}, and files that are there stay as they are."
    )
    untagged = [
        f"{path.name} could not be tagged for screen readers: offer the .html instead."
        for path in made.untagged
    ]
    go_on = f"For the next edition go on in {made.workbook.name}: it knows what was published."
    return (*map(str, made.files), kept, *untagged, *NEXT_STEPS, go_on)


def _import(workbook: Path, file: Path, extracts: Path | None) -> None:
    from workbook.publish.import_earlier import import_earlier

    with progress() as step:
        step("Reading the figures")
        done = import_earlier(workbook, file, extracts or data_folder(), today=today())
    for edition in done.editions:
        print(f"Taken in: {edition.name}, {count_of(len(edition.figures), 'figure')}.")
    if done.editions:
        print(f"They are in the table Published of {done.workbook}: refresh it next.")
    else:
        print(f"All of {file} is in {done.workbook} already.")


def today() -> datetime.date:
    """The day where the user is."""
    return datetime.date.today()  # noqa: DTZ011 - a day has no time zone here
