"""What xlwings leaves to each system's own way: protection, a sheet's own filter, unsaved changes.

Nothing else in the project asks Excel's own objects, but for the shapes of the map.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from workbook.package.reference import Rectangle

if TYPE_CHECKING:
    from pathlib import Path

    import xlwings as xw

MAC: Final = "darwin"

CANCEL_KEY_OFF: Final = 0
"""xlDisabled: Esc stops nothing in Excel."""


def is_protected(sheet: xw.Sheet, system: str = sys.platform, *, drawn: bool = False) -> bool:
    """Whether a sheet's cells may not be changed, nor, where ``drawn``, its shapes."""
    native: Any = sheet.api
    if system == MAC:
        return bool(
            native.protect_contents.get() or (drawn and native.protect_drawing_objects.get())
        )
    return bool(native.ProtectContents or (drawn and native.ProtectDrawingObjects))


def own_filter(sheet: xw.Sheet, system: str = sys.platform) -> Rectangle | None:
    """The range whose rows a filter of the sheet's own hides (not of a table); None without."""
    native: Any = sheet.api
    if system == MAC:
        if not native.autofilter_mode.get() or not native.filter_mode.get():
            return None
        return Rectangle.parse(native.autofilter_object.range_object.get_address())
    if not native.AutoFilterMode:
        return None
    found = native.AutoFilter
    return Rectangle.parse(found.Range.Address) if found.FilterMode else None


def has_hidden_rows(rows: xw.Range, system: str = sys.platform) -> bool:
    """Whether any row of a range is hidden."""
    if system == MAC:
        return rows.rows.hidden is not False
    # xlwings would ask for each row by itself.
    return rows.api.EntireRow.Hidden is not False


def footer_left(sheet: xw.Sheet, system: str = sys.platform) -> str:
    """The left part of a sheet's footer, with its codes; '' where Excel tells nothing of pages,
    as it does without any printer.
    """
    native: Any = sheet.api
    with suppress(Exception):
        if system == MAC:
            return str(native.page_setup_object.left_footer.get() or "")
        return str(native.PageSetup.LeftFooter or "")
    return ""


def put_footer_left(sheet: xw.Sheet, left: str, system: str = sys.platform) -> None:
    """Put the left part of a sheet's footer, with its codes."""
    native: Any = sheet.api
    if system == MAC:
        native.page_setup_object.left_footer.set(left)
    else:
        native.PageSetup.LeftFooter = left


def is_saved(book: xw.Book, system: str = sys.platform) -> bool:
    """Whether a workbook has no changes that its file lacks."""
    return bool(book.api.saved.get() if system == MAC else book.api.Saved)


def save_copy(book: xw.Book, path: Path) -> None:
    """Have Excel write a copy; the open workbook stays what it is. Not on a Mac."""
    book.api.SaveCopyAs(str(path))


def cancel_key(app: Any, system: str = sys.platform) -> Any | None:  # noqa: ANN401 - each system's own object
    """The object whose ``EnableCancelKey`` says what Esc does; None where there is none."""
    return None if system == MAC else app.api
