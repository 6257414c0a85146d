"""Each kind of value as a cell's XML, and formulas as one reads them."""

from __future__ import annotations

import datetime
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from workbook.block import Formula, Keep
from workbook.package.cell import (
    as_read,
    cell_tails,
    escaped_text,
    formula_tail,
    is_true,
    number_text,
    plain_text,
    same_formula,
    translated,
    truth,
    unescaped_xml,
)
from workbook.package.edit import PlainRows, RowEdit, row_contents

if TYPE_CHECKING:
    from workbook.block import Cell

DAY = datetime.date(2020, 1, 1)


@pytest.mark.parametrize(
    ("value", "tail"),
    [
        (1.5, "><x:v>1.5</x:v></x:c>"),
        (3, "><x:v>3</x:v></x:c>"),
        (None, "/>"),
        ("", "/>"),
        ("a<", ' t="inlineStr"><x:is><x:t>a&lt;</x:t></x:is></x:c>'),
        ("a\nb", ' t="inlineStr"><x:is><x:t xml:space="preserve">a\nb</x:t></x:is></x:c>'),
        (" a", ' t="inlineStr"><x:is><x:t xml:space="preserve"> a</x:t></x:is></x:c>'),
        (True, ' t="b"><x:v>1</x:v></x:c>'),
        (False, ' t="b"><x:v>0</x:v></x:c>'),
        (DAY, "><x:v>43831</x:v></x:c>"),
        (Fraction(1, 4), "><x:v>0.25</x:v></x:c>"),
    ],
)
def test_a_value_in_its_cell(value: Cell, tail: str) -> None:
    assert cell_tails("x:", date_1904=False)(value) == tail


def test_a_date_in_a_sheet_of_written_dates_and_of_1904() -> None:
    iso = cell_tails("", date_1904=False, iso_dates=True)
    assert iso(DAY) == ' t="d"><v>2020-01-01T00:00:00</v></c>'
    assert iso(1.0) == "><v>1</v></c>"
    assert cell_tails("", date_1904=True)(DAY) == "><v>42369</v></c>"


def test_what_no_cell_holds_is_refused() -> None:
    wanted = r"a cell holds text, a number, a date or a truth value; found \[1\]"
    with pytest.raises(ValueError, match=wanted):
        cell_tails("", date_1904=False)([1])  # type: ignore[arg-type]  # such is refused
    with pytest.raises(ValueError, match=wanted):
        as_read([1], date_1904=False)  # type: ignore[arg-type]  # such is refused
    with pytest.raises(ValueError, match="found Decimal"):
        as_read(Decimal(1), date_1904=False)  # type: ignore[arg-type]  # such is refused


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (None, None),
        (True, True),
        (2, 2.0),
        ("a\x01\r\nb", "a\nb"),
        ("", None),
        ("\x01", None),
        (DAY, 43831.0),
        (Fraction(1, 4), 0.25),
    ],
)
def test_a_value_as_its_cell_is_read(value: Cell, read: object) -> None:
    found = as_read(value, date_1904=False)
    assert (type(found), found) == (type(read), read)


@pytest.mark.parametrize(
    ("value", "tail"),
    [
        (None, "><f>A1&lt;2</f></c>"),
        (True, ' t="b"><f>A1&lt;2</f><v>1</v></c>'),
        ("a&b", ' t="str"><f>A1&lt;2</f><v>a&amp;b</v></c>'),
        ("#N/A", ' t="e"><f>A1&lt;2</f><v>#N/A</v></c>'),
        (2.5, "><f>A1&lt;2</f><v>2.5</v></c>"),
    ],
)
def test_a_formula_with_its_value(value: str | float | None, tail: str) -> None:
    formula = Formula(text="=A1<2", value=value)
    assert formula_tail(formula, "", date_1904=False) == tail


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (-0.0, "0"),
        (999999999999999.0, "999999999999999"),
        (-999999999999999.0, "-999999999999999"),
        (1e15, "1000000000000000.0"),
        (-1e15, "-1000000000000000.0"),
        (1e16, "1e+16"),
        (0.1, "0.1"),
    ],
)
def test_the_digits_of_a_number(number: float, text: str) -> None:
    assert number_text(number) == text


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("&lt;&gt;&amp;&quot;&apos;", "<>&\"'"),
        ("&#65;&#x42;&#x10FFFF;", "AB\U0010ffff"),
        ("&#x110000;&#0;&#xD800;&#1114112;", "&#x110000;&#0;&#xD800;&#1114112;"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("&nbsp;", "&nbsp;"),
    ],
)
def test_references_are_characters(text: str, read: str) -> None:
    assert unescaped_xml(text) == read


def test_texts_keep_what_looks_like_an_escape() -> None:
    assert escaped_text("_x0041_ & _x41_") == "_x005F_x0041_ &amp; _x41_"
    assert plain_text("a\x00\x08\t\x0b\x1f\ud800\uffff\rb") == "a\t\nb"


def test_truths() -> None:
    assert [truth(text) for text in ("1", " TRUE ", "true", "0", "", "yes")] == (
        [True, True, True, False, False, False]
    )
    assert [is_true(value) for value in (True, 1, 1.0, "1", False, 0, None, 2, "no")] == (
        [True, True, True, True, False, False, False, False, False]
    )


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("=A1 + 2", "A1+2", True),
        ('A1&" , "', 'A1&","', False),
        ("'a - b'!A1", "'a-b'!A1", False),
        ("T[a - b]", "T[a-b]", False),
        ("IF(TRUE(),1)", "IF(TRUE,1)", True),
        ('"TRUE()"', '"TRUE"', False),
        ("_xlfn._xlws.SORT(A1)", "SORT(A1)", True),
        ("A1 B1", "A1B1", False),
    ],
)
def test_formulas_are_one_or_not(left: str, right: str, same: bool) -> None:  # noqa: FBT001 - a parameter of pytest
    assert same_formula(left, right) is same


@pytest.mark.parametrize(
    ("formula", "moved"),
    [
        ("A1+$A$1+B$2+$C3", "B3+$A$1+C$2+$C5"),
        ("A:A+2:2", "B:B+4:4"),
        ("$A:B", "$A:C"),
        ("SUM(1)", "SUM(1)"),
    ],
)
def test_a_formula_filled_into_another_cell(formula: str, moved: str) -> None:
    assert translated(formula, "A1", 3, 2) == moved


def test_two_edits_of_a_row_are_one_where_they_meet_the_other_holds() -> None:
    one = RowEdit({1: "a", 2: "b"}, {1: "x", 2: "y"}, ' ht="1"')
    other = RowEdit({2: "c", 3: "d"}, {2: "z"}, ' ht="2"', new_formulas=True)
    assert one.with_edit(other) == RowEdit(
        {1: "a", 2: "c", 3: "d"}, {1: "x", 2: "z"}, ' ht="1"', new_formulas=True
    )
    assert one == RowEdit({1: "a", 2: "b"}, {1: "x", 2: "y"}, ' ht="1"')
    bare = RowEdit({1: "a"}, {1: "x"})
    assert bare.with_edit(RowEdit({}, attributes="h")) == RowEdit({1: "a"}, {1: "x"}, "h")
    assert other.with_edit(bare).new_formulas


def test_what_is_to_be_kept_is_no_content() -> None:
    assert row_contents((1, 2, 3), ("a", Keep(), None)) == {1: "a", 3: None}
    assert row_contents((1, 2), ("a", None)) == {1: "a", 2: None}


@pytest.mark.parametrize(
    ("row", "is_plain"),
    [
        ('<c r="B7" s="1"><v>1</v></c><c r="D7"/>', True),
        ('<c r="B7" s="1" t="b"><v>1</v></c><c r="D7"></c>', True),
        ('<c r="B7" s="1" t="inlineStr"><is><t>a</t></is></c><c r="D7"/>', True),
        ('<c r="B7" s="2"><v>1</v></c><c r="D7"/>', False),
        ('<c r="C7" s="1"><v>1</v></c><c r="D7"/>', False),
        ('<c r="B7" s="1"><v>1</v></c>', False),
        ('<c r="B7" s="1"><f>1</f><v>1</v></c><c r="D7"/>', False),
        ('<c r="B7" s="1"/><c r="D7"/><c r="E7"/>', False),
    ],
)
def test_a_row_that_a_refresh_wrote_is_told_from_the_seventeenth_on(
    row: str,
    is_plain: bool,  # noqa: FBT001 - a parameter of pytest
) -> None:
    plain = PlainRows("", (4, 2), {2: ' s="1"'})
    text = f"<row>{row}</row>"
    asked = [plain.match(text, 5, len(text) - 6) for _ in range(18)]
    assert asked == [False] * 16 + [is_plain] * 2
