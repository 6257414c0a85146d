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


class PageSetup:
    """A sheet's pages: the left of its footer, with its codes."""

    def __init__(self, sheet: Any) -> None:
        self._left = sheet.oddFooter.left

    @property
    def LeftFooter(self) -> str:  # noqa: N802
        size = f"&{self._left.size} " if self._left.size else ""
        return f"{size}{self._left.text or ''}"

    @LeftFooter.setter
    def LeftFooter(self, left: str) -> None:  # noqa: N802
        size, _, text = left.removeprefix("&").partition(" ")
        self._left.size, self._left.text = int(size), text


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
    def PageSetup(self) -> PageSetup:  # noqa: N802
        return PageSetup(self._sheet)

    @property
    def page_setup_object(self) -> SimpleNamespace:
        setup = PageSetup(self._sheet)
        return SimpleNamespace(
            left_footer=SimpleNamespace(
                get=lambda: setup.LeftFooter,
                set=lambda left: setattr(setup, "LeftFooter", left),
            )
        )

    @property
    def AutoFilter(self) -> Any:  # noqa: N802
        plain = self._sheet.auto_filter
        return SimpleNamespace(
            FilterMode=bool(plain.filterColumn), Range=SimpleNamespace(Address=plain.ref)
        )
