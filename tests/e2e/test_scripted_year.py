"""A scripted year: four quarterly refreshes of one workbook, an analyst at work in between.

Entries are put in as Excel leaves them: rich text, notes, links, sorted and filtered tables,
inserted rows, a column and a sheet of the analyst's own. An indicator is added, one removed, one
renamed, and the template made again once.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock

from tests.support.analyst import Analyst
from tests.support.ooxml import OLDEST_AND_NEWEST, needs_validator, schema_errors
from tests.support.quarters import QUARTERS, deliver
from workbook.build.build import build
from workbook.check.checks import faults
from workbook.refresh import refresh, silent
from workbook.tables.analyst_tables import ANALYST_TABLES

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.cell import Cell

BOLD = "<b/>"
RED = '<i/><sz val="9"/><color rgb="FFC00000"/><rFont val="Calibri"/><family val="2"/>'
BURGLARY = "residential_burglary"
REMOVED = "bicycle_theft"
RENAMED = "shoplifting"
ADDED = "pickpocketing"
FIRST_ACTION = "1.1"

Entry = tuple[object, str | None, str | None]
"""What a cell holds (its runs, where it has some), its note and its link."""
Entries = dict[tuple[str, str, str], Entry]


@dataclass(frozen=True)
class Year:
    """What the analyst had entered before each step and what was there after it; the last
    workbook, and what build named.
    """

    steps: tuple[tuple[Entries, Entries], ...]
    last: Path
    book: openpyxl.Workbook
    not_carried: tuple[str, ...]

    def row(self, table: str, key: str) -> dict[str, object]:
        """A row of a table of the last workbook by heading."""
        heading, *rows = _cells(self.book, table)
        found = next(row for row in rows if str(row[0].value) == key)
        return {str(title.value): cell.value for title, cell in zip(heading, found, strict=True)}


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Year:
    folder = tmp_path_factory.mktemp("year")
    extracts = folder / "extracts"
    first, second, third, fourth = (folder / f"Q{n}.xlsx" for n in (1, 2, 3, 4))
    template, again = folder / "template.xlsx", folder / "again.xlsx"
    build(None, area=None, out=template, progress=silent)
    deliver(extracts, QUARTERS[0])
    refresh(template, extracts, out=first)
    spring(first)
    written = [entries(opened(first))]
    deliver(extracts, QUARTERS[1])
    refresh(first, extracts, out=second)
    kept = [entries(opened(second))]
    summer(second)
    written.append(entries(opened(second)))
    not_carried = build(second, area=None, out=again, progress=silent).not_carried
    kept.append(entries(opened(again)))
    deliver(extracts, QUARTERS[2])
    refresh(again, extracts, out=third)
    written.append(kept[-1])
    kept.append(entries(opened(third)))
    autumn(third)
    written.append(entries(opened(third)))
    deliver(extracts, QUARTERS[3])
    refresh(third, extracts, out=fourth)
    book = opened(fourth)
    kept.append(entries(book))
    return Year(
        steps=tuple(zip(written, kept, strict=True)),
        last=fourth,
        book=book,
        not_carried=not_carried,
    )


def spring(path: Path) -> None:
    """Rich text, a note, links, a row put in, a column and a sheet of one's own, a sorted table."""
    with Analyst(path) as analyst:
        analyst.insert_row(
            "Evidence",
            2,
            ["5", None, "Shopkeepers' meeting", "quote", "They come back the same day.", "no"],
        )
        analyst.type(
            "Commentary",
            BURGLARY,
            "Analyst's view",
            [("Locks", BOLD), (" were fitted in ", ""), ("three wards", RED), (".", "")],
        )
        analyst.type("Commentary", RENAMED, "Analyst's view", "Two stores report online now.")
        analyst.type("Commentary", REMOVED, "Analyst's view", [("Racks", BOLD), (" moved.", "")])
        analyst.sort("Commentary", "Indicator")
        analyst.note("Commentary", BURGLARY, "Analyst's view", "Analyst", "Ask the wardens.")
        analyst.hyperlink("Evidence", "2", "Source", "https://example.org/note?a=1&b=2")
        analyst.add_column("Evidence", "Follow-up", ["", "Asked in May", "", "Closed"])
        analyst.widen("Evidence", "Source", 41.7109375)
        analyst.add_sheet("My workings", "Sums I made")
        analyst.type("Actions", FIRST_ACTION, "Action", [("Fit locks ", ""), ("now", BOLD)])


def summer(path: Path) -> None:
    """An indicator renamed, one removed, one added; Commentary filtered."""
    with Analyst(path) as analyst:
        analyst.type("Definitions", RENAMED, "Indicator", "Theft from shops")
        analyst.delete_row("Definitions", REMOVED)
        analyst.insert_row(
            "Definitions",
            3,
            [ADDED, "Pickpocketing", "5", "no", "lower_is_better", "MPS recorded crime",
             "Theft from the person", None, "no", "no", None, "Theft from the person, as a test."],
        )  # fmt: skip
        analyst.filter("Commentary", "State", "reported")
        analyst.type("Resilience", "MPS recorded crime", "Analyst's rating", "at risk")
        analyst.type("Resilience", "MPS recorded crime", "Analyst's reason", "A move is announced.")


def autumn(path: Path) -> None:
    """A view of the new indicator, and one reworded."""
    with Analyst(path) as analyst:
        analyst.type("Commentary", ADDED, "Analyst's view", [("New", BOLD), (" this year.", "")])
        analyst.type("Commentary", RENAMED, "Analyst's view", "Two stores, and a third.")


def opened(path: Path) -> openpyxl.Workbook:
    with warnings.catch_warnings():
        # openpyxl says of each workbook with sparklines what it would lose if it saved it.
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(path, rich_text=True)


def entries(book: openpyxl.Workbook) -> Entries:
    """Every filled analyst's cell by table, first cell of its row, and heading."""
    found: Entries = {}
    for table in ANALYST_TABLES:
        heading, *rows = _cells(book, table.name)
        for row in rows:
            for title, cell in zip(heading, row, strict=True):
                header = str(title.value)
                if header not in table.refresh_headers and cell.value is not None:
                    found[table.name, str(row[0].value), header] = _entry(cell)
    return found


def _cells(book: openpyxl.Workbook, table: str) -> tuple[tuple[Cell, ...], ...]:
    sheet = next(s for s in book.worksheets if table in s.tables)
    cells: tuple[tuple[Cell, ...], ...] = sheet[sheet.tables[table].ref]
    return cells


def _entry(cell: Cell) -> Entry:
    value: object = cell.value
    if isinstance(value, CellRichText):
        value = tuple(
            (one.text, repr(one.font)) if isinstance(one, TextBlock) else (one, "") for one in value
        )
    return (
        value,
        cell.comment.text if cell.comment else None,
        cell.hyperlink.target if cell.hyperlink else None,
    )


@pytest.mark.parametrize("step", range(4), ids=["Q2", "build", "Q3", "Q4"])
def test_every_entry_is_still_there_run_for_run(year: Year, step: int) -> None:
    before, after = year.steps[step]

    assert {key: after.get(key) for key in before} == before


def test_a_new_column_keeps_its_entries_when_the_template_is_made_again(year: Year) -> None:
    follow_ups = {e[0] for key, e in year.steps[-1][1].items() if key[2] == "Follow-up"}

    assert follow_ups == {"Asked in May", "Closed"}


def test_a_note_stays_at_its_cell_for_the_year(year: Year) -> None:
    note = year.steps[-1][1]["Commentary", BURGLARY, "Analyst's view"][1]

    assert note == "Analyst:\nAsk the wardens."


def test_formatted_runs_stay_for_the_year(year: Year) -> None:
    runs = year.steps[-1][1]["Commentary", BURGLARY, "Analyst's view"][0]

    assert isinstance(runs, tuple)
    assert [text for text, _ in runs] == ["Locks", " were fitted in ", "three wards", "."]


def test_the_row_of_a_removed_indicator_says_so_and_keeps_its_view(year: Year) -> None:
    row = year.row("Commentary", REMOVED)

    assert (row["State"], str(row["Analyst's view"])) == ("no longer reported", "Racks moved.")


def test_a_renamed_indicator_keeps_its_row_under_the_new_name(year: Year) -> None:
    assert year.row("Commentary", RENAMED)["Indicator"] == "Theft from shops"


def test_a_view_that_the_data_have_left_behind_needs_review(year: Year) -> None:
    needs = year.row("Commentary", BURGLARY)["Needs review"]

    assert needs == "yes: written for March 2025; the figures now run to December 2025"


def test_a_reworded_view_speaks_of_the_quarter_it_was_written_in(year: Year) -> None:
    speaks_of = year.row("Commentary", RENAMED)["Speaks of"]

    assert f"{speaks_of:%Y-%m}" == "2025-09"


def test_rows_that_were_sorted_stay_in_their_order(year: Year) -> None:
    first = [key for name, key, _ in year.steps[0][0] if name == "Commentary"]
    last = [key for name, key, _ in year.steps[-1][1] if name == "Commentary"]

    assert [key for key in last if key in first] == first


def test_an_analysts_rating_goes_before_the_rule(year: Year) -> None:
    row = year.row("Resilience", "MPS recorded crime")

    assert (row["Rating"], row["Why"]) == ("at risk", "A move is announced.")


def test_build_names_what_it_cannot_carry(year: Year) -> None:
    assert "the sheet 'My workings'" in year.not_carried


def test_build_says_that_a_filter_is_not_carried(year: Year) -> None:
    assert (
        "the filter or sorting of the table Commentary (all its rows are kept)" in year.not_carried
    )


def test_the_workbook_of_the_year_has_no_fault(year: Year) -> None:
    assert faults(year.last) == ()


@needs_validator
@pytest.mark.parametrize("version", OLDEST_AND_NEWEST)
def test_the_workbook_of_the_year_is_valid_for_every_office(year: Year, version: str) -> None:
    assert schema_errors(year.last, version) == []
