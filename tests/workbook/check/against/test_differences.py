"""Two workbooks beside one another: what people changed is told, each change once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from workbook.check.against.differences import differences
from xlsrc.domain.errors import WorkbookError

if TYPE_CHECKING:
    from workbook.check.against.report import Report

pytestmark = pytest.mark.slow

FILES = Path(__file__).parents[3] / "excel_files"

TOLD = (
    "The sheet 'Heat tables' is now called 'Heat'.",
    (
        "The sheet 'What we heard' has moved: it came after 'Commentary', and now comes "
        "after 'Small "
        "areas'."
    ),
    "Table Peers: the column 'Rank' is now called 'Place'.",
    "Table SmallAreas: the column 'Change' is now called 'Difference'.",
    (
        "Table Files: the column 'What became of it' has moved: it came after 'File of "
        "the folder', "
        "and now comes first."
    ),
    "Table WardData: the column 'Month': number format was 'mmm yy', is now 'General'.",
    "Table Checks: the column 'Agrees' is gone (was number 9 of 9).",
    "Sheet Definitions: the indicator 'Bicycle theft' is gone.",
    (
        "Sheet Definitions: the indicator 'Theft from shops': Indicator was 'Shoplifting', is now "
        "'Theft from shops'; Offences was 'Shoplifting', is now 'Shoplifting; Theft from "
        "the person'."
    ),
    (
        "Sheet Settings: the section 'Crime in numbers': Section was 'High-volume crime', is now "
        "'Crime in numbers'."
    ),
    "Sheet Settings: the setting 'Baseline': Value was 'none', is now '2019'.",
    (
        "Sheet Settings: the peer group 'London boroughs': Members was 'all London "
        "boroughs', is now "
        "'Enfield; Haringey'."
    ),
    (
        "Sheet Exceptions: the chart 'How far each indicator lies from the middle of its own usual "
        "range, a row of dots a section': kind was 'scatter', is now 'line'."
    ),
    (
        "Sheet Impact: the chart 'Actions complete, and actions due, by the end of each month' is "
        "gone (was number 1 of 1)."
    ),
    (
        'Sheet Commentary: the conditional format \'expression #="no longer reported" of '
        "A5:K304' is "
        "gone."
    ),
    "Sheet Definitions: the indicator 'Arson': its id was 'arson', is now 'fires_set'.",
    "Sheet Overall: the picture 'Council logo' is new.",
    (
        "Sheet Overall: the chart 'Line chart of Total notifiable offences': series was '7B8794 of "
        "column 2; 12436D of column 1; 52606D of column 4; …', is now '12436D of column 1; 7B8794 "
        "of column 2; 52606D of column 4; …'."
    ),
    (
        "Sheet Summary: the conditional format 'expression LEFT(#,12)=\"For decision\" of A3:M8': "
        "colours was 'fill DCE6EF', is now 'fill 123456'."
    ),
    "The printed page of 'Summary': columns was 'A to M', is now 'A to H'.",
    "The printed page of 'Cover': orientation was 'landscape', is now 'portrait'.",
    (
        "The look of the cells on the sheet 'Summary': font of summary.head, 2 × 13 cells and "
        "alignment of summary.head, 2 × 13 cells changed."
    ),
)


@pytest.mark.parametrize("sentence", TOLD, ids=lambda text: " ".join(text.split()[:4]))
def test_each_change_is_told(found: Report, sentence: str) -> None:
    assert sentence in [one.sentence for one in found.differences]


def test_nothing_else_is_told(found: Report) -> None:
    """Neither the month nor another way of storing texts is a difference."""
    assert [one.sentence for one in found.differences if one.sentence not in TOLD] == []


def test_no_two_differences_have_one_reference(found: Report) -> None:
    assert len({one.key for one in found.differences}) == len(TOLD)


def test_one_file_cannot_be_compared_with_itself(before: Path) -> None:
    with pytest.raises(WorkbookError, match="found the same file twice"):
        differences(before, before)


def test_a_workbook_that_is_no_dashboard_is_named(before: Path) -> None:
    wanted = r"table10\.xlsx must be a dashboard, a working workbook or an edition; found"

    with pytest.raises(WorkbookError, match=wanted):
        differences(before, FILES / "table10.xlsx")


def test_a_file_that_is_not_there_is_named(before: Path, tmp_path: Path) -> None:
    with pytest.raises(WorkbookError, match="There is no workbook"):
        differences(before, tmp_path / "Last.xlsx")
