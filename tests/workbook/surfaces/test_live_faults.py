"""What a person is told, and what is left, when a refresh of an open workbook goes wrong."""

from __future__ import annotations

import re
import tempfile
import time
from typing import TYPE_CHECKING

import pytest
from openpyxl.workbook.defined_name import DefinedName

from tests.support.parity.board import BEFORE, a_book, rows_of, settings_of, write
from tests.support.parity.engine_filters import set_filter
from workbook.block import KEEP, Block, TableBlock
from workbook.surfaces import live_copy, live_ready
from workbook.surfaces.live_native import save_copy
from workbook.surfaces.live_steps import RefreshStoppedError
from xlsrc.domain.errors import WorkbookError

if TYPE_CHECKING:
    from pathlib import Path

    import xlwings as xw

FULL = Block("head", ((1.0,) * 3,) * 2)


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The temporary folder."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def copies(folder: Path) -> list[Path]:
    return list(folder.glob("safer-communities-*/*"))


def write_all_kinds(book: xw.Book) -> None:
    write(
        book,
        Block("head", (("a", KEEP, 3.0), ("2025-12", None, 1.0))),
        TableBlock("Figures", ("Key", "Figure"), (("w", 5.0), ("x", 6.0), ("y", 7.0))),
        TableBlock("Figures", ("Key", "Figure"), (("x", 1.0), ("z", 2.0)), ("Key",)),
        TableBlock("Figures", ("Key", "Figure"), (("w", 5.0),)),
    )


def a_filtered_book() -> xw.Book:
    book, sheet = a_book()
    set_filter(sheet, sheet.tables["Figures"].autoFilter, [6])
    return book


def changes_of_a_refresh() -> int:
    book = a_filtered_book()
    write_all_kinds(book)
    return int(book.app.impl.gate.changes)


@pytest.mark.parametrize("change", range(1, changes_of_a_refresh() + 1))
def test_a_fault_at_any_change_names_the_sheet_and_the_copy_and_leaves_excel_as_it_was(
    change: int, temporary: Path
) -> None:
    book = a_filtered_book()
    book.app.impl.gate.fault_at = change

    with pytest.raises(WorkbookError) as said:
        write_all_kinds(book)

    assert settings_of(book) == BEFORE
    found = copies(temporary)
    if found:
        assert "at the sheet Board" in str(said.value)
        assert str(found[0]) in str(said.value)
    else:
        assert re.search("could not be copied .* nothing is written", str(said.value))


def test_excel_is_left_as_it_was() -> None:
    book, _ = a_book()

    write(book, FULL)

    assert settings_of(book) == BEFORE


def test_esc_does_not_break_into_excel_while_it_is_written() -> None:
    book, _ = a_book()
    seen: list[object] = []

    def looked() -> bool:
        seen.append(book.app.impl.EnableCancelKey)
        return False

    write(book, FULL, stopped=looked)

    assert seen == [0]


def test_esc_stops_between_blocks_and_says_what_is_written(temporary: Path) -> None:
    book, sheet = a_book()
    presses = iter([False, True])

    with pytest.raises(RefreshStoppedError, match="sheet Board: 1 of 2 parts are written") as said:
        write(
            book,
            FULL,
            TableBlock("Figures", ("Key",), (("w",), ("x",))),
            stopped=lambda: next(presses),
        )

    assert (sheet["A1"].value, sheet["A6"].value) == (1.0, "a")
    assert str(copies(temporary)[0]) in str(said.value)


def test_a_copy_is_put_aside_before_anything_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    book, sheet = a_book()
    sheet["A1"] = "as it was"
    held: list[object] = []

    def copied(*arguments: object) -> None:
        held.append(sheet["A1"].value)
        save_copy(*arguments)  # type: ignore[arg-type]  # handed on as they come

    monkeypatch.setattr(live_copy, "save_copy", copied)
    write(book, FULL)

    assert (held, sheet["A1"].value) == (["as it was"], 1.0)


def test_the_copy_of_a_saved_workbook_goes_when_all_is_written(temporary: Path) -> None:
    book, _ = a_book()

    assert (write(book, FULL), copies(temporary)) == ((), [])


def test_the_copy_of_unsaved_changes_stays_and_is_said(temporary: Path) -> None:
    book, _ = a_book()
    book.impl.is_saved = False

    (said,) = write(book, FULL)

    assert said == (
        "The workbook as it was before the refresh, with its unsaved changes, is kept as "
        f"{copies(temporary)[0]}."
    )


def test_nothing_is_written_when_no_copy_can_be_put_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    book, sheet = a_book()

    def full(*_: object) -> None:
        message = "the disk is full"
        raise OSError(message)

    monkeypatch.setattr(live_copy, "save_copy", full)

    with pytest.raises(WorkbookError, match=r"could not be copied .*the disk is full.* nothing is"):
        write(book, FULL)

    assert sheet["A1"].value is None


def test_excel_that_waits_for_a_person_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_ready, "PATIENCE", 0.0)
    book, sheet = a_book()
    book.app.impl.gate.rejected = 10**6

    with pytest.raises(WorkbookError, match="finish the cell you are editing or close the open"):
        write(book, FULL)

    assert sheet["A1"].value is None


def test_excel_that_is_busy_for_a_moment_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "sleep", lambda _: None)
    book, sheet = a_book()
    book.app.impl.gate.rejected = 3

    write(book, FULL)

    assert sheet["A1"].value == 1.0


def test_a_protected_sheet_is_named_and_nothing_is_written() -> None:
    book, sheet = a_book()
    other = book.impl.workbook.create_sheet("Locked")
    book.impl.workbook.defined_names.add(DefinedName("tail", attr_text="'Locked'!$A$1"))
    other.protection.sheet = True

    with pytest.raises(WorkbookError) as said:
        write(book, FULL, Block("tail", ((1.0,),)))

    assert str(said.value) == (
        "The sheet Locked is protected, so nothing is written: unprotect it (Review, Unprotect "
        "Sheet) and refresh again."
    )
    assert rows_of(sheet, "A1:C1") == [[None, None, None]]


def test_a_protected_sheet_that_is_not_written_is_no_obstacle() -> None:
    book, sheet = a_book()
    book.impl.workbook.create_sheet("Locked").protection.sheet = True

    write(book, FULL)

    assert sheet["A1"].value == 1.0
