"""Charts that show other figures than their cells hold."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from workbook.package.cell import ERRORS
from workbook.package.chart import cached_numbers
from workbook.package.reference import cell_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbook.check.opened import OpenedWorkbook
    from workbook.package.cell import Value
    from workbook.package.reference import Rectangle

CLOSE: Final = 1e-9
"""How far a cached figure may be from its cell's: programs write fifteen digits or seventeen."""


def cache_faults(opened: OpenedWorkbook) -> Iterator[str]:
    """One sentence for each chart whose saved points differ from the cells that it draws.

    Only figures are compared: of texts and blanks programs save different things.
    """
    sheets = {part.name.casefold(): sheet for part, sheet in opened.sheets}
    uncalculated = {
        name: {(f.row, f.column) for f in sheet.formulas() if not f.has_value}
        for name, sheet in sheets.items()
    }
    for chart in opened.structure.charts:
        text = opened.archive.text(chart)
        for (name, area), points in cached_numbers(text, opened.structure.names):
            sheet = sheets.get(name.casefold())
            if sheet is None:
                continue
            grid = sheet.values(area, opened.shared_texts)
            fault = _first_difference(area, grid, points, uncalculated[name.casefold()])
            if fault:
                yield (
                    f"{name}!{fault}: a chart on {opened.sheet_of_chart(chart)} shows another "
                    "figure than this cell holds; open and save the workbook in Excel, or "
                    "refresh it."
                )
                break


def _first_difference(
    area: Rectangle,
    grid: list[list[Value]],
    points: dict[int, str],
    skipped: set[tuple[int, int]],
) -> str:
    width = area.shape[1]
    for index, value in enumerate(value for row in grid for value in row):
        at = (area.first_row + index // width, area.first_column + index % width)
        if not isinstance(value, float) or at in skipped:
            continue
        shown = points.get(index, "")
        if not _is_of(shown, value):
            return cell_address(*at)
    return ""


def _is_of(shown: str, value: float) -> bool:
    """Whether a chart's saved point is a cell's figure, or that in words as LibreOffice saves it.

    ``Jan 21`` is what a date looks like, and no figure to compare; no point is another figure, and
    so is an error.
    """
    try:
        return math.isclose(float(shown), value, rel_tol=CLOSE, abs_tol=CLOSE)
    except ValueError:
        return shown not in ERRORS and shown.strip() != ""
