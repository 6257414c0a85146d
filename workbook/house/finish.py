"""What every sheet is given at the end: its footer and pages, a title that stays, a way back."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Any, Final

from xlsxwriter.utility import xl_cell_to_rowcol

from workbook.house.style import ACCENT, BODY_SIZE
from workbook.layout import footer
from workbook.layout.sheet import Group
from workbook.package.archive import Archive
from workbook.package.trust import XML_SUFFIXES
from workbook.package.xml_text import writable

if TYPE_CHECKING:
    import io
    from collections.abc import Mapping

    import xlsxwriter
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from workbook.layout.edition import Edition
    from workbook.layout.sheet import SetPages, Sheet
    from xlsrc.domain.settings import Settings

MILLIMETRES_PER_INCH: Final = 25.4
FOOTER_MM: Final = 5
"""Millimetres between a footer and the paper's edge."""

CONTENTS_NAME: Final = "board_contents"
"""The defined name of the heading of Cover's contents: a link to it outlives a renamed
sheet. Without a full stop, which LibreOffice reads as the end of a sheet's name.
"""

BACK: Final = "← Contents"
TIP: Final = "Back to the contents"
LOOK: Final[dict[str, Any]] = {
    "font_size": BODY_SIZE,
    "font_color": ACCENT,
    "underline": 1,
    "align": "left",
    "indent": 1,
}
# On white: LibreOffice writes links in a dark colour of its own, which a title band would hide.


CREATED: Final = datetime.datetime(2025, 1, 1)  # noqa: DTZ001 - a file property without a zone
"""A fixed creation date: the same tables give the same bytes."""

_FIXED_ROW: Final = re.compile(r'(<row r="(\d+)"[^>]*?) customHeight="1"')


def properties_of(settings: Settings, edition: Edition | None) -> dict[str, Any]:
    """What the file says of itself: its title, and the board as its author."""
    title = f"Safer Communities dashboard: {settings.area}"
    named = title if edition is None else f"{title}, {edition.name}, {edition.marking}"
    board = settings.board
    return {"title": named, "subject": board, "author": board, "created": CREATED}


def written(book: xlsxwriter.Workbook, content: io.BytesIO, source: str) -> Archive:
    """What XlsxWriter wrote into memory, but for the control characters that it leaves in values of
    attributes, such as the alternative texts of charts, with which no program opens it.
    """
    book.close()
    archive = Archive.of(content.getvalue(), source=source)
    parts = {name: archive.content(name) for name in archive.names if name.endswith(XML_SUFFIXES)}
    mended = {name: clean for name in parts if (clean := writable(parts[name])) != parts[name]}
    return Archive.of(archive.replaced(mended), source=archive.source) if mended else archive


def unfixed(sheet: str, rows: set[int]) -> str:
    """A sheet's part with the heights of these rows kept, but not as fixed by somebody."""
    return _FIXED_ROW.sub(
        lambda found: found[1] if int(found[2]) in rows else found[0],
        sheet,
    )


def inches(millimetres: float) -> float:
    """Millimetres in inches, which a workbook's margins are given in."""
    return millimetres / MILLIMETRES_PER_INCH


def finish_sheets(
    settings: Settings,
    added: Mapping[str, tuple[Worksheet, Sheet]],
    pages: Mapping[str, SetPages],
    ways_back: Mapping[str, tuple[int, int] | None],
    look: Format,
    edition: Edition | None = None,
) -> None:
    """Finish sheets, given by name; ``pages`` are those of the sheets of the board's set.

    ``ways_back`` has the place of a sheet's link to the contents where it is not right of the
    page's title, None for a sheet without one; ``look`` is the link's. Every page of an
    ``edition`` says whom it is for.
    """
    whose = settings.board if edition is None else edition.marking
    said = footer.words(whose, settings.area)
    for name, (worksheet, sheet) in added.items():
        of_set = pages.get(name)
        words = footer.footer(sheet, said, of_set)
        worksheet.set_footer(words, {"margin": inches(FOOTER_MM)})
        worksheet.set_start_page(of_set.first if of_set else 1)
        _keep_to_its_pages(worksheet, sheet)
        _freeze_title(worksheet)
        place = ways_back.get(name)
        if name not in ways_back or place is not None:
            _add_way_back(worksheet, look, place)


def _add_way_back(worksheet: Worksheet, look: Format, place: tuple[int, int] | None) -> None:
    """Link a sheet to the contents from ``place``, else from the cell right of its page's title.

    Raises
    ------
    ValueError
        Something stands there.

    """
    row, column = _beside_the_title(worksheet) if place is None else place
    if column in worksheet.table.get(row, {}):
        message = (
            f"the way back to the contents wants the cell ({row}, {column}) of "
            f"{worksheet.get_name()}; something stands there"
        )
        raise ValueError(message)
    worksheet.write_url(row, column, f"internal:{CONTENTS_NAME}", look, string=BACK, tip=TIP)


def _beside_the_title(worksheet: Worksheet) -> tuple[int, int]:
    """The cell right of the first row that prints; a sheet that prints whole goes on doing so."""
    if not worksheet.print_area_range:
        worksheet.print_area(0, 0, worksheet.dim_rowmax or 0, worksheet.dim_colmax or 0)
    area = worksheet.print_area_range.rpartition("!")[2]
    corners = [xl_cell_to_rowcol(corner.replace("$", "")) for corner in area.split(":")]
    return corners[0][0], corners[-1][1] + 1


def _freeze_title(worksheet: Worksheet) -> None:
    """Freeze the first row of a sheet whose own template froze nothing."""
    if not worksheet.panes:
        worksheet.freeze_panes(1, 0)


def _keep_to_its_pages(worksheet: Worksheet, sheet: Sheet) -> None:
    """Make a sheet of the board's set print on the pages that the set counts for it."""
    if sheet.group is Group.BOARD:
        worksheet.fit_to_pages(1, 1 if sheet.pages == 1 else 0)
