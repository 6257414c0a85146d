"""Filters and hidden rows where a save writes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
import xlsxwriter

from tests.support.rich_workbook import AS_AT
from workbook.block import Block, TableBlock
from workbook.package.archive import Archive
from workbook.surfaces.headless import HeadlessWorkbook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from workbook.block import Write

SHEET = "xl/worksheets/sheet1.xml"
WHOLE = TableBlock("Left", ("a",), tuple((n,) for n in range(5)), identity=("a",))
MERGED = TableBlock("Left", ("a",), ((1.0,),), keys=("a",))


def made(path: Path, own: Callable[[xlsxwriter.Workbook, Any], None]) -> Path:
    """The tables Left (A1:A6) and Right (C1:C6) beside each other, changed by ``own``."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Page")
    for name, column, header in (("Left", 0, "a"), ("Right", 2, "c")):
        sheet.add_table(0, column, 5, column, {"name": name, "columns": [{"header": header}]})
        for row in range(1, 6):
            sheet.write(row, column, row)
    book.define_name("title", "=Page!$F$3")
    own(book, sheet)
    book.close()
    return path


def filtered(path: Path, number: int, state: str = "") -> Path:
    """The table of a part with a filter, as Excel saves it."""
    archive = Archive.read(path)
    part = f"xl/tables/table{number}.xml"
    inner = '<filterColumn colId="0"><filters><filter val="1"/></filters></filterColumn>'
    text = re.sub(
        r'(<autoFilter ref="[^"]*")/>', rf"\1>{inner}</autoFilter>{state}", archive.text(part)
    )
    path.write_bytes(archive.replaced({part: text}))
    return path


def hide(*rows: int) -> Callable[[xlsxwriter.Workbook, Any], None]:
    def own(book: xlsxwriter.Workbook, sheet: Any) -> None:  # noqa: ANN401, ARG001
        for row in rows:
            sheet.set_row(row - 1, None, None, {"hidden": True})

    return own


def written(source: Path, *writes: Write) -> tuple[Archive, tuple[str, ...]]:
    target = source.with_name("out.xlsx")
    notes = HeadlessWorkbook.open(source).write(writes, target, as_at=AS_AT)
    return Archive.read(target), notes


def hidden(archive: Archive) -> list[str]:
    return re.findall(r'<row r="(\d+)"[^>]* hidden="1"', archive.text(SHEET))


def test_the_filter_of_a_written_table_is_cleared_and_said(tmp_path: Path) -> None:
    source = filtered(made(tmp_path / "a.xlsx", hide(3, 4, 5, 6)), 1)

    after, notes = written(source, WHOLE)

    table = after.text("xl/tables/table1.xml")
    assert (hidden(after), '<autoFilter ref="A1:A6"/>' in table, notes) == (
        [],
        True,
        ("The filter of Left was cleared, so that no new row is hidden.",),
    )


def test_the_filter_of_a_table_beside_a_written_one_is_cleared(tmp_path: Path) -> None:
    source = filtered(made(tmp_path / "a.xlsx", hide(3, 4)), 2)

    after, notes = written(source, WHOLE)

    assert (hidden(after), notes[0]) == (
        [],
        "The filter of Right was cleared, so that no new row is hidden.",
    )


def test_a_filter_whose_rows_a_written_cell_meets_is_cleared(tmp_path: Path) -> None:
    source = filtered(made(tmp_path / "a.xlsx", hide(3, 4)), 2)

    after, _ = written(source, Block("title", (("new",),)))

    assert hidden(after) == []


def test_a_filter_away_from_written_cells_stays(tmp_path: Path) -> None:
    def own(book: xlsxwriter.Workbook, sheet: Any) -> None:  # noqa: ANN401
        hide(3, 4)(book, sheet)
        book.define_name("below", "=Page!$F$30")

    source = filtered(made(tmp_path / "a.xlsx", own), 1)

    after, notes = written(source, Block("below", (("new",),)))

    table = after.text("xl/tables/table1.xml")
    assert (hidden(after), "filterColumn" in table, notes) == (["3", "4"], True, ())


def test_rows_hidden_by_hand_in_a_replaced_table_are_shown_and_said(tmp_path: Path) -> None:
    after, notes = written(made(tmp_path / "a.xlsx", hide(3)), WHOLE)

    assert (hidden(after), notes) == (
        [],
        ("Hidden rows of Left are shown again, since they hold other figures now.",),
    )


def test_headings_hidden_by_hand_stay_hidden_and_are_not_said(tmp_path: Path) -> None:
    after, notes = written(made(tmp_path / "a.xlsx", hide(1)), WHOLE)

    assert (hidden(after), notes) == (["1"], ())


def test_rows_hidden_by_hand_in_an_analysts_table_stay_hidden(tmp_path: Path) -> None:
    after, notes = written(made(tmp_path / "a.xlsx", hide(3)), MERGED)

    assert (hidden(after), notes) == (["3"], ())


@pytest.mark.parametrize(("block", "stays"), [(WHOLE, False), (MERGED, True)])
def test_the_order_stays_where_it_is_the_analysts(
    tmp_path: Path, block: TableBlock, *, stays: bool
) -> None:
    state = '<sortState ref="A2:A6"><sortCondition ref="A2:A6"/></sortState>'
    source = filtered(made(tmp_path / "a.xlsx", hide(3)), 1, state)

    after, _ = written(source, block)

    table = after.text("xl/tables/table1.xml")
    assert ("sortState" in table, "filterColumn" in table) == (stays, False)


def test_a_plain_ranges_filter_over_written_cells_is_cleared(tmp_path: Path) -> None:
    def own(book: xlsxwriter.Workbook, sheet: Any) -> None:  # noqa: ANN401
        sheet.autofilter("F1:F9")
        sheet.filter_column("F", "x == 1")
        hide(3, 8)(book, sheet)

    after, notes = written(made(tmp_path / "a.xlsx", own), Block("title", (("new",),)))

    text = after.text(SHEET)
    assert (hidden(after), "filterMode" in text, '<autoFilter ref="F1:F9"/>' in text, notes) == (
        [],
        False,
        True,
        ("The filter of the sheet Page was cleared, so that no new row is hidden.",),
    )


def test_an_advanced_filter_over_written_cells_is_cleared(tmp_path: Path) -> None:
    def own(book: xlsxwriter.Workbook, sheet: Any) -> None:  # noqa: ANN401
        sheet.autofilter("F1:F9")
        sheet.filter_column("F", "x == 1")
        hide(3, 8)(book, sheet)

    source = made(tmp_path / "a.xlsx", own)
    archive = Archive.read(source)
    # An advanced filter leaves its hidden name and the sheet's mode, and no filter of columns.
    text = re.sub(r"<autoFilter.*?</autoFilter>", "", archive.text(SHEET))
    source.write_bytes(archive.replaced({SHEET: text}))

    after, _ = written(source, Block("title", (("new",),)))

    assert (hidden(after), "filterMode" in after.text(SHEET)) == ([], False)


def test_a_hidden_filter_button_is_no_filter(tmp_path: Path) -> None:
    source = made(tmp_path / "a.xlsx", hide())
    archive = Archive.read(source)
    part = "xl/tables/table1.xml"
    button = '<filterColumn colId="0" hiddenButton="1"/>'
    text = re.sub(r'(<autoFilter ref="[^"]*")/>', rf"\1>{button}</autoFilter>", archive.text(part))
    source.write_bytes(archive.replaced({part: text}))

    after, notes = written(source, WHOLE)

    assert (button in after.text(part), notes) == (True, ())
