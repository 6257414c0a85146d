from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import xlsxwriter

from tests.support.rich_workbook import AS_AT
from workbook.block import Block, Formula
from workbook.house.charts import figure_axis
from workbook.package.archive import Archive
from workbook.package.chart_axis import axis_end, step
from workbook.surfaces.headless import HeadlessWorkbook

if TYPE_CHECKING:
    from pathlib import Path

    from workbook.block import Row

CHART = "xl/charts/chart1.xml"
ROWS = 3


@pytest.mark.parametrize(
    ("largest", "distance"),
    [
        (0, 1),
        (1, 1),
        (4, 1),
        (5, 2),
        (11, 3),
        (22, 5),
        (95, 20),
        (100, 25),
        (380, 100),
        (2586, 1000),
    ],
)
def test_the_steps_of_an_axis_read_well(largest: float, distance: float) -> None:
    assert step(largest) == distance


@pytest.mark.parametrize("largest", [0.4, 1, 7, 19, 48, 99, 101, 999, 28_538, 123_456_789])
def test_an_axis_has_at_most_five_steps(largest: float) -> None:
    assert axis_end(largest) / step(largest) <= 5


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """A house chart, a stacked area below a line, of cells empty as `safer build` leaves them."""
    path = tmp_path / "template.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("S")
    area = book.add_chart({"type": "area", "subtype": "stacked"})
    area.add_series({"values": "=S!$A$1:$A$3"})
    area.add_series({"values": "=S!$B$1:$B$3"})
    line = book.add_chart({"type": "line"})
    line.add_series({"values": "=S!$C$1:$C$3"})
    area.combine(line)
    area.set_y_axis(figure_axis())
    sheet.insert_chart("E1", area)
    book.define_name("feeder", "=S!$A$1:$C$3")
    book.close()
    return path


def refreshed(path: Path, *rows: Row) -> Path:
    """The workbook after a refresh that writes these rows, the last one repeated."""
    values = (*rows, *[rows[-1]] * (ROWS - len(rows)))
    target = path.with_name(f"{path.stem} refreshed.xlsx")
    HeadlessWorkbook.open(path).write([Block("feeder", values)], target, as_at=AS_AT)
    return target


def unit(path: Path) -> str | None:
    found = re.search(r'<c:majorUnit val="([^"]+)"/>', Archive.read(path).text(CHART))
    return found and found[1]


def with_axis(path: Path, old: str, new: str) -> Path:
    """The workbook after somebody has changed its chart."""
    archive = Archive.read(path)
    text = archive.text(CHART)
    assert old in text
    path.write_bytes(archive.replaced({CHART: text.replace(old, new)}))
    return path


def test_a_refresh_writes_the_steps_of_the_figures(template: Path) -> None:
    assert unit(refreshed(template, (100, 50, 140))) == "50"


def test_stacked_figures_count_together(template: Path) -> None:
    assert unit(refreshed(template, (200, 180, 140))) == "100"


def test_the_next_refresh_writes_new_steps(template: Path) -> None:
    first = refreshed(template, (100, 50, 140))

    assert unit(refreshed(first, (10, 5, 14))) == "5"


def test_steps_that_somebody_set_stay(template: Path) -> None:
    first = refreshed(template, (100, 50, 140))
    with_axis(first, '<c:majorUnit val="50"/>', '<c:majorUnit val="75"/>')

    assert unit(refreshed(first, (10, 5, 14))) == "75"


def test_an_axis_that_somebody_made_automatic_stays(template: Path) -> None:
    first = refreshed(template, (100, 50, 140))
    with_axis(first, '<c:majorUnit val="50"/>', "")

    assert unit(refreshed(first, (10, 5, 14))) is None


def test_a_chart_that_is_not_the_house_s_stays_automatic(template: Path) -> None:
    with_axis(template, "[&lt;10]General;#,##0", "#,##0")

    assert unit(refreshed(template, (100, 50, 140))) is None


def test_a_chart_of_formulas_stays_automatic(tmp_path: Path, template: Path) -> None:
    """Its figures follow a choice that somebody makes in Excel."""
    path = tmp_path / "formulas.xlsx"
    archive = Archive.read(template)
    sheet = "xl/worksheets/sheet1.xml"
    cells = "".join(f'<row r="{row}"><c r="C{row}"><f>1+1</f></c></row>' for row in (1, 2, 3))
    text = archive.text(sheet).replace("<sheetData/>", f"<sheetData>{cells}</sheetData>")
    path.write_bytes(archive.replaced({sheet: text}))

    assert unit(refreshed(path, (100, 50, Formula("1+1", 2)))) is None
