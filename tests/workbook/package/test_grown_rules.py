"""Rules of whole columns, of which each grows with the table that it is of."""

from __future__ import annotations

import pytest

from workbook.package.grown_rules import with_grown_rules
from workbook.package.reference import Rectangle

BEFORE, AFTER = Rectangle.parse("B4:D9"), Rectangle.parse("B3:D12")
OTHER = (Rectangle.parse("F4:G6"), Rectangle.parse("F3:G7"))
GROWN = ((BEFORE, AFTER), OTHER)


@pytest.mark.parametrize(
    ("cells", "grown"),
    [
        ("B4:D9", "B4:D12"),
        ("C4:C9", "C4:C12"),
        ("C3:C9", "C3:C12"),
        ("C2:C9", "C2:C9"),
        ("C5:C9", "C5:C9"),
        ("C4:C8", "C4:C8"),
        ("C4:C11", "C4:C12"),
        ("C4:C12", "C4:C12"),
        ("C4:C13", "C4:C13"),
        ("$C$4:$C$12 $C$4:$C$13", "$C$4:$C$12 $C$4:$C$13"),
        ("A4:D9", "A4:D9"),
        ("B4:E9", "B4:E9"),
        ("D4:D9", "D4:D12"),
        ("F4:G6", "F4:G7"),
        ("G3:G6", "G3:G7"),
        ("C4:C9 F4:F6 H4 #REF! G5:G6", "C4:C12 F4:F7 H4 #REF! G5:G6"),
        ("D4:F9", "D4:F9"),
    ],
)
@pytest.mark.parametrize("p", ["", "x14:"])
def test_a_rule_grows_where_it_is_of_all_rows_of_columns_of_one_table(
    cells: str, grown: str, p: str
) -> None:
    text = (
        f'</sheetData><{p}conditionalFormatting a="1" sqref="{{0}}" b="{{1}}"><z/>'
        f"</{p}conditionalFormatting><{p}dataValidation sqref='{{0}}'/>"
        f'<other sqref="{{1}}"/><{p}ext><xm:sqref>{{0}}</xm:sqref></{p}ext>'
    )
    assert with_grown_rules(text.format(cells, cells), GROWN) == text.format(grown, cells)
    assert with_grown_rules(text.format(cells, cells), ()) == text.format(cells, cells)
