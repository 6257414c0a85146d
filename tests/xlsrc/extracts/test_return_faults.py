"""One bad cell of a return costs that cell only, in CSV and in .xlsx alike."""

from __future__ import annotations

import csv
import hashlib
import io
from typing import TYPE_CHECKING, Any

import numpy as np
import openpyxl
import pytest

from xlsrc.domain.month import Month
from xlsrc.extracts.reader import extracts_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from xlsrc.extracts.extract import Extract

COUNTS = ("indicator", "area", "month", "value")
SHARES = (*COUNTS, "numerator", "denominator")
ASB = ("asb_incidents", "Barnet")
JANUARY = Month.parse("2024-01").ordinal


def as_csv(rows: list[tuple[object, ...]]) -> tuple[str, bytes]:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return "r.csv", text.getvalue().encode()


def as_xlsx(rows: list[tuple[object, ...]]) -> tuple[str, bytes]:
    """openpyxl leaves formulas to whoever opens the file, and writes errors as errors."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for row in rows:
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return "r.xlsx", file.getvalue()


def read(name: str, content: bytes) -> Extract:
    (extract,) = extracts_of(content, name, hashlib.sha256(content).hexdigest())
    return extract


def of_csv(*rows: tuple[object, ...], header: tuple[str, ...] = COUNTS) -> Extract:
    return read(*as_csv([header, *rows]))


@pytest.mark.parametrize("made", [as_csv, as_xlsx])
@pytest.mark.parametrize(
    "cell", ["<5", "[c]", "..", "-7", "#DIV/0!", "#N/A", "#VALUE!", "=B2*2", "many"]
)
def test_a_bad_cell_costs_itself_alone(made: Callable[..., tuple[str, bytes]], cell: str) -> None:
    rows: list[tuple[object, ...]] = [
        (*ASB, f"2024-{month:02d}", 100 + month) for month in range(1, 13)
    ]
    rows[4] = (*ASB, "2024-05", cell)

    extract = read(*made([COUNTS, *rows]))

    expected = [101, 102, 103, 104, np.nan, *range(106, 113)]
    np.testing.assert_array_equal(extract.count, expected)
    (fault,) = extract.faults
    assert fault.indicator == "asb_incidents"
    assert fault.text.startswith("row 6, column value: ")
    assert repr(cell) in fault.text


def test_a_formula_that_gives_an_empty_text_is_an_empty_cell() -> None:
    name, content = as_xlsx([COUNTS, (*ASB, "2024-01", 4), (*ASB, "2024-02", "")])

    assert read(name, content).faults == ()


def test_cells_alike_are_one_sentence() -> None:
    extract = of_csv(*((*ASB, f"2023-{month:02d}", "[c]") for month in range(1, 13)))

    (fault,) = extract.faults
    assert fault.text.startswith("rows 2, 3, 4, 5, 6, 7 and 6 more, column value")


def test_a_revised_figure_is_used_and_noted() -> None:
    extract = of_csv((*ASB, "2024-01", "650 [r]"), (*ASB, "2024-02", "1,234"))

    assert extract.count.tolist() == [650, 1234]
    assert extract.notes == ("revised: row 2",)


@pytest.mark.parametrize("value", ["62%", "0.62", "61.5"])
def test_a_share_alone_needs_its_parts(value: str) -> None:
    extract = of_csv(("public_confidence", "Barnet", "2024-03", value), (*ASB, "2024-03", 640))

    np.testing.assert_array_equal(extract.count, [np.nan, 640])
    (fault,) = extract.faults
    assert "row 2, column value" in fault.text
    assert "a share needs numerator and denominator" in fault.text


@pytest.mark.parametrize(
    ("parts", "column"),
    [(("", "42", ""), "numerator"), (("26.4", "", "159"), "denominator")],
)
def test_half_a_share_is_none(parts: tuple[str, str, str], column: str) -> None:
    extract = of_csv(("reoffending", "Barnet", "2024-03", *parts), header=SHARES)

    assert np.isnan(extract.count).all()
    assert f"row 2, column {column}: " in extract.faults[0].text
    assert "a share needs numerator and denominator" in extract.faults[0].text


@pytest.mark.parametrize(
    ("value", "is_used"),
    [
        ("26.4", True),  # 42 of 159 are 26.415 %
        ("26", True),
        ("26.42%", True),
        ("0.264", True),  # what Excel holds where it shows 26.4 %
        ("", True),
        ("26.5", False),
        ("27", False),
        ("26.40", False),
        ("0.3", False),
    ],
)
def test_a_value_must_agree_with_its_parts(value: str, is_used: bool) -> None:  # noqa: FBT001
    extract = of_csv(("reoffending", "Barnet", "2024-03", value, 42, 159), header=SHARES)

    assert np.isfinite(extract.count).tolist() == [is_used]
    if not is_used:
        assert f"found {value} where 42 of 159 are 26.42" in extract.faults[0].text


@pytest.mark.parametrize("denominator", ["0", "-159"])
def test_a_share_of_nothing_is_refused(denominator: str) -> None:
    extract = of_csv(("reoffending", "Barnet", "2024-03", "", 42, denominator), header=SHARES)

    assert np.isnan(extract.count).all()
    assert "row 2, column denominator: " in extract.faults[0].text
    assert f"found '{denominator}'" in extract.faults[0].text


@pytest.mark.parametrize("total", ["Total", "Grand total", "Year to date", "2024/25", "Average"])
def test_a_total_is_left_out_and_named(total: str) -> None:
    extract = of_csv((*ASB, "2024-01", 10), (*ASB, "2024-02", 11), (*ASB, total, 21))

    assert extract.count.tolist() == [10, 11]
    assert f"found '{total}': it looks like a total and is left out" in extract.faults[0].text


def test_months_may_stand_across() -> None:
    header = ("indicator", "area", "Jan-24", "Feb 2024", "2024-03", "Total")
    extract = of_csv((*ASB, 610, "<5", 655, 1265), ("deliberate_fires", "LB Barnet", 3, 0, "", 3),
                     header=header)  # fmt: skip

    np.testing.assert_array_equal(extract.count, [610, np.nan, 655, 3, 0])
    assert (extract.month - JANUARY).tolist() == [0, 1, 2, 0, 1]
    assert [area.name for area in extract.areas] == ["Barnet"]
    assert {fault.text.split(":")[0] for fault in extract.faults} == {
        "row 2, column Total",
        "row 2, column Feb 2024",
    }


def test_equal_rows_count_once_and_odd_ones_not_at_all() -> None:
    extract = of_csv(
        (*ASB, "2024-01", 10), (*ASB, "Jan-24", 10), (*ASB, "2024-02", 11), (*ASB, "Feb-24", 12)
    )

    np.testing.assert_array_equal(extract.count, [10, np.nan])
    (fault,) = extract.faults
    assert fault.text.startswith("row 5, ")
    assert "row 4" in fault.text


@pytest.mark.parametrize(
    "name", ["LB Barnet", "London Borough of Barnet", "Barnet LBC", "barnet council", "E09000003"]
)
def test_an_area_is_known_by_its_full_name(name: str) -> None:
    extract = of_csv(("asb_incidents", name, "2024-01", 10))

    assert [area.code for area in extract.areas] == ["E09000003"]
