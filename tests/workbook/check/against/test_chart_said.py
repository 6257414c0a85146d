"""What there is to say of a chart: each series' colours and place, and the axes' limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import xlsxwriter

from workbook.check.against.chart_said import says_of_chart
from workbook.package.archive import Archive

if TYPE_CHECKING:
    from pathlib import Path

SPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)


def said(tmp_path: Path, *formulas: str, colour: str = "", axes: str = "") -> dict[str, str]:
    path = tmp_path / "Board.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet()
    paint = f'<c:spPr><a:srgbClr val="{colour}"/></c:spPr>' if colour else ""
    series = "".join(
        f"<c:ser>{paint}<c:val>{f'<c:numRef><c:f>{one}</c:f></c:numRef>' if one else ''}</c:val>"
        "</c:ser>"
        for one in formulas
    )
    chart = f"<c:chartSpace {SPACES}>{series}<c:scaling>{axes}</c:scaling></c:chartSpace>"
    archive = Archive.of(Archive.read(path).replaced({"xl/styles.xml": chart}), source="Board.xlsx")
    return says_of_chart(archive, "xl/styles.xml")


@pytest.mark.parametrize(
    ("formulas", "places"),
    [
        (("Data!$D$2:$D$9", "Data!$F$2:$F$9"), "column 1; column 3"),
        (("Data!$D$4:$K$4", "Data!$D$7:$K$7"), "row 1; row 4"),
        (("own_range", "Data!$D$2:$D$9", ""), "own_range; row 1; no cells"),
        (("",), "no cells"),
        ((), ""),
    ],
    ids=["columns", "rows", "a name, cells and none", "none", "no series"],
)
def test_a_series_is_said_by_its_place_among_the_cells_of_the_chart(
    formulas: tuple[str, ...], places: str, tmp_path: Path
) -> None:
    found = said(tmp_path, *formulas)

    assert found["series"] == "; ".join(f"no colour of {one}" for one in places.split("; ") if one)


def test_colours_are_said_once_and_limits_by_their_names(tmp_path: Path) -> None:
    found = said(tmp_path, "A!$B$2", colour="12436d", axes='<c:min val="0"/><c:max val="9"/>')

    assert found == {"series": "12436D of row 1", "limits of the axes": "min 0, max 9"}
