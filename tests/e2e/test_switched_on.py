"""A section that an analyst switches on or off: its sheet, and all that follows from it."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import openpyxl
import pptx
import pytest

from tests.support.analyst import Analyst
from workbook.build.build import Built, build
from workbook.check.accessibility import accessibility
from workbook.check.checks import faults
from workbook.pack.packing import POWERPOINT, packed
from workbook.refresh import refresh, silent
from workbook.surfaces.headless import HeadlessWorkbook
from xlsrc.domain.errors import DashboardError
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook of last quarter with the town centres switched on and hate crime off; an indicator
    has moved to them, another is gone, and somebody wrote beside the panels."""
    folder = tmp_path_factory.mktemp("switched")
    template = build(None, area=None, out=folder / "template.xlsx", progress=silent).path
    shown = refresh(template, data_folder(), out=folder / "shown.xlsx").path
    with Analyst(shown) as analyst:
        analyst.type("Sections", "tc", "Shown", "yes")
        analyst.type("Sections", "6", "Shown", "no")
        analyst.type("Duties", "D9", "Lead", "Head of Safeguarding")
        analyst.type("Definitions", "theft_from_vehicle", "Sections", "tc")
        analyst.delete_row("Definitions", "bicycle_theft")
        analyst.put("5 High-volume", 3, 30, "Our own words")
    return shown


@pytest.fixture(scope="module")
def built(edited: Path) -> Built:
    return build(edited, area=None, out=edited.with_name("built.xlsx"), progress=silent)


@pytest.fixture(scope="module")
def refreshed(built: Built) -> Path:
    return refresh(built.path, data_folder(), out=built.path.with_name("now.xlsx")).path


def said_on(path: Path, sheet: str) -> str:
    """All texts of a sheet."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(path)
    return "\n".join(str(v) for row in book[sheet].values for v in row if isinstance(v, str))


def test_a_refresh_asks_for_the_sheet_first(edited: Path) -> None:
    with pytest.raises(DashboardError, match="safer build"):
        refresh(edited, data_folder(), out=edited.with_name("not written.xlsx"))

    assert not edited.with_name("not written.xlsx").exists()


def test_what_is_lost_is_the_sheet_and_our_own_words_not_what_moved(built: Built) -> None:
    assert built.not_carried == (
        "the sheet '6 Hate crime'",
        "the contents of 5 High-volume!AD3",
    )


def test_its_sheet_is_there_and_that_of_the_other_gone(refreshed: Path) -> None:
    names = HeadlessWorkbook.open(refreshed).sheet_names

    assert "Town centres" in names
    assert "6 Hate crime" not in names


def test_summary_and_cover_name_it(refreshed: Path) -> None:
    assert "Town-centre crime" in said_on(refreshed, "Summary")
    assert "Hate crime" not in said_on(refreshed, "Summary")
    assert "Town centres" in said_on(refreshed, "Cover")


def test_the_workbook_is_in_order(refreshed: Path) -> None:
    assert faults(refreshed) == ()
    assert [rule for rule in accessibility(refreshed) if rule.faults] == []


def test_what_was_typed_into_duties_is_carried_over(refreshed: Path) -> None:
    table = HeadlessWorkbook.open(refreshed).tables(["Duties"])["Duties"]

    leads = {row[0]: row[table.columns.index("Lead")] for row in table.rows}
    assert leads["D9"] == "Head of Safeguarding"


def test_the_slides_show_it(refreshed: Path) -> None:
    (deck,) = packed(refreshed, kinds=[POWERPOINT], full=True, progress=silent)

    shown = (shape for slide in pptx.Presentation(str(deck)).slides for shape in slide.shapes)
    assert any("Town centres" in s.text_frame.text for s in shown if s.has_text_frame)
