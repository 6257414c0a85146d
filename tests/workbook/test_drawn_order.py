"""However people sort Definitions, the figures stand where the workbook was made for them."""

from __future__ import annotations

import dataclasses
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.support.analyst import Analyst
from workbook.drawn_order import in_drawn_order
from workbook.house.wording import section_title
from workbook.refresh import settings_of
from workbook.surfaces.headless import HeadlessWorkbook
from xlsrc.resources import templates_folder

if TYPE_CHECKING:
    from pathlib import Path

TEMPLATE = templates_folder() / "Dashboard.xlsx"


@pytest.mark.parametrize("header", ["Indicator", "Headline"])
def test_sorted_definitions_are_the_same_settings(header: str, tmp_path: Path) -> None:
    book = tmp_path / "Board.xlsx"
    shutil.copy(TEMPLATE, book)
    with Analyst(book) as analyst:
        analyst.sort("Definitions", header)
    opened = HeadlessWorkbook.open(book)
    rows = [row[0] for row in opened.tables(["Definitions"])["Definitions"].rows]
    first = HeadlessWorkbook.open(TEMPLATE)
    assert rows != [row[0] for row in first.tables(["Definitions"])["Definitions"].rows]
    assert settings_of(opened) == settings_of(first)


class Refreshed(HeadlessWorkbook):
    """A workbook whose Summary was written for the sections in this order."""

    said: tuple[str, ...] = ()

    def block_values(self, name: str) -> tuple[tuple[object, ...], ...]:
        """The Summary's headings."""
        assert name == "summary.table"
        return tuple((text, None) for text in self.said)


def test_sorted_sections_stand_as_the_summary_was_written() -> None:
    workbook = Refreshed.open(TEMPLATE)
    settings = settings_of(HeadlessWorkbook.open(TEMPLATE))
    given = dataclasses.replace(settings, sections=settings.sections[::-1])
    # Not refreshed yet, or one of them named anew: nothing is known of the order.
    assert in_drawn_order(workbook, given) == given
    workbook.said = ("An indicator", *map(section_title, settings.sections), "Another")
    assert in_drawn_order(workbook, given) == settings


def test_an_indicator_that_the_workbook_was_not_made_for_leaves_the_order() -> None:
    workbook = HeadlessWorkbook.open(TEMPLATE)
    settings = settings_of(workbook)
    more = dataclasses.replace(settings.indicators[0], id="of_ours")
    given = dataclasses.replace(settings, indicators=(more, *settings.indicators[::-1]))
    assert in_drawn_order(workbook, given) == given
