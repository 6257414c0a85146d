"""A scripted year: four quarterly refreshes of one workbook, an analyst at work in between.

Entries are put in as Excel leaves them: rich text, notes, links, sorted and filtered tables,
inserted rows, a column and a sheet of the analyst's own. An indicator is added, one removed, one
renamed, one defined otherwise, and the template made again once. Each quarter is published: its
rows are kept in the workbook.
"""

from __future__ import annotations

import shutil
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock

from tests.support.analyst import Analyst
from tests.support.quarters import QUARTERS, deliver
from workbook.build.build import build
from workbook.refresh import refresh, silent
from workbook.surfaces.headless import HeadlessWorkbook
from workbook.tables.analyst_tables import ANALYST_TABLES
from workbook.tables.published_layout import published_blocks
from xlsrc.published.rows import new_edition

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.cell import Cell

    from workbook.refresh import Refreshed
    from xlsrc.assessment import Dashboard
    from xlsrc.domain.published import PublishedEdition

BOLD = "<b/>"
RED = '<i/><sz val="9"/><color rgb="FFC00000"/><rFont val="Calibri"/><family val="2"/>'
BURGLARY = "residential_burglary"
REMOVED = "bicycle_theft"
RENAMED = "shoplifting"
ADDED = "pickpocketing"
FIRST_ACTION = "1.1"
WIDER = "Theft from the person; Bicycle theft"
"""What the added indicator counts from the last quarter on."""

ACCEPTED = "indicator-6eb2df93"
REASON = "Pickpocketing counts bicycles, too."
"""The reference of that difference, as `safer check --against` gave it, and why it is."""


Entry = tuple[object, str | None, str | None]
"""What a cell holds (its runs, where it has some), its note and its link."""
Entries = dict[tuple[str, str, str], Entry]


@dataclass(frozen=True)
class Quarter:
    """What a refresh showed, the edition that was published of it, and the workbook just then."""

    shown: Dashboard
    edition: PublishedEdition
    path: Path


@dataclass(frozen=True)
class Year:
    """What the analyst had entered before each step and what was there after it; the last
    workbook, what build named, and the quarters as they were published.
    """

    steps: tuple[tuple[Entries, Entries], ...]
    quarters: tuple[Quarter, ...]
    last: Path
    book: openpyxl.Workbook
    not_carried: tuple[str, ...]

    def row(self, table: str, key: str) -> dict[str, object]:
        """A row of a table of the last workbook by heading."""
        heading, *rows = _cells(self.book, table)
        found = next(row for row in rows if str(row[0].value) == key)
        return {str(title.value): cell.value for title, cell in zip(heading, found, strict=True)}


def scripted_year(folder: Path) -> Year:
    """The year, in a folder of its own."""
    extracts = folder / "extracts"
    first, second, third, fourth = (folder / f"Q{n}.xlsx" for n in (1, 2, 3, 4))
    template, again = folder / "template.xlsx", folder / "again.xlsx"
    build(None, area=None, out=template, progress=silent)
    deliver(extracts, QUARTERS[0])
    quarters = [published(refresh(template, extracts, out=first))]
    spring(first)
    written = [entries(opened(first))]
    deliver(extracts, QUARTERS[1])
    quarters.append(published(refresh(first, extracts, out=second)))
    kept = [entries(opened(second))]
    summer(second)
    written.append(entries(opened(second)))
    not_carried = build(second, area=None, out=again, progress=silent).not_carried
    kept.append(entries(opened(again)))
    deliver(extracts, QUARTERS[2])
    quarters.append(published(refresh(again, extracts, out=third)))
    written.append(kept[-1])
    kept.append(entries(opened(third)))
    autumn(third)
    written.append(entries(opened(third)))
    deliver(extracts, QUARTERS[3])
    quarters.append(published(refresh(third, extracts, out=fourth)))
    book = opened(fourth)
    kept.append(entries(book))
    return Year(
        steps=tuple(zip(written, kept, strict=True)),
        quarters=tuple(quarters),
        last=fourth,
        book=book,
        not_carried=not_carried,
    )


def published(result: Refreshed) -> Quarter:
    """Keep a quarter's edition in its workbook; a copy is what people have of it."""
    shown = result.dashboard
    day = (shown.as_at + 1).first_day.replace(day=20)
    edition = new_edition(shown, shown, day, shown.settings.published)
    keep(edition, result.path)
    copy = result.path.with_name(f"Published {shown.as_at}.xlsx")
    shutil.copy(result.path, copy)
    return Quarter(shown=shown, edition=edition, path=copy)


def keep(edition: PublishedEdition, path: Path) -> None:
    """Add an edition's rows to a workbook."""
    HeadlessWorkbook.open(path).write(published_blocks(edition), path, as_at=edition.on)


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
             "Theft from the person", None, "no", "open", None, "Theft from people, as a test."],
        )  # fmt: skip
        analyst.filter("Commentary", "State", "reported")
        analyst.type("Resilience", "MPS recorded crime", "Analyst's rating", "at risk")
        analyst.type("Resilience", "MPS recorded crime", "Analyst's reason", "A move is announced.")


def autumn(path: Path) -> None:
    """A view of the new indicator, and one reworded; the new one is to count more, on purpose."""
    with Analyst(path) as analyst:
        analyst.type("Definitions", ADDED, "Offences", WIDER)
        table = analyst.structure.table("AcceptedDifferences")
        row, first = table.data.first_row, table.area.first_column
        for column, text in enumerate([ACCEPTED, REASON, "Analyst", "2025-11-20"], first):
            analyst.put(table.sheet, row, column, text)
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
