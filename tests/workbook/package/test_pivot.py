"""A pivot table over cells that a save changes is made again when Excel opens the workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.support.excel_package import ExcelPackage
from tests.support.formula_workbook import OWN, after, formula_workbook, shown
from tests.support.ooxml import OLDEST_AND_NEWEST, needs_validator, schema_errors
from tests.support.pivot import add_pivot
from workbook.block import Block, TableBlock
from workbook.package.archive import Archive

if TYPE_CHECKING:
    from pathlib import Path

    from workbook.block import Write

FIRST_CHANGES: Final = Block("fed", ((9,), (2,), (3,)))
NOTHING_CHANGES: Final = Block("fed", ((1,), (2,), (3,)))
COUNT_CHANGES: Final = TableBlock("Data", ("Key", "Count"), (("one", 5), ("two", 2)))
ROW_LESS: Final = TableBlock("Data", ("Key", "Count"), (("one", 1),))
OF_FED: Final = '<worksheetSource ref="A1:B3" sheet="Fed"/>'
OF_DATA: Final = '<worksheetSource name="Data"/>'
OF_BOTH: Final = (
    '<consolidation><rangeSets count="2"><rangeSet i1="0" ref="A1:B3" sheet="Rows"/>'
    '<rangeSet i1="1" ref="A1:A3" sheet="Fed"/></rangeSets></consolidation>'
)


def pivoted(tmp_path: Path, source: str, attributes: str = "") -> tuple[Archive, str]:
    """A workbook with one pivot table, and the part of its cache."""
    own = {
        "E1": ('GETPIVOTDATA("Count",$A$3,"Key","one")', 1),
        "E2": ("B9*2", 77),
        "E3": ("D1", 77),
    }
    path = tmp_path / "pivot.xlsx"
    formula_workbook(path, own)
    book = ExcelPackage(path)
    cache = add_pivot(book, source, sheet=OWN, attributes=attributes)
    return Archive.read(book.save(path)), cache


@pytest.mark.parametrize(
    ("source", "write", "is_renewed"),
    [
        (OF_FED, FIRST_CHANGES, True),
        (OF_FED, NOTHING_CHANGES, False),
        (OF_FED, COUNT_CHANGES, False),
        ('<worksheetSource ref="A2:B3" sheet="Fed"/>', FIRST_CHANGES, False),
        (OF_DATA, COUNT_CHANGES, True),
        (OF_DATA, ROW_LESS, True),
        (OF_DATA, FIRST_CHANGES, False),
        ('<worksheetSource name="fed"/>', FIRST_CHANGES, True),
        ('<worksheetSource name="Quiet"/>', FIRST_CHANGES, False),
        ('<worksheetSource name="NoSuchName"/>', NOTHING_CHANGES, True),
        ('<worksheetSource ref="A1:B3" sheet="Fed" r:id="rId9"/>', FIRST_CHANGES, False),
        ('<worksheetSource ref="A1:B2" sheet="Gone"/>', FIRST_CHANGES, False),
        (
            OF_BOTH,
            FIRST_CHANGES,
            True,
        ),
    ],
)
def test_only_a_cache_over_changed_cells_is_read_again(
    tmp_path: Path,
    source: str,
    write: Write,
    is_renewed: bool,  # noqa: FBT001 - a case
) -> None:
    before, cache = pivoted(tmp_path, source)

    found = after(before, [write])

    text = before.text(cache)
    if is_renewed:
        text = text.replace(' recordCount="2">', ' recordCount="2" refreshOnLoad="1">')
    assert found.text(cache) == text


@pytest.mark.parametrize(
    "part", ["xl/pivotTables/pivotTable1.xml", "xl/pivotCache/pivotCacheRecords1.xml"]
)
def test_all_else_of_a_pivot_table_stays_byte_for_byte(tmp_path: Path, part: str) -> None:
    before, _ = pivoted(tmp_path, OF_FED)

    assert after(before, [FIRST_CHANGES]).content(part) == before.content(part)


@pytest.mark.parametrize(("said", "says"), [("1", "1"), ("true", "true"), ("0", "1")])
def test_an_order_that_stands_is_not_given_twice(tmp_path: Path, said: str, says: str) -> None:
    before, cache = pivoted(tmp_path, OF_FED, f' refreshOnLoad="{said}"')

    text = after(before, [FIRST_CHANGES]).text(cache)

    assert (text.count("refreshOnLoad"), f'refreshOnLoad="{says}"' in text) == (1, True)


def test_what_is_taken_from_a_renewed_pivot_table_shows_no_value(tmp_path: Path) -> None:
    before, _ = pivoted(tmp_path, OF_FED)

    changed, same = after(before, [FIRST_CHANGES]), after(before, [NOTHING_CHANGES])

    assert [shown(changed, OWN, at) for at in ("E1", "E2", "E3")] == [None, None, 77]
    assert [shown(same, OWN, at) for at in ("E1", "E2", "E3")] == [1, 77, 77]


@needs_validator
@pytest.mark.parametrize("office_version", OLDEST_AND_NEWEST)
def test_a_workbook_with_a_renewed_pivot_table_is_valid(
    tmp_path: Path, office_version: str
) -> None:
    before, _ = pivoted(tmp_path, OF_DATA)
    path = tmp_path / "after.xlsx"
    path.write_bytes(after(before, [COUNT_CHANGES]).replaced({}))

    assert schema_errors(path, office_version) == []
