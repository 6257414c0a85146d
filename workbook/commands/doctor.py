"""`safer doctor`: parse, call, report."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer


class As(StrEnum):
    """How the answer is printed."""

    TEXT = "text"
    JSON = "json"


def doctor(
    form: Annotated[As, typer.Option("--format", help="As text, or as json for a ticket.")] = (
        As.TEXT
    ),
) -> None:
    """Tell a support desk what is there, what is well and what is not.

    Ends with 0 where all is well, else with the lowest that applies: 3 the program,
    4 Excel's part, 5 printing, 6 rights, 7 cache or disk, 8 extracts.
    """
    from workbook.doctor.finding import exit_code
    from workbook.doctor.report import as_json, as_lines, findings

    found = findings()
    for line in (as_json(found),) if form is As.JSON else as_lines(found):
        print(line)
    if code := exit_code(found):
        raise typer.Exit(code)
