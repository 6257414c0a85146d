from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.table import Table

from tests.support.parity.engine import opened
from tests.support.parity.engine_cells import Range
from tests.support.parity.engine_cells import Table as EngineTable
from workbook.block import KEEP, Block, Formula, ShapeStyle, TableBlock
from workbook.refresh import silent
from workbook.surfaces.excel_text import entry
from workbook.surfaces.live import LiveWorkbook, RefreshStoppedError
from xlsrc.domain.errors import TableError, TemplateError

if TYPE_CHECKING:
    from collections.abc import Callable

    import xlwings as xw
    from openpyxl.worksheet.worksheet import Worksheet

STATE = ("screen_updating", "calculation", "enable_events", "status_bar")
BEFORE = {"screen_updating": True, "calculation": "semiautomatic", "enable_events": True,
          "status_bar": "mine"}  # fmt: skip


def a_book() -> tuple[xw.Book, Worksheet]:
    workbook = openpyxl.Workbook()
    sheet: Any = workbook.active
    sheet.title = "Board"
    for row in (
        ["Key", "Figure", "Twice", "Note"],
        ["a", 1, "=B6*2", "mine"],
        ["b", 2, "=B7*2", None],
    ):
        sheet.append(row)
    sheet.move_range("A1:D3", rows=4, translate=False)
    sheet.add_table(Table(displayName="Figures", ref="A5:D7"))
    workbook.defined_names["head"] = DefinedName("head", attr_text="'Board'!$A$1:$C$2")
    book = opened(workbook, "Board.xlsx")
    for name, value in BEFORE.items():
        setattr(book.app.impl, name, value)
    return book, sheet


def write(book: xw.Book, *writes: Any, stopped: Callable[[], bool] = lambda: False) -> None:
    LiveWorkbook(book).write(writes, progress=silent, stopped=stopped)


def rows_of(sheet: Worksheet, area: str) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet[area]]


def test_kept_cells_and_formulas_of_a_block_are_not_touched() -> None:
    book, sheet = a_book()
    sheet["B1"], sheet["C2"] = "kept", "=1+1"

    write(book, Block("head", (("a", KEEP, 3.0), ("2025-12", None, Formula("1+1", 2)))))

    assert rows_of(sheet, "A1:C2") == [["a", "kept", 3.0], ["2025-12", None, "=1+1"]]


@pytest.mark.parametrize(
    "text",
    ["2025-12", "December 2025", "75 %", "=A1", "-", "+1", "'quoted'", "TRUE", "#N/A", "1/2"],
)
def test_a_text_that_excel_would_read_otherwise_is_kept_by_an_apostrophe(text: str) -> None:
    assert entry(text, is_text_format=False) == "'" + text


@pytest.mark.parametrize("text", ["2025-12", "=A1", "plain"])
def test_cells_of_the_text_format_take_a_text_as_it_is(text: str) -> None:
    assert entry(text, is_text_format=True) == text


def test_a_table_grows_with_its_calculated_column() -> None:
    book, sheet = a_book()

    rows = tuple((key, float(at)) for at, key in enumerate("wxyz", 1))
    write(book, TableBlock("Figures", ("Key", "Figure"), rows))

    assert (sheet.tables["Figures"].ref, rows_of(sheet, "A8:C9")) == (
        "A5:D9",
        [["y", 3.0, "=B8*2"], ["z", 4.0, "=B9*2"]],
    )


def test_a_table_shrinks_to_its_rows_and_leaves_none_behind() -> None:
    book, sheet = a_book()

    write(book, TableBlock("Figures", ("Key", "Figure"), (("w", 5.0),)))

    assert (sheet.tables["Figures"].ref, rows_of(sheet, "A6:D7")) == (
        "A5:D6",
        [["w", 5.0, "=B6*2", "mine"], [None, None, None, None]],
    )


def test_rows_are_matched_by_key_and_new_ones_appended() -> None:
    book, sheet = a_book()

    block = TableBlock("Figures", ("Key", "Figure"), (("b", 9.0), ("c", 8.0)), ("Key",))
    write(book, block)

    assert rows_of(sheet, "A6:D8") == [
        ["a", 1, "=B6*2", "mine"],
        ["b", 9.0, "=B7*2", None],
        ["c", 8.0, "=B8*2", None],
    ]


def test_nothing_is_written_when_a_later_block_does_not_fit() -> None:
    book, sheet = a_book()

    with pytest.raises(TemplateError, match="must be 1 × 1"):
        write(
            book,
            TableBlock("Figures", ("Key", "Figure"), (("w", 5.0),)),
            Block("head", (("only",),)),
        )

    assert rows_of(sheet, "A6:B7") == [["a", 1], ["b", 2]]


@pytest.mark.parametrize(
    ("block", "sentence"),
    [
        (Block("tail", ((1.0,),)), "no cells named 'tail'"),
        (TableBlock("Facts", ("Key",), ()), "no table 'Facts'"),
        (TableBlock("Figures", ("Colour",), ()), "needs the column 'Colour'"),
        (ShapeStyle("E05013628", "FFFFFF", ""), "lacks the map's shape E05013628"),
    ],
)
def test_what_the_workbook_lacks_is_named(block: Any, sentence: str) -> None:
    book, _ = a_book()

    with pytest.raises(TemplateError, match=sentence):
        write(book, block)


def test_a_table_does_not_grow_over_filled_cells() -> None:
    book, sheet = a_book()
    sheet["B9"] = "here"

    with pytest.raises(TemplateError, match=r"Board!B9 is filled"):
        write(book, TableBlock("Figures", ("Key",), tuple((str(n),) for n in range(4))))


def test_a_row_just_below_a_table_is_a_fault() -> None:
    book, sheet = a_book()
    sheet["A8"] = "c"

    with pytest.raises(TableError, match=r"Board!A8: stands just below the table Figures"):
        LiveWorkbook(book).tables(["Figures"])


def test_excel_is_left_as_it_was() -> None:
    book, _ = a_book()

    write(book, Block("head", ((1.0,) * 3,) * 2))

    assert {name: getattr(book.app.impl, name) for name in STATE} == BEFORE


class FaultError(Exception):
    """What Excel throws when it is busy."""


class Countdown:
    """Excel's faults: the call of this number fails, those before and after it do not."""

    def __init__(self, call: int) -> None:
        self.left = call

    def called(self) -> None:
        self.left -= 1
        if self.left == 0:
            raise FaultError


def fail_at(call: int, book: xw.Book, monkeypatch: pytest.MonkeyPatch) -> Countdown:
    """Every call that changes cells, tables, formats or Excel's settings counts, putting the
    settings back excepted.
    """
    countdown = Countdown(call)

    def counted(change: Callable[..., None]) -> Callable[..., None]:
        def changed(*arguments: object) -> None:
            countdown.called()
            change(*arguments)

        return changed

    for owner, name in ((Range, "_enter"), (Range, "clear_contents"), (EngineTable, "resize")):
        monkeypatch.setattr(owner, name, counted(getattr(owner, name)))
    look: Any = Range.number_format
    monkeypatch.setattr(Range, "number_format", look.setter(counted(look.fset)))
    app = book.app.impl.__class__

    class Faulty(app):  # type: ignore[misc, valid-type]  # a class chosen at run time
        def __setattr__(self, name: str, value: object) -> None:
            if name in STATE and value not in BEFORE.values():
                countdown.called()
            object.__setattr__(self, name, value)

    book.app.impl.__class__ = Faulty
    return countdown


def write_all_kinds(book: xw.Book) -> None:
    write(
        book,
        Block("head", (("a", KEEP, 3.0), ("2025-12", None, 1.0))),
        TableBlock("Figures", ("Key", "Figure"), (("w", 5.0), ("x", 6.0), ("y", 7.0))),
        TableBlock("Figures", ("Key", "Figure"), (("x", 1.0), ("z", 2.0)), ("Key",)),
        TableBlock("Figures", ("Key", "Figure"), (("w", 5.0),)),
    )


def calls_of_a_refresh() -> int:
    never = 10**6
    with pytest.MonkeyPatch.context() as monkeypatch:
        book, _ = a_book()
        countdown = fail_at(never, book, monkeypatch)
        write_all_kinds(book)
    return never - countdown.left


@pytest.mark.parametrize("call", range(1, calls_of_a_refresh() + 1))
def test_a_fault_at_any_call_leaves_excel_as_it_was(
    call: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    book, _ = a_book()
    fail_at(call, book, monkeypatch)

    with pytest.raises(FaultError):
        write_all_kinds(book)

    assert {name: getattr(book.app.impl, name) for name in STATE} == BEFORE


def test_esc_stops_between_blocks_and_says_what_is_written() -> None:
    book, sheet = a_book()
    presses = iter([False, True])

    with pytest.raises(RefreshStoppedError, match="1 of 2 parts are written"):
        write(
            book,
            Block("head", ((1.0,) * 3,) * 2),
            TableBlock("Figures", ("Key",), (("w",),)),
            stopped=lambda: next(presses),
        )

    assert (sheet["A1"].value, sheet["A6"].value) == (1.0, "a")
