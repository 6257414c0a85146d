"""Kept values of random workbooks are those that another engine works out after the save."""

from __future__ import annotations

import itertools
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

import ironcalc
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.formula_workbook import FED, OWN, after, formula_workbook, shown
from workbook.block import Block

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.support.formula_workbook import Content, Shown
    from workbook.package.archive import Archive

COLUMNS: Final = "ABCD"
FIRST_ROW: Final = 5  # above it Fed holds what is fed
LAST_ROW: Final = 10
SHEETS: Final = (FED, OWN)
NAMES: Final = {
    "fed": "=Fed!$A$1:$A$3",
    "Top": "=Fed!$A$1",
    "'My own'!Top": "=Fed!$A$2",
    "Sum": "=SUM(Fed!$A$1:$A$2)",
    "Above": "=Fed!A1048576",
}
PATTERNS: Final = (
    "{0}+{1}",
    "SUM({2})",
    "SUM({0},{1})*2",
    "IF({0}>3,{1},{0})",
    "MAX({2})-MIN({2})",
    'COUNTIF({2},">2")',
    "SUMPRODUCT({2}*1)",
    "INDEX({2},1,1)",
    "IFERROR({0}/{1},0)",
    "Top+{0}",
    "Fed!Top+{0}",
    "Sum*{1}",
    "Above+1",
    '{0}&"x"',
    'LEN("Fed!A1")+{1}',
    "_xlfn.LET(_xlpm.a,{0},_xlpm.a+{1})",
    "SUM(Fed!1:2)+{0}",
    "SUM(Fed!A$2:$A3)",
)
Cells = dict[str, dict[str, str]]
"""Formulas by sheet and cell."""


@st.composite
def workbooks(draw: st.DrawFn) -> Cells:
    """Formulas that refer to cells above them only, on either sheet."""
    cells: Cells = {sheet: {} for sheet in SHEETS}
    rows = range(FIRST_ROW, LAST_ROW + 1)
    for row, sheet, column in itertools.product(rows, SHEETS, COLUMNS):
        if draw(st.booleans()):
            pattern = draw(st.sampled_from(PATTERNS))
            one, other = (draw(references(row)) for _ in range(2))
            cells[sheet][f"{column}{row}"] = pattern.format(one, other, draw(ranges(row)))
    return cells


@st.composite
def references(draw: st.DrawFn, below: int) -> str:
    sheet = draw(st.sampled_from(("Fed!", "'My own'!", "")))
    fixed = draw(st.sampled_from(("", "$")))
    column, row = draw(st.sampled_from(COLUMNS)), draw(st.integers(1, below - 1))
    return f"{sheet}{fixed}{column}{fixed}{row}"


@st.composite
def ranges(draw: st.DrawFn, below: int) -> str:
    sheet = draw(st.sampled_from(("Fed!", "'My own'!", "")))
    first, last = sorted(draw(st.sampled_from(COLUMNS)) for _ in range(2))
    top, bottom = sorted(draw(st.integers(1, below - 1)) for _ in range(2))
    return f"{sheet}{first}{top}:{last}{bottom}"


def calculated(path: Path, cells: Cells) -> dict[tuple[str, str], Shown | None]:
    """What IronCalc works out for each formula of a file."""
    model = ironcalc.load_from_xlsx(str(path), "en", "UTC", "en")
    model.evaluate()
    order = {FED: 0, OWN: 2}
    return {
        (sheet, at): model.get_cell_value(order[sheet], int(at[1:]), COLUMNS.index(at[0]) + 1)
        for sheet in SHEETS
        for at in cells[sheet]
    }


def made(path: Path, cells: Cells, values: Mapping[tuple[str, str], Shown | None]) -> Archive:
    filled: dict[str, dict[str, Content]] = {
        sheet: {at: (text, values.get((sheet, at)) or 0) for at, text in cells[sheet].items()}
        for sheet in SHEETS
    }
    return formula_workbook(path, filled[OWN], fed=filled[FED], names=NAMES)


@pytest.mark.slow
@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(workbooks(), st.lists(st.integers(0, 4), min_size=3, max_size=3))
def test_a_kept_value_is_never_out_of_date(cells: Cells, fed: list[int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "own.xlsx"
        made(path, cells, {})
        archive = made(path, cells, calculated(path, cells))

        found = after(archive, [Block("fed", tuple((value,) for value in fed))])

        path.write_bytes(found.replaced({}))
        now = calculated(path, cells)
    kept = {place: value for place in now if (value := shown(found, *place)) is not None}
    assert kept == {place: now[place] for place in kept}
