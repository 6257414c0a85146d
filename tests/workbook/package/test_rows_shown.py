"""Filters that hide rows of a table or a range, and what a sheet says of them."""

from __future__ import annotations

import pytest

from workbook.package.filters import (
    SheetFilter,
    filter_names,
    hidden_rows,
    is_filtered,
    sheet_filter,
    with_rows_shown,
    without_filter,
    without_filter_mode,
    without_order,
)
from workbook.package.reference import Rectangle
from workbook.package.sheet import SheetXml

ON = '<filterColumn colId="0"><filters/></filterColumn>'
BUTTON = '<filterColumn colId="1" hiddenButton="1"/>'


@pytest.mark.parametrize(
    ("content", "filtered", "cleared"),
    [
        (ON, True, '<autoFilter ref="A1:B9"/>'),
        (BUTTON, False, None),
        (ON + BUTTON, True, f'<autoFilter ref="A1:B9">{BUTTON}</autoFilter>'),
        (
            ON.replace(">", ' hiddenButton="1">', 1),
            True,
            '<autoFilter ref="A1:B9"><filterColumn colId="0" hiddenButton="1"/></autoFilter>',
        ),
        ("", False, None),
    ],
)
def test_a_filter_that_hides_rows_shows_them_all(
    content: str,
    filtered: bool,  # noqa: FBT001 - a parameter of pytest
    cleared: str | None,
) -> None:
    text = f'<table><autoFilter ref="A1:B9">{content}</autoFilter><z/></table>'
    assert is_filtered(text) is filtered
    wanted = text if cleared is None else f"<table>{cleared}<z/></table>"
    assert without_filter(text) == wanted
    assert is_filtered("<table/>") is False


def test_the_order_of_a_table_goes() -> None:
    text = '<t><sortState ref="A1"><sortCondition/></sortState><x/><sortState/></t>'
    assert without_order(text) == "<t><x/></t>"
    assert without_order("<t/>") == "<t/>"


def _sheet(end: str = "", mode: str = "") -> SheetXml:
    rows = '<row r="2" hidden="1"/><row r="3"/><row r="4" hidden="true"/><row r="5" hidden="0"/>'
    head = f"<sheetPr{mode}/>" if mode else ""
    return SheetXml(f"<worksheet>{head}<sheetData>{rows}</sheetData>{end}</worksheet>", where="S")


def test_the_filter_of_a_range() -> None:
    filtered = _sheet(f'<autoFilter ref="A1:B9">{ON}</autoFilter>', ' filterMode="1"')
    plain = _sheet('<autoFilter ref="A1:B9"/>')
    assert sheet_filter(filtered, filtered.text, "") == SheetFilter(
        Rectangle(2, 1, 9, 2), plain.text.replace("<sheetData>", "<sheetPr/><sheetData>")
    )
    assert sheet_filter(plain, plain.text, "A1:B9") is None
    advanced = _sheet("<x/>", ' filterMode="true"')
    assert sheet_filter(advanced, advanced.text, "A3:B5") == SheetFilter(
        Rectangle(4, 1, 5, 2), advanced.text.replace(' filterMode="true"', "")
    )
    assert sheet_filter(advanced, advanced.text, "") is None
    assert sheet_filter(advanced, advanced.text, "A3:B3") is None
    assert sheet_filter(advanced, advanced.text, "#REF!") is None
    off = _sheet("<x/>", ' filterMode="0"')
    assert sheet_filter(off, off.text, "A3:B5") is None
    assert without_filter_mode(advanced, advanced.text) == _sheet("<x/>").text.replace(
        "<sheetData>", "<sheetPr/><sheetData>"
    )


def test_the_rows_that_are_hidden_and_shown_again() -> None:
    sheet = _sheet()
    assert hidden_rows(sheet, [Rectangle(1, 1, 9, 1)]) == {2, 4}
    assert hidden_rows(sheet, [Rectangle(2, 1, 3, 1)]) == {2}
    assert hidden_rows(sheet, [Rectangle(3, 1, 3, 1), Rectangle(4, 1, 4, 1)]) == {4}
    assert hidden_rows(sheet, []) == set()
    assert with_rows_shown(sheet.text, "", {2, 3}) == sheet.text.replace(' hidden="1"', "")
    assert with_rows_shown(sheet.text, "", {4}) == sheet.text.replace(' hidden="true"', "")
    assert with_rows_shown(sheet.text, "", set()) == sheet.text


def test_what_the_last_filter_of_each_sheet_refers_to() -> None:
    name = '<definedName name="{}" hidden="1">{}</definedName>'
    text = "".join(
        (
            name.format("_xlnm._FilterDatabase", "'My &amp; Sheet'!$A$1:$B$9"),
            name.format("_xlnm._FilterDatabase", "#REF!"),
            name.format("_xlnm._FilterDatabase", "Data!$C$2"),
            name.format("Other", "Lost!$C$2"),
        )
    )
    assert filter_names(text) == {"my & sheet": "A1:B9", "data": "C2"}
