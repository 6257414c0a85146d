"""SC_MONTHLY and SC_COMMENTARY in a workbook of ours follow its own tables."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests.support.parity.engine import opened
from tests.support.parity.small import settings_of_rows, small_rows
from tests.support.vectors import barnet
from workbook.build.author import author
from workbook.excel import functions as excel
from xlsrc.domain.month import Month

if TYPE_CHECKING:
    from pathlib import Path

    import xlwings as xw

NAME, POLARITY, MAP_INDICATOR = 1, 4, 5


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dashboard in which burglary has another name."""
    rows = small_rows(ids=("burglary",))
    rows["Definitions"][0][NAME] = rows["Settings"][MAP_INDICATOR][1] = "Break-ins"
    path = tmp_path_factory.mktemp("board") / "Board.xlsx"
    author(path, settings_of_rows(rows), rows)
    return path


def cell_in(path: Path | str) -> xw.Range:
    """A cell of an open book whose file is this one."""
    return opened(openpyxl.Workbook(), str(path)).sheets[0].range("A1")


def test_monthly_figures_are_found_by_the_name_in_the_workbook(board: Path) -> None:
    found = excel.SC_MONTHLY("Barnet", "Break-ins", None, None, cell_in(board))

    # Its tables know of no lockdown: April 2020 is doubtful there, and no figure on its sheets.
    counted = barnet("burglary")[0].tolist()
    at = Month.parse("2020-04").ordinal - Month.parse("2010-04").ordinal
    assert found[at] == [""]
    assert [row[0] for row in found[:at] + found[at + 1 :]] == counted[:at] + counted[at + 1 :]


def test_commentary_is_found_by_the_name_in_the_workbook(board: Path) -> None:
    words = excel.SC_COMMENTARY("Break-ins", "Barnet", cell_in(board))[0][0]

    assert str(words).startswith("344 fewer (−14 %) than the year before.")


def test_a_shipped_indicator_that_the_workbook_lacks_is_not_found(board: Path) -> None:
    words = excel.SC_MONTHLY("Barnet", "Break-in", None, None, cell_in(board))[0][0]

    assert words == (
        "An indicator of the Definitions of Board.xlsx as last saved was wanted; found 'Break-in': "
        "perhaps Break-ins."
    )


def test_a_workbook_saved_anew_is_read_anew(board: Path, tmp_path: Path) -> None:
    path = tmp_path / "Board.xlsx"
    openpyxl.Workbook().save(path)
    excel.SC_MONTHLY("Barnet", "burglary", None, None, cell_in(path))
    shutil.copy(board, path)

    found = excel.SC_MONTHLY("Barnet", "Break-ins", None, None, cell_in(path))

    assert len(found) == barnet("burglary").size


def test_in_any_other_workbook_the_shipped_definitions_hold(tmp_path: Path) -> None:
    path = tmp_path / "Book1.xlsx"
    openpyxl.Workbook().save(path)

    assert len(excel.SC_MONTHLY("Barnet", "Burglary", None, None, cell_in(path))) == 189


@pytest.mark.parametrize("place", ["Book1", "https://example.sharepoint.com/Board.xlsx"])
def test_in_a_workbook_without_a_file_here_the_shipped_definitions_hold(place: str) -> None:
    assert len(excel.SC_MONTHLY("Barnet", "Burglary", None, None, cell_in(place))) == 189


def test_a_fault_in_the_tables_is_named_with_its_cell(tmp_path: Path) -> None:
    path = tmp_path / "Board.xlsx"
    rows = small_rows(ids=("burglary",))
    settings = settings_of_rows(rows)
    rows["Definitions"][0][POLARITY] = "sideways"
    author(path, settings, rows)

    words = str(excel.SC_MONTHLY("Barnet", "Burglary", None, None, cell_in(path))[0][0])

    assert words.startswith("Definitions!E5: polarity must be lower_is_better")
