from __future__ import annotations

import datetime
import io
import math
from functools import cache
from typing import TYPE_CHECKING

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook.block import Block, Cell
from workbook.package.archive import Archive
from workbook.package.save import saved
from workbook.package.structure import structure

if TYPE_CHECKING:
    from collections.abc import Sequence

pytestmark = pytest.mark.slow

ROWS, COLUMNS = 4, 3
AS_AT = datetime.date(2025, 12, 1)
# What the save leaves out or escapes has its own tests.
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cn"], exclude_characters="_"),
    min_size=1,
    max_size=40,
)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**15), 10**15)
CELLS = st.none() | TEXTS | NUMBERS | st.booleans()


@cache
def half_filled() -> bytes:
    """A sheet with gaps: styled blanks, missing cells, missing rows."""
    packed = io.BytesIO()
    book = xlsxwriter.Workbook(packed, {"in_memory": True})
    sheet = book.add_worksheet("S")
    bold = book.add_format({"bold": True})
    sheet.write("B2", "old", bold)
    sheet.write_blank("D2", None, bold)
    sheet.write("C4", 5)
    sheet.write("H4", "right of it")
    book.define_name("block", "=S!$B$2:$D$5")
    book.close()
    return packed.getvalue()


def read_back(packed: bytes) -> list[tuple[object, ...]]:
    sheet = openpyxl.load_workbook(io.BytesIO(packed)).worksheets[0]
    return list(sheet.iter_rows(min_row=2, max_row=5, min_col=2, max_col=4, values_only=True))


def is_same(written: Cell, found: object) -> bool:
    if isinstance(written, float):
        return isinstance(found, (int, float)) and math.isclose(written, found, rel_tol=0)
    return written == found and isinstance(written, bool) == isinstance(found, bool)


@given(st.lists(st.lists(CELLS, min_size=COLUMNS, max_size=COLUMNS), min_size=ROWS, max_size=ROWS))
@settings(max_examples=150, deadline=None)
def test_what_is_written_reads_back_the_same(rows: Sequence[Sequence[Cell]]) -> None:
    archive = Archive.of(half_filled(), source="half.xlsx")
    block = Block("block", tuple(map(tuple, rows)))

    found = read_back(saved(archive, structure(archive), [block], as_at=AS_AT).content)

    assert all(
        is_same(written, read)
        for row, other in zip(rows, found, strict=True)
        for written, read in zip(row, other, strict=True)
    ), found
