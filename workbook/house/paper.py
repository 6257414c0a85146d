"""What fits on a page, and A3: every sheet as on A4, the whole page enlarged.

Programs fit a sheet to its page by making it smaller, never larger. On A3 each sheet therefore
has the scale that it has on A4, times √2, and margins times √2: the same pages, larger.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Final

from workbook.house.fitting import pixels

if TYPE_CHECKING:
    from workbook.package.archive import Archive

PRINT_SCALE: Final = 90
"""Per cent; the body's 9 pt prints at 8.1 pt."""

PAGE_PIXELS: Final = 1105
"""What fits across A4 landscape at that scale in LibreOffice, which draws columns widest."""

SURE_PIXELS: Final = PAGE_PIXELS / 1.05
"""What fits there in a program that draws columns 5 % wider still: for sheets of several pages
across, which are not fitted to their paper.
"""

PAGE_POINTS: Final = 600
"""What fits down that page, in points of row height."""

UPRIGHT: Final = (PAGE_PIXELS * 194 / 281, PAGE_POINTS * 278 / 191)
"""The same of an upright page, by the sides of both within the margins, in millimetres."""

ENLARGED: Final = math.sqrt(2)
"""How much longer the sides of A3 are than those of A4."""

A3_NUMBER: Final = 8
"""The paper's number in a workbook's file (ECMA-376, part 1, 18.3.1.63)."""

WHOLE: Final = 100
CLOSE_ENOUGH: Final = 0.985
"""Of the scale worked out for a fitted sheet: no two programs draw columns equally wide, and a
hair too wide is a second page.
"""

DEFAULT_WIDTH: Final = 8.43
"""Characters to a column that has no width of its own."""

_WORKBOOK: Final = "xl/workbook.xml"
_AREA_NAME: Final = re.compile(
    r'<definedName name="_xlnm\.Print_Area" localSheetId="(\d+)"[^>]*>([^<]*)<'
)
_CORNERS: Final = re.compile(r"!\$([A-Z]+)\$(\d+):\$([A-Z]+)\$(\d+)")
_DIMENSION: Final = re.compile(r'<dimension ref="([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?"/>')
_COLUMN: Final = re.compile(r'<col min="(\d+)" max="(\d+)" width="([\d.]+)"')
_ROW: Final = re.compile(r'<row r="(\d+)"[^>]*? ht="([\d.]+)"')
_DEFAULT_ROW: Final = re.compile(r'<sheetFormatPr[^>]*? defaultRowHeight="([\d.]+)"')
_FITTED: Final = '<pageSetUpPr fitToPage="1"/>'
_FIT: Final = re.compile(r' fitTo(?:Width|Height)="\d+"')
_SCALE: Final = re.compile(r' scale="(\d+)"')
_SETUP: Final = re.compile(r"<pageSetup[^>]*/>")
_MARGINS: Final = re.compile(r"<pageMargins[^>]*/>")
_PAPER: Final = re.compile(r' paperSize="\d+"')
_NUMBER: Final = re.compile(r'"([\d.]+)"')


def on_a3(archive: Archive, parts: dict[str, str]) -> dict[str, str]:
    """The sheets' parts with their print set-up for A3; ``parts`` are those changed already."""
    areas = {int(at): area for at, area in _AREA_NAME.findall(archive.text(_WORKBOOK))}
    sheets = [name for name in archive.names if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name)]
    return {
        name: _enlarged(
            parts.get(name) or archive.text(name),
            areas.get(int(re.sub(r"\D", "", name)) - 1, ""),
        )
        for name in sheets
    }


def _enlarged(sheet: str, area: str) -> str:
    setup = _SETUP.search(sheet)
    if setup is None:
        return sheet
    given = _SCALE.search(setup[0])
    if _FITTED in sheet:
        scale = _fitting_scale(sheet, area, setup[0])
    else:
        scale = int(given[1]) if given else WHOLE
    plain = _PAPER.sub("", _FIT.sub("", _SCALE.sub("", setup[0])))
    larger = plain.replace(
        "<pageSetup",
        f'<pageSetup paperSize="{A3_NUMBER}" scale="{math.floor(scale * ENLARGED)}"',
    )
    margins = _MARGINS.sub(
        lambda found: _NUMBER.sub(lambda inch: f'"{float(inch[1]) * ENLARGED:.6f}"', found[0]),
        sheet,
    )
    return margins.replace(setup[0], larger).replace(_FITTED, "").replace("<sheetPr></sheetPr>", "")


def _fitting_scale(sheet: str, area: str, setup: str) -> float:
    """Per cent at which programs print a sheet that is fitted to pages of A4."""
    first_column, first_row, last_column, last_row = _printed(sheet, area)
    widths = {
        at: float(width)
        for first, last, width in _COLUMN.findall(sheet)
        for at in range(int(first), int(last) + 1)
    }
    # A width in the file counts the five pixels around the digits in.
    wide = sum(
        round(7 * widths[at]) if at in widths else pixels(DEFAULT_WIDTH)
        for at in range(first_column, last_column + 1)
    )
    usual = _DEFAULT_ROW.search(sheet)
    heights = {int(at): float(height) for at, height in _ROW.findall(sheet)}
    high = sum(
        heights.get(at, float(usual[1]) if usual else 0) for at in range(first_row, last_row + 1)
    )
    one_page = 'fitToHeight="0"' not in setup
    across, down = UPRIGHT if 'orientation="portrait"' in setup else (PAGE_PIXELS, PAGE_POINTS)
    fits_across = across * PRINT_SCALE / wide
    fits_down = down * PRINT_SCALE / high if one_page else WHOLE
    return CLOSE_ENOUGH * min(WHOLE, fits_across, fits_down)


def _printed(sheet: str, area: str) -> tuple[int, int, int, int]:
    """The first column and row, and the last of each, of what is printed; all from 1."""
    corners = _CORNERS.search(area) or _DIMENSION.search(sheet)
    if corners is None:
        return 1, 1, 1, 1
    left, top, right, bottom = corners.groups()
    return _number(left), int(top), _number(right or left), int(bottom or top)


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number
