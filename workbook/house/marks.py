"""Conditional formats that give a cell's word its look: status, absent and illustrative."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from workbook.house.style import BETTER_FILL, BETTER_TEXT, ILLUSTRATIVE, QUIET, SECOND, WHITE, WORSE
from workbook.package.reference import column_letters
from xlsrc.domain.action import ILLUSTRATIVE_MARK
from xlsrc.domain.status import Status
from xlsrc.domain.wording import DOES_NOT_APPLY, NO_DATA, NOT_COMPARABLE, TOO_FEW, WITHHELD
from xlsrc.measures.targets import Grey, Rag
from xlsrc.words.verdicts import GREY

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from workbook.house.canvas import Canvas

STATUS_LOOKS: Final[dict[Status, dict[str, Any]]] = {
    Status.WORSE: {"bg_color": WORSE, "font_color": WHITE, "bold": True},
    Status.BETTER: {"bg_color": BETTER_FILL, "font_color": BETTER_TEXT, "bold": True},
    Status.CONTEXT: {"font_color": SECOND},
    Status.CANNOT_SAY: {"font_color": QUIET, "italic": True},
}
"""The look of a Status cell, known by its first character; Steady is plain ink."""

ILLUSTRATIVE_LOOK: Final[dict[str, Any]] = {"font_color": ILLUSTRATIVE, "italic": True}

Range = tuple[int, int, int, int]
"""First row, first column, last row, last column, counted from 0."""


def mark_status(canvas: Canvas, worksheet: Worksheet, cells: Range) -> None:
    """Show status words as chips: Worse dark, Better pale, the others as plain text."""
    for status, look in STATUS_LOOKS.items():
        worksheet.conditional_format(
            *cells,
            {
                "type": "text",
                "criteria": "begins with",
                "value": status.value[0],
                "format": canvas.book.add_format(look),
            },
        )


def mark_illustrative(canvas: Canvas, worksheet: Worksheet, cells: Range, label: int) -> None:
    """Turn a row italic brown where the label in column ``label`` ends in ‡."""
    cell = _anchor(cells[0], label)
    mark_where(
        canvas, worksheet, cells, f'=RIGHT({cell},1)="{ILLUSTRATIVE_MARK}"', ILLUSTRATIVE_LOOK
    )


def mark_absent(canvas: Canvas, worksheet: Worksheet, cells: Range) -> None:
    """Show the words of absent values quietly, "too few", "no data" and "withheld" in italics."""
    cell = f"{column_letters(cells[1] + 1)}{cells[0] + 1}"
    plain = f'=OR({cell}="{NOT_COMPARABLE}",{cell}="{DOES_NOT_APPLY}")'
    mark_where(canvas, worksheet, cells, plain, {"font_color": QUIET, "bold": False})
    italic = f'=OR({cell}="{TOO_FEW}",{cell}="{NO_DATA}",{cell}="{WITHHELD}")'
    look = {"font_color": QUIET, "italic": True, "bold": False}
    mark_where(canvas, worksheet, cells, italic, look)


def mark_target(canvas: Canvas, worksheet: Worksheet, cells: Range, label: int) -> None:
    """Give the word Red its colour, and say quietly that there is no target.

    Amber and Green stay plain: their words say it. Rules on one range, the first that applies
    winning, since LibreOffice does not combine rules of ranges that overlap.
    """
    cell = _anchor(cells[0], cells[1])
    name = _anchor(cells[0], label)
    is_red, is_illustrative = (
        f'LEFT({cell},{len(Rag.RED)})="{Rag.RED}"',
        f'RIGHT({name},1)="{ILLUSTRATIVE_MARK}"',
    )
    for formula, look in (
        (f"=AND({is_red},{is_illustrative})", {"font_color": WORSE, "italic": True}),
        (f"={is_red}", {"font_color": WORSE}),
        (f"={is_illustrative}", ILLUSTRATIVE_LOOK),
        (f'=OR({cell}="{GREY[Grey.NO_TARGET]}",{cell}="{DOES_NOT_APPLY}")', {"font_color": QUIET}),
    ):
        mark_where(canvas, worksheet, cells, formula, look)


def mark_where(
    canvas: Canvas, worksheet: Worksheet, cells: Range, formula: str, look: dict[str, Any]
) -> None:
    """Give cells a look where a formula, written for the first cell, is true."""
    worksheet.conditional_format(
        *cells,
        {"type": "formula", "criteria": formula, "format": canvas.book.add_format(look)},
    )


def _anchor(row: int, column: int) -> str:
    """``$B5``: a cell of one column in every row that a rule is of, counted from 0."""
    return f"${column_letters(column + 1)}{row + 1}"
