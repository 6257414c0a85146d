"""A small xlwings engine over openpyxl: the live surface without Excel, for tests only.

Its books, sheets and names; the cells and tables stand in `engine_cells.py`.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, Final

import xlwings as xw
from openpyxl.utils import range_boundaries
from xlwings import base_classes

from tests.support.parity.engine_cells import Range, Table
from tests.support.parity.engine_native import NativeBook, NativeSheet
from tests.support.parity.engine_parts import Names, Note, Shape
from tests.support.parity.gate import Gate, Native, through_gate

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

NAME: Final = "openpyxl"


class Engine:
    name = NAME
    type = "desktop"

    def __init__(self) -> None:
        self.apps = Apps()

    @staticmethod
    def prepare_xl_data_element(value: Any, _options: Any) -> Any:
        if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
            return datetime.datetime(value.year, value.month, value.day)  # noqa: DTZ001 - as above
        return value

    @staticmethod
    def clean_value_data(
        data: Any, dates: Any, empty: Any, numbers: Any, _errors: Any
    ) -> list[list[Any]]:
        def clean(value: Any) -> Any:
            if value is None or value == "":
                return empty
            if isinstance(value, datetime.datetime):
                return dates(
                    year=value.year, month=value.month, day=value.day,
                    hour=value.hour, minute=value.minute, second=value.second,
                    microsecond=value.microsecond, tzinfo=None,
                )  # fmt: skip
            if isinstance(value, int | float) and not isinstance(value, bool):
                return numbers(value) if numbers else float(value)
            return value

        rows = data if isinstance(data, list | tuple) else [[data]]
        rows = [row if isinstance(row, list | tuple) else [row] for row in rows]
        return [[clean(value) for value in row] for row in rows]


class Apps(base_classes.Apps):
    def __init__(self) -> None:
        self.list: list[App] = []

    def __iter__(self) -> Any:
        return iter(self.list)

    def __len__(self) -> int:
        return len(self.list)

    def keys(self) -> list[int]:
        return [app.pid for app in self.list]

    def __getitem__(self, pid: int) -> App:
        return next(app for app in self.list if app.pid == pid)


def setting(name: str, start: Any) -> property:
    """A setting of Excel's; putting one back as it was is no change."""

    def read(app: App) -> Any:
        with app.gate.call(f"App.{name}"):
            return app.settings.get(name, start)

    def change(app: App, value: Any) -> None:
        before = app.as_found.setdefault(name, app.settings.get(name, start))
        with app.gate.call(f"App.{name} =", changes=value != before):
            app.settings[name] = value

    return property(read, change)


class App(base_classes.App):
    pid: Any = 1
    engine: Any = None
    books: Any = None
    screen_updating: Any = setting("screen_updating", True)  # noqa: FBT003 - Excel's own
    calculation: Any = setting("calculation", "automatic")
    enable_events: Any = setting("enable_events", True)  # noqa: FBT003 - as above
    status_bar: Any = setting("status_bar", False)  # noqa: FBT003 - as above
    EnableCancelKey: Any = setting("EnableCancelKey", 1)

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.gate = Gate()
        self.settings: dict[str, Any] = {}
        self.as_found: dict[str, Any] = {}
        self.alerts: list[str] = []
        self.answer = "ok"

    @property
    def api(self) -> Any:
        return self

    def alert(self, prompt: str, _title: Any, _buttons: Any, _mode: Any, _callback: Any) -> str:
        self.alerts.append(prompt)
        return self.answer


@through_gate
class Book(base_classes.Book):
    app: Any = None
    name: Any = ""
    fullname: Any = ""
    sheets: Any = None
    names: Any = None

    def __init__(self, app: App, workbook: Workbook, path: str) -> None:
        self.app = app
        self.gate = app.gate
        self.workbook = workbook
        self.fullname = path
        self.name = path.replace("\\", "/").rpartition("/")[2]
        self.sheets = Sheets(self)
        self.names = Names(self)
        self.printed: list[str] = []
        self.saves_itself = False
        self.is_saved = True

    @property
    def api(self) -> Any:
        return Native(NativeBook(self), self.gate)


@through_gate
class Sheets(base_classes.Sheets):
    def __init__(self, book: Book) -> None:
        self.book = book
        self.gate = book.gate

    @property
    def _all(self) -> list[Sheet]:
        return [Sheet(self.book, sheet) for sheet in self.book.workbook.worksheets]

    def __iter__(self) -> Any:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self.book.workbook.worksheets)

    def __call__(self, which: Any) -> Sheet:
        if isinstance(which, int):
            return self._all[which - 1]
        return next(s for s in self._all if s.name.casefold() == which.casefold())

    def add(self, before: Any = None, after: Any = None, name: str | None = None) -> Sheet:  # noqa: ARG002
        return Sheet(self.book, self.book.workbook.create_sheet(name))


@through_gate
class Sheet(base_classes.Sheet):
    book: Any = None

    def __init__(self, book: Book, sheet: Any) -> None:
        self.book = book
        self.sheet = sheet
        self.gate = book.gate

    @property
    def api(self) -> Any:
        return Native(NativeSheet(self.sheet), self.gate)

    @property
    def name(self) -> Any:
        return self.sheet.title

    @name.setter
    def name(self, value: str) -> None:
        self.sheet.title = value

    @property
    def index(self) -> int:
        return 1 + int(self.book.workbook.worksheets.index(self.sheet))

    @property
    def tables(self) -> Any:
        return Members(self, [Table(self, table) for table in self.sheet.tables.values()])

    @property
    def notes(self) -> Any:
        cells = self.sheet._cells.values()  # noqa: SLF001 - to read a cell makes none
        return [Note(self.range(cell.coordinate)) for cell in cells if cell.comment]

    @property
    def comments(self) -> Any:
        return [Note(self.range(place)) for place in self.sheet.__dict__.get("test_comments", [])]

    @property
    def shapes(self) -> Any:
        held = self.sheet.__dict__.get("test_shapes", [])
        return Members(self, [Shape(self, one) for one in held])

    def range(self, first: Any, last: Any = None) -> Range:
        first, last = getattr(first, "impl", first), getattr(last, "impl", last)
        if isinstance(first, Range):
            return Range(self, (*first.corners[:2], *(last or first).corners[2:]))
        if isinstance(first, str):
            left, top, right, bottom = (int(edge or 1) for edge in range_boundaries(first))
            return Range(self, (top, left, bottom, right))
        if len(first) == 4:
            row, column, rows, columns = first
            return Range(self, (row, column, row + rows - 1, column + columns - 1))
        row, column = first
        end_row, end_column = (last.corners[2:] if isinstance(last, Range) else last) or first
        return Range(self, (row, column, end_row, end_column))

    def activate(self) -> None:
        self.book.workbook.active = self.sheet


@through_gate
class Members(base_classes.Collection):
    def __init__(self, parent: Sheet, found: list[Any]) -> None:
        self._parent = parent
        self.found = found
        self.gate = parent.gate

    @property
    def parent(self) -> Sheet:
        return self._parent

    def __iter__(self) -> Any:
        return iter(self.found)

    def __len__(self) -> int:
        return len(self.found)

    def __call__(self, key: Any) -> Any:
        if isinstance(key, int):
            return self.found[key - 1]
        return next(one for one in self.found if one.name == key)

    def __contains__(self, key: Any) -> bool:
        return any(one.name == key for one in self.found)


def opened(workbook: Workbook, path: str) -> xw.Book:
    """A workbook as xlwings has it, in an application of its own."""
    app = App(engine().impl)
    app.books = Members(app, [])  # type: ignore[arg-type]  # Members serves for each of its collections
    book = Book(app, workbook, path)
    app.books.found.append(book)
    return xw.Book(impl=book)


def engine() -> xw.Engine:
    """The engine, known to xlwings by its name and never made the active one."""
    if NAME not in [known.name for known in xw.engines]:
        xw.engines.add(xw.Engine(impl=Engine()))
    return xw.engines[NAME]
