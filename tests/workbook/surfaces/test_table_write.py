from __future__ import annotations

import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
import xlsxwriter

from tests.support.rich_workbook import AS_AT, DATA_COLUMNS, make_rich_workbook
from workbook.block import KEEP, Formula, Row, TableBlock
from workbook.check.lint import faults
from workbook.package.archive import Archive
from workbook.surfaces.headless import HeadlessWorkbook
from xlsrc.domain.errors import TemplateError

if TYPE_CHECKING:
    from pathlib import Path

JULY = datetime.date(2025, 7, 1)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return make_rich_workbook(tmp_path / "rich.xlsx")


def written(source: Path, *blocks: TableBlock) -> Path:
    target = source.with_name(f"{source.stem}-out.xlsx")
    HeadlessWorkbook.open(source).write(blocks, target, as_at=AS_AT)
    return target


def data_rows(count: int) -> TableBlock:
    rows = tuple((f"Burglary {number}", JULY, number) for number in range(count))
    return TableBlock("Data", DATA_COLUMNS, rows)


def status(*rows: Row) -> TableBlock:
    return TableBlock("Actions", ("Reference", "Status"), rows, keys=("Reference",))


def cells(path: Path, sheet: str, area: str, *, values: bool = False) -> Any:  # noqa: ANN401
    book = openpyxl.load_workbook(BytesIO(path.read_bytes()), read_only=True, data_only=values)
    return [tuple(cell.value for cell in row) for row in book[sheet][area]]


def table_part(path: Path, number: int) -> str:
    return Archive.read(path).text(f"xl/tables/table{number}.xml")


def test_an_owned_table_grows_to_its_rows(source: Path) -> None:
    target = written(source, data_rows(4))

    assert 'ref="A1:C5"' in table_part(target, 1)


def test_the_filter_grows_with_its_table(source: Path) -> None:
    target = written(source, data_rows(4))

    assert '<autoFilter ref="A1:C5"/>' in table_part(target, 1)


def test_the_sheets_dimension_grows_with_a_table(source: Path) -> None:
    target = written(source, data_rows(9))

    assert '<dimension ref="A1:E10"/>' in Archive.read(target).text("xl/worksheets/sheet2.xml")


def test_appended_rows_hold_their_values(source: Path) -> None:
    target = written(source, data_rows(4))

    moment = datetime.datetime(2025, 7, 1)  # noqa: DTZ001 - dates of cells have no zone
    assert cells(target, "Data", "A5:C5") == [("Burglary 3", moment, 3)]


def test_appended_rows_take_the_styles_of_the_first(source: Path) -> None:
    target = written(source, data_rows(4))

    assert '<c r="B5" s="2"><v>45839</v></c>' in Archive.read(target).text(
        "xl/worksheets/sheet2.xml"
    )


def test_a_cell_beside_an_owned_table_stays(source: Path) -> None:
    target = written(source, data_rows(8))

    assert cells(target, "Data", "E5:E5") == [("beside the table",)]


def test_an_owned_table_shrinks_to_its_rows(source: Path) -> None:
    target = written(written(source, data_rows(9)), data_rows(2))

    assert 'ref="A1:C3"' in table_part(target, 1)


def test_rows_that_an_owned_table_loses_are_emptied(source: Path) -> None:
    target = written(written(source, data_rows(9)), data_rows(2))

    assert cells(target, "Data", "A4:C10") == [(None, None, None)] * 7


def test_an_owned_table_without_rows_keeps_one_blank_row(source: Path) -> None:
    target = written(written(source, data_rows(3)), data_rows(0))

    assert ('ref="A1:C2"' in table_part(target, 1), cells(target, "Data", "A2:C2")) == (
        True,
        [(None, None, None)],
    )


def test_an_emptied_table_grows_again(source: Path) -> None:
    emptied = written(written(source, data_rows(5)), data_rows(0))

    assert faults(written(emptied, data_rows(5))) == faults(source)


def test_rewritten_rows_equal_newly_written_ones(source: Path) -> None:
    part = "xl/worksheets/sheet2.xml"
    new = Archive.read(written(source, data_rows(5))).content(part)

    again = written(written(source, data_rows(3)), data_rows(5))

    assert Archive.read(again).content(part) == new


def test_a_restyled_cell_keeps_its_style_when_rewritten(source: Path) -> None:
    grown = written(source, data_rows(3))
    part = "xl/worksheets/sheet2.xml"
    archive = Archive.read(grown)
    restyled = archive.text(part).replace('<c r="C3"><v>', '<c r="C3" s="1"><v>')
    grown.write_bytes(archive.replaced({part: restyled}))

    again = written(grown, data_rows(2))

    assert '<c r="C3" s="1"><v>1</v></c>' in Archive.read(again).text(part)


def test_a_row_is_found_by_its_key(source: Path) -> None:
    target = written(source, status(("A3", "Overdue"), ("A1", "On track")))

    assert cells(target, "Actions", "D4:D6") == [("On track",), (None,), ("Overdue",)]


def test_only_the_given_columns_of_an_analysts_table_are_written(source: Path) -> None:
    target = written(source, status(("A2", "Overdue")))

    assert cells(target, "Actions", "A5:B5") == [("A2", "Lighting")]


def test_a_new_key_is_appended(source: Path) -> None:
    target = written(source, status(("A9", "New")))

    assert ('ref="A3:F7"' in table_part(target, 2), cells(target, "Actions", "A7:D7")) == (
        True,
        [("A9", None, None, "New")],
    )


def test_an_appended_row_gets_the_calculated_column(source: Path) -> None:
    target = written(source, status(("A9", "New")))

    assert cells(target, "Actions", "F7:F7") == [("=1-Actions[[#This Row],[Progress]]",)]


def test_a_row_no_longer_fed_stays(source: Path) -> None:
    target = written(source, status(("A2", "Overdue")))

    assert cells(target, "Actions", "A4:B4") == [("A1", "Patrols")]


def test_a_kept_value_stays_in_an_updated_row(source: Path) -> None:
    block = TableBlock(
        "Actions", ("Reference", "Action", "Status"), (("A1", KEEP, "Late"),), keys=("Reference",)
    )

    assert cells(written(source, block), "Actions", "B4:D4")[0][0] == "Patrols"


def test_dates_are_keys_too(source: Path) -> None:
    block = TableBlock(
        "Actions", ("Due", "Status"), ((datetime.date(2025, 7, 1), "Late"),), keys=("Due",)
    )

    assert cells(written(source, block), "Actions", "D4:D6") == [(None,), ("Late",), (None,)]


def test_formulas_of_an_owned_table_get_their_values(source: Path) -> None:
    rows = tuple(("x", JULY, Formula(f"ROW()+{number}", float(number))) for number in (1, 2))
    target = written(source, TableBlock("Data", DATA_COLUMNS, rows))

    assert (cells(target, "Data", "C2:C3"), cells(target, "Data", "C2:C3", values=True)) == (
        [("=ROW()+1",), ("=ROW()+2",)],
        [(1,), (2,)],
    )


def test_a_renamed_column_is_named_with_those_found(source: Path) -> None:
    block = TableBlock("Data", ("Indicator", "Value"), ())

    with pytest.raises(TemplateError, match="needs the column 'Value'; found 'Indicator', 'Month'"):
        written(source, block)


def test_a_filled_cell_in_the_way_of_growth_is_named(tmp_path: Path) -> None:
    path = tmp_path / "blocked.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Data")
    sheet.add_table("A1:A2", {"name": "Data", "columns": [{"header": "n"}]})
    sheet.write("A9", "a note")
    book.close()

    with pytest.raises(TemplateError, match="Data!A9 is filled"):
        written(path, TableBlock("Data", ("n",), tuple((n,) for n in range(20))))


def test_another_table_in_the_way_of_growth_is_named(tmp_path: Path) -> None:
    path = tmp_path / "blocked.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Data")
    sheet.add_table("A1:A2", {"name": "Data", "columns": [{"header": "n"}]})
    sheet.add_table("A9:A10", {"name": "Notes", "header_row": False})
    book.close()

    with pytest.raises(TemplateError, match="Data!A9:A10 is merged or another table"):
        written(path, TableBlock("Data", ("n",), tuple((n,) for n in range(20))))


def test_a_total_row_in_the_way_of_growth_is_explained(tmp_path: Path) -> None:
    path = tmp_path / "total.xlsx"
    book = xlsxwriter.Workbook(path)
    book.add_worksheet("Data").add_table(
        "A1:A3", {"name": "Data", "total_row": True, "columns": [{"header": "n"}]}
    )
    book.close()

    with pytest.raises(TemplateError, match=r"has a total row.*Table Design, Total Row"):
        written(path, TableBlock("Data", ("n",), ((1,), (2,))))


def test_tables_beside_each_other_share_their_rows(tmp_path: Path) -> None:
    path = tmp_path / "beside.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Sources")
    sheet.add_table("A1:A2", {"name": "Left", "columns": [{"header": "a"}]})
    sheet.add_table("C1:C2", {"name": "Right", "columns": [{"header": "c"}]})
    book.close()

    target = written(
        path,
        TableBlock("Right", ("c",), (("r1",), ("r2",))),
        TableBlock("Left", ("a",), ((1,), (2,), (3,))),
    )

    assert cells(target, "Sources", "A2:C4") == [(1, None, "r1"), (2, None, "r2"), (3, None, None)]


def test_two_blocks_for_one_table_are_refused(source: Path) -> None:
    with pytest.raises(ValueError, match="one block for table Data"):
        written(source, data_rows(1), data_rows(2))


def test_a_1904_workbook_gets_dates_of_its_calendar(tmp_path: Path) -> None:
    path = tmp_path / "mac.xlsx"
    book = xlsxwriter.Workbook(path, {"date_1904": True})
    sheet = book.add_worksheet("Data")
    sheet.add_table("A1:A2", {"name": "Data", "columns": [{"header": "Month"}]})
    book.close()

    target = written(path, TableBlock("Data", ("Month",), ((JULY,),)))

    # 1 July 2025 is day 45,839 from 1900 and 1,462 fewer from 1904 (Microsoft support, 214330).
    assert cells(target, "Data", "A2:A2") == [(44377,)]
