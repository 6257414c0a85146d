"""The defined names of a book open in Excel: each resolved once, to a sheet and an area."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from workbook.package.reference import sheet_range
from xlsrc.domain.workbook_errors import LostNameError

if TYPE_CHECKING:
    import xlwings as xw

    from workbook.package.reference import Rectangle
    from workbook.surfaces.live_known import KnownCells

SHEET_OF_NAME: Final = "!"


class LiveNames:
    """The names of a whole workbook; those of one sheet alone are left out."""

    def __init__(self, book: xw.Book) -> None:
        self._book = book
        self._known: KnownCells | None = None
        self._found: dict[str, tuple[str, Rectangle]] = {}

    def learn(self, known: KnownCells) -> None:
        """Take names from a copy of the workbook instead of asking Excel for each."""
        self._known = known

    def area(self, name: str) -> tuple[str, Rectangle]:
        """The sheet and the cells of a name; `TemplateError` when it has none."""
        key = name.casefold()
        if key not in self._found:
            found = None if self._known is None else self._known.area(name)
            self._found[key] = found or self._resolved(name)
        return self._found[key]

    def _resolved(self, name: str) -> tuple[str, Rectangle]:
        defined = self._defined.get(name.casefold())
        if defined is None:
            message = f"{self._book.name} has no cells named {name!r}; run `safer build`."
            raise LostNameError(message)
        refers_to = defined.refers_to
        found = sheet_range(refers_to)
        if found is None:
            message = (
                f"The name {name!r} in {self._book.name} must mean one range of cells; found "
                f"{refers_to!r}. Undo the deletion that broke it, or run `safer build`."
            )
            raise LostNameError(message)
        return found

    @cached_property
    def _defined(self) -> dict[str, Any]:
        # xlwings' own iteration throws these texts away, and each would be asked for once more.
        return {
            name.casefold(): defined
            for name, defined in self._book.names.impl.snapshot()
            if SHEET_OF_NAME not in name
        }
