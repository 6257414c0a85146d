from __future__ import annotations

import datetime
from fractions import Fraction

import pytest

from workbook.package.cell import (
    cell_tails,
    escaped_text,
    is_true,
    number_text,
    same_formula,
    unescaped_xml,
)
from workbook.package.dates import serial

tail = cell_tails("", date_1904=False)


# Day numbers as Excel shows them (ECMA-376 part 1, 18.17.4.1).
@pytest.mark.parametrize(
    ("date", "number"),
    [
        (datetime.date(1900, 1, 1), 1),
        (datetime.date(1900, 2, 28), 59),
        (datetime.date(1900, 3, 1), 61),
        (datetime.date(2008, 2, 29), 39507),
        (datetime.datetime(2008, 2, 29, 12), 39507.5),  # noqa: DTZ001 - dates of cells have no zone
    ],
)
def test_a_date_is_its_day_number(date: datetime.date, number: float) -> None:
    assert serial(date, date_1904=False) == number


def test_the_calendar_of_1904_begins_later() -> None:
    assert serial(datetime.date(1904, 1, 2), date_1904=True) == 1


def test_a_date_before_the_calendar_is_refused() -> None:
    with pytest.raises(ValueError, match="before its calendar begins"):
        serial(datetime.date(1899, 12, 31), date_1904=False)


@pytest.mark.parametrize(
    ("number", "text"),
    [(5, "5"), (5.0, "5"), (-0.0, "0"), (0.1, "0.1"), (1e300, "1e+300"), (1 / 3, repr(1 / 3))],
)
def test_a_number_is_written_in_the_fewest_digits(number: float, text: str) -> None:
    assert number_text(number) == text


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_what_is_no_number_is_refused(number: float) -> None:
    with pytest.raises(ValueError, match="a number or is empty"):
        number_text(number)


def test_true_and_one_are_written_apart() -> None:
    assert [tail(value) for value in (True, 1)] == [' t="b"><v>1</v></c>', "><v>1</v></c>"]


def test_outer_spaces_are_preserved() -> None:
    assert '<t xml:space="preserve"> a</t>' in tail(" a")


def test_an_empty_text_is_a_blank_cell() -> None:
    assert tail("") == "/>"


def test_a_text_of_the_longest_length_is_written() -> None:
    assert tail("&" * 32_767).count("&amp;") == 32_767


def test_an_emoji_counts_as_two_characters() -> None:
    with pytest.raises(ValueError, match="found 32,768"):
        tail("🚓" * 16_384)


def test_markup_in_a_text_is_escaped() -> None:
    assert escaped_text("<f>1</f> & more") == "&lt;f&gt;1&lt;/f&gt; &amp; more"


def test_prefixes_of_newer_functions_do_not_make_another_formula() -> None:
    assert same_formula("=_xlfn.IFNA(A1,0)", "IFNA(A1,0)")


def test_another_cell_makes_another_formula() -> None:
    assert not same_formula("=SUM(A1:A9)", "SUM(A1:A8)")


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("a &amp; b &lt;c&gt; &quot;d&quot; &apos;", 'a & b <c> "d" \''),
        ("&#163;5&#xA3;&#x1F600;&#10;", "£5£😀\n"),
        ("&amp;#163; &amp;amp;", "&#163; &amp;"),
        ("&#0; &#xD800; &#x110000; &nbsp; & ;", "&#0; &#xD800; &#x110000; &nbsp; & ;"),
        ("a\r\nb\rc&#13;", "a\nb\nc\r"),
    ],
)
def test_a_text_is_read_as_xml_reads_it(content: str, text: str) -> None:
    assert unescaped_xml(content) == text


@pytest.mark.parametrize(
    ("value", "expected"),
    [(True, True), (1.0, True), ("TRUE", True), (False, False), (0.0, False), (None, False)],
)
def test_true_is_true_however_a_program_keeps_it(value: object, *, expected: bool) -> None:
    assert is_true(value) is expected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("IF(A1,TRUE,FALSE)", "IF(A1, TRUE(), FALSE())", True),
        ("A1 + B1", "A1+B1", True),
        ('"TRUE()"', '"TRUE"', False),
        ('"a , b"', '"a,b"', False),
        ("T[a , b]", "T[a,b]", False),
        ("A1 B1", "A1B1", False),
    ],
)
def test_a_formula_is_one_however_it_is_spelt(left: str, right: str, *, expected: bool) -> None:
    assert same_formula(left, right) is expected


def test_numbers_of_other_libraries_are_written_as_what_they_are() -> None:
    assert tail(Fraction(3, 8)) == "><v>0.375</v></c>"  # type: ignore[arg-type]  # as numpy's are
