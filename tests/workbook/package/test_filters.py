"""Filters of several tables and of the sheet itself: which are cleared, and which rows shown."""

from __future__ import annotations

import pytest

from tests.support.little_filters import filter_of, filter_on, sheet_of_nine
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


@pytest.mark.parametrize("p", ["", "x:"])
def test_a_filter_is_cleared_and_what_is_none_of_it_stays(p: str) -> None:
    button = f'<{p}filterColumn colId="1" hiddenButton="1"/>'
    shown = f'<{p}filterColumn colId="2" showButton="0"/>'
    second = filter_of(filter_on(p), p)
    for inner, cleared in (
        (filter_on(p), ""),
        (filter_on(p) + button + filter_on(p) + shown, button + shown),
        (
            filter_on(p, ' showButton="0"') + filter_on(p),
            f'<{p}filterColumn colId="0" showButton="0"/>',
        ),
        (filter_on(p) + f"<{p}extLst/>", f"<{p}extLst/>"),
        (f'<{p}filterColumn colId="3"/>' + filter_on(p), f'<{p}filterColumn colId="3"/>'),
    ):
        text = f"<t>{filter_of(inner, p)}<z/>{second}</t>"
        assert is_filtered(text)
        assert without_filter(text) == f"<t>{filter_of(cleared, p)}<z/>{second}</t>"
    opened = f"<t><{p}autoFilter ref='A1'></{p}autoFilter></t>".replace("'", '"')
    assert without_filter(opened) == opened
    for inner in ("", button, button + shown, f"<{p}other></{p}other>"):
        text = f"<t>{filter_of(inner, p)}<z/>{filter_on(p)}</t>"
        assert not is_filtered(text)
        assert without_filter(text) == text


@pytest.mark.parametrize("p", ["", "x:"])
def test_an_order_goes_whole(p: str) -> None:
    order = f'<{p}sortState ref="A1"><{p}sortCondition ref="A2"/></{p}sortState>'
    text = f"<t>{order}<y/><{p}sortState/><z/></t>"
    assert without_order(text) == "<t><y/><z/></t>"


@pytest.mark.parametrize("p", ["", "x:"])
def test_the_filter_of_the_sheet_itself(p: str) -> None:
    for mode in (' filterMode="1"', ' filterMode="true"'):
        sheet = sheet_of_nine(filter_of(filter_on(p), p), mode=mode, p=p)
        assert sheet_filter(sheet, sheet.text, "C1:C4") == SheetFilter(
            Rectangle(3, 1, 9, 2), sheet_of_nine(filter_of(p=p), p=p).text
        )
        advanced = sheet_of_nine(filter_of(p=p), mode=mode, p=p)
        assert sheet_filter(advanced, advanced.text, "C1:D4") == SheetFilter(
            Rectangle(2, 3, 4, 4), sheet_of_nine(filter_of(p=p), p=p).text
        )
        assert (
            without_filter_mode(advanced, advanced.text) == sheet_of_nine(filter_of(p=p), p=p).text
        )
    unsaid = sheet_of_nine(filter_of(filter_on(p), p), p=p)
    assert sheet_filter(unsaid, unsaid.text, "") == SheetFilter(
        Rectangle(3, 1, 9, 2), sheet_of_nine(filter_of(p=p), p=p).text
    )


@pytest.mark.parametrize(
    ("end", "mode", "advanced"),
    [
        ("", "", "A1:B9"),
        ("", ' filterMode="0"', "A1:B9"),
        ("", ' filterMode="1"', ""),
        ("", ' filterMode="1"', "A1:B1"),
        ("", ' filterMode="1"', "A:B"),
        (filter_of(filter_on(), ref="A4:B4"), ' filterMode="1"', "A1:B9"),
        (filter_of(filter_on(), ref="#REF!"), ' filterMode="1"', "A1:B9"),
    ],
)
def test_no_filter_hides_rows(end: str, mode: str, advanced: str) -> None:
    sheet = sheet_of_nine(end, mode=mode)
    assert sheet_filter(sheet, sheet.text, advanced) is None


def test_the_text_that_is_written_now_keeps_its_changes_under_the_filter() -> None:
    sheet = sheet_of_nine(filter_of(filter_on()), mode=' filterMode="1"', hidden=(4,))
    now = sheet.text.replace(' hidden="1"', "")
    found = sheet_filter(sheet, now, "")
    assert found is not None
    assert found.text == sheet_of_nine(filter_of()).text


@pytest.mark.parametrize("p", ["", "x:"])
def test_hidden_rows_of_several_ranges(p: str) -> None:
    sheet = sheet_of_nine(p=p, hidden=(1, 3, 4, 9))
    areas = [Rectangle(2, 1, 3, 1), Rectangle(9, 5, 9, 5)]
    assert hidden_rows(sheet, iter(areas)) == {3, 9}
    assert hidden_rows(sheet, [Rectangle(4, 1, 8, 1)]) == {4}
    assert hidden_rows(sheet_of_nine(p=p), areas) == set()
    shown = with_rows_shown(sheet.text, p, {3, 5, 9})
    assert shown == sheet_of_nine(p=p, hidden=(1, 4)).text
    assert with_rows_shown(sheet.text, p, ()) == sheet.text
    odd = f"<{p}row hidden='true' r='3' x=\" hidden=\"/><{p}row hidden='1'/>"
    assert with_rows_shown(odd, p, {3}) == f"<{p}row r='3' x=\" hidden=\"/><{p}row hidden='1'/>"


def test_what_the_last_filters_refer_to_by_sheet() -> None:
    def name(sheet: str, p: str = "", called: str = "_xlnm._FilterDatabase") -> str:
        return (
            f'<{p}definedName localSheetId="0" name="{called}" hidden="1">{sheet}</{p}definedName>'
        )

    text = (
        name("One!$A$1:$B$9") + name("'It''s &lt;2'!$C$3", "x:") + name("Three!$A:$B")
        + name("Four!$A$1", called="Other")
    )  # fmt: skip
    assert filter_names(text) == {"one": "A1:B9", "it's <2": "C3"}
    assert filter_names("<workbook/>") == {}
