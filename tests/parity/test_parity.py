"""The live surface writes what the headless one writes, cell by cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.parity.compare import differences, held, written
from tests.support.parity.engine import opened
from tests.support.parity.shapes import looks, shapes_of, with_shapes
from tests.support.quarters import QUARTERS, deliver
from workbook.excel.buttons import refresh_book
from workbook.package.alt_texts import undescribed
from workbook.package.archive import Archive
from workbook.package.structure import structure
from workbook.refresh import refresh, settings_of, silent
from workbook.surfaces.headless import HeadlessWorkbook
from workbook.surfaces.live import LiveWorkbook
from xlsrc.resources import data_folder, templates_folder

if TYPE_CHECKING:
    from pathlib import Path

# openpyxl drops what it cannot keep.
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::UserWarning")]

MOST_CALLS = 3_000
"""Of a refresh of the sample in Excel, each of which takes it a millisecond or more."""

OF_EACH_TEXT = 2
"""Calls that give a chart or a shape its alternative text: finding it, and setting the text."""

TEMPLATE = templates_folder() / "Dashboard.xlsx"


def texts_missing(path: Path) -> list[str]:
    """The charts and shapes of a workbook that have no alternative text."""
    archive = Archive.read(path)
    drawn = structure(archive).drawings
    return [one.name for part in drawn for one in undescribed(archive.text(part))]


def test_the_sample_is_the_same_in_every_cell_of_every_sheet_and_on_the_map(tmp_path: Path) -> None:
    book = held(TEMPLATE)
    drawn = with_shapes(book, TEMPLATE)
    live = opened(book, "Dashboard.xlsx")

    refresh_book(live, data_folder(), progress=silent)
    on_disk = refresh(TEMPLATE, data_folder(), out=tmp_path / "headless.xlsx").path

    assert differences(book, written(on_disk)) == []
    assert looks(drawn) == looks(shapes_of(on_disk))
    # openpyxl loses every alternative text, which Excel keeps: there none is to be given.
    assert texts_missing(TEMPLATE) == []
    calls = live.app.impl.gate.calls
    assert calls.total() - OF_EACH_TEXT * calls["AlternativeText ="] < MOST_CALLS


def test_four_quarterly_refreshes_leave_the_sample_the_same(tmp_path: Path) -> None:
    book, on_disk = held(TEMPLATE), TEMPLATE
    drawn = with_shapes(book, TEMPLATE)
    live, extracts = opened(book, "Dashboard.xlsx"), tmp_path / "extracts"

    for as_at in QUARTERS:
        deliver(extracts, as_at)
        refresh_book(live, extracts, progress=silent)
        on_disk = refresh(on_disk, extracts, out=tmp_path / f"{as_at}.xlsx").path

    assert differences(book, written(on_disk)) == []
    assert looks(drawn) == looks(shapes_of(on_disk))


def test_both_surfaces_read_the_same_tables() -> None:
    live = settings_of(LiveWorkbook(opened(held(TEMPLATE), "Dashboard.xlsx")))

    assert live == settings_of(HeadlessWorkbook.open(TEMPLATE))
