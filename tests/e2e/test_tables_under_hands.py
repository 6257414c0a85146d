"""Every table of the workbook, filtered, sorted and with columns of one's own, refreshed."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Final, NamedTuple

import pytest

from tests.support import restyle
from tests.support.excel_package import ExcelPackage
from tests.support.table_hands import TableHands
from workbook.build.build import build
from workbook.check.lint import faults
from workbook.layout.kept_answers import KEPT_ANSWERS_TABLE, row_in_words
from workbook.package.archive import Archive
from workbook.package.filters import hidden_rows, is_filtered
from workbook.package.sheet import SheetXml
from workbook.package.structure import structure
from workbook.refresh import refresh, silent
from workbook.reproduce.report import reproduction
from workbook.sheets.registry import TABLES
from workbook.surfaces.headless import HeadlessWorkbook
from xlsrc.domain.errors import WorkbookError
from xlsrc.domain.month import Month
from xlsrc.resources import data_folder, templates_folder

if TYPE_CHECKING:
    from pathlib import Path

    from workbook.block import TableData
    from workbook.layout.table import Table
    from workbook.refresh import Refreshed

OWN: tuple[str, ...] = ("Left", "Between", "Right")
WHOLE = [table for table in TABLES if table.identity and table is not KEPT_ANSWERS_TABLE]
WRITTEN = {"Actions", "Decisions", "Outputs", "ImpactQuestions", "Commentary", "Resilience"}
"""Analysts' tables in which refresh has columns that it writes in the sample."""

SORTED = {table.name for table in WHOLE} | {"Actions", "Outputs", "Commentary", "Evidence"}
FEW = 1_000
"""Rows of a table in which every row has its answer; in longer ones every seventh."""

NAMES = [table.name for table in TABLES]
TODAY: Final = datetime.date(2026, 11, 28)
SEPTEMBER = Month.parse("2025-09")


class Hands(NamedTuple):
    """The prepared workbook and its refreshes, and their tables as read."""

    first: Refreshed
    second: Refreshed
    prepared: dict[str, TableData]
    refreshed: dict[str, TableData]
    path: Path


@pytest.fixture(scope="module")
def hands(sample: Refreshed, tmp_path_factory: pytest.TempPathFactory) -> Hands:
    """December's workbook with an analyst's hands on all tables, refreshed to September twice."""
    path = tmp_path_factory.mktemp("hands") / "Board.xlsx"
    path.write_bytes(sample.path.read_bytes())
    with TableHands(path) as analyst:
        for table in TABLES:
            part = analyst.table(table.name)
            count = part.data.shape[0]
            for header, at in zip(OWN, (0, 2, len(part.columns) + 2), strict=True):
                every = 7 if count > FEW else 1
                answers = [
                    None if number % every else f"{table.name} {header} {number}"
                    for number in range(count)
                ]
                analyst.insert_column(table.name, header, at, answers)
            if table.name in SORTED:
                analyst.sort_by(table.name, lambda at: (at * 7919) % 104729)
            analyst.filter_rows(table.name, OWN[0], range(1, count, 2))
    prepared = HeadlessWorkbook.open(path).tables(NAMES)
    first = refresh(path, data_folder(), as_at=SEPTEMBER, out=path.with_name("1.xlsx"))
    second = refresh(first.path, data_folder(), as_at=SEPTEMBER, out=path.with_name("2.xlsx"))
    refreshed = HeadlessWorkbook.open(first.path).tables(NAMES)
    return Hands(first, second, prepared, refreshed, path)


def test_figures_of_sorted_filtered_and_moved_tables_with_own_columns_are_reproduced(
    hands: Hands,
) -> None:
    moved = hands.path.with_name("Moved.xlsx")
    moved.write_bytes(hands.path.read_bytes())
    book = ExcelPackage(moved)
    for sheet in ("Summary", "Data", "All indicators"):
        restyle.move_to_the_end(book, sheet)
    book.save(moved)

    found = reproduction(moved, data_folder(), today=TODAY, progress=silent)

    # The pages that list actions list them as their table stands, so that a refresh would too.
    assert {one.address.partition("!")[0] for one in found.others} == {
        "4 Offending",
        "Impact",
        "Deck",
    }
    assert len(found.others) < 30
    assert found.figures > 100_000
    assert not found.files.is_otherwise


def answers(table: TableData, by: tuple[str, ...]) -> dict[object, tuple[object, ...]]:
    """The row of each answer by the cells that it is known by; blanks are no answers."""
    at = [table.columns.index(header) for header in by]
    found = {}
    for header in OWN:
        own = table.columns.index(header)
        for row in table.rows:
            if row[own] not in (None, ""):
                found[row[own]] = tuple(row[position] for position in at)
    return found


@pytest.mark.parametrize("table", WHOLE, ids=lambda table: table.name)
def test_every_answer_stands_beside_its_row_or_is_kept(hands: Hands, table: Table) -> None:
    before = answers(hands.prepared[table.name], table.identity)
    after = answers(hands.refreshed[table.name], table.identity)
    kept = hands.refreshed[KEPT_ANSWERS_TABLE.name]
    lost = {row[kept.columns.index("Answer")]: row for row in kept.rows}
    words = kept.columns.index("Row")

    found = {
        answer: row_in_words(after[answer]) if answer in after else str(lost[answer][words])
        for answer in before
    }
    stable = {answer: row_in_words(key) for answer, key in before.items()}
    if table.name == "Findings":  # a finding's reference ends in its size, which may move
        found = {answer: words.partition("-")[0] for answer, words in found.items()}
        stable = {answer: words.partition("-")[0] for answer, words in stable.items()}
    assert found == stable


@pytest.mark.parametrize("table", WHOLE, ids=lambda table: table.name)
def test_no_answer_stands_twice(hands: Hands, table: Table) -> None:
    data = hands.refreshed[table.name]
    kept = hands.refreshed[KEPT_ANSWERS_TABLE.name]
    own = [data.columns.index(header) for header in OWN]
    found = [row[at] for row in data.rows for at in own if row[at] not in (None, "")]
    found += [row[kept.columns.index("Answer")] for row in kept.rows if table.name in row]

    assert sorted(map(str, found)) == sorted(map(str, answers(hands.prepared[table.name], ())))


@pytest.mark.parametrize(
    "table", [table for table in TABLES if table not in WHOLE], ids=lambda table: table.name
)
def test_rows_of_analysts_tables_stay_where_they_are(hands: Hands, table: Table) -> None:
    by = tuple(h for h in table.headers if h not in table.refresh_headers) or table.headers
    before = answers(hands.prepared[table.name], by)

    after = answers(hands.refreshed[table.name], by)

    assert {answer: after[answer] for answer in before} == before


@pytest.mark.parametrize("table", WHOLE, ids=lambda table: table.name)
def test_the_identity_of_a_table_tells_its_rows_apart(sample: Refreshed, table: Table) -> None:
    data = HeadlessWorkbook.open(sample.path).tables([table.name])[table.name]

    keys = [tuple(row[data.columns.index(h)] for h in table.identity) for row in data.rows]

    assert len(set(keys)) == len(keys)


def test_no_row_of_a_written_table_is_hidden(hands: Hands) -> None:
    archive = Archive.read(hands.first.path)
    found = structure(archive)
    hidden = {}
    for table in found.tables:
        part = found.sheet(table.sheet)
        assert part is not None
        rows = hidden_rows(SheetXml(archive.text(part.part), where=part.name), [table.data])
        if rows or is_filtered(archive.text(table.part)):
            hidden[table.name] = len(rows)

    assert hidden.keys().isdisjoint({table.name for table in WHOLE} | WRITTEN)


def test_the_refresh_says_whose_filters_it_cleared(hands: Hands) -> None:
    line = hands.first.notes[0]

    assert [table.name in line for table in WHOLE] == [True] * len(WHOLE)


def test_the_refreshed_file_is_sound(hands: Hands) -> None:
    assert faults(hands.first.path) == faults(hands.path)


def test_a_second_refresh_changes_nothing_more(hands: Hands) -> None:
    first, second = (Archive.read(one.path) for one in (hands.first, hands.second))

    changed = [name for name in first.names if first.content(name) != second.content(name)]
    assert (changed, hands.second.notes) == ([], ())


def test_the_same_refresh_again_may_replace_its_own_kept_answers(hands: Hands) -> None:
    again = hands.path.with_name("again.xlsx")
    again.write_bytes(hands.first.path.read_bytes())

    refresh(hands.path, data_folder(), as_at=SEPTEMBER, out=again)

    assert Archive.read(again).replaced({}) == Archive.read(hands.first.path).replaced({})


def test_a_kept_answer_that_would_be_lost_stops_the_refresh(
    hands: Hands, sample: Refreshed
) -> None:
    target = hands.path.with_name("theirs.xlsx")
    target.write_bytes(sample.path.read_bytes())
    with TableHands(target) as analyst:
        part = analyst.table(KEPT_ANSWERS_TABLE.name)
        for at, text in enumerate(("Exceptions", "Burglary · Barnet", "Ours", "asked the BCU")):
            analyst.put(part.sheet, part.data.first_row, part.data.first_column + at, text)

    with pytest.raises(WorkbookError, match=r"holds entries that.*Kept answers!A5"):
        refresh(templates_folder() / "Dashboard.xlsx", data_folder(), out=target)


def test_kept_answers_are_carried_over_by_a_build(hands: Hands) -> None:
    made = hands.path.with_name("built.xlsx")

    build(hands.first.path, area=None, out=made, progress=lambda _: None)

    after = HeadlessWorkbook.open(made).tables([KEPT_ANSWERS_TABLE.name])[KEPT_ANSWERS_TABLE.name]
    before = hands.refreshed[KEPT_ANSWERS_TABLE.name]
    at = [after.columns.index(name) for name in before.columns]
    assert [tuple(row[i] for i in at) for row in after.rows] == [*before.rows]
