"""`safer build`: parse, call, report."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - typer reads the options' types
from typing import Annotated

import typer

from workbook.commands.console import progress
from xlsrc.domain.settings import Paper  # noqa: TC001 - as above


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
