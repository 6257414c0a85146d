"""`safer addin`: parse, call, report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from workbook.package.replace_file import put_file
from xlsrc.domain.workbook_errors import OutputNameError

app = typer.Typer(
    help="Excel's buttons and functions: build, install, uninstall.",
    no_args_is_help=True,
)

SUFFIX = ".xlam"


@app.command()
def build(
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="The file to write.")
    ] = None,
) -> None:
    """Write SaferCommunities.xlam, the add-in itself."""
    from workbook.excel.addin.package import FILE_NAME, addin

    target = out or Path("out") / FILE_NAME
    if target.suffix.lower() != SUFFIX:
        message = f"The add-in is written as {SUFFIX}; found '{target}'. Give another name (--out)."
        raise OutputNameError(message)
    put_file(target, addin())
    typer.echo(target)


@app.command()
def install(
    extracts: Annotated[
        Path | None,
        typer.Option(
            "--extracts", metavar="DIR", help="Folder that buttons and functions read from now on."
        ),
    ] = None,
) -> None:
    """Put the add-in into this person's Excel; no rights are needed."""
    from workbook.excel.addin.install import install as installed
    from workbook.excel.addin.install import places

    for path in installed(places(), extracts):
        typer.echo(path)
    typer.echo("Start Excel again: the tab Safer Communities is in the ribbon.")


@app.command()
def uninstall() -> None:
    """Remove the add-in and all that its installation wrote."""
    from workbook.excel.addin.install import places
    from workbook.excel.addin.install import uninstall as uninstalled

    for path in uninstalled(places()):
        typer.echo(f"Removed: {path}")
