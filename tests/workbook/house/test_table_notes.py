"""The note above a table beside its way back: none runs off its sheet's columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbook.build.build import shipped_settings
from workbook.house.canvas import Canvas
from workbook.house.finish import BACK
from workbook.house.fitting import cell_room, pixels
from workbook.house.style import BODY_SIZE
from workbook.house.text_width import fits
from workbook.sheets.registry import ROOMS, sheets

if TYPE_CHECKING:
    from pathlib import Path

    import openpyxl


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> openpyxl.Workbook:
    import warnings

    import openpyxl

    path: Path = tmp_path_factory.mktemp("whole") / "Whole.xlsx"
    canvas = Canvas(path, shipped_settings())
    canvas.contents = sheets(shipped_settings())
    for room in ROOMS:
        room.author(canvas)
    canvas.close()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(path)


def test_the_way_back_has_room_and_so_has_the_note_beside_it(whole: openpyxl.Workbook) -> None:
    narrow = []
    for sheet in whole:
        cell = sheet["A2"]
        if cell.value != BACK:
            continue
        widths: dict[int, int] = {}
        for one in sheet.column_dimensions.values():
            # A width in the file counts the five pixels around the digits in.
            widths |= dict.fromkeys(range(one.min or 1, (one.max or 0) + 1), round(7 * one.width))
        note = next(c for c in sheet[2][1:] if isinstance(c.value, str))
        before = sum(widths.get(at, pixels(8.43)) for at in range(1, note.column))
        after = sum(wide for at, wide in widths.items() if at >= note.column)
        if not fits(BACK, cell_room(before), BODY_SIZE):
            narrow.append(f"{sheet.title}: the way back")
        if not fits(str(note.value), cell_room(after), BODY_SIZE):
            narrow.append(f"{sheet.title}: {note.value}")

    assert narrow == []
