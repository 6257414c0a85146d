"""One line of editions: a broken one, and one that another workbook goes on with, are told."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.support.four_quarters import editions
from workbook.publish.import_earlier import joined
from workbook.publish.one_line import refuse_broken_chain, refuse_other_lines
from workbook.publish.working import NOTHING
from workbook.surfaces.headless import HeadlessWorkbook
from workbook.tables.published_layout import published_blocks
from xlsrc.domain.errors import WorkbookError
from xlsrc.resources import shipped_template

if TYPE_CHECKING:
    from pathlib import Path

    from xlsrc.domain.published import PublishedEdition

MARCH, JUNE, *_ = editions()


def keep(path: Path, *published: PublishedEdition) -> None:
    """Have a workbook hold editions."""
    blocks = joined(map(published_blocks, published))
    HeadlessWorkbook.open(path).write(blocks, path, as_at=published[-1].on)


@pytest.fixture(scope="module")
def ann(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the workbook that has published March and June."""
    path = tmp_path_factory.mktemp("ann") / "Ann’s copi Ŵyn.XLSX"
    shutil.copyfile(shipped_template(), path)
    keep(path, MARCH, JUNE)
    (path.parent / "Notes.xlsx").write_bytes(b"no workbook")
    (path.parent / "~$Own.xlsx").write_bytes(b"Excel's")
    return path


def test_a_copy_beside_it_that_has_gone_on_is_named(ann: Path) -> None:
    own = ann.with_name("Own.xlsx")

    with pytest.raises(WorkbookError, match=r"Ŵyn\.XLSX' has published June 2025 after March 2025"):
        refuse_other_lines(own, [MARCH], "Barnet", NOTHING)
    with pytest.raises(WorkbookError, match=r"has published March 2025, on 20 April 2025"):
        refuse_other_lines(own, [], "Barnet", NOTHING)


def test_one_that_is_behind_itself_or_of_another_area_is_none(ann: Path) -> None:
    refuse_other_lines(ann.with_name("Own.xlsx"), editions(), "Barnet", NOTHING)
    refuse_other_lines(ann.with_name("Own.xlsx"), [MARCH], "Enfield", NOTHING)
    refuse_other_lines(ann, [MARCH], "Barnet", NOTHING)


def test_an_edition_changed_by_hand_ends_the_line() -> None:
    first, *rest = JUNE.figures
    changed = replace(JUNE, figures=(replace(first, value=1), *rest))

    refuse_broken_chain([MARCH, JUNE], NOTHING)
    with pytest.raises(WorkbookError, match=r"June 2025 as it was .* Nothing was published\."):
        refuse_broken_chain([MARCH, changed], NOTHING)
