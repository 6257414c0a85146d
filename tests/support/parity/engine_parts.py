"""Parts of the engine over openpyxl: what stands on a sheet, and a workbook's names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from tests.support.parity.gate import Native, through_gate

if TYPE_CHECKING:
    from tests.support.parity.engine import Book, Sheet
    from tests.support.parity.engine_cells import Range


class Note(base_classes.Note):
    location: Any = None

    def __init__(self, location: Range) -> None:
        self.location = location


@through_gate
class Shape(base_classes.Shape):
    def __init__(self, sheet: Sheet, held: Any) -> None:
        self.gate = sheet.gate
        self.held = held

    @property
    def name(self) -> Any:
        return self.held.name

    @property
    def type(self) -> Any:
        return self.held.type

    @property
    def api(self) -> Any:
        return Native(self.held.api, self.gate)


@through_gate
class Names(base_classes.Names):
    def __init__(self, book: Book) -> None:
        self.book = book
        self.gate = book.gate

    @property
    def _all(self) -> list[Name]:
        return [Name(self.book, name) for name in self.book.workbook.defined_names.values()]

    def snapshot(self) -> Any:
        return [(name.name, name) for name in self._all]

    def __len__(self) -> int:
        return len(self._all)

    def __call__(self, which: Any) -> Name:
        if isinstance(which, int):
            return self._all[which - 1]
        return next(name for name in self._all if name.name == which)

    def contains(self, which: Any) -> bool:
        return any(name.name == which for name in self._all)


@through_gate
class Name(base_classes.Name):
    def __init__(self, book: Book, defined: Any) -> None:
        self.book = book
        self.defined = defined
        self.gate = book.gate

    @property  # type: ignore[misc]  # xlwings' own can be set; no test does
    def name(self) -> Any:
        return self.defined.name

    @property  # type: ignore[misc]  # as above
    def refers_to(self) -> Any:
        return "=" + self.defined.attr_text

    @property
    def refers_to_range(self) -> Range:
        ((sheet, address),) = self.defined.destinations
        found: Range = self.book.sheets(sheet).range(address.replace("$", ""))
        return found
