from __future__ import annotations

import datetime
import hashlib
import io
import re
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from xlsrc.domain.errors import ExtractError
from xlsrc.extracts.reader import extracts_of
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from xlsrc.extracts.extract import Extract
    from xlsrc.extracts.store import Store

HEADER = "indicator,area,month,value,numerator,denominator,note"


def read(content: str | bytes, name: str = "return.csv") -> Extract:
    content = content.encode() if isinstance(content, str) else content
    (extract,) = extracts_of(content, name, hashlib.sha256(content).hexdigest())
    return extract


def workbook(rows: Sequence[Sequence[object]]) -> bytes:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for row in rows:
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_a_count_is_its_value() -> None:
    extract = read("indicator,area,month,value\nasb_incidents,Barnet,Apr-25,630\n")

    assert extract.count.tolist() == [630.0]


def test_a_share_is_counted_by_its_numerator_and_denominator() -> None:
    extract = read(f"{HEADER}\nreoffending,Barnet,2025-04,26.4,42,159,\n")

    assert (extract.count.tolist(), extract.denominator.tolist()) == ([42.0], [159.0])


def test_an_empty_value_is_missing_and_a_zero_is_a_zero() -> None:
    """Rule 10 of the architecture: missing is not zero."""
    extract = read("indicator,area,month,value\nfires,Barnet,Apr-25,\nfires,Barnet,May-25,0\n")

    assert list(zip(extract.month.tolist(), extract.count.tolist(), strict=True)) == [
        (2025 * 12 + 4, 0.0)
    ]


def test_a_month_that_was_not_sent_is_missing(store_of: Callable[..., Store]) -> None:
    store = store_of(
        {"r.csv": "indicator,area,month,value\nf,Barnet,Apr-25,3\nf,Barnet,Jun-25,4\n"}
    )

    assert not store.extracts[0].sparse


def test_a_workbook_with_real_dates_and_empty_rows_is_read() -> None:
    rows: list[list[object]] = [
        ["indicator", "area", "month", "value"],
        ["fires", "Barnet", datetime.date(2025, 4, 1), 7],
        [],
        ["fires", "E09000003", "May-25", 6],
    ]

    extract = read(workbook(rows), "return.xlsx")

    assert list(zip(extract.month.tolist(), extract.count.tolist(), strict=True)) == [
        (2025 * 12 + 3, 7.0),
        (2025 * 12 + 4, 6.0),
    ]


def test_a_note_marks_a_return_as_illustrative() -> None:
    extract = read(f"{HEADER}\nfires,Barnet,Apr-25,7,,,ILLUSTRATIVE\n")

    assert extract.illustrative


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        ("fires,Barmet,Apr-25,7", "row 2, column area: .* found 'Barmet' .* perhaps Barnet"),
        ("fires,Barnet,spring,7", "row 2, column month: .* found 'spring'"),
        ("fires,Barnet,Apr-25,many", "row 2, column value: .* found 'many'"),
        (
            "f,Barnet,Apr-25,1\nf,E09000003,2025-04,2",
            r"row 3, .* found another figure than in row 2 \(2 and 1\)",
        ),
    ],
)
def test_a_fault_names_its_cell(rows: str, complaint: str) -> None:
    (fault,) = read(f"indicator,area,month,value\n{rows}\n").faults

    assert re.search(complaint, fault.text)


@pytest.mark.parametrize("rows", ["", "fires,Barnet,Apr-25,\n"])
def test_a_return_without_a_figure_is_refused(rows: str) -> None:
    with pytest.raises(ExtractError, match="found none with a figure: fill in the return"):
        read(f"indicator,area,month,value\n{rows}")


def test_a_file_that_is_no_workbook_is_refused() -> None:
    with pytest.raises(ExtractError, match="a workbook was wanted"):
        read(b"PK\x03\x04indicator,area,month,value\n", "return.xlsx")


def test_the_shipped_template_has_the_columns_of_a_return() -> None:
    book = openpyxl.load_workbook(data_folder() / "partner-return.xlsx")

    assert [cell.value for cell in book["Return"][1]] == HEADER.split(",")
