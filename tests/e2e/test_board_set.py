"""The board's set: its footers count its pages, every sheet leads back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from workbook.build.build import build, shipped_settings
from workbook.build.left_behind import left_behind
from workbook.house.finish import BACK, CONTENTS_NAME, TIP
from workbook.layout.footer import is_house_footer, total_of
from workbook.layout.sheet import Group, set_pages
from workbook.package.archive import Archive
from workbook.package.footers import sheet_footers
from workbook.package.structure import structure
from workbook.sheets.registry import sheets

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.workbook import Workbook

    from workbook.refresh import Refreshed

FEWEST, MOST = 14, 18

NAMES = [sheet.name for sheet in sheets(shipped_settings())]
OF_SET = [sheet for sheet in sheets(shipped_settings()) if sheet.group is Group.BOARD]
TOTAL = sum(sheet.pages for sheet in OF_SET)


def test_the_set_has_as_many_pages_as_a_board_reads() -> None:
    assert FEWEST <= TOTAL <= MOST


def test_every_footer_is_the_houses_and_says_how_far_the_data_run(sample: Refreshed) -> None:
    archive = Archive.read(sample.path)
    found = [
        footer
        for sheet in structure(archive).sheets
        for footer in sheet_footers(archive.text(sheet.part))
    ]

    assert len(found) == len(NAMES)
    assert [footer for footer in found if not is_house_footer(footer)] == []
    assert [footer for footer in found if " · data to Dec 2025&C" not in footer] == []
    assert {total_of(footer) for footer in found} == {TOTAL, None}


@pytest.mark.parametrize("name", NAMES)
def test_each_sheet_leads_back_to_the_contents(sample_book: Workbook, name: str) -> None:
    links = [
        cell.hyperlink
        for row in sample_book[name].iter_rows()
        for cell in row
        if cell.hyperlink and cell.value == BACK
    ]

    wanted = [] if name == "Cover" else [(CONTENTS_NAME, TIP)]
    assert [(link.location, link.tooltip) for link in links] == wanted


def test_the_way_back_goes_to_the_heading_of_the_contents(sample_book: Workbook) -> None:
    ((sheet, address),) = sample_book.defined_names[CONTENTS_NAME].destinations

    value = sample_book[sheet][address.replace("$", "")].value
    assert (sheet, str(value).partition(":")[0]) == ("Cover", "Contents")


@pytest.mark.parametrize("name", NAMES)
def test_each_sheet_keeps_its_title_in_sight(sample_book: Workbook, name: str) -> None:
    frozen = sample_book[name].freeze_panes

    assert frozen is not None
    assert int(re.sub(r"\D", "", frozen)) > 1


@pytest.mark.parametrize("name", [sheet.name for sheet in OF_SET])
def test_each_sheet_of_the_set_begins_at_its_page(sample_book: Workbook, name: str) -> None:
    setup = sample_book[name].page_setup

    first = set_pages(OF_SET)[name].first
    assert (setup.firstPageNumber or 1, setup.useFirstPageNumber) == (first, True)


@pytest.mark.parametrize("name", NAMES)
def test_a_sheet_is_as_wide_as_its_paper_in_every_program(sample_book: Workbook, name: str) -> None:
    sheet = sample_book[name]

    properties = sheet.sheet_properties.pageSetUpPr
    is_fitted = bool(properties and properties.fitToPage)
    is_fitted = is_fitted and (sheet.page_setup.fitToWidth or 1) == 1
    # The others' pages lie beside one another: each begins where the template breaks it.
    is_several = bool(sheet.col_breaks.brk) or name == "Sources"
    assert is_fitted or is_several


def test_a_workbook_built_again_leaves_no_way_back_and_no_footer_behind(
    sample: Refreshed, tmp_path: Path
) -> None:
    again = build(sample.path, area=None, out=tmp_path / "again.xlsx", progress=lambda _: None)

    assert again.not_carried == ()


def test_an_older_footer_is_not_somebodys_own(sample: Refreshed) -> None:
    archive = Archive.read(sample.path)
    part = structure(archive).sheets[1].part
    older = "&amp;L&amp;9A board · Barnet&amp;C&amp;9&amp;A&amp;R&amp;9Page &amp;P of &amp;N"
    text = re.sub("(<oddFooter>)[^<]*", lambda tag: tag[1] + older, archive.text(part))
    old = Archive.of(archive.replaced({part: text}), source="old")

    assert left_behind(old, archive, set()) == ()
