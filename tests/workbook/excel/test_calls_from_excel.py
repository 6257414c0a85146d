"""The way of a call through xlwings' own server of functions, as on Windows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl

from tests.support.parity.engine import opened
from tests.support.parity.small import settings_of_rows, small_rows
from tests.support.udf_server import LEFT_OUT, called
from workbook.build.author import author

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    import xlwings as xw

NAME, MAP_INDICATOR = 1, 5
NOTHING = None
"""What VBA's Nothing arrives as, where the calling cell will stand."""


def cell_in(path: Path | str) -> xw.Range:
    return opened(openpyxl.Workbook(), str(path)).sheets[0].range("A1")


def test_an_argument_left_out_takes_its_default(monkeypatch: pytest.MonkeyPatch) -> None:
    cells = called(monkeypatch, "SC_RATE", (100.0, 50_000.0, LEFT_OUT), cell_in("Book1"))

    assert cells[0][0] == 2.0


def test_a_range_arrives_as_its_values(monkeypatch: pytest.MonkeyPatch) -> None:
    column = tuple((1.0,) for _ in range(12))

    cells = called(monkeypatch, "SC_ROLLING_12", (column,), cell_in("Book1"))

    assert cells == [[""]] * 11 + [[12.0]]


def test_the_calling_cell_arrives_and_its_workbooks_definitions_hold(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "Board.xlsx"
    rows = small_rows(ids=("burglary",))
    rows["Definitions"][0][NAME] = rows["Settings"][MAP_INDICATOR][1] = "Break-ins"
    author(path, settings_of_rows(rows), rows)
    arguments = ("Barnet", "Break-ins", 45901.0, LEFT_OUT, NOTHING)

    cells = called(monkeypatch, "SC_MONTHLY", arguments, cell_in(path))

    assert len(cells) == 4


def test_a_sentence_arrives_in_the_cell(monkeypatch: pytest.MonkeyPatch) -> None:
    cells = called(monkeypatch, "SC_EXCEPTION", (((1.0,),), LEFT_OUT), cell_in("Book1"))

    assert cells == [["series must hold figures of at least 24 months; found 1."]]
