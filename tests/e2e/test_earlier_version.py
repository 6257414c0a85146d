"""A workbook of an earlier version, with its people's words, in the hands of this one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.support.paths import ROOT
from tests.support.scripted_year import entries, opened
from workbook.build.build import build
from workbook.check.checks import faults
from workbook.package.archive import Archive
from workbook.package.format_mark import FORMAT, format_of
from workbook.package.structure import parsed
from workbook.refresh import refresh, silent
from workbook.surfaces.headless import HeadlessWorkbook
from workbook.tables.analyst_tables import ANALYST_TABLES
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.scripted_year import Entries

EARLIER: Final = ROOT / "tests" / "data" / "dashboard_of_0.3.0.xlsx"
OWN_SHEET: Final = "My workings"
OWN_COLUMN: Final = ("Evidence", "2", "Follow-up")
VIEW: Final = ("Commentary", "criminal_damage", "Analyst's view")


def published(workbook: Path) -> list[tuple[object, ...]]:
    """Every row of the editions and their figures, which nobody may rewrite."""
    tables = HeadlessWorkbook.open(workbook).tables(["Editions", "Published"])
    rows = [row for name in sorted(tables) for row in tables[name].rows]
    assert len(rows) == 65  # one edition, and 64 figures in it
    return rows


def marked_format(workbook: Path) -> int:
    archive = Archive.read(workbook)
    part = archive.part_name("docProps/custom.xml")
    return format_of(parsed(archive, part) if part else None)


@pytest.fixture(scope="module")
def words() -> Entries:
    return entries(opened(EARLIER))


def test_the_earlier_workbook_has_an_entry_in_every_table_that_takes_one(words: Entries) -> None:
    """Kept answers alone are none: nobody types them, a refresh puts them aside."""
    by_analysts = {table.name for table in ANALYST_TABLES if table.refresh_headers != table.headers}
    value, note, _ = words[VIEW]

    assert by_analysts - {table for table, _, _ in words} == {"KeptAnswers"}
    assert (isinstance(value, tuple), str(note).endswith("Ask the wardens.")) == (True, True)
    assert words[OWN_COLUMN][0] == "Asked in May"


def test_it_refreshes_with_every_word_kept(words: Entries, tmp_path: Path) -> None:
    shown = refresh(EARLIER, data_folder(), out=tmp_path / "shown.xlsx").path
    after = opened(shown)

    assert entries(after) == words
    assert after[OWN_SHEET]["A1"].value == "Sums I made"
    assert published(shown) == published(EARLIER)
    assert faults(shown) == ()


def test_made_again_by_this_version_it_has_every_word_but_the_sheet_that_is_named(
    words: Entries, tmp_path: Path
) -> None:
    made = build(EARLIER, area=None, out=tmp_path / "made.xlsx", progress=silent)
    shown = refresh(made.path, data_folder(), out=tmp_path / "shown.xlsx").path

    assert entries(opened(shown)) == words
    assert published(shown) == published(EARLIER)
    assert [marked_format(path) for path in (EARLIER, made.path, shown)] == [0, FORMAT, FORMAT]
    assert made.not_carried == (f"the sheet '{OWN_SHEET}'",)
    assert faults(shown) == ()
