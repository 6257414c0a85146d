"""The functions for Excel's cells: those of the add-in, and those of the workbook itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import workbook.excel.functions  # noqa: F401 - declares them
from docs.reference.markdown import code, page, plain, table
from workbook.excel.excel_function import FUNCTIONS
from workbook.house.named_functions import NAMED_FUNCTIONS

if TYPE_CHECKING:
    from workbook.excel.excel_function import ExcelFunction
    from workbook.house.named_functions import NamedFunction


def functions() -> str:
    """The page of the functions."""
    return page(
        "Functions in Excel",
        "What a cell can ask for. A missing month is an empty cell, never 0; a bad argument is a "
        "sentence in the cell. More of both kinds: [inside Excel](../excel.md).",
        "## Of the add-in",
        "They work in Excel on Windows once `safer addin install` has run.",
        *map(_of_addin, FUNCTIONS.values()),
        "## Of the workbook",
        "They need no add-in and no Python, only Excel 2024, Excel for Microsoft 365 or Excel for "
        "the web.",
        *map(_of_workbook, NAMED_FUNCTIONS),
    )


def _of_addin(one: ExcelFunction) -> str:
    taken = (f"[{name}]" if name in one.optional else name for name in one.arguments)
    rows = ((code(name), plain(means)) for name, means in one.arguments.items())
    return "\n\n".join(
        (
            f"### {one.name}",
            f"```text\n={one.name}({', '.join(taken)})\n```",
            plain(one.help),
            table(("argument", "what it is"), rows),
        )
    )


def _of_workbook(one: NamedFunction) -> str:
    taken, _, gives = one.help.partition(": ")
    return "\n\n".join(
        (
            f"### {one.name}",
            f"Takes {plain(taken)}.",
            f"Gives {plain(gives)}",
        )
    )
