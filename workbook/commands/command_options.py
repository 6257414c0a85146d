"""Options that several commands have."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from xlsrc.domain.month import Month
from xlsrc.resources import shipped_template


class Printed(StrEnum):
    """Which pages are printed: the board's set, or every sheet's."""

    BOARD = "board"
    ALL = "all"


def template() -> Path:
    """The shipped template, which a command reads when it is given no workbook."""
    return shipped_template()


def _month(text: str) -> Month:
    try:
        return Month.parse(text)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


ExtractsOption = Annotated[
    Path | None,
    typer.Option(
        "--extracts", metavar="DIR", help="Folder of extracts (default: the bundled sample)."
    ),
]
AsAtOption = Annotated[
    Month | None,
    typer.Option(
        "--as-at", parser=_month, metavar="YYYY-MM", help="Last month shown (default: the latest)."
    ),
]
StrictOption = Annotated[
    bool,
    typer.Option(
        "--strict", help="End with 1 when a file is not used or a finding makes figures doubtful."
    ),
]
WorkbookOption = Annotated[
    Path | None,
    typer.Option("--workbook", metavar="FILE", help="Whose tables to use (default: the template)."),
]
