"""What xlwings leaves to Excel's own objects, as far as a refresh asks for it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.support.parity.engine import Book


class Asked:
    """What appscript has for a property: a Mac's Excel gives its value when it is asked."""

    def __init__(self, value: object) -> None:
        self._value = value

    def get(self) -> object:
        return self._value


class NativeBook:
    """A workbook: whether it is saved, and a copy of it."""

    def __init__(self, book: Book) -> None:
        self._book = book

    @property
    def AutoSaveOn(self) -> bool:  # noqa: N802 - Excel's own name, as those below
        return self._book.saves_itself

    @property
    def Saved(self) -> bool:  # noqa: N802
        return self._book.is_saved

    @property
    def saved(self) -> Asked:
        return Asked(self.Saved)

    def SaveCopyAs(self, path: str) -> None:  # noqa: N802
        """Write the workbook as it is, without what openpyxl does not keep."""
        self._book.workbook.save(path)


class NativeSheet:
    """A sheet: its protection, its own filter, and its shapes."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet

    @property
    def ProtectContents(self) -> bool:  # noqa: N802
        return bool(self._sheet.protection.sheet)

    @property
    def ProtectDrawingObjects(self) -> bool:  # noqa: N802
        return bool(self._sheet.protection.sheet and self._sheet.protection.objects)

    @property
    def protect_contents(self) -> Asked:
        return Asked(self.ProtectContents)

    @property
    def protect_drawing_objects(self) -> Asked:
        return Asked(self.ProtectDrawingObjects)

    @property
    def autofilter_mode(self) -> Asked:
        return Asked(self.AutoFilterMode)

    @property
    def filter_mode(self) -> Asked:
        return Asked(bool(self._sheet.auto_filter.filterColumn))

    @property
    def AutoFilterMode(self) -> bool:  # noqa: N802
        return bool(self._sheet.auto_filter.ref)

    @property
    def AutoFilter(self) -> Any:  # noqa: N802
        plain = self._sheet.auto_filter
        return SimpleNamespace(
            FilterMode=bool(plain.filterColumn), Range=SimpleNamespace(Address=plain.ref)
        )
