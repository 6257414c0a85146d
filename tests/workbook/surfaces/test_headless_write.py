from __future__ import annotations

import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from tests.support.rich_workbook import AS_AT, make_rich_workbook
from workbook.block import KEEP, Block, Cell, Formula, Write
from workbook.package.archive import Archive
from workbook.surfaces.headless import HeadlessWorkbook
from xlsrc.domain.errors import TemplateError, WorkbookError, WorkbookLockedError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return make_rich_workbook(tmp_path / "rich.xlsx")


def written(source: Path, *writes: Write) -> Path:
    target = source.with_name("out.xlsx")
    HeadlessWorkbook.open(source).write(writes, target, as_at=AS_AT)
    return target


def panel(*changes: tuple[int, int, Cell]) -> Block:
    rows: list[list[Cell]] = [[KEEP, KEEP, Formula(f"B{row}*2", row * 1.5)] for row in range(2, 8)]
    for row, column, value in changes:
        rows[row][column] = value
    return Block("panel.one", tuple(map(tuple, rows)))


def cell(path: Path, address: str, *, values: bool = False) -> Any:  # noqa: ANN401 - any cell value
    content = BytesIO(path.read_bytes())
    book = openpyxl.load_workbook(content, read_only=True, data_only=values)
    return book["Board's page"][address].value


def sheet_text(path: Path, number: int) -> str:
    return Archive.read(path).text(f"xl/worksheets/sheet{number}.xml")


def test_a_number_is_written_exactly(source: Path) -> None:
    target = written(source, panel((0, 1, 0.1 + 0.2)))

    assert cell(target, "B2") == 0.30000000000000004


def test_a_date_is_written_as_its_day_number(source: Path) -> None:
    target = written(source, panel((0, 1, datetime.date(2025, 12, 1))))

    assert cell(target, "B2") == 45992


def test_a_truth_value_is_written(source: Path) -> None:
    target = written(source, panel((0, 1, True)))

    assert cell(target, "B2") is True


@pytest.mark.parametrize(
    "text", ["=1+1", "+44", "@name", "-1", "00123", "1-2", " <a & b> ", "two\nlines", "🚓 Łódź"]
)
def test_a_text_stays_text(source: Path, text: str) -> None:
    target = written(source, panel((0, 0, text)))

    assert cell(target, "A2") == text
    assert '<c r="A2" t="inlineStr"><is><t' in sheet_text(target, 1)


def test_control_characters_are_left_out(source: Path) -> None:
    target = written(source, panel((0, 0, "a\x00b\x1fc\ufffed\r\ne")))

    assert cell(target, "A2") == "abcd\ne"


def test_a_text_that_looks_like_an_escape_is_escaped(source: Path) -> None:
    target = written(source, panel((0, 0, "_x0041_")))

    assert "<t>_x005F_x0041_</t>" in sheet_text(target, 1)


def test_a_text_too_long_for_a_cell_is_refused_with_its_cell(source: Path) -> None:
    with pytest.raises(WorkbookError, match=r"Board's page!A2.*32,767 characters; found 40,000"):
        written(source, panel((0, 0, "x" * 40_000)))


def test_nothing_is_written_when_a_value_is_refused(source: Path) -> None:
    with pytest.raises(WorkbookError):
        written(source, panel((0, 1, float("nan"))))

    assert not source.with_name("out.xlsx").exists()


def test_none_empties_a_cell_and_keeps_its_style(source: Path) -> None:
    target = written(source, Block("month", ((None,),)))

    assert '<c r="C4" s="2"/>' in sheet_text(target, 3)


def test_a_kept_cell_keeps_its_value(source: Path) -> None:
    target = written(source, panel())

    assert cell(target, "A2") == "M1"


def test_a_formula_of_the_template_keeps_its_text(source: Path) -> None:
    target = written(source, panel())

    assert cell(target, "C2") == "=B2*2"


def test_a_formula_of_the_template_gets_its_value(source: Path) -> None:
    target = written(source, panel())

    assert cell(target, "C2", values=True) == 3


def test_a_formula_that_an_analyst_changed_keeps_its_text(source: Path) -> None:
    target = written(source, panel((0, 2, Formula("B2*3", 99.0))))

    assert cell(target, "C2") == "=B2*2"


@pytest.mark.parametrize(("count", "shown"), [(10, 20), (11, None)])
def test_a_formula_that_an_analyst_changed_shows_no_stale_value(
    source: Path, count: int, shown: int | None
) -> None:
    target = written(source, panel((0, 1, count), (0, 2, Formula("B2*3", 99.0))))

    assert cell(target, "C2", values=True) == shown


@pytest.mark.parametrize(("count", "shown"), [(10, 210), (11, None)])
def test_an_analysts_own_formula_shows_no_stale_value(
    source: Path, count: int, shown: int | None
) -> None:
    target = written(source, panel((0, 1, count)))

    assert (cell(target, "E1"), cell(target, "E1", values=True)) == ("=SUM(B2:B7)", shown)


def test_a_value_typed_over_a_formula_is_the_analysts(source: Path) -> None:
    block = panel((0, 0, Formula("A1", "not written")))

    assert cell(written(source, block), "A2") == "M1"


def test_a_formula_may_show_an_error(source: Path) -> None:
    target = written(source, panel((0, 2, Formula("B2*2", "#N/A"))))

    assert '<c r="C2" t="e"><f>B2*2</f><v>#N/A</v></c>' in sheet_text(target, 1)


def test_rich_text_beside_a_block_stays_rich(source: Path) -> None:
    target = written(source, panel())

    before, after = Archive.read(source), Archive.read(target)
    assert after.content("xl/sharedStrings.xml") == before.content("xl/sharedStrings.xml")
    assert '<c r="G1" t="s">' in sheet_text(target, 1)


def test_only_the_written_cells_change_in_a_sheet(source: Path) -> None:
    target = written(source, Block("Choice", (("Robbery",),)))

    before = sheet_text(source, 3)
    start = before.index('<c r="H1"')
    end = before.index("</c>", start) + len("</c>")
    new = '<c r="H1" t="inlineStr"><is><t>Robbery</t></is></c>'
    assert sheet_text(target, 3) == before[:start] + new + before[end:]


def test_parts_without_a_write_stay_byte_for_byte(source: Path) -> None:
    target = written(source, panel())

    before, after = Archive.read(source), Archive.read(target)
    assert {name for name in before.names if before.content(name) != after.content(name)} == {
        "xl/worksheets/sheet1.xml",
        "xl/charts/chart1.xml",
        "docProps/core.xml",
    }


def test_a_lost_name_says_what_to_do(source: Path) -> None:
    with pytest.raises(TemplateError, match=r"no cells named 'panel.two'; run `safer build`"):
        written(source, Block("panel.two", ((1,),)))


def test_a_block_of_another_shape_is_refused_with_both_shapes(source: Path) -> None:
    sentence = r"1 × 2 cells were wanted at 'panel.one'; found 6 × 3 .*make the sheets anew"

    with pytest.raises(TemplateError, match=sentence):
        written(source, Block("panel.one", ((1, 2),)))


def test_the_same_input_gives_the_same_bytes(source: Path) -> None:
    first = written(source, panel()).read_bytes()

    assert written(source, panel()).read_bytes() == first


def test_writing_the_result_again_changes_nothing(source: Path) -> None:
    first = written(source, panel((0, 0, "Robbery")))
    again = first.with_name("again.xlsx")
    HeadlessWorkbook.open(first).write([panel((0, 0, "Robbery"))], again, as_at=AS_AT)

    assert again.read_bytes() == first.read_bytes()


def test_the_document_is_dated_by_the_as_at_month(source: Path) -> None:
    core = Archive.read(written(source, panel())).text("docProps/core.xml")

    assert ">2025-12-01T00:00:00Z</dcterms:modified>" in core


def test_excel_is_told_to_recalculate(source: Path) -> None:
    text = Archive.read(written(source, panel())).text("xl/workbook.xml")

    assert '<calcPr calcId="124519" fullCalcOnLoad="1"/>' in text


def test_a_workbook_open_in_excel_is_not_written(source: Path) -> None:
    source.with_name("~$out.xlsx").write_bytes(b"owner")

    with pytest.raises(WorkbookLockedError, match=r"out.xlsx is open in Excel"):
        written(source, panel())
