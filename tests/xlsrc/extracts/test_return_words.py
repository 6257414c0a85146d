"""Every word and sign that a return may hold: in its cells, where months stand, in its rows."""

from __future__ import annotations

import math
from typing import Any

import pytest

from xlsrc.extracts.dates import month_of
from xlsrc.extracts.fault import FaultLog
from xlsrc.extracts.return_cells import EMPTY, Reading, reading
from xlsrc.extracts.return_figures import Figure, figure_of
from xlsrc.extracts.return_rows import (
    ReturnRow,
    month_columns,
    recognised,
    return_rows,
    totals_across,
)
from xlsrc.extracts.text_table import TextTable


def same(one: object, other: object) -> bool:
    """Whether two are alike fact by fact, where a figure that is none is like one that is none."""
    return repr(one) == repr(other)


def words(text: str) -> list[str]:
    return text.split()


SUPPRESSED = words("* ** ~ c s [c] (c) [s] (s) suppressed supp redacted confidential [redacted]")
NOT_AVAILABLE = [
    *words(".. ... … : - – — -- x [x] (x) null none nan na n/a n.a. n/k nk unknown"),
    *words("tbc t.b.c. awaited pending ?"),
    *("not available", "not known", "no data"),
]
OTHER_GAPS = {
    "not applicable": [".", "z", "[z]", "(z)", "not applicable"],
    "a low figure that rounds to 0": ["[low]", "low", "(low)"],
    "too unreliable to be given": ["[u]", "(u)", "u"],
    "none in the sample": ["[w]", "(w)"],
}


@pytest.mark.parametrize("word", SUPPRESSED)
def test_what_says_that_a_figure_is_suppressed(word: str) -> None:
    for text in (word, f" {word.upper()} "):
        assert same(reading(text), Reading(gap="suppressed", least=1, most=4))


def test_what_says_why_there_is_no_figure() -> None:
    for gap, words in {"not available": NOT_AVAILABLE, **OTHER_GAPS}.items():
        for word in words:
            assert same(reading(word), Reading(gap=gap)), word
            assert same(reading(f" {word.upper()} "), Reading(gap=gap)), word
    assert same(reading("  "), EMPTY)


MARKS = {
    "r": "revised",
    "p": "provisional",
    "e": "estimated",
    "f": "forecast",
    "b": "break in the series",
    "d": "other definition",
}


@pytest.mark.parametrize(("letter", "mark"), MARKS.items())
def test_what_is_noted_of_a_figure(letter: str, mark: str) -> None:
    for text in (f"650[{letter}]", f"650 ({letter})", f"650 [{letter.upper()}]"):
        assert same(reading(text), Reading(figure=650.0, mark=mark))
    bare = reading(f"650{letter}")
    assert bare.mark == (mark if letter in "rp" else "")
    assert bare.is_figure == (letter in "rp")
    assert same(
        reading(f"26.4 % [{letter}]"),
        Reading(figure=26.4, mark=mark, decimals=1, is_percent=True),
    )


BELOW = ("<", "fewer than", "less than", "under", "below")
AT_MOST = ("<=", "≤", "=<", "up to")


@pytest.mark.parametrize("sign", [*BELOW, *AT_MOST])
def test_bounds_of_what_is_suppressed(sign: str) -> None:
    least, most = (0, 5) if sign in AT_MOST else (1, 4)

    for text in (f"{sign}5", f"{sign} 5", f"{sign.upper()} 5.0"):
        assert same(reading(text), Reading(gap="suppressed", least=least, most=most))
    assert same(reading(f"{sign} 5 %"), Reading(gap="suppressed", least=0, most=1e9))
    assert same(reading(f"{sign}12"), Reading(gap="suppressed", least=least, most=12 - least))
    zero = Reading(gap="suppressed", least=0, most=0)
    assert same(reading(f"{sign}0"), zero)


@pytest.mark.parametrize("text", ["0-4", "0 - 4", "0–4", "0 to 4", "00 to 04"])
def test_ranges_of_what_is_suppressed(text: str) -> None:
    assert same(reading(text), Reading(gap="suppressed", least=0, most=4))


CORRECT = ("a number of at least 0", "correct the cell or leave it empty")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("4-4", CORRECT),
        ("100-200", CORRECT),
        ("#DIV/0!", ("a number of at least 0", "mend the formula behind it")),
        ("#REF!", ("a number of at least 0", "mend the formula behind it")),
        ("#N/A", ("a number of at least 0", "mend the formula behind it")),
        ("#N/A N/A", ("a number of at least 0", "mend the formula behind it")),
        ("#NAME?", ("a number of at least 0", "mend the formula behind it")),
        ("#GETTING_DATA!", ("a number of at least 0", "mend the formula behind it")),
        ("Err:508", ("a number of at least 0", "mend the formula behind it")),
        (
            "=A1+A2",
            (
                "a number of at least 0",
                "open the file in Excel, let it calculate, save it again",
            ),
        ),
        ("-3", ("a number of at least 0", "send the month's corrected figure in its place")),
        ("-0.5", ("a number of at least 0", "send the month's corrected figure in its place")),
        (
            "1000000001",
            ("a number of at most 1,000,000,000", "correct the cell or leave it empty"),
        ),
        ("1e999", ("a number of at most 1,000,000,000", "correct the cell or leave it empty")),
        ("many", CORRECT),
        ("650[q]", CORRECT),
        ("1,23", CORRECT),
        ("1,2345", CORRECT),
        ("1.2.3", CORRECT),
        ("-", None),
    ],
)
def test_what_is_no_figure_is_a_fault_and_what_to_do(
    text: str, fault: tuple[str, str] | None
) -> None:
    expected = Reading(gap="not available") if fault is None else Reading(fault=fault)
    assert same(reading(text), expected)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("0", {"figure": 0.0}),
        ("1,234", {"figure": 1234.0}),
        ("+1,234,567.50", {"figure": 1234567.5, "decimals": 2}),
        ("12\u00a0345", {"figure": 12345.0}),
        ("12\u202f345", {"figure": 12345.0}),
        ("12 345", {"figure": 12345.0}),
        ("5.", {"figure": 5.0}),
        (".25", {"figure": 0.25, "decimals": 2}),
        ("1e3", {"figure": 1000.0}),
        ("1.5e3", {"figure": 1500.0}),
        ("2.5E-1", {"figure": 0.25}),
        ("26.4%", {"figure": 26.4, "decimals": 1, "is_percent": True}),
        ("26 %", {"figure": 26.0, "is_percent": True}),
        ("1000000000", {"figure": 1e9}),
    ],
)
def test_figures_as_they_are_written(text: str, facts: dict[str, Any]) -> None:
    assert same(reading(text), Reading(**facts))


MONTH_NAMES = words(
    "January February March April May June July August September October November December"
)


def test_every_month_by_its_name_and_by_any_part_of_it() -> None:
    for number, name in enumerate(MONTH_NAMES, start=1):
        expected = f"2025-{number:02d}"
        for length in range(3, len(name) + 1):
            short = name[:length]
            for text in (f"{short} 2025", f"{short}-25", f"{short.upper()}. 2025", f"1 {short} 25"):
                assert str(month_of(text)) == expected, text
        assert str(month_of(f"31-{name[:3]}-2025")) == expected
        assert str(month_of(f" {name}, 2025 ")) == expected
        for text in (f"{number:02d}/2025", f"{name[:2]} 2025", f"{name}x 2025", f"{name} 3025"):
            assert month_of(text) is None, text


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2025-1", "2025-01"),
        ("2025/12", "2025-12"),
        ("2025.07", "2025-07"),
        ("1999-12", "1999-12"),
        ("2025-13", None),
        ("2025-0", None),
        ("1825-01", None),
        ("2025-04T00:00", "2025-04"),
        ("20250431", "2025-04"),
        ("31.12.99", "2099-12"),
        ("1-2-2025", "2025-02"),
        ("1/12/25 00:00", "2025-12"),
        ("1/0/25", None),
        ("1/13/25", None),
        ("1/1/100", None),
        ("45748.0", "2025-04"),
        ("45747", "2025-03"),
        ("4574", None),
        ("457481", None),
        ("45748.5", None),
    ],
)
def test_months_as_they_are_written(text: str, month: str | None) -> None:
    found = month_of(text)

    assert (found if found is None else str(found)) == month


def a_row(month: str = "2025-01", **facts: str) -> ReturnRow:
    given = {"indicator": "fires", "area": "Barnet", "month": month, "value": "1"} | facts
    return ReturnRow(line=2, **given)


TOTALS = [
    *words("total totals Total sum overall all average mean"),
    *("grand total", "Grand-total", "sub total", "subtotal", "sub-totals", "year total"),
    *("annual total", "overall total", "all totals", "all areas", "all boroughs", "all months"),
    "all indicators",
]
NO_TOTALS = [
    *words("totally summer alls meaning Barnet overalls"),
    *("all sorts", "a total", "total x", "some total", "all area"),
]


@pytest.mark.parametrize("text", TOTALS)
def test_what_is_a_total_by_its_indicator_or_area(text: str) -> None:
    assert a_row(indicator=text).total == text
    assert a_row(area=text).total == text
    assert a_row(text).total == text


@pytest.mark.parametrize("text", NO_TOTALS)
def test_what_is_no_total(text: str) -> None:
    assert a_row(indicator=text, area=text).total == ""


@pytest.mark.parametrize(
    "text",
    [
        "Total 2024/25", "grand total to date", "Sub-total", "Months total", "YTD", "ytd 2025",
        "FYTD", "Year to date", "rolling 12", "last 12", "past year", "Q1", "q4 2025",
        "12-month average", "monthly mean", "the sum", "2024", "1999", "FY 2024", "FY2024/25",
        "2024/25", "2024-25", "2024 / 2025", "1999/00", "1999-2000", "fy 2009/10",
    ],
)  # fmt: skip
def test_what_is_a_total_of_months(text: str) -> None:
    assert a_row(text).total == text
    assert totals_across(["indicator", text, "2025-01"]) == (text,)


@pytest.mark.parametrize(
    "text",
    [
        "", "spring", "2024/26", "2024-24", "2024/2026", "1824", "20245", "Q5", "q11", "ytdx",
        "lasting", "Jan", "2024/2", "to date", "averages", "meantime", "2024-01", "Jan-24",
        "2024/23", "25/2024",
    ],
)  # fmt: skip
def test_what_is_no_total_of_months(text: str) -> None:
    assert a_row(text).total == ""
    assert totals_across(["indicator", text]) == ()


def test_a_row_without_a_figure_says_nothing() -> None:
    assert a_row(value="").says_nothing
    for role in ("value", "numerator", "denominator"):
        assert not a_row(**{"value": "", role: "0"}).says_nothing
    assert a_row(value="", note="a note").says_nothing


@pytest.mark.parametrize(
    ("header", "is_return"),
    [
        ("indicator,area,month,value", True),
        ("Indicator ID,Area name,Period,Count", True),
        ("indicator id,borough,month,value,numerator,denominator,notes", True),
        ("indicator,area,month", False),
        ("indicator,area,value", False),
        ("indicator,month,value", False),
        ("area,month,value", False),
        ("indicator,area,2025-01", True),
        ("indicator,area,note,Jan 25,Feb 25", True),
        ("indicator,area,month,2025-01", False),
        ("indicator,area", False),
        ("area,2025-01", False),
        ("indicator,2025-01", False),
    ],
)
def test_which_headings_are_of_a_return(header: str, *, is_return: bool) -> None:
    assert recognised(header.split(",")) is is_return


def test_the_rows_of_a_return_of_months_across_and_down() -> None:
    across = TextTable(
        file="r.csv",
        header=("note", "Borough", "Indicator", "Jan 25", "Total", "2025-02"),
        rows=(("n", "Barnet", "fires", "1", "3", "2"), ("", "Brent", "floods", "", "9", "0")),
        lines=(4, 7),
    )
    down = TextTable(
        file="r.csv",
        header=("period", "Notes", "area name", "Indicator", "Count", "Denominator", "Numerator"),
        rows=(
            ("Jan 25", "n", "Barnet", "fires", "1", "2", "3"),
            ("Feb 25", "n", "Barnet", "fires", "", "", ""),
            ("Mar 25", "", "Brent", "fires", "", "", "5"),
        ),
        lines=(2, 3, 4),
    )

    assert month_columns(across.header) == {3: "Jan 25", 5: "2025-02"}
    fires: dict[str, Any] = {"line": 4, "indicator": "fires", "area": "Barnet", "note": "n"}
    assert list(return_rows(across)) == [
        ReturnRow(**fires, month="Jan 25", value="1", column="Jan 25"),
        ReturnRow(**fires, month="2025-02", value="2", column="2025-02"),
        ReturnRow(
            line=7, indicator="floods", area="Brent", month="2025-02", value="0", column="2025-02"
        ),
    ]
    assert list(return_rows(down)) == [
        ReturnRow(
            line=2, indicator="fires", area="Barnet", month="Jan 25", value="1", numerator="3",
            denominator="2", note="n",
        ),
        ReturnRow(
            line=4, indicator="fires", area="Brent", month="Mar 25", value="", numerator="5",
        ),
    ]  # fmt: skip


def of(value: str, numerator: str = "", denominator: str = "") -> tuple[Figure, list[str]]:
    """The figure of a row and what is said of it."""
    log = FaultLog()
    row = a_row(value=value, numerator=numerator, denominator=denominator, column="Jan 25")
    found = figure_of(row, log)
    assert all(one.indicator == "fires" for one in log.faults())
    return found, [one.text for one in log.faults()]


BOTH = "give both; a share needs numerator and denominator"
GAP = "the cell is a gap"
VALUE = "Jan 25"


@pytest.mark.parametrize(
    ("cells", "figure", "fault"),
    [
        (("7",), Figure(count=7), None),
        (("7 [r]",), Figure(count=7, mark="revised"), None),
        (("", "42", "159"), Figure(count=42, denominator=159), None),
        (("", "42 [p]", "159 [r]"), Figure(count=42, denominator=159, mark="provisional"), None),
        (("", "42", "159 [r]"), Figure(count=42, denominator=159, mark="revised"), None),
        (("26.4 [e]", "42", "159"), Figure(count=42, denominator=159, mark="estimated"), None),
        (("", "0", "159"), Figure(count=0, denominator=159), None),
        (("7.5",), Figure(), (VALUE, "a whole number", "'7.5'", BOTH)),
        (("7%",), Figure(), (VALUE, "a whole number", "'7%'", BOTH)),
        (
            ("7", "42"),
            Figure(),
            ("numerator", "numerator and denominator", "the numerator '42' alone", BOTH),
        ),
        (
            ("7", "", "42"),
            Figure(),
            ("denominator", "numerator and denominator", "the denominator '42' alone", BOTH),
        ),
        (
            ("", "5", "0"),
            Figure(),
            ("denominator", "a denominator above 0", "'0'", "correct it; the row is a gap"),
        ),
        (
            ("26.5", "42", "159"),
            Figure(),
            (
                VALUE,
                "100 × numerator ÷ denominator",
                "26.5 where 42 of 159 are 26.42",
                "correct the one that is wrong; the row is a gap",
            ),
        ),
        (("[c]",), Figure(least=1, most=4), (VALUE, "a figure", "'[c]' (suppressed)", GAP)),
        (
            ("many",),
            Figure(),
            (
                VALUE,
                "a number of at least 0",
                "'many'",
                "correct the cell or leave it empty; it is a gap",
            ),
        ),
        (
            ("", "[c]", "159"),
            Figure(least=0.0, most=1e9),
            ("numerator", "a figure", "'[c]' (suppressed)", GAP),
        ),
        (
            ("26", "42", "x"),
            Figure(),
            ("denominator", "a figure", "'x' (not available)", GAP),
        ),
        (("..", "42", "159"), Figure(), (VALUE, "a figure", "'..' (not available)", GAP)),
        (
            ("[c]", "42", "159"),
            Figure(least=0.0, most=1e9),
            (VALUE, "a figure", "'[c]' (suppressed)", GAP),
        ),
    ],
)
def test_the_figure_of_a_row_and_what_is_said_of_it(
    cells: tuple[str, ...], figure: Figure, fault: tuple[str, str, str, str] | None
) -> None:
    found, said = of(*cells)

    assert [float(one) for one in (found.count, found.denominator, found.least, found.most)] == [
        pytest.approx(float(one), nan_ok=True)
        for one in (figure.count, figure.denominator, figure.least, figure.most)
    ]
    assert found.mark == figure.mark
    if fault is None:
        assert said == []
        return
    column, wanted, shown, action = fault
    assert said == [
        f"row 2, column {column}: {wanted} was wanted; found {shown} for fires: {action}"
    ]


# To half a unit of its last digit; as Excel holds it, of more than one digit.
@pytest.mark.parametrize(
    ("value", "numerator", "denominator", "is_used"),
    [
        ("50", "101", "200", True),
        ("50", "1011", "2000", False),
        ("51", "101", "200", True),
        ("50.5", "101", "200", True),
        ("50.50%", "101", "200", True),
        ("0.505", "101", "200", True),
        ("0.51", "101", "200", True),
        ("0.50", "101", "200", True),
        ("0.505%", "101", "200", False),
        ("0.5", "101", "200", False),
        ("0.504", "101", "200", False),
        ("50.46", "101", "200", False),
        ("150", "3", "2", True),
    ],
)
def test_a_printed_share_agrees_with_its_parts(
    value: str, numerator: str, denominator: str, *, is_used: bool
) -> None:
    found, said = of(value, numerator, denominator)

    assert math.isfinite(found.count) is is_used
    assert bool(said) is not is_used


def test_figures_that_say_the_same() -> None:
    gap, seven, share = Figure(), Figure(count=7), Figure(count=7, denominator=9)

    for one in (gap, seven, share):
        for other in (gap, seven, share):
            assert one.same_as(other) is (one is other)
    assert seven.same_as(Figure(count=7, mark="revised"))
    assert not share.same_as(Figure(count=8, denominator=9))
    assert not share.same_as(Figure(count=7, denominator=8))
    assert [str(one) for one in (gap, seven, share)] == ["a gap", "7", "7 of 9"]
    assert str(Figure(count=1650, denominator=2500)) == "1,650 of 2,500"
