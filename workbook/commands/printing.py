"""`safer preview`: parse, call, report."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import Annotated

import typer

from workbook.commands.command_options import Printed  # noqa: TC001 - as above
from workbook.commands.console import progress


def preview(
    workbook: Annotated[Path, typer.Argument(help="The workbook whose pages to draw.")],
    png: Annotated[Path, typer.Option("--png", metavar="DIR", help="Folder for the pictures.")],
    pages: Annotated[
        Printed | None,
        typer.Option(
            "--pages", help="The board's set, or all (default: the set, where there is one)."
        ),
    ] = None,
) -> None:
    """Draw a workbook's printed pages as PNG pictures."""
    from workbook.commands.preview import preview as drawn

    with progress() as step:
        step("Printing the workbook")
        found = drawn(workbook, png, pages=pages)
    for page in found:
        typer.echo(page)
