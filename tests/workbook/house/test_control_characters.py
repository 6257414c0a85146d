"""What no XML can hold is in no part of a template, wherever its words come from."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from tests.support.made_up import made_up_settings
from workbook.check.lint import faults
from workbook.house.canvas import Canvas
from workbook.sheets.registry import ROOMS, sheets

if TYPE_CHECKING:
    from pathlib import Path

NONE = "\x00\x07\x0b\x1f\ufffe\uffff"


def test_words_with_control_characters_make_a_workbook_that_programs_open(tmp_path: Path) -> None:
    usual = made_up_settings()
    settings = replace(
        usual,
        area=f"North{NONE}shire",
        board=f"The bo{NONE}ard",
        indicators=tuple(
            replace(one, name=f"{NONE}{one.name}{NONE}<&\u00e9\t") for one in usual.indicators
        ),
    )
    path = tmp_path / "Board.xlsx"
    canvas = Canvas(path, settings)
    canvas.contents = sheets(settings)
    for room in ROOMS:
        room.author(canvas)
    canvas.close()

    with zipfile.ZipFile(path) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    for name, content in parts.items():
        if name.endswith((".xml", ".rels", ".vml")):
            assert len(ElementTree.fromstring(content)), name  # noqa: S314 - made just now
    assert faults(path) == ()
