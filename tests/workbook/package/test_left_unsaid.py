"""What is meant where nothing is said: every default of the save, by its own value."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from workbook.block import Formula
from workbook.package.alt_texts import Given, Undescribed
from workbook.package.edit import RowEdit
from workbook.package.file_state import NO_FILE, FileState
from workbook.package.format_mark import format_of
from workbook.package.formula_places import Standing
from workbook.package.formula_references import References
from workbook.package.reference import Rectangle
from workbook.package.replace_file import put_file, replace_file
from workbook.package.sheet import SheetXml
from workbook.package.shown import Shown
from workbook.package.splice import spliced_pieces
from workbook.package.structure import TablePart
from workbook.package.synced import is_synced
from workbook.package.table import TableChange, TableRows
from workbook.package.writer_lock import only_writer

if TYPE_CHECKING:
    from collections.abc import Callable

A1 = Rectangle(1, 1, 1, 1)


def _sheet(data: str = "") -> SheetXml:
    return SheetXml(f"<worksheet><sheetData>{data}</sheetData></worksheet>", where="S")


def test_what_an_edit_a_change_and_a_place_leave_unsaid() -> None:
    edit = RowEdit({1: 2.0})
    assert (edit.styles, edit.attributes, edit.new_formulas) == ({}, "", False)
    assert edit.new_formulas is False
    change = TableChange(edits={}, area=A1)
    assert (change.to, change.gone, change.lost) == ((), (), {})
    assert Standing("s", 1, 2) == ("s", 1, 2, 0, 0)
    assert Given("d", "S", Undescribed("sp", "", 0, 1), "x").chart == ""
    shown = Shown()
    assert (shown.filters, shown.tables, shown.parts, shown.sentences()) == (set(), set(), {}, ())
    found = References()
    assert (found.cells, found.names, found.columns) == ([], [], [])
    assert (found.unknown, found.own_function) == (False, False)
    assert FileState(size=0, changed=0, digest="") == NO_FILE


def test_what_a_sheet_and_a_table_leave_unsaid() -> None:
    sheet = _sheet()
    assert (sheet.date_1904, sheet.iso_dates, sheet.prefix) == (False, False, "")
    part = TablePart(name="T", sheet="S", part="t", area=A1, columns=())
    assert (part.header_rows, part.totals_rows) == (1, 0)
    rows = TableRows(
        table=part, sheet=sheet, formulas=(), others=(), shared_texts=(), date_1904=False
    )
    assert (rows.calculated, rows.dates, rows.hangs) == (frozenset(), frozenset(), False)


def test_a_formula_of_others_stays_whether_anybody_asks_which_it_was_or_not() -> None:
    sheet = _sheet('<row r="1"><c r="A1"><f>1</f><v>1</v></c><c r="B1"><v>1</v></c></row>')
    edits = {1: RowEdit({1: Formula("2", 2), 2: 3.0})}
    pieces = spliced_pieces(sheet, edits, sheet.formulas(), date_1904=False)
    assert pieces is not None
    assert "".join(pieces) == sheet.text.replace('"B1"><v>1<', '"B1"><v>3<')


def test_synced_folders_are_known_by_this_machine_s_own_names(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = Path("/council/board/a.xlsx")
    for name in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer"):
        monkeypatch.delenv(name, raising=False)
    assert not is_synced(path)
    monkeypatch.setenv("OneDriveCommercial", "/council")
    assert is_synced(path)


@pytest.mark.parametrize("write", [replace_file, put_file])
def test_folders_that_are_not_there_are_made(
    tmp_path: Path, write: Callable[[Path, bytes], None]
) -> None:
    target = tmp_path / "a" / "b" / "c" / "d.xlsx"
    for content in (b"new", b"newer"):
        write(target, content)
        assert target.read_bytes() == content


def test_a_property_without_a_name_is_no_mark_and_of_two_marks_the_newer_counts() -> None:
    mark = '<property name="Dashboard format"><a>{}</a></property>'
    nameless = "<property><a>9</a></property>"
    for inner, number in (
        (nameless, 0),
        (nameless + mark.format(3), 3),
        (mark.format(3) + mark.format(2), 3),
        (mark.format(2) + mark.format(3) + mark.format("x"), 3),
        ("", 0),
    ):
        root = ElementTree.fromstring(f"<p>{inner}</p>")  # noqa: S314 - the test's own
        assert format_of(root) == number


def test_any_writer_may_wait_for_the_lock_of_another(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        with only_writer(tmp_path / "d.xlsx"):
            (lock,) = tmp_path.iterdir()
            assert lock.stat().st_mode & 0o777 == 0o666
    finally:
        os.umask(before)
    assert list(tmp_path.iterdir()) == []
