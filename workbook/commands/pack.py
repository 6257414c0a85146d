"""`safer pack`: parse, call, report."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import Annotated

import typer

from workbook.commands.console import progress


def pack(
    workbook: Annotated[Path, typer.Argument(help="The refreshed workbook that the board sees.")],
    pptx: Annotated[  # noqa: FBT002 - a flag of the command line
        bool, typer.Option("--pptx", help="Only the PowerPoint slides.")
    ] = False,
    docx: Annotated[  # noqa: FBT002 - a flag of the command line
        bool, typer.Option("--docx", help="Only the Word report.")
    ] = False,
    full: Annotated[  # noqa: FBT002 - a flag of the command line
        bool,
        typer.Option("--full", help="Behind the ten slides, all that the board's sheets show."),
    ] = False,
    template: Annotated[
        list[Path] | None,
        typer.Option(
            "--template",
            metavar="FILE",
            help="Your own .pptx or .potx, .docx or .dotx, whose look is taken; one of each.",
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help="Folder (default: beside the workbook)."),
    ] = None,
) -> None:
    """Make the meeting pack: PowerPoint slides and a Word report."""
    from workbook.pack.packing import POWERPOINT, WORD, packed

    kinds = [kind for kind, asked in ((POWERPOINT, pptx), (WORD, docx)) if asked]
    with progress() as step:
        written = packed(
            workbook,
            kinds=kinds or (POWERPOINT, WORD),
            full=full,
            templates=template or (),
            out=out,
            progress=step,
        )
    for path in written:
        typer.echo(path)
