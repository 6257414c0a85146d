"""Changed rows spliced into a sheet: what is refused, the dimension, and rows in every order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbook.block import Formula
from workbook.package.edit import STALE, Edit, Moved, RowEdit, row_edits
from workbook.package.sheet import SheetXml
from workbook.package.splice import spliced_pieces
from xlsrc.domain.errors import TemplateError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbook.package.edit import Content


def _sheet(data: str, dimension: str = "", *, p: str = "") -> SheetXml:
    said = f'<{p}dimension ref="{dimension}"/>' if dimension else ""
    inner = f"<{p}sheetData>{data}</{p}sheetData>" if data else f'<{p}sheetData x="1" />'
    return SheetXml(f"<{p}worksheet>{said}{inner}<z/></{p}worksheet>", where="My sheet")


def _spliced(
    sheet: SheetXml, edits: Mapping[int, Edit], others: set[tuple[int, int]] | None = None
) -> str | None:
    pieces = spliced_pieces(sheet, edits, sheet.formulas(), date_1904=False, others=others)
    return None if pieces is None else "".join(pieces)


def _cell(column: str, row: int, value: int, p: str = "") -> str:
    return f'<{p}c r="{column}{row}"><{p}v>{value}</{p}v></{p}c>'


def _row(row: int, value: int, p: str = "") -> str:
    return f'<{p}row r="{row}">{_cell("A", row, value, p)}</{p}row>'


def _edits(*rows: tuple[int, Content]) -> dict[int, Edit]:
    return {row: RowEdit({1: value}) for row, value in rows}


@pytest.mark.parametrize("p", ["", "x:"])
def test_rows_are_put_before_between_behind_and_into_those_that_are_there(p: str) -> None:
    sheet = _sheet(_row(3, 3, p) + _row(5, 5, p) + _row(8, 8, p), p=p)
    edits = _edits((9, 90), (5, 50), (1, 10), (4, 40), (8, 8), (2, None), (12, 120), (7, None))
    wanted = _sheet(
        _row(1, 10, p) + _row(3, 3, p) + _row(4, 40, p) + _row(5, 50, p) + _row(8, 8, p)
        + _row(9, 90, p) + _row(12, 120, p),
        p=p,
    )  # fmt: skip
    assert _spliced(sheet, edits) == wanted.text
    assert _spliced(sheet, _edits((3, 30))) == sheet.text.replace(">3<", ">30<")
    assert _spliced(sheet, _edits((8, 80))) == sheet.text.replace(">8<", ">80<")
    assert _spliced(sheet, _edits((3, 3), (8, 8), (9, None))) is None
    assert _spliced(sheet, {}) is None


@pytest.mark.parametrize("p", ["", "x:"])
def test_an_empty_sheet_gets_its_rows(p: str) -> None:
    sheet = _sheet("", p=p)
    wanted = sheet.text.replace(
        ' x="1" />', f' x="1">{_row(2, 20, p)}{_row(70, 7, p)}</{p}sheetData>'
    )
    assert _spliced(sheet, _edits((70, 7), (2, 20))) == wanted
    assert _spliced(sheet, _edits((2, None))) == sheet.text.replace(
        ' x="1" />', f' x="1"></{p}sheetData>'
    )


def test_the_last_rows_of_a_sheet_are_rows_like_others() -> None:
    last = 1_048_576
    for rows in ("", _row(1, 1), _row(last, 1)):
        sheet = _sheet(rows)
        text = _spliced(sheet, _edits((last - 1, 8), (last, 9)))
        first = _row(1, 1) if rows == _row(1, 1) else ""
        wanted = first + _row(last - 1, 8) + _row(last, 9)
        assert text is not None
        assert f">{wanted}</sheetData>" in text


@pytest.mark.parametrize("count", [63, 64, 65, 128, 129])
def test_rows_below_all_others_are_written_however_many(count: int) -> None:
    sheet = _sheet(_row(1, 1))
    edits = _edits(*((row, row) for row in range(2, count + 2)))
    wanted = _sheet("".join(_row(row, row) for row in range(1, count + 2)))
    assert _spliced(sheet, edits) == wanted.text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("B2:C9", "B2:E9"),
        ("B7:C9", "B4:E9"),
        ("F2:G3", "B2:G6"),
        ("D5", "B4:E6"),
        ("A1:XFD1048576", "A1:XFD1048576"),
        ("#REF!", "#REF!"),
    ],
)
def test_the_dimension_takes_in_every_row_and_column_that_is_written(
    before: str, after: str
) -> None:
    cells: dict[int, Edit] = {4: RowEdit({2: None, 3: None}), 6: RowEdit({5: None})}
    sheet = _sheet(_row(99, 1), before)
    wanted = sheet.text.replace(before, after)
    assert _spliced(sheet, cells) == (None if wanted == sheet.text else wanted)
    lines = row_edits(
        sheet, 4, (5, 2), (("", 1.0), ("", 1.0), ("", 1.0)), styles={}, attributes="",
        date_1904=False,
    )  # fmt: skip
    text = _spliced(sheet, lines)
    assert text is not None
    assert f'<dimension ref="{after}"/>' in text
    both = _spliced(sheet, {**lines, 4: RowEdit({3: None})})
    assert both is not None
    assert f'<dimension ref="{after}"/>' in both


ARRAY = (
    '<row r="2"><c r="B2"><f t="array" ref="B2:C3">A1:A2*10000000000000000000000000000000000000'
    '0000000</f><v>1</v></c><c r="C2"><v>2</v></c></row><row r="3"><c r="B3"><v>3</v></c></row>'
)
SHARED = (
    '<row r="2"><c r="B2"><f t="shared" ref="B2:B3" si="0">A2</f><v>1</v></c></row>'
    '<row r="3"><c r="B3"><f t="shared" si="0"/><v>1</v></c></row>'
)
ONE = '<row r="2"><c r="B2"><f t="array" ref="B2">A1</f><v>1</v></c></row>'
SHARED_ONE = '<row r="2"><c r="B2"><f t="shared" ref="B2" si="0">A1</f><v>1</v></c></row>'


@pytest.mark.parametrize(
    ("data", "row", "column", "cell"),
    [
        (ARRAY, 2, 2, "B2"),
        (ARRAY, 3, 3, "C3"),
        (ARRAY, 2, 1, ""),
        (ARRAY, 2, 4, ""),
        (ARRAY, 1, 2, ""),
        (ARRAY, 4, 2, ""),
        (SHARED, 2, 2, "B2"),
        (SHARED, 3, 2, ""),
        (SHARED, 2, 3, ""),
        (ONE, 2, 2, "B2"),
        (SHARED_ONE, 2, 2, ""),
    ],
)
def test_a_cell_that_takes_part_in_a_formula_of_others_is_not_written_over(
    data: str, row: int, column: int, cell: str
) -> None:
    sheet = _sheet(data)
    lines = row_edits(sheet, row, (column,), ((1.0,),), styles={}, attributes="", date_1904=False)
    for edits in ({row: RowEdit({column: 1.0})}, lines, {row: RowEdit({column: None})}):
        if not cell:
            spliced_pieces(sheet, edits, sheet.formulas(), date_1904=False)
            continue
        with pytest.raises(TemplateError) as refused:
            spliced_pieces(sheet, edits, sheet.formulas(), date_1904=False)
        formula = sheet.formulas()[0].text[:40]
        assert len(formula) <= 40
        assert str(refused.value) == (
            f"My sheet!{cell} is written by a refresh but holds an array or shared formula "
            f"({formula}); clear it there."
        )


@pytest.mark.parametrize("content", [Formula("A1", 1), STALE, Moved("", "")])
def test_what_is_no_value_may_stand_in_such_a_cell(content: Content) -> None:
    sheet = _sheet(ARRAY)
    for row, column in ((2, 2), (3, 3)):
        edits: dict[int, Edit] = {row: RowEdit({column: content})}
        spliced_pieces(sheet, edits, sheet.formulas(), date_1904=False)
    with pytest.raises(TemplateError, match=r"^My sheet!C2 is written"):
        spliced_pieces(sheet, {2: RowEdit({2: content, 3: 1.0})}, sheet.formulas(), date_1904=False)


def test_formulas_of_others_are_told_when_their_piece_is_asked_for() -> None:
    sheet = _sheet('<row r="2"><c r="A2"><f>1+1</f><v>2</v></c><c r="B2"><f>2</f></c></row>')
    edits: dict[int, Edit] = {2: RowEdit({1: Formula("1+2", 3), 2: Formula("2", 2)})}
    others: set[tuple[int, int]] = set()
    text = _spliced(sheet, edits, others)
    assert text == sheet.text.replace("<f>2</f>", "<f>2</f><v>2</v>")
    assert others == {(2, 1)}
